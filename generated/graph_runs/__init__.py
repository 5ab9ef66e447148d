# Do not edit: emitted from spec/openapi.yaml by `python -m generator generate`.

"""The runs of Microsoft Graph beta, from live operations and from documentation drafts."""

from typing import TYPE_CHECKING, Any

__version__ = "0.2.0"

if TYPE_CHECKING:
    from . import odata as odata
    from .client import AsyncGraphRuns as AsyncGraphRuns
    from .client import GraphRuns as GraphRuns
    from .errors import BadRequestError as BadRequestError
    from .errors import ConflictError as ConflictError
    from .errors import CredentialError as CredentialError
    from .errors import DecodeError as DecodeError
    from .errors import ForbiddenError as ForbiddenError
    from .errors import GraphError as GraphError
    from .errors import GraphRunsError as GraphRunsError
    from .errors import NextLinkError as NextLinkError
    from .errors import NotFoundError as NotFoundError
    from .errors import ResponseError as ResponseError
    from .errors import ResponseTooLargeError as ResponseTooLargeError
    from .errors import ServerError as ServerError
    from .errors import TooManyRequestsError as TooManyRequestsError
    from .errors import TransportError as TransportError
    from .errors import UnauthorizedError as UnauthorizedError
    from .paging import AsyncPaged as AsyncPaged
    from .paging import Page as Page
    from .paging import Paged as Paged
    from .replies import Reply as Reply
    from .requests import CallOptions as CallOptions
    from .retries import Retries as Retries
else:
    # Loaded when first used, so that importing the package costs next to nothing.
    _HOMES = {
        "client": ("AsyncGraphRuns", "GraphRuns"),
        "errors": (
            "BadRequestError",
            "ConflictError",
            "CredentialError",
            "DecodeError",
            "ForbiddenError",
            "GraphError",
            "GraphRunsError",
            "NextLinkError",
            "NotFoundError",
            "ResponseError",
            "ResponseTooLargeError",
            "ServerError",
            "TooManyRequestsError",
            "TransportError",
            "UnauthorizedError",
        ),
        "paging": ("AsyncPaged", "Page", "Paged"),
        "replies": ("Reply",),
        "requests": ("CallOptions",),
        "retries": ("Retries",),
    }
    __all__ = [name for names in _HOMES.values() for name in names]

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})

    def __getattr__(name: str) -> Any:
        if name == "odata":
            from importlib import import_module

            return import_module(".odata", __name__)
        for home, names in _HOMES.items():
            if name in names:
                from importlib import import_module

                value = globals()[name] = getattr(import_module(f".{home}", __name__), name)
                return value
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
