# Do not edit: emitted from spec/openapi.yaml by `python -m generator generate`.

"""Contains methods for accessing the API"""
