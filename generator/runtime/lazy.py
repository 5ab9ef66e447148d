"""What is made or imported when it is first needed, and made anew in a forked process."""

import os
import threading
from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import Any, Generic, Protocol, TypeVar
from weakref import WeakSet

from .errors import TransportError

T = TypeVar("T")
PROXIES = ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy")
CERTIFICATES = ("SSL_CERT_FILE", "SSL_CERT_DIR")


class LazyModule(ModuleType):
    """A module that is imported when one of its names is first used."""

    def __getattr__(self, name: str) -> Any:
        """Return the attribute of the imported module."""
        return getattr(import_module(self.__name__), name)


class Forkable(Protocol):
    """What must not be shared with a forked process: sockets, locks, an event loop."""

    def renew(self) -> None:
        """Start afresh, in a child process that has only the thread that forked."""
        ...


_forkables: "WeakSet[Any]" = WeakSet()


def renew_in_forks(shared: Forkable) -> None:
    """Have the object renewed in each process that is forked from this one."""
    _forkables.add(shared)


def _renew_all() -> None:
    for shared in list(_forkables):
        shared.renew()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_renew_all)


class LazyClient(Generic[T]):
    """An HTTP client that is made when it is first needed, once however many threads need it."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self.closed = False
        self.renew()
        renew_in_forks(self)

    def renew(self) -> None:
        """Leave the connections to the parent process: they are its own, and a thread of it may hold the lock."""
        self._lock = threading.Lock()
        self.made: T | None = None

    def __call__(self) -> T:
        """Return the client. Raises RuntimeError once it is closed, and TransportError if it cannot be made."""
        with self._lock:
            if self.closed:
                raise RuntimeError("the client is closed: make a new one")
            if self.made is None:
                try:
                    self.made = self._make()
                except Exception as error:
                    raise _set_up_error(error) from error
            return self.made


def _set_up_error(error: Exception) -> TransportError:
    names = [name for name in (*PROXIES, *CERTIFICATES) if os.environ.get(name)]
    hint = f"; check {', '.join(names)} in the environment" if names else ""
    reason = " ".join(f"{type(error).__name__}: {error}".split())
    message = f"the HTTP client cannot be set up ({reason}){hint}; the request was not sent"
    return TransportError(message, processed=False, permanent=True)
