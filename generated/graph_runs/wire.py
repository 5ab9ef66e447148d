# Do not edit: copied from generator/runtime/ by `python -m generator generate`.

"""What goes over the wire: base address, path segments, query and header values, and the reply."""

import ipaddress
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeAlias, TypedDict, TypeVar
from urllib.parse import quote, urlsplit
from uuid import uuid4

from pydantic import ValidationError

from .base import GraphModel
from .errors import DecodeError, graph_error
from .retries import retry_after

if TYPE_CHECKING:
    import httpx2

T = TypeVar("T")
Model = TypeVar("Model", bound=GraphModel)
Scalar: TypeAlias = str | int | float | bool | datetime | date
# The codings that are decompressed in steps, so that a small body cannot fill the memory at once.
CODINGS = "gzip, deflate"
OWN_HEADERS = {"connection", "content-encoding", "content-length", "host", "transfer-encoding", "upgrade"}
HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
HEADER_VALUE = re.compile(r"([!-~]([ \t!-~]*[!-~])?)?")


@dataclass(frozen=True)
class Reply:
    """An answer as it came: status, headers, body. `broken` says why the body ended too early, if it did."""

    status: int
    headers: Mapping[str, str]
    content: bytes
    broken: str | None = None


class CallOptions(TypedDict, total=False):
    """What every call takes beside its own arguments."""

    timeout: "httpx2.Timeout | float | None"
    """Instead of the client's; None waits for ever."""
    headers: Mapping[str, str]
    """Sent beside the client's own."""
    on_response: Callable[[Reply], object]
    """Called with status, headers and raw body of the last answer, before it is decoded or raised."""


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
        """Return the arguments that httpx2's build_request needs, the token apart."""
        if unknown := options.keys() - CallOptions.__annotations__.keys():
            raise TypeError(f"{', '.join(sorted(unknown))} is no option: see CallOptions")
        headers = {"client-request-id": str(uuid4())}
        headers |= {name: text(value) for name, value in self.headers.items() if value is not None}
        arguments: dict[str, object] = {"method": self.method, "url": base_url + self.path}
        if self.body is not None:
            headers["Content-Type"] = "application/json"
            arguments["content"] = self.body.model_dump_json().encode()
            _sendable(self.body, "body")
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
        return {**arguments, "headers": sendable_headers(headers)}


def instance(kind: type[Model], body: object) -> Model:
    """Return the body. Raises TypeError where it is not what the operation takes."""
    if not isinstance(body, kind):
        raise TypeError(f"the body is {type(body).__name__}, not {kind.__name__}")
    return body


def sendable_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """Return the headers. Raises ValueError, without the value, which may be a secret, where one cannot be sent."""
    for name, value in headers.items():
        if not (isinstance(name, str) and HEADER_NAME.fullmatch(name)):
            raise ValueError(f"{name!r:.50} is no name of a header")
        if not (isinstance(value, str) and HEADER_VALUE.fullmatch(value)):
            raise ValueError(f"the header {name} cannot be sent: it must be text of ASCII, without line ends")
        if name.lower() in OWN_HEADERS:
            raise ValueError(f"the header {name} is the client's own")
    return dict(headers)


def _sendable(value: object, place: str) -> None:
    """Raise ValueError for what JSON has not, although pydantic finds an encoding for it, such as null for NaN."""
    if isinstance(value, GraphModel):
        value = {**value.__dict__, **(value.model_extra or {})}
    if isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str):
                raise ValueError(f"{place} has a key that is no text but {type(key).__name__}")
            _sendable(item, f"{place}.{key}")
    elif isinstance(value, list | tuple):
        for item in value:
            _sendable(item, f"{place}[…]")
    elif isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"{place} is {value}, which JSON has not")
    elif isinstance(value, datetime) and value.tzinfo is None:
        raise ValueError(f"{place} is a datetime without a time zone")
    elif not isinstance(value, str | int | float | date | None):
        raise ValueError(f"{place} is {type(value).__name__}, which JSON has not")


def path(template: str, *values: Scalar) -> str:
    """Return the path with each `{parameter}` replaced by a value, percent-encoded as one segment.

    Raises ValueError where a value is empty or dots alone.
    """
    given = iter(values)
    return re.sub(r"\{([^}]*)\}", lambda parameter: _segment(parameter[1], next(given)), template)


def _segment(name: str, given: Scalar) -> str:
    if not isinstance(given, str | int | float | date):
        raise TypeError(f"{name} is {type(given).__name__}, not text")
    value = text(given)
    # Dots alone are steps in the path (RFC 3986, 5.2.4), and many servers take %2E for a dot (6.2.2.2).
    if value in ("", ".", ".."):
        raise ValueError(f"{name} is {repr(value) if value else 'empty'}: it would name another address")
    return quote(value, safe="")


def text(value: Scalar) -> str:
    """Return a parameter as text, in JSON's spelling for booleans and ISO 8601 for times."""
    if isinstance(value, bool):
        return "true" if value else "false"
    # Not str(): that of an enum is its name.
    return (
        str.__str__(value) if isinstance(value, str) else value.isoformat() if isinstance(value, date) else str(value)
    )


def base_address(url: str) -> str:
    """Return the base address without a trailing slash.

    Raises ValueError unless it is https, or http to this machine, without user, query and fragment: a token goes there.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    try:
        local = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        local = False
    if not host or not (parts.scheme == "https" or (parts.scheme == "http" and local)):
        raise ValueError("the base address must be https, or http to this machine: a token is sent there")
    if parts.username is not None or re.search(r"[?#\s\x00-\x1f]", url) or parts.port == 0:
        raise ValueError("the base address must have no user, query, fragment or spaces")
    return url.rstrip("/")


def scope(base_url: str) -> str:
    """Return the scope of tokens for the server: its root and `.default`."""
    parts = urlsplit(base_url)
    return f"{parts.scheme}://{parts.netloc}/.default"


def result(call: Call, reply: Reply, decode: Callable[[bytes], T], options: CallOptions) -> T:
    """Return the decoded body of a success. Raises GraphError or DecodeError."""
    if on_response := options.get("on_response"):
        on_response(reply)
    if not 200 <= reply.status < 300:
        raise graph_error(reply.status, reply.headers, reply.content, retry_after(reply.headers), call.permissions)
    try:
        if reply.broken:
            raise ValueError(reply.broken)
        return decode(reply.content)
    except (ValueError, RecursionError) as error:
        message = f"{reply.status}, but the body is not as documented: {_reason(error)}"
        raise DecodeError(message, reply.status, reply.headers, reply.content) from error


def _reason(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return "; ".join(f"/{'/'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()[:3])
    return str(error) or type(error).__name__


def nothing(_content: bytes) -> None:
    """Decode the body of an operation that returns none."""
