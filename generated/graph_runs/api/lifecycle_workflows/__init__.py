# Do not edit: emitted from spec/openapi.yaml by `python -m generator generate`.

"""Contains endpoint functions for accessing the API"""
