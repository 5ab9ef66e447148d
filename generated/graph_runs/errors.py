# Do not edit: copied from generator/runtime/ by `python -m generator generate`.

"""What a call can raise.

GraphRunsError
├── CredentialError          the credential returned an invalid token; nothing was sent
├── NextLinkError            a list cannot be followed to its next page: `next_link`
├── TransportError           no response arrived: `processed`, `permanent`
└── ResponseError            a response arrived: `status`, `headers`, `content`, `request_id`
    ├── DecodeError          the service reported success, but the body is not what the operation documents
    ├── ResponseTooLargeError
    └── GraphError           the service answered with an error: `code`, `message`, `inner_error`, `retry_after`
        ├── BadRequestError          400
        ├── UnauthorizedError        401
        ├── ForbiddenError           403
        ├── NotFoundError            404
        ├── ConflictError            409
        ├── TooManyRequestsError     429
        └── ServerError              5xx

Tests can make each of them: `TooManyRequestsError(headers={"Retry-After": "5"})`.
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, ClassVar

from .error_bodies import read_error
from .headers import value
from .retries import retry_after


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
    """The credential returned an invalid token; nothing was sent."""


class TransportError(GraphRunsError):
    """No response arrived.

    `processed` is False if the request cannot have reached the service, None if that is unknown. `permanent` is True
    if trying again cannot help: the certificate is not trusted, the host name is unknown, the set-up is wrong.
    """

    def __init__(self, message: str, *, processed: bool | None = None, permanent: bool = False) -> None:
        super().__init__(message)
        self.processed = processed
        self.permanent = permanent


class NextLinkError(GraphRunsError):
    """A list cannot be followed to its next page: the link leads to another server or to a page fetched before."""

    def __init__(self, message: str, next_link: str = "") -> None:
        super().__init__(message)
        self.next_link = next_link


class ResponseError(GraphRunsError):
    """A response arrived: `status`, `headers` and `content` (bytes; empty where it was not read)."""

    def __init__(
        self, message: str, status: int = 200, headers: Mapping[str, str] | None = None, content: bytes = b""
    ) -> None:
        super().__init__(message)
        self.status = status
        self.headers = headers if headers is not None else {}
        self.content = content

    @property
    def request_id(self) -> str | None:
        """The service's own id of the request."""
        return value(self.headers, "request-id")

    @property
    def client_request_id(self) -> str | None:
        """The id that the client sent."""
        return value(self.headers, "client-request-id")

    @property
    def retry_after(self) -> float | None:
        """The seconds after which the service asks to be called again."""
        return retry_after(self.headers)


class DecodeError(ResponseError):
    """The service reported success, but the body is not what the operation documents."""


class ResponseTooLargeError(ResponseError):
    """The body exceeds the limit of the client; it was not read to its end."""


class GraphError(ResponseError):
    """The service answered with an error; `code`, `message` and `inner_error` are None where the body has none."""

    STATUS: ClassVar[int] = 400

    def __init__(
        self,
        status: int | None = None,
        headers: Mapping[str, str] | None = None,
        content: bytes = b"",
        *,
        code: str | None = None,
        message: str | None = None,
        permissions: str | None = None,
        safe: bool = False,
    ) -> None:
        super().__init__("", self.STATUS if status is None else status, headers, content)
        body = read_error(content, value(self.headers, "content-type"))
        self.code = body.code if code is None else code
        self.message = body.message if message is None else message
        self.inner_error: dict[str, Any] | None = body.inner_error
        described = message or code or body.described
        self._retry_after = retry_after(self.headers)  # once, because a date would count from each look at it
        self.args = (_sentence(self, described, permissions if body.envelope else None, safe=safe),)

    @property
    def request_id(self) -> str | None:
        """The service's own id of the request, from the headers or the body."""
        return super().request_id or self._inner("request-id", "requestId")

    @property
    def client_request_id(self) -> str | None:
        """The id that the client sent, from the headers or the body."""
        return super().client_request_id or self._inner("client-request-id")

    @property
    def retry_after(self) -> float | None:
        """The seconds after which the service asks to be called again, counted from the response."""
        return self._retry_after

    def _inner(self, *names: str) -> str | None:
        found = ((self.inner_error or {}).get(name) for name in names)
        texts = (text.encode(errors="replace").decode() for text in found if isinstance(text, str))
        return next((text for text in texts if text), None)


class BadRequestError(GraphError):
    """400: the service considers the request malformed."""

    STATUS = 400


class UnauthorizedError(GraphError):
    """401: the token is missing, expired or not for this service."""

    STATUS = 401


class ForbiddenError(GraphError):
    """403: the token lacks a permission."""

    STATUS = 403


class NotFoundError(GraphError):
    """404: there is no such resource or operation."""

    STATUS = 404


class ConflictError(GraphError):
    """409: the request contradicts the state of the resource."""

    STATUS = 409


class TooManyRequestsError(GraphError):
    """429: throttled, and the retries were used up; `retry_after` is the time to wait in seconds."""

    STATUS = 429


class ServerError(GraphError):
    """5xx: the service failed; the request may have been processed."""

    STATUS = 500


_BY_STATUS: dict[int, type[GraphError]] = {
    kind.STATUS: kind
    for kind in (BadRequestError, UnauthorizedError, ForbiddenError, NotFoundError, ConflictError, TooManyRequestsError)
}


def graph_error(
    status: int, headers: Mapping[str, str], content: bytes, *, permissions: str | None, safe: bool
) -> GraphError:
    """Return the error for a response that is not a success. `safe`: the call can do no harm when it is repeated."""
    kind = _BY_STATUS.get(status, ServerError if status >= 500 else GraphError)
    return kind(status, headers, content, permissions=permissions, safe=safe)


def _sentence(error: GraphError, described: str, permissions: str | None, *, safe: bool) -> str:
    try:
        phrase = f"{error.status} {HTTPStatus(error.status).phrase}"
    except ValueError:
        phrase = str(error.status)
    known = {"code": error.code, "request-id": error.request_id, "client-request-id": error.client_request_id}
    details = ", ".join(f"{name} {found}" for name, found in known.items() if found)
    message = f"{phrase}: {described}" + (f" ({details})" if details else "")
    if error.status in (401, 403) and permissions:
        message += f"; this operation needs {permissions}"
    if error.status in (429, 503) and error.retry_after is not None:
        message += f"; it was not processed, try again in {error.retry_after:g} s"
    elif (error.status >= 500 or error.status == 408) and not safe:
        message += "; the request may have been processed and was not repeated"
    return " ".join(message.split())
