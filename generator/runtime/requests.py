"""Requests: the options of a call, and the headers and JSON that may be sent."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, TypedDict, TypeVar
from uuid import uuid4

from .base import GraphModel
from .replies import Reply
from .urls import Scalar, text

if TYPE_CHECKING:
    import httpx2

Model = TypeVar("Model", bound=GraphModel)
RESERVED_HEADERS = {"connection", "content-encoding", "content-length", "host", "transfer-encoding", "upgrade"}
HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
HEADER_VALUE = re.compile(r"([!-~]([ \t!-~]*[!-~])?)?")


class CallOptions(TypedDict, total=False):
    """What every call accepts besides its own arguments."""

    timeout: "httpx2.Timeout | float | None"
    """Replaces the client's timeout; None waits forever."""
    headers: Mapping[str, str]
    """Sent in addition to the client's own."""
    on_response: Callable[[Reply], object]
    """Called with status, headers and raw body of the last response, before it is decoded or raised."""


@dataclass(frozen=True)
class Call:
    """One call of an operation, ready to be sent."""

    method: str
    path: str
    body: GraphModel | None = None
    query: Mapping[str, Scalar | Sequence[Scalar] | None] = field(default_factory=dict)
    headers: Mapping[str, Scalar | None] = field(default_factory=dict)
    permissions: str | None = None

    def request(self, base_url: str, options: CallOptions) -> dict[str, object]:
        """Return the arguments for httpx2's build_request, without the token."""
        if unexpected := options.keys() - CallOptions.__annotations__.keys():
            raise TypeError(f"unexpected option {', '.join(sorted(unexpected))}: see CallOptions")
        headers = {"client-request-id": str(uuid4())}
        headers |= {name: text(value) for name, value in self.headers.items() if value is not None}
        arguments: dict[str, object] = {"method": self.method, "url": base_url + self.path}
        if self.body is not None:
            headers["Content-Type"] = "application/json"
            arguments["content"] = self.body.model_dump_json().encode()
            require_json(self.body, "body")
        if parameters := [
            (name, text(value))
            for name, values in self.query.items()
            if values is not None
            for value in ([values] if isinstance(values, str) or not isinstance(values, Sequence) else values)
        ]:
            arguments["params"] = parameters
        if "timeout" in options:
            arguments["timeout"] = options["timeout"]
        given = options.get("headers", {})
        names = {str(name).lower() for name in given}
        headers = {name: value for name, value in headers.items() if name.lower() not in names} | dict(given)
        return {**arguments, "headers": checked_headers(headers)}


def require_type(kind: type[Model], body: object) -> Model:
    """Return the body. Raises TypeError if it is not what the operation accepts."""
    if not isinstance(body, kind):
        raise TypeError(f"the body is {type(body).__name__}, not {kind.__name__}")
    return body


def checked_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """Return the headers. Raises ValueError, without quoting a value that may be secret, if one cannot be sent."""
    for name, value in headers.items():
        if not (isinstance(name, str) and HEADER_NAME.fullmatch(name)):
            raise ValueError(f"invalid header name {name!r:.50}")
        if not (isinstance(value, str) and HEADER_VALUE.fullmatch(value)):
            raise ValueError(f"the header {name} cannot be sent: its value must be visible ASCII on one line")
        if name.lower() in RESERVED_HEADERS:
            raise ValueError(f"the header {name} is set by the client itself")
    return dict(headers)


def require_json(value: object, place: str) -> None:
    """Raise ValueError for what JSON cannot represent, although pydantic would encode it: NaN as null, for example."""
    if isinstance(value, GraphModel):
        value = {**value.__dict__, **(value.model_extra or {})}
    if isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str):
                raise ValueError(f"{place} has a key that is not a string but {type(key).__name__}")
            require_json(item, f"{place}.{key}")
    elif isinstance(value, list | tuple):
        for item in value:
            require_json(item, f"{place}[…]")
    elif isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"{place} is {value}: JSON cannot represent it")
    elif isinstance(value, datetime) and value.tzinfo is None:
        raise ValueError(f"{place} is a datetime without a time zone")
    elif not isinstance(value, str | int | float | date | None):
        raise ValueError(f"{place} is {type(value).__name__}: JSON cannot represent it")
