"""Derive wrong and right variants of a payload from its schema, so that a new property is covered by itself."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from generator.spec.graph_rules import TYPE_PROPERTY
from generator.spec.source import Pointer
from tests.spec.schemas import Shape, shape, shape_of

# One value of each JSON type; JSON Schema counts 1 as a number too.
SAMPLES: dict[str, Any] = {
    "null": None,
    "boolean": True,
    "integer": 7,
    "number": 7.5,
    "string": "text",
    "array": [],
    "object": {},
}
NOT_DATE_TIMES = ("2022-10-06T19:13:06", "2022-10-06", "2022-13-06T19:13:06Z", "2022-10-06T25:13:06Z", "now")


class Mutation(NamedTuple):
    """A changed payload and what was done to it."""

    what: str
    payload: Any


class Site(NamedTuple):
    """A value in a payload: its keys from the outside, and what the schema says of it."""

    keys: tuple[str | int, ...]
    shape: Shape
    value: Any


def sites(data: Any, pointer: Pointer, value: Any, keys: tuple[str | int, ...] = ()) -> Iterator[Site]:
    """Yield the payload itself and each value in it that the schema documents."""
    documented = shape_of(data, pointer, value)
    yield Site(keys, documented, value)
    if isinstance(value, dict):
        for name, place in documented.properties.items():
            if name in value and not (name == TYPE_PROPERTY and documented.tag_is_open):
                yield from sites(data, place, value[name], (*keys, name))
    elif isinstance(value, list) and documented.items:
        # The items of a list are much alike: one of each form is enough.
        for index in {str(form(item)): index for index, item in reversed([*enumerate(value)])}.values():
            yield from sites(data, documented.items, value[index], (*keys, index))


def form(value: Any) -> Any:
    """Return the value with its texts and numbers left out, except the names of types."""
    if isinstance(value, dict):
        return {key: item if key == TYPE_PROPERTY else form(item) for key, item in value.items()}
    return [form(item) for item in value] if isinstance(value, list) else type(value).__name__


def changed(payload: Any, keys: tuple[str | int, ...], value: Any) -> Any:
    """Return the payload with the value at the keys replaced; it shares with the given one whatever is not changed."""
    if not keys:
        return value
    key, *inner = keys
    replaced = payload.copy()
    replaced[key] = changed(payload[key], tuple(inner), value)
    return replaced


def wrong(data: Any, pointer: Pointer, payload: Any) -> Iterator[Mutation]:
    """Yield variants that the schema must refuse."""
    for keys, documented, value in sites(data, pointer, payload):
        where = "/".join(map(str, keys)) or "payload"
        if isinstance(value, dict):
            for name in documented.required:
                rest = {key: kept for key, kept in value.items() if key != name}
                yield Mutation(f"{where} without {name}", changed(payload, keys, rest))
            if documented.closed:
                yield Mutation(f"{where} with an unknown property", changed(payload, keys, {**value, "unknown": 1}))
            # From the schema, not from the payload: properties that the payload lacks are covered too.
            for name, place in documented.properties.items():
                for sample in samples_of_wrong_type(shape(data, place)):
                    what = f"{where}/{name} as {sample!r}"
                    yield Mutation(what, changed(payload, keys, {**value, name: sample}))
        if documented.enum:
            yield Mutation(f"{where} as an unlisted member", changed(payload, keys, "unlistedMember"))
        if "date-time" in documented.formats and value is not None:
            for text in NOT_DATE_TIMES:
                yield Mutation(f"{where} as {text}", changed(payload, keys, text))
        if "int32" in documented.formats:
            yield Mutation(f"{where} over 32 bits", changed(payload, keys, 2**31))


def samples_of_wrong_type(documented: Shape) -> Iterator[Any]:
    """Yield a value of each JSON type that the shape does not take; a shape without types takes all."""
    for name, sample in SAMPLES.items():
        taken = name in documented.types or (name == "integer" and "number" in documented.types)
        if documented.types and not taken:
            yield sample


def right(data: Any, pointer: Pointer, payload: Any) -> Iterator[Mutation]:
    """Yield variants that a response schema must accept."""
    for keys, documented, value in sites(data, pointer, payload):
        where = "/".join(map(str, keys)) or "payload"
        if isinstance(value, dict):
            variant = {**value, "addedTomorrow": {"@odata.type": "x"}}
            yield Mutation(f"{where} with an unknown property", changed(payload, keys, variant))
            if documented.tag_is_open:
                other = {**value, TYPE_PROPERTY: "#microsoft.graph.addedTomorrow"}
                yield Mutation(f"{where} of an unknown type", changed(payload, keys, other))
                untyped = {key: kept for key, kept in value.items() if key != TYPE_PROPERTY}
                yield Mutation(f"{where} of no type", changed(payload, keys, untyped))
        elif documented.types == {"string"} and documented.formats == {None}:
            yield Mutation(f"{where} as an unknown member", changed(payload, keys, "addedTomorrow"))


def variants(data: Any, pointer: Pointer, payloads: Iterable[Any]) -> list[Any]:
    """Return the payloads and their variants, for tests that compare verdicts."""
    return [
        each
        for payload in payloads
        for each in (
            payload,
            *(mutation.payload for mutator in (wrong, right) for mutation in mutator(data, pointer, payload)),
        )
    ]
