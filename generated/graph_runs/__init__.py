# Do not edit: emitted from spec/openapi.yaml by `python -m generator generate`.


"""A client library for accessing Graph Runs"""

from .client import AuthenticatedClient, Client

__all__ = (
    "AuthenticatedClient",
    "Client",
)
