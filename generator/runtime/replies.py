"""Replies: status, headers and body of a response, and what they are decoded to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from pydantic import ValidationError

from .errors import DecodeError, graph_error
from .retries import retry_after

T = TypeVar("T")


@dataclass(frozen=True)
class Reply:
    """A response as it arrived: status, headers, body. `broken` is the reason why the body ended early, if it did."""

    status: int
    headers: Mapping[str, str]
    content: bytes
    broken: str | None = None


def result(reply: Reply, decode: Callable[[bytes], T], permissions: str | None) -> T:
    """Return the decoded body of a success. Raises GraphError or DecodeError."""
    if not 200 <= reply.status < 300:
        raise graph_error(reply.status, reply.headers, reply.content, retry_after(reply.headers), permissions)
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


def decode_none(_content: bytes) -> None:
    """Decode the body of an operation that returns none."""
