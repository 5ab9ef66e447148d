"""The attribute of a client that holds the operations of one tag."""

from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class Group(Generic[T]):
    """Makes the operations of a tag when they are first used; the client keeps them.

    The class of the client has the class of the operations, so that mocks made of the client know every method.
    """

    def __init__(self, operations: type[T]) -> None:
        self._operations = operations

    def __set_name__(self, _client: type, name: str) -> None:
        """Learn the name of the attribute."""
        self._name = name

    @overload
    def __get__(self, client: None, _type: type) -> type[T]: ...

    @overload
    def __get__(self, client: object, _type: type) -> T: ...

    def __get__(self, client: Any, _type: type) -> type[T] | T:
        """Return the operations of the client, or their class where the client is a class."""
        if client is None:
            return self._operations
        operations: T = self._operations(client._transport)  # type: ignore[call-arg]
        client.__dict__[self._name] = operations
        return operations
