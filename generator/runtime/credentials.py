"""Where the token comes from: a string, a function, or an Azure credential, whose token is kept until it is old."""

import base64
import binascii
import inspect
import re
import threading
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Protocol, TypeAlias, cast, runtime_checkable

from .errors import CredentialError
from .headers import values
from .lazy import renew_in_forks

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
    """Gives the current token, fetched once however many threads ask. A function is asked at every attempt."""

    def __init__(self, credential: Credential, scopes: Sequence[str]) -> None:
        if inspect.iscoroutinefunction(getattr(credential, "get_token", credential)):
            raise TypeError("the credential is asynchronous: use AsyncGraphRuns, or a credential of azure.identity")
        self._credential = require_credential(credential)
        self._scopes = scopes
        self._cached: AccessToken | None = None
        self.renew()
        renew_in_forks(self)

    def renew(self) -> None:
        """Take a new lock: in a forked process nobody would release the old one."""
        self._lock = threading.Lock()

    def token(self, rejected: str | None = None, claims: str | None = None) -> str:
        """Return a token that is good for a while, and not the rejected one if there is another.

        Raises what the credential raises.
        """
        credential = self._credential
        if isinstance(credential, str):
            return _usable(credential)
        if not isinstance(credential, TokenCredential):
            return _usable(credential())
        with self._lock:
            if must_fetch(self._cached, rejected):
                self._cached = None
                self._cached = require_token(credential.get_token(*self._scopes, **options(claims)))
            return _usable(getattr(self._cached, "token", None))


class AsyncTokenSource:
    """Gives the current token, fetched once however many tasks ask. A function is asked at every attempt."""

    def __init__(self, credential: AsyncCredential, scopes: Sequence[str]) -> None:
        self._credential = require_credential(credential)
        self._scopes = scopes
        self._cached: AccessToken | None = None
        self.renew()
        renew_in_forks(self)

    def renew(self) -> None:
        """Take a new lock: in a forked process nobody would release the old one."""
        import asyncio

        self._lock = asyncio.Lock()

    async def token(self, rejected: str | None = None, claims: str | None = None) -> str:
        """Return a token that is good for a while, and not the rejected one if there is another.

        Raises what the credential raises.
        """
        credential = self._credential
        if isinstance(credential, str):
            return _usable(credential)
        get_token: Callable[..., Any] | None = getattr(credential, "get_token", None)
        if get_token is None:
            return _usable(await _awaited(cast("Callable[[], Any]", credential)))
        async with self._lock:
            if must_fetch(self._cached, rejected):
                self._cached = None
                self._cached = require_token(await _awaited(get_token, *self._scopes, **options(claims)))
            return _usable(getattr(self._cached, "token", None))


async def _awaited(function: Callable[..., Any], *arguments: str, **options: str) -> Any:
    """Return what the function returns in the end."""
    if inspect.iscoroutinefunction(function):
        return await function(*arguments, **options)
    import asyncio

    # It may wait for the network, so not in the event loop.
    returned = await asyncio.to_thread(function, *arguments, **options)
    return await returned if inspect.isawaitable(returned) else returned


def require_credential(credential: Any) -> Any:
    """Return the credential. Raises TypeError for what cannot be one."""
    if isinstance(credential, str) or callable(credential) or callable(getattr(credential, "get_token", None)):
        return credential
    kind = type(credential).__name__
    raise TypeError(f"the credential is {kind}: pass a token, a function that returns one, or an Azure credential")


def require_token(token: Any) -> AccessToken:
    """Return what a credential returned. Raises CredentialError if it is not an access token."""
    if inspect.iscoroutine(token):
        token.close()
        raise CredentialError("the credential is asynchronous: use AsyncGraphRuns")
    expires_on = getattr(token, "expires_on", None)
    if not isinstance(expires_on, int | float) or isinstance(expires_on, bool):
        raise CredentialError(
            f"the credential returned {type(token).__name__}, whose expires_on is not a number: "
            "get_token must return an object with `token` and `expires_on` (seconds since 1970)"
        )
    accepted: AccessToken = token
    return accepted


def must_fetch(cached: AccessToken | None, rejected: str | None) -> bool:
    """Whether a new token is needed: there is none, it is old, or the service rejected it."""
    return cached is None or cached.expires_on - time.time() < RENEW_BEFORE or cached.token == rejected


def options(claims: str | None) -> dict[str, str]:
    """Return the keyword arguments of get_token."""
    return {"claims": claims} if claims else {}


def challenged_claims(headers: Mapping[str, str]) -> str | None:
    """Return the claims that the service asks for when it has revoked a token (continuous access evaluation)."""
    for challenge in values(headers, "www-authenticate"):
        if found := re.search(r"""\bclaims\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",]+))""", challenge, re.IGNORECASE):
            text = re.sub(r"\\(.)", r"\1", found[1] or found[2] or "")
            try:
                padded = text + "=" * (-len(text) % 4)
                return base64.b64decode(padded.replace("-", "+").replace("_", "/"), validate=True).decode()
            except (binascii.Error, UnicodeDecodeError):
                return text if text.startswith("{") else None
    return None


def _usable(token: object) -> str:
    if inspect.iscoroutine(token):
        token.close()
        raise CredentialError("the credential is asynchronous: use AsyncGraphRuns")
    # Checked here, because the HTTP library would quote a token with a line end in its error.
    if not isinstance(token, str) or not re.fullmatch(r"[!-~]+", token):
        raise CredentialError(
            "the credential returned an invalid token: it must be visible ASCII without spaces, thus without Bearer"
        )
    return token
