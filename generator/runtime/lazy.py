"""What is made or imported when it is first needed."""

import threading
from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class LazyModule(ModuleType):
    """A module that is imported when one of its names is first used."""

    def __getattr__(self, name: str) -> Any:
        """Return the attribute of the imported module."""
        return getattr(import_module(self.__name__), name)


class LazyClient(Generic[T]):
    """An HTTP client that is made when it is first needed, once however many threads need it."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self.made: T | None = None
        self.closed = False

    def __call__(self) -> T:
        """Return the client. Raises RuntimeError once it is closed."""
        with self._lock:
            if self.closed:
                raise RuntimeError("the client is closed: make a new one")
            if self.made is None:
                self.made = self._make()
            return self.made
