# Do not edit: emitted from spec/openapi.yaml by `python -m generator generate`.

"""The clients: `GraphRuns` and `AsyncGraphRuns`, whose attributes hold the operations of each tag."""

from collections.abc import Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self, TypeAlias

from . import __version__
from .aio.industry_data import AsyncIndustryData
from .aio.lifecycle_workflows import AsyncLifecycleWorkflows
from .credentials import AsyncCredential, AsyncTokenSource, Credential, TokenSource
from .groups import Group
from .industry_data import IndustryData
from .lifecycle_workflows import LifecycleWorkflows
from .retries import Retries
from .transport import AsyncTransport, Once, Transport
from .wire import CODINGS, base_address, scope, sendable_headers

if TYPE_CHECKING:
    import httpx2

Cloud: TypeAlias = Literal["global", "usGov", "usGovDod", "china"]
CLOUDS: dict[Cloud, str] = {
    "global": "https://graph.microsoft.com/beta",
    "usGov": "https://graph.microsoft.us/beta",
    "usGovDod": "https://dod-graph.microsoft.us/beta",
    "china": "https://microsoftgraph.chinacloudapi.cn/beta",
}
USER_AGENT = f"graph-runs/{__version__}"


class GraphRuns:
    """A client of one Microsoft Graph server, with a connection pool of its own.

    Use it as a context manager, or call `close`. The credential is a token, a function that returns one, or a
    credential of azure-identity. Only what was certainly not processed is sent again: see `Retries`.

    Raises ValueError if the address is not https (or http to this machine, through no proxy): the token goes there and
    nowhere else; and for headers that cannot be sent.
    """

    industry_data = Group(IndustryData)
    """Runs of the flows that carry industry data, and the processes that they are runs of."""
    lifecycle_workflows = Group(LifecycleWorkflows)
    """Runs of identity governance lifecycle workflows."""

    def __init__(
        self,
        credential: Credential,
        *,
        cloud: Cloud = "global",
        base_url: str | None = None,
        timeout: "httpx2.Timeout | float | None" = 60,
        retries: Retries | None = None,
        max_body_bytes: int = 50_000_000,
        headers: Mapping[str, str] | None = None,
        proxy: "httpx2.Proxy | str | None" = None,
        transport: "httpx2.BaseTransport | None" = None,
    ) -> None:
        if base_url is None and cloud not in CLOUDS:
            raise ValueError(f"no cloud {cloud!r}: it is one of {', '.join(CLOUDS)}")
        address = base_address(CLOUDS[cloud] if base_url is None else base_url)
        if proxy is not None and not address.startswith("https:"):
            raise ValueError("a proxy would read the token, which http does not hide: use https, or no proxy")
        if not isinstance(retries, Retries | None):
            raise TypeError(f"retries is {type(retries).__name__}, not Retries")
        own = sendable_headers(headers or {})

        def connect() -> "httpx2.Client":
            import httpx2

            sent = httpx2.Headers({"User-Agent": USER_AGENT, "Accept": "application/json", "Accept-Encoding": CODINGS})
            sent.update(own)
            # A proxy of the environment would read what goes to this machine in plain text.
            return httpx2.Client(
                timeout=timeout, headers=sent, proxy=proxy, transport=transport, trust_env=address.startswith("https:")
            )

        self._http = Once(connect)
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


class AsyncGraphRuns:
    """A client of one Microsoft Graph server, with a connection pool of its own.

    Use it as an async context manager, or call `aclose`. The credential is a token, a function that returns one, or a
    credential of azure-identity. Only what was certainly not processed is sent again: see `Retries`.

    Raises ValueError if the address is not https (or http to this machine, through no proxy): the token goes there and
    nowhere else; and for headers that cannot be sent.
    """

    industry_data = Group(AsyncIndustryData)
    """Runs of the flows that carry industry data, and the processes that they are runs of."""
    lifecycle_workflows = Group(AsyncLifecycleWorkflows)
    """Runs of identity governance lifecycle workflows."""

    def __init__(
        self,
        credential: AsyncCredential,
        *,
        cloud: Cloud = "global",
        base_url: str | None = None,
        timeout: "httpx2.Timeout | float | None" = 60,
        retries: Retries | None = None,
        max_body_bytes: int = 50_000_000,
        headers: Mapping[str, str] | None = None,
        proxy: "httpx2.Proxy | str | None" = None,
        transport: "httpx2.AsyncBaseTransport | None" = None,
    ) -> None:
        if base_url is None and cloud not in CLOUDS:
            raise ValueError(f"no cloud {cloud!r}: it is one of {', '.join(CLOUDS)}")
        address = base_address(CLOUDS[cloud] if base_url is None else base_url)
        if proxy is not None and not address.startswith("https:"):
            raise ValueError("a proxy would read the token, which http does not hide: use https, or no proxy")
        if not isinstance(retries, Retries | None):
            raise TypeError(f"retries is {type(retries).__name__}, not Retries")
        own = sendable_headers(headers or {})

        def connect() -> "httpx2.AsyncClient":
            import httpx2

            sent = httpx2.Headers({"User-Agent": USER_AGENT, "Accept": "application/json", "Accept-Encoding": CODINGS})
            sent.update(own)
            # A proxy of the environment would read what goes to this machine in plain text.
            return httpx2.AsyncClient(
                timeout=timeout, headers=sent, proxy=proxy, transport=transport, trust_env=address.startswith("https:")
            )

        self._http = Once(connect)
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
