"""What the emitted operations are made of: their place on the client, checks of arguments, and decoders."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar, overload

from pydantic import ConfigDict, TypeAdapter, ValidationError

from .headers import VALUE
from .urls import Scalar, text

T = TypeVar("T")
STRICT = ConfigDict(strict=True, hide_input_in_errors=True)


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


class Check:
    """Checks an argument against the documented limits, members and format before anything is sent."""

    def __init__(self, name: str, kind: Any) -> None:
        self._name = name
        self._kind = kind
        self._adapter: TypeAdapter[Any] | None = None

    def __call__(self, value: T) -> T:
        """Return the argument. Raises ValueError where it is not as documented; None is absent."""
        if value is None:
            return value
        if self._adapter is None:
            self._adapter = TypeAdapter(self._kind, config=STRICT)
        try:
            given: Any = value
            several = isinstance(given, Sequence) and not isinstance(given, str | bytes)
            self._adapter.validate_python(list(given) if several else given)
        except ValidationError as error:
            reasons = dict.fromkeys(one["msg"] for one in error.errors(include_url=False, include_input=False))
            raise ValueError(f"{self._name}: {'; '.join(reasons)}") from None
        return value


def header_text(name: str, value: Scalar | None) -> str | None:
    """Return the argument as the text of a header; None is absent. Raises ValueError for what no header can carry."""
    written = None if value is None else text(value)
    if written is not None and not VALUE.fullmatch(written):
        raise ValueError(f"{name}: the value of a header must be visible ASCII on one line")
    return written


def joined(name: str, values: Sequence[Any] | None, *, nested: bool = False) -> str | None:
    """Return the values of the argument in one text, separated by commas; None for no values. One string is one value.

    `nested` values, such as `tasks($select=id,status)`, may have commas in parentheses.

    Raises:
        ValueError: A value contains a comma.
    """
    texts = [text(value) for value in ([values] if isinstance(values, str) else values or ())]
    for value in texts:
        if "," in (_outside_parentheses(value) if nested else value):
            fix = ": pass the values as a list" if isinstance(values, str) else ", which this parameter cannot carry"
            raise ValueError(f"{name}: {value!r:.50} contains a comma{fix}")
    return ",".join(texts) if texts else None


def _outside_parentheses(value: str) -> str:
    depth = 0
    outside = []
    for sign in value:
        depth += (sign == "(") - (sign == ")" and depth > 0)
        outside += [sign] if depth == 0 else []
    return value if depth else "".join(outside)


def optional(decode: Callable[[bytes], T]) -> Callable[[bytes], T | None]:
    """Return a decoder for operations that answer with a body or, as with status 204, with none."""
    return lambda content: decode(content) if content else None
