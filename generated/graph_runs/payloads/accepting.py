# Do not edit: copied from generator/runtime/ by `python -m generator generate`.

"""Accept most valid payloads of a closed schema while they are read, which is faster than to parse and then judge them.

msgspec reads payloads as values of a type that is derived from the schema, and that has fewer values than the schema
accepts, never more. What it refuses may still be valid: that is decided as everywhere, by jsonschema-rs on what orjson
parses. So is what no type describes exactly: date-times, all together by one pattern, and values that have parts.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import Annotated, Any, Literal, NamedTuple

import msgspec

from .batches import NUMBER, SEPARATOR, STEP, parsed_joined
from .documents import QUOTE
from .findings import notes
from .inputs import LIMIT
from .shapes import COMMON_DATE_TIME, DATE_TIME, Compiled, Shape, look_up, validator

# Of two date-times with a line feed between them there are 41 characters. So no longer string than this can pass for
# one where many are joined by line feeds.
DateTime = Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
ONE_DATE_TIME = COMMON_DATE_TIME[1:-1]
ANY_DATE_TIME = "2000-01-01T00:00:00Z"  # stands for a date-time that is missing
JOINED_DATE_TIMES = validator({"pattern": f"^(?:{ONE_DATE_TIME}(?:\n{ONE_DATE_TIME})*)?$"}, {})
NOT_IN_NAMES = re.compile(r'["\\\0-\x1f]')  # characters that msgspec does not take there


class _Property(NamedTuple):
    """The type by which a property is read, and whether its values must be date-times."""

    type: Any
    is_date_time: bool = False


class _RawProperty(NamedTuple):
    """A property that is read as text: what its values are judged by, and the shape by which they may have notes."""

    of: Callable[[object], Any]
    are_valid: Callable[[object], bool]
    shape: Shape | None

    def is_accepted(self, payloads: list[Any]) -> bool:
        """Return whether the values of the property in some payloads are valid, and have no notes."""
        texts = [text for text in map(self.of, payloads) if text is not None]
        if not texts:
            return True
        values = parsed_joined(SEPARATOR.join(texts), len(texts) - 1)
        if values is None or not self.are_valid(values):
            return False
        return self.shape is None or not any(any(notes(self.shape, value)) for value in values)


class Acceptor:
    """Accepts payloads of one schema, none of them invalid."""

    def __init__(self, schema: Compiled, properties: dict[str, _Property]) -> None:
        fields = {name: f"_{number}" for number, name in enumerate(properties)}
        required = schema.shape.required

        def struct(optional: Iterable[str]) -> Any:
            described: list[Any] = []
            for name, each in properties.items():
                missing = (ANY_DATE_TIME if each.is_date_time else None,) if name in optional else ()
                described.append((fields[name], each.type, *missing))
            renamed = {field: name for name, field in fields.items()}
            return msgspec.defstruct(
                "Payload", described, rename=renamed, forbid_unknown_fields=True, kw_only=True, gc=False, eq=False
            )

        payload, complete = struct(properties.keys() - required.keys()), struct(())
        separator: Any = Annotated[int, msgspec.Meta(ge=NUMBER, le=NUMBER)]
        self._type, self._quotes = payload, schema.quotes
        self._read_joined, self._read = _reader(list[payload | separator]), _reader(payload)  # type: ignore[valid-type]
        self._read_items, self._read_complete = _reader(list[complete]), _reader(complete)  # type: ignore[valid-type]
        self._dates = _values_of([fields[name] for name, each in properties.items() if each.is_date_time])
        self._raw = [
            _RawProperty(
                attrgetter(fields[name]), _are_valid(schema, name), _notable_shape(schema.shape.properties[name])
            )
            for name, each in properties.items()
            if each.type is msgspec.Raw
        ]

    def count(self, joined: bytes) -> int:
        """Return how many texts the separator joins if each is a valid payload, otherwise 0."""
        if len(joined) > LIMIT:
            return 0  # one of them may be too large
        try:
            values = self._read_joined(b"[%b]" % joined)
        except (ValueError, RecursionError):
            return 0
        payloads = values[::2]
        if len(values) % 2 == 0 or values[1::2].count(NUMBER) < len(payloads) - 1:
            return 0
        return len(payloads) if {*map(type, payloads)} == {self._type} and self._accepts_rest(payloads) else 0

    def count_items(self, run: bytes) -> int:
        """Return how many items are in a run if each is valid and repeats no key, otherwise 0.

        Where each has all properties the number of quotes is known, to which repeated keys would add. See
        documents.keys_are_unique.
        """
        if self._quotes is None or len(run) > LIMIT:
            return 0
        try:
            payloads = self._read_items(b"[%b]" % run)
        except (ValueError, RecursionError):
            return 0
        once = run.count(QUOTE) == self._quotes * len(payloads)
        return len(payloads) if once and self._accepts_rest(payloads) else 0

    def refused(self, texts: Sequence[bytes]) -> list[int]:
        """Return the indexes of the texts that are not accepted, be they invalid or not."""
        refused, payloads = list[int](), dict[int, Any]()
        for index, text in enumerate(texts):
            payload = _read_one(self._read, text)
            if payload is None:
                refused.append(index)
            else:
                payloads[index] = payload
        refused += self._refused_rest([*payloads.items()], STEP**2)
        return sorted(refused)

    def accepts_document(self, data: bytes) -> bool:
        """Return True only if a text is a valid payload that has all properties, each of them once."""
        if self._quotes is None or data.count(QUOTE) != self._quotes:
            return False
        payload = _read_one(self._read_complete, data)
        if payload is None:
            return False
        return self._accepts_rest([payload]) if self._raw else _are_date_times(self._dates(payload))

    def _accepts_rest(self, payloads: list[Any]) -> bool:
        """Return whether what the type leaves open is valid."""
        if not _are_date_times(chain.from_iterable(map(self._dates, payloads))):
            return False
        return all(each.is_accepted(payloads) for each in self._raw)

    def _refused_rest(self, payloads: list[tuple[int, Any]], step: int) -> list[int]:
        """Return which of these payloads have values that are not accepted, looked for in ever fewer of them."""
        refused: list[int] = []
        for start in range(0, len(payloads), step):
            part = payloads[start : start + step]
            if not self._accepts_rest([payload for _, payload in part]):
                refused += self._refused_rest(part, step // STEP) if step > 1 else [part[0][0]]
        return refused


def _reader(kind: Any) -> Callable[[bytes], Any]:
    return msgspec.json.Decoder(kind).decode


def _read_one(read: Callable[[bytes], Any], text: bytes) -> Any:
    """Return the payload, or None if the text is refused."""
    try:
        return read(text) if len(text) <= LIMIT else None
    except (ValueError, RecursionError):
        return None


def _values_of(fields: list[str]) -> Callable[[object], tuple[Any, ...]]:
    if len(fields) > 1:
        return attrgetter(*fields)
    return lambda payload: tuple(getattr(payload, field) for field in fields)


def _are_date_times(texts: Iterable[str | None]) -> bool:
    return JOINED_DATE_TIMES.is_valid("\n".join(filter(None, texts)))


def _are_valid(schema: Compiled, name: str) -> Callable[[object], bool]:
    """Return what judges an array of values of this property."""
    return validator({"type": "array", "items": schema.definition["properties"][name]}, schema.definitions).is_valid


def _notable_shape(shape: Shape) -> Shape | None:
    """Return the shape if its values may have notes."""
    within = [shape]
    for each in within:
        others = [*each.properties.values(), *each.tagged.values(), each.items, each.untagged]
        within += [other for other in others if other and other not in within]
    return shape if any(each.notable for each in within) else None


@cache
def acceptor(schema: Compiled) -> Acceptor | None:
    """Return what accepts payloads of a schema, or None if that is not the schema of a closed object."""
    definition = schema.definition
    if not definition.keys() <= {"description", "type", "additionalProperties", "required", "properties"}:
        return None
    if definition.get("type") != "object" or definition.get("additionalProperties") is not False:
        return None
    properties = definition.get("properties", {})
    if not properties or not properties.keys() >= set(definition.get("required", ())) or schema.item_envelopes:
        return None
    if any(NOT_IN_NAMES.search(name) for name in properties):
        return None
    return Acceptor(schema, {name: _property(each, schema.definitions) for name, each in properties.items()})


def _property(schema: dict[str, Any], definitions: dict[str, Any]) -> _Property:
    while schema.keys() <= {"$ref", "description"} and "$ref" in schema:
        schema = look_up(definitions, schema["$ref"])
    match {key: value for key, value in schema.items() if key != "description"}:
        case {"type": "boolean", **rest} if not rest:
            return _Property(bool)
        case {"type": "string", **rest} if not rest:
            return _Property(str)
        case {"type": "string", **rest} if rest == DATE_TIME:
            return _Property(DateTime, is_date_time=True)
        case {"type": "string", "enum": [str(), *_] as members, **rest} if not rest and {*map(type, members)} == {str}:
            return _Property(Literal[tuple(members)])
        case {"type": "integer", "minimum": int(low), "maximum": int(high), **rest} if (
            rest in ({}, {"format": "int32"}) and low >= -(2**63) and high < 2**63  # as msgspec demands
        ):
            return _Property(Annotated[int, msgspec.Meta(ge=low, le=high)])
        case {"type": ["string", "null"] | ["null", "string"], **rest} if not rest:
            return _Property(str | None)
        case {"anyOf": [one, {"type": "null"}], **rest} if not rest:
            inner = _property(one, definitions)
            return inner if inner.type is msgspec.Raw else _Property(inner.type | None, inner.is_date_time)
    return _Property(msgspec.Raw)
