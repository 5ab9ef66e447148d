# Do not edit: emitted from spec/openapi.yaml by `python -m generator generate`.

"""The operations of `AsyncGraphRuns`, one module per tag."""
