# Do not edit: copied from generator/runtime/ by `python -m generator generate`.

"""Requests: the options of a call, and what may be sent as its body."""

import json
import math
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar
from urllib.parse import quote, urlencode
from uuid import uuid4

from .base import GraphModel
from .headers import checked_headers, merged
from .lazy import LazyModule
from .replies import Reply
from .retries import Retries
from .urls import Scalar, resolve, text

if TYPE_CHECKING:
    import httpx2
else:
    httpx2 = LazyModule("httpx2")

Model = TypeVar("Model", bound=GraphModel)
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


class CallOptions(TypedDict, total=False):
    """What every call accepts besides its own arguments."""

    timeout: "httpx2.Timeout | float | None"
    """Seconds for each connect, write and read, instead of the client's; None waits forever."""
    deadline: float | None
    """Seconds for the whole call, with its retries and pauses, instead of the client's; None means no deadline."""
    retries: Retries
    """Instead of the client's."""
    headers: Mapping[str, str]
    """Sent in addition to the client's own."""
    on_response: Callable[[Reply], object] | Callable[[Reply], Awaitable[object]] | None
    """Called with the last response before it is decoded or raised; the async client awaits what it returns."""


@dataclass(frozen=True)
class Call:
    """One call, ready to be sent. Its path may be an absolute URL of the server, such as a next link."""

    method: str
    path: str
    body: GraphModel | None = None
    query: Mapping[str, Scalar | Sequence[Scalar] | None] = field(default_factory=dict)
    headers: Mapping[str, Scalar | None] = field(default_factory=dict)
    permissions: str | None = None
    content: bytes | None = None

    @property
    def safe(self) -> bool:
        """Whether it changes nothing, so that it can be repeated whatever became of it (RFC 9110, 9.2.1)."""
        return self.method in SAFE_METHODS

    @property
    def parameters(self) -> list[tuple[str, str]]:
        """The names and values of the query; a sequence gives one pair for each of its values."""
        return [
            (name, text(value))
            for name, values in self.query.items()
            if values is not None
            for value in ([values] if isinstance(values, str) or not isinstance(values, Sequence) else values)
        ]

    def request(self, base_url: str, options: CallOptions) -> dict[str, Any]:
        """Return the arguments for httpx2's build_request, without the token."""
        if unexpected := options.keys() - CallOptions.__annotations__.keys():
            raise TypeError(f"unexpected option {', '.join(sorted(unexpected))}: see CallOptions")
        headers = {"client-request-id": str(uuid4())}
        headers |= {name: text(value) for name, value in self.headers.items() if value is not None}
        arguments: dict[str, Any] = {"method": self.method, "url": resolve(base_url, self.path)}
        content = self.content
        if self.body is not None:
            content = self.body.model_dump_json().encode()
            require_json(self.body, "body")
        if content is not None:
            headers["Content-Type"] = "application/json"
            arguments["content"] = content
        if parameters := self.parameters:
            # A space as %20: + stands for a space in forms only, and some gateways read it as a plus.
            query = urlencode(parameters, quote_via=quote)
            arguments["url"] += ("&" if "?" in arguments["url"] else "?") + query
        if "timeout" in options:
            arguments["timeout"] = checked_timeout(options["timeout"])
        arguments["headers"] = merged(headers, checked_headers(options.get("headers") or {}))
        return arguments


def free_call(method: str, path: str, body: object, query: Mapping[str, Scalar | Sequence[Scalar] | None]) -> Call:
    """Return a call of anything on the server. Raises TypeError and ValueError for what cannot be sent."""
    if not (isinstance(method, str) and method.isascii() and method.isalpha()):
        raise ValueError(f"{method!r:.50} is not an HTTP method")
    if isinstance(body, GraphModel):
        return Call(method.upper(), path, body=body, query=query)
    require_json(body, "json")
    content = None if body is None else json.dumps(body, default=_encode, ensure_ascii=False).encode()
    return Call(method.upper(), path, content=content, query=query)


def _encode(value: Any) -> Any:
    return value.model_dump(mode="json") if isinstance(value, GraphModel) else value.isoformat()


def checked_seconds(name: str, value: object) -> float | None:
    """Return a number of seconds, or None. Raises TypeError or ValueError with the name of the argument."""
    if value is None:
        return None
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise TypeError(f"{name} is {type(value).__name__}, not a number of seconds")
    if not (math.isfinite(value) and value > 0):
        raise ValueError(f"{name} is {value}: it must be a positive number of seconds")
    return float(value)


def checked_timeout(value: Any) -> "httpx2.Timeout | float | None":
    """Return the timeout. Raises TypeError or ValueError."""
    known = value is None or isinstance(value, int | float | str | tuple)  # not worth the import of httpx2
    return value if not known and isinstance(value, httpx2.Timeout) else checked_seconds("timeout", value)


def require_type(kind: type[Model] | tuple[type[Model], ...], body: object) -> Model:
    """Return the body. Raises TypeError if it is not what the operation accepts."""
    if not isinstance(body, kind):
        names = [one.__name__ for one in (kind if isinstance(kind, tuple) else (kind,))]
        raise TypeError(f"the body is {type(body).__name__}, not {' or '.join(names)}")
    return body


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
