# Do not edit: copied from generator/runtime/ by `python -m generator generate`.

"""What a call can raise: an answer of the service that is no success, or no usable answer."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any


class GraphRunsError(Exception):
    """The base of all errors of this package. They can be copied and pickled."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Leave out __init__, whose arguments are not those of Exception."""
        return _rebuilt, (type(self), self.args, self.__dict__)


def _rebuilt(kind: type[GraphRunsError], arguments: tuple[Any, ...], attributes: dict[str, Any]) -> GraphRunsError:
    error = kind.__new__(kind, *arguments)
    error.__dict__.update(attributes)
    return error


class CredentialError(GraphRunsError):
    """The credential gave something that is no token; nothing was sent."""


class TransportError(GraphRunsError):
    """No answer came. `processed` is False if the request cannot have reached the service, None if unknown."""

    def __init__(self, message: str, *, processed: bool | None) -> None:
        super().__init__(message)
        self.processed = processed


class ResponseError(GraphRunsError):
    """An answer came: `status`, `headers` and `content` (bytes; empty where it was not read)."""

    def __init__(self, message: str, status: int, headers: Mapping[str, str], content: bytes) -> None:
        super().__init__(message)
        self.status = status
        self.headers = headers
        self.content = content

    @property
    def request_id(self) -> str | None:
        """The service's own id of the request."""
        return self.headers.get("request-id")

    @property
    def client_request_id(self) -> str | None:
        """The id that the client sent."""
        return self.headers.get("client-request-id")


class DecodeError(ResponseError):
    """The service reported success, but the body is not what the operation documents."""


class ResponseTooLargeError(ResponseError):
    """The body is over the limit of the client; it was not read to its end."""


class GraphError(ResponseError):
    """The service answered with an error; `code`, `message` and `inner_error` are None where the body has none."""

    def __init__(
        self,
        status: int,
        headers: Mapping[str, str],
        content: bytes,
        retry_after: float | None,
        permissions: str | None,
    ) -> None:
        error = _envelope(content)
        self.code = _text(error.get("code"))
        self.message = _text(error.get("message"))
        inner = error.get("innerError", error.get("innererror"))
        self.inner_error: dict[str, Any] | None = inner if isinstance(inner, dict) else None
        self.retry_after = retry_after
        super().__init__("", status, headers, content)
        self.args = (_sentence(self, permissions),)

    @property
    def request_id(self) -> str | None:
        """The service's own id of the request, from the headers or the body."""
        return super().request_id or self._inner("request-id", "requestId")

    @property
    def client_request_id(self) -> str | None:
        """The id that the client sent, from the headers or the body."""
        return super().client_request_id or self._inner("client-request-id")

    def _inner(self, *names: str) -> str | None:
        values = (_text((self.inner_error or {}).get(name)) for name in names)
        return next((value for value in values if value), None)


class BadRequestError(GraphError):
    """400: the service takes the request for malformed."""


class UnauthorizedError(GraphError):
    """401: the token is missing, expired or not for this service."""


class ForbiddenError(GraphError):
    """403: the token lacks a permission."""


class NotFoundError(GraphError):
    """404: there is no such resource or operation."""


class ConflictError(GraphError):
    """409: the request contradicts the state of the resource."""


class TooManyRequestsError(GraphError):
    """429: throttled, and the retries were used up; `retry_after` says in seconds when to try again."""


class ServerError(GraphError):
    """5xx: the service failed; the request may have been processed."""


_BY_STATUS: dict[int, type[GraphError]] = {
    400: BadRequestError,
    401: UnauthorizedError,
    403: ForbiddenError,
    404: NotFoundError,
    409: ConflictError,
    429: TooManyRequestsError,
}


def graph_error(
    status: int, headers: Mapping[str, str], content: bytes, retry_after: float | None, permissions: str | None
) -> GraphError:
    """Return the error for an answer that is no success."""
    kind = _BY_STATUS.get(status, ServerError if status >= 500 else GraphError)
    return kind(status, headers, content, retry_after, permissions)


def _envelope(content: bytes) -> dict[str, Any]:
    try:
        error = json.loads(content)["error"]
    except (ValueError, LookupError, TypeError, RecursionError):
        return {}
    return error if isinstance(error, dict) else {}


def _text(value: object) -> str | None:
    # JSON can spell half a character, which could neither be printed nor logged.
    return value.encode(errors="replace").decode() if isinstance(value, str) else None


def _sentence(error: GraphError, permissions: str | None) -> str:
    try:
        phrase = f"{error.status} {HTTPStatus(error.status).phrase}"
    except ValueError:
        phrase = str(error.status)
    known = {"code": error.code, "request-id": error.request_id, "client-request-id": error.client_request_id}
    details = ", ".join(f"{name} {value}" for name, value in known.items() if value)
    message = f"{phrase}: {error.message or 'the body has no error message'}" + (f" ({details})" if details else "")
    if error.status in (401, 403):
        message += f"; this operation needs {permissions or 'permissions that its documentation does not name'}"
    if error.status in (429, 503) and error.retry_after is not None:
        message += f"; it was not processed, try again in {error.retry_after:g} s"
    elif error.status >= 500:
        message += "; the request may have been processed and was not repeated"
    return " ".join(message.split())
