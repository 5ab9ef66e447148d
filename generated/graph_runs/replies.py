# Do not edit: copied from generator/runtime/ by `python -m generator generate`.

"""Replies: status, headers and body of a response, and what they are decoded to."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import ValidationError

from .base import OpenModel
from .error_bodies import excerpt, read_error
from .errors import DecodeError, graph_error
from .headers import value
from .retries import retry_after

T = TypeVar("T")
BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Reply:
    """A response as it arrived: status, headers, body. `broken` is the reason why the body ended early, if it did."""

    status: int
    headers: Mapping[str, str]
    content: bytes
    broken: str | None = None

    @property
    def request_id(self) -> str | None:
        """The service's own id of the request."""
        return value(self.headers, "request-id")

    @property
    def retry_after(self) -> float | None:
        """The seconds after which the service asks to be called again."""
        return retry_after(self.headers)

    @property
    def content_type(self) -> str | None:
        """The media type of the body."""
        return value(self.headers, "content-type")

    def json(self) -> Any:
        """Return the body as parsed JSON. Raises ValueError if it is not JSON."""
        return json.loads(self.content.removeprefix(BOM))


class _UnexpectedBodyError(ValueError):
    """The body is that of an error or of a page, not what the operation documents."""


def result(reply: Reply, decode: Callable[[bytes], T], *, permissions: str | None = None, safe: bool = False) -> T:
    """Return the decoded body of a success. Raises GraphError or DecodeError."""
    require_success(reply, permissions=permissions, safe=safe)
    try:
        decoded = decode(reply.content.removeprefix(BOM))
        _require_resource(decoded, reply.status)
        return decoded
    except (ValueError, RecursionError) as error:
        raise _decode_error(reply, _reason(error, reply), safe=safe) from error


def require_success(reply: Reply, *, permissions: str | None = None, safe: bool = False) -> None:
    """Raise GraphError unless the status is that of a success, and DecodeError unless the body is complete."""
    if not 200 <= reply.status < 300:
        raise graph_error(reply.status, reply.headers, reply.content, permissions=permissions, safe=safe)
    if reply.broken:
        raise _decode_error(reply, reply.broken, safe=safe)


def _decode_error(reply: Reply, reason: str, *, safe: bool) -> DecodeError:
    message = f"{reply.status}, but the body is not as documented: {reason}"
    message += "" if safe else "; the request may have been processed"
    return DecodeError(message, reply.status, reply.headers, reply.content)


def _require_resource(decoded: object, status: int) -> None:
    """Raise for an object that has only the members of an error or of a page, which an open model would keep.

    Raise also where the service has only accepted the request (202) and tells nothing of the result.
    """
    if not isinstance(decoded, OpenModel):
        return
    documented = decoded.model_fields_set & type(decoded).model_fields.keys()
    members = decoded.model_extra or {}
    if _has_error(members):
        raise _UnexpectedBodyError("it is an error")
    if isinstance(members.get("value"), list) and not documented:
        raise _UnexpectedBodyError("it is a page of resources")
    if status == 202 and not documented:
        raise _UnexpectedBodyError("the request was only accepted, and the body has nothing of the result")


def _has_error(members: dict[str, Any]) -> bool:
    return members.get("error") is not None or members.get("Error") is not None


def decode_none(content: bytes) -> None:
    """Check the body of an operation that documents none: JSON is ignored unless it is an error."""
    if content.strip():
        try:
            members = json.loads(content)
        except ValueError:
            raise _UnexpectedBodyError("it is not JSON") from None
        if isinstance(members, dict) and _has_error(members):
            raise _UnexpectedBodyError("it is an error")


def _reason(error: Exception, reply: Reply) -> str:
    if isinstance(error, _UnexpectedBodyError) and "error" in str(error):
        return f"{error}: {read_error(reply.content, reply.content_type).described}"
    if isinstance(error, _UnexpectedBodyError):
        return f"{error}; {excerpt(reply.content, reply.content_type)}"
    if isinstance(error, ValidationError):
        errors = error.errors()
        if errors[0]["type"] == "json_invalid":
            return f"{errors[0]['msg']}; {excerpt(reply.content, reply.content_type)}"
        return "; ".join(f"/{'/'.join(map(str, one['loc']))}: {one['msg']}" for one in errors[:3])
    return str(error) or type(error).__name__
