# Do not edit: copied from generator/runtime/ by `python -m generator generate`.

"""What the two clients share: their arguments, the connection pool, requests without a method of their own, closing."""

import os
import ssl
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar, Unpack

from .attempts import Settings, checked_retries
from .credentials import AsyncCredential, AsyncTokenSource, Credential, TokenSource
from .headers import checked_headers, merged, values
from .lazy import LazyClient, LazyModule
from .replies import Reply, require_success
from .requests import CallOptions, checked_seconds, checked_timeout, free_call
from .retries import Retries
from .transport import AsyncTransport, Transport
from .urls import Scalar, base_address, checked_proxy, scope

if TYPE_CHECKING:
    import httpx2
else:
    httpx2 = LazyModule("httpx2")

CloudName = TypeVar("CloudName", bound=str)
# The codings that are decompressed in steps, so that a small body cannot fill the memory at once.
CODINGS = "gzip, deflate"


class _Client(Generic[CloudName]):
    """What does not depend on how a call is waited for."""

    _clouds: ClassVar[Mapping[str, str]]
    _user_agent: ClassVar[str]

    def _address(self, cloud: str | None, base_url: str | None) -> str:
        if base_url is None:
            cloud = next(iter(self._clouds)) if cloud is None else cloud
            if cloud not in self._clouds:
                raise ValueError(f"unknown cloud {cloud!r}: it must be one of {', '.join(self._clouds)}")
            base_url = self._clouds[cloud]
        return base_address(base_url)

    def _http_arguments(
        self,
        address: str,
        headers: Mapping[str, str] | None,
        *,
        timeout: Any,
        proxy: Any,
        verify: Any,
        ssl_context: ssl.SSLContext | None,
        transport: Any,
        handler: str,
    ) -> dict[str, Any]:
        """Check what the HTTP client is made with. Raises TypeError and ValueError with the name of the argument."""
        own = {"User-Agent": self._user_agent, "Accept": "application/json", "Accept-Encoding": CODINGS}
        if proxy is not None and not address.startswith("https:"):
            raise ValueError("a proxy could read the token, which http does not hide: use https, or no proxy")
        if transport is not None and not hasattr(transport, handler):
            raise TypeError(f"transport is {type(transport).__name__}, which has no {handler}")
        context = _context(verify, ssl_context)
        if transport is not None and context is not None:
            raise ValueError("verify and ssl_context have no effect with a custom transport: pass them to it")
        secure = address.startswith("https:")
        if context is None and not secure:
            # Loading certificates takes most of the time of making a client; this context trusts none.
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        return {
            "timeout": checked_timeout(timeout),
            "headers": merged(own, checked_headers(headers or {})),
            "proxy": checked_proxy(proxy) if isinstance(proxy, str) else _require_proxy(proxy),
            "transport": transport,
            "trust_env": secure,  # a proxy could read what goes to this machine in plain text
            **({"verify": context} if context is not None else {}),
        }


def _settings(address: str, headers: Any, retries: Any, deadline: Any, max_body_bytes: Any) -> Settings:
    if not isinstance(max_body_bytes, int) or isinstance(max_body_bytes, bool) or max_body_bytes < 0:
        raise ValueError(f"max_body_bytes is {max_body_bytes!r}: it must be a number of bytes")
    checked = checked_retries(retries) or Retries()
    preferences = {"Prefer": ", ".join(values(headers or {}, "prefer"))}
    return Settings(address, checked, checked_seconds("deadline", deadline), max_body_bytes, preferences)


def _scopes(scopes: str | Sequence[str] | None, address: str) -> tuple[str, ...]:
    found = (scope(address),) if scopes is None else (scopes,) if isinstance(scopes, str) else tuple(scopes)
    if not found or not all(isinstance(one, str) and one for one in found):
        raise ValueError("scopes must be one or several strings that are not empty")
    return found


def _require_proxy(proxy: Any) -> Any:
    if proxy is not None and not isinstance(proxy, httpx2.Proxy | httpx2.URL):
        raise TypeError(f"proxy is {type(proxy).__name__}, not a URL or httpx2.Proxy")
    return proxy


def _context(verify: Any, ssl_context: Any) -> ssl.SSLContext | None:
    if verify is not None and verify is not True and ssl_context is not None:
        raise ValueError("pass verify or ssl_context, not both")
    if isinstance(verify, ssl.SSLContext):
        return verify
    if ssl_context is not None and not isinstance(ssl_context, ssl.SSLContext):
        raise TypeError(f"ssl_context is {type(ssl_context).__name__}, not ssl.SSLContext")
    if verify is None or verify is True:
        return ssl_context
    if not isinstance(verify, str | os.PathLike):
        raise TypeError(f"verify is {verify!r:.50}: it must be the path of certificates; they are always verified")
    try:
        path = os.fspath(verify)
        if os.path.isdir(path):  # noqa: PTH112
            return ssl.create_default_context(capath=path)
        return ssl.create_default_context(cafile=path)
    except (OSError, ValueError) as error:
        raise ValueError(f"verify: {os.fspath(verify)!r} cannot be read as PEM certificates: {error}") from error


class SyncClient(_Client[CloudName]):
    """The base of the emitted `GraphRuns`."""

    def __init__(
        self,
        credential: Credential,
        *,
        cloud: CloudName | None = None,
        base_url: str | None = None,
        scopes: str | Sequence[str] | None = None,
        timeout: "httpx2.Timeout | float | None" = 60,
        deadline: float | None = None,
        retries: Retries | None = None,
        max_body_bytes: int = 50_000_000,
        headers: Mapping[str, str] | None = None,
        proxy: "httpx2.Proxy | str | None" = None,
        verify: "str | os.PathLike[str] | ssl.SSLContext | None" = None,
        ssl_context: ssl.SSLContext | None = None,
        transport: "httpx2.BaseTransport | None" = None,
    ) -> None:
        address = self._address(cloud, base_url)
        connection: dict[str, Any] = {"timeout": timeout, "proxy": proxy, "verify": verify, "ssl_context": ssl_context}
        arguments = self._http_arguments(address, headers, **connection, transport=transport, handler="handle_request")
        settings = _settings(address, headers, retries, deadline, max_body_bytes)
        tokens = TokenSource(credential, _scopes(scopes, address))
        self._http = LazyClient(lambda: httpx2.Client(**arguments, cookies=_no_cookies()))
        self._transport = Transport(self._http, tokens, settings)

    def request(
        self,
        method: str,
        path: str,
        *,
        json: object = None,
        params: Mapping[str, Scalar | Sequence[Scalar] | None] | None = None,
        **options: Unpack[CallOptions],
    ) -> Reply:
        """Send a request for which there is no method, with the client's token, headers and retries.

        Args:
            method: The HTTP method. GET, HEAD and OPTIONS are retried after any transient failure.
            path: Below the base address, or an absolute URL of the same server, such as a next link.
            json: The body: a model, or what JSON can represent.
            params: Added to the query.
            options: See `CallOptions`.

        Raises:
            GraphError: The status is not that of a success.
            TransportError: No response arrived.
        """
        call = free_call(method, path, json, params or {})
        reply = self._transport.reply(call, options)
        require_success(reply, safe=call.safe)
        return reply

    def close(self) -> None:
        """Close the connections."""
        self._http.closed = True
        if self._http.made:
            self._http.made.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


class AsyncClient(_Client[CloudName]):
    """The base of the emitted `AsyncGraphRuns`."""

    def __init__(
        self,
        credential: AsyncCredential,
        *,
        cloud: CloudName | None = None,
        base_url: str | None = None,
        scopes: str | Sequence[str] | None = None,
        timeout: "httpx2.Timeout | float | None" = 60,
        deadline: float | None = None,
        retries: Retries | None = None,
        max_body_bytes: int = 50_000_000,
        headers: Mapping[str, str] | None = None,
        proxy: "httpx2.Proxy | str | None" = None,
        verify: "str | os.PathLike[str] | ssl.SSLContext | None" = None,
        ssl_context: ssl.SSLContext | None = None,
        transport: "httpx2.AsyncBaseTransport | None" = None,
    ) -> None:
        address = self._address(cloud, base_url)
        connection: dict[str, Any] = {"timeout": timeout, "proxy": proxy, "verify": verify, "ssl_context": ssl_context}
        arguments = self._http_arguments(
            address, headers, **connection, transport=transport, handler="handle_async_request"
        )
        settings = _settings(address, headers, retries, deadline, max_body_bytes)
        tokens = AsyncTokenSource(credential, _scopes(scopes, address))
        self._http = LazyClient(lambda: httpx2.AsyncClient(**arguments, cookies=_no_cookies()))
        self._transport = AsyncTransport(self._http, tokens, settings)

    async def request(
        self,
        method: str,
        path: str,
        *,
        json: object = None,
        params: Mapping[str, Scalar | Sequence[Scalar] | None] | None = None,
        **options: Unpack[CallOptions],
    ) -> Reply:
        """Send a request for which there is no method, with the client's token, headers and retries.

        Args:
            method: The HTTP method. GET, HEAD and OPTIONS are retried after any transient failure.
            path: Below the base address, or an absolute URL of the same server, such as a next link.
            json: The body: a model, or what JSON can represent.
            params: Added to the query.
            options: See `CallOptions`.

        Raises:
            GraphError: The status is not that of a success.
            TransportError: No response arrived.
        """
        call = free_call(method, path, json, params or {})
        reply = await self._transport.reply(call, options)
        require_success(reply, safe=call.safe)
        return reply

    async def aclose(self) -> None:
        """Close the connections."""
        self._http.closed = True
        if self._http.made:
            await self._http.made.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.aclose()


def _no_cookies() -> Any:
    """Return a jar that takes nothing: a cookie set for one user must not be sent with the token of another."""
    from http.cookiejar import CookieJar, DefaultCookiePolicy

    return CookieJar(DefaultCookiePolicy(allowed_domains=[]))
