"""What the two clients share: their arguments, the connection pool, and closing."""

from collections.abc import Mapping
from types import TracebackType
from typing import TYPE_CHECKING, ClassVar, Generic, Self, TypeVar

from .credentials import AsyncCredential, AsyncTokenSource, Credential, TokenSource
from .lazy import LazyClient, LazyModule
from .requests import checked_headers
from .retries import Retries
from .transport import AsyncTransport, Transport
from .urls import base_address, scope

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

    def _address(self, cloud: str | None, base_url: str | None, proxy: object) -> str:
        if base_url is None:
            cloud = cloud or next(iter(self._clouds))
            if cloud not in self._clouds:
                raise ValueError(f"unknown cloud {cloud!r}: it must be one of {', '.join(self._clouds)}")
            base_url = self._clouds[cloud]
        address = base_address(base_url)
        if proxy is not None and not address.startswith("https:"):
            raise ValueError("a proxy could read the token, which http does not hide: use https, or no proxy")
        return address

    def _headers(self, headers: Mapping[str, str] | None) -> dict[str, str]:
        given = checked_headers(headers or {})
        names = {name.lower() for name in given}
        own = {"User-Agent": self._user_agent, "Accept": "application/json", "Accept-Encoding": CODINGS}
        return {name: value for name, value in own.items() if name.lower() not in names} | given


class SyncClient(_Client[CloudName]):
    """The base of the emitted `GraphRuns`."""

    def __init__(
        self,
        credential: Credential,
        *,
        cloud: CloudName | None = None,
        base_url: str | None = None,
        timeout: "httpx2.Timeout | float | None" = 60,
        retries: Retries | None = None,
        max_body_bytes: int = 50_000_000,
        headers: Mapping[str, str] | None = None,
        proxy: "httpx2.Proxy | str | None" = None,
        transport: "httpx2.BaseTransport | None" = None,
    ) -> None:
        address = self._address(cloud, base_url, proxy)
        if not isinstance(retries, Retries | None):
            raise TypeError(f"retries is {type(retries).__name__}, not Retries")
        sent = self._headers(headers)

        def connect() -> "httpx2.Client":
            # A proxy of the environment could read what goes to this machine in plain text.
            trusted = address.startswith("https:")
            return httpx2.Client(timeout=timeout, headers=sent, proxy=proxy, transport=transport, trust_env=trusted)

        self._http = LazyClient(connect)
        tokens = TokenSource(credential, scope(address))
        self._transport = Transport(self._http, address, tokens, retries or Retries(), max_body_bytes)

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
        timeout: "httpx2.Timeout | float | None" = 60,
        retries: Retries | None = None,
        max_body_bytes: int = 50_000_000,
        headers: Mapping[str, str] | None = None,
        proxy: "httpx2.Proxy | str | None" = None,
        transport: "httpx2.AsyncBaseTransport | None" = None,
    ) -> None:
        address = self._address(cloud, base_url, proxy)
        if not isinstance(retries, Retries | None):
            raise TypeError(f"retries is {type(retries).__name__}, not Retries")
        sent = self._headers(headers)

        def connect() -> "httpx2.AsyncClient":
            trusted = address.startswith("https:")
            return httpx2.AsyncClient(
                timeout=timeout, headers=sent, proxy=proxy, transport=transport, trust_env=trusted
            )

        self._http = LazyClient(connect)
        tokens = AsyncTokenSource(credential, scope(address))
        self._transport = AsyncTransport(self._http, address, tokens, retries or Retries(), max_body_bytes)

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
