"""Compare the names of types on pages with those of the spec."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from generator.documentation import facts
from generator.documentation.decisions import Pair
from generator.documentation.statements import Property, SpecType, properties, spec_type
from generator.spec import walk
from generator.spec.source import Pointer

if TYPE_CHECKING:
    from generator.documentation.objects import Compared

# Requests are closed, so that the spec has a schema of its own for them.
REQUEST_SUFFIXES = ("Create", "Update")


def last(name: str | None) -> str | None:
    """Return the name of a type without its namespace."""
    return name.removeprefix("#").rsplit(".", 1)[-1] if name else None


def scalar(name: str) -> str:
    """Return a scalar's name as the guideline pages spell it; pages also write `string` and `Edm.String`."""
    short = last(name) or ""
    return short[:1].upper() + short[1:]


def same(page: str | None, spec: str | None) -> bool:
    """Whether the name of a type on a page and a component are the same, but for the case and a suffix."""
    if page is None or spec is None:
        return page is spec
    names = {spec, *(spec.removesuffix(suffix) for suffix in REQUEST_SUFFIXES)}
    return scalar(page) in {scalar(name) for name in names}


def of_row(row: facts.Row) -> str:
    """Return the type of a row for a message and for decisions."""
    return f"collection of {row.type}" if row.collection else row.type


def described(data: Any, schema: Pointer, scalars: dict[str, dict[str, Any]]) -> str:
    """Return the name of the type at a place of the spec."""
    return spec_type(data, schema, scalars).name


def items(data: Any, schema: Pointer) -> tuple[Pointer, bool]:
    """Return the schema of the items and True where a response is a list, as Graph's envelope `value` has it."""
    stated = properties(data, schema, {})
    if "value" in stated and stated["value"].type.collection:
        return (*stated["value"].pointer, "items"), True
    return schema, False


def pairs(here: "Compared", at: str, row: facts.Row, prop: Property) -> Iterator[Pair]:
    """Compare the type of a row with that of a property, and the enum members."""
    stated: SpecType = prop.type
    name = stated.name if same(row.type, stated.name) else row.type
    yield from here.compare(f"{at}/type", name, stated.name, prop.pointer, row.line)
    yield from here.compare(f"{at}/collection", row.collection, stated.collection, prop.pointer, row.line)
    place = prop.pointer
    if stated.members:
        for _, value in _schemas(here.source.data, prop.pointer):
            if "enum" in value[1]:
                place = (*value[0], "enum")
    if row.members or not stated.members:
        yield from here.compare(f"{at}/members", row.members, stated.members or stated.values, place, row.line)


def _schemas(data: Any, pointer: Pointer) -> Iterator[tuple[int, tuple[Pointer, Any]]]:
    """Yield the schema that a property refers to, directly or as an alternative."""
    schema = walk.look_up(data, pointer)
    yield 0, walk.resolve(data, pointer)
    for keyword in ("anyOf", "oneOf"):
        for index in range(len(schema.get(keyword, []))):
            yield index, walk.resolve(data, (*pointer, keyword, index))
    if "items" in schema:
        yield from _schemas(data, (*pointer, "items"))
