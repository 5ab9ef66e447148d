# Do not edit: copied from generator/runtime/ by `python -m generator generate`.

"""Where the token comes from: a fixed text, a function, or an Azure credential, fetched once and kept until it ages."""

import inspect
import re
import threading
import time
from collections.abc import Awaitable, Callable
from typing import Any, Protocol, TypeAlias, cast, runtime_checkable

from .errors import CredentialError

# A token is renewed this many seconds before it expires, so that it does not expire on the way.
RENEW_BEFORE = 300


class AccessToken(Protocol):
    """What azure-core calls an access token."""

    @property
    def token(self) -> str:
        """The token."""
        ...

    @property
    def expires_on(self) -> int:
        """When it expires, in seconds since 1970."""
        ...


@runtime_checkable
class TokenCredential(Protocol):
    """What every credential of azure-identity is."""

    def get_token(self, *scopes: str, **options: Any) -> AccessToken:
        """Return a token for the scopes."""
        ...


class AsyncTokenCredential(Protocol):
    """What every credential of azure.identity.aio is."""

    async def get_token(self, *scopes: str, **options: Any) -> AccessToken:
        """Return a token for the scopes."""
        ...


Credential: TypeAlias = str | Callable[[], str] | TokenCredential
AsyncCredential: TypeAlias = str | Callable[[], str | Awaitable[str]] | TokenCredential | AsyncTokenCredential


class TokenSource:
    """Gives the current token, fetched once however many threads ask. A function is asked at every call."""

    def __init__(self, credential: Credential, scope: str) -> None:
        self._credential = credential
        self._scope = scope
        self._lock = threading.Lock()
        self._cached: AccessToken | None = None

    def token(self) -> str:
        """Return a token that is good for a while. Raises what the credential raises."""
        credential = self._credential
        if isinstance(credential, str):
            return _usable(credential)
        if not isinstance(credential, TokenCredential):
            return _usable(credential())
        with self._lock:
            if self._cached is None or _old(self._cached):
                self._cached = credential.get_token(self._scope)
            return _usable(getattr(self._cached, "token", None))


class AsyncTokenSource:
    """Gives the current token, fetched once however many tasks ask. A function is asked at every call."""

    def __init__(self, credential: AsyncCredential, scope: str) -> None:
        self._credential = credential
        self._scope = scope
        import asyncio

        self._lock = asyncio.Lock()
        self._cached: AccessToken | None = None

    async def token(self) -> str:
        """Return a token that is good for a while. Raises what the credential raises."""
        credential = self._credential
        if isinstance(credential, str):
            return _usable(credential)
        get_token: Callable[..., Any] | None = getattr(credential, "get_token", None)
        if get_token is None:
            return _usable(await _awaited(cast("Callable[[], Any]", credential)))
        async with self._lock:
            if self._cached is None or _old(self._cached):
                self._cached = await _awaited(get_token, self._scope)
            return _usable(getattr(self._cached, "token", None))


async def _awaited(function: Callable[..., Any], *arguments: str) -> Any:
    """Return what the function gives in the end."""
    if inspect.iscoroutinefunction(function):
        return await function(*arguments)
    import asyncio

    # It may wait for the network, so not in the event loop.
    given = await asyncio.to_thread(function, *arguments)
    return await given if inspect.isawaitable(given) else given


def _usable(token: object) -> str:
    # Checked here, because the HTTP library would quote a token with a line end in its error.
    if not isinstance(token, str) or not re.fullmatch(r"[!-~]+", token):
        raise CredentialError("the credential gave no token: it must be text of visible ASCII, without line ends")
    return token


def _old(token: AccessToken) -> bool:
    return getattr(token, "expires_on", 0) - time.time() < RENEW_BEFORE
