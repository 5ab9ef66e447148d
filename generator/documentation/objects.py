"""Compare the properties of a schema with the rows of a table and the keys of an example."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.documentation import facts, typenames
from generator.documentation.decisions import Pair
from generator.documentation.statements import Property, examples, owner, properties
from generator.spec import walk
from generator.spec.graph_rules import TYPE_PROPERTY
from generator.spec.source import Pointer, Source


@dataclass(frozen=True)
class Compared:
    """A page's facts, the spec, and the place in both that is compared."""

    source: Source
    path: Path
    scalars: dict[str, dict[str, Any]]
    at: str
    pointer: Pointer

    def compare(self, what: str, page: Any, spec: Any, pointer: Pointer | None = None, line: int = 1) -> Iterator[Pair]:
        """Yield the two values of a fact; tuples become lists, so that decisions can record them."""
        page, spec = (list(value) if isinstance(value, tuple) else value for value in (page, spec))
        place = self.pointer if pointer is None else pointer
        yield Pair(f"{self.at}/{what}", page, spec, place, self.path, line)


@dataclass(frozen=True)
class Rows:
    """The rows that describe an object, and whether a sentence calls them all required."""

    rows: tuple[facts.Row, ...]
    lead: str | None
    line: int


def compare_object(
    here: Compared, what: str, schema: Pointer, described: Rows, payload: Any, accounted: set[tuple[str, str]]
) -> Iterator[Pair]:
    """Compare the properties of a schema with the rows of a table and the keys of an example."""
    data = here.source.data
    stated = properties(data, schema, here.scalars)
    accounted |= {each for prop in stated.values() if (each := owner(prop.pointer))}
    rows = {row.name: row for row in described.rows}
    keys = list(payload) if isinstance(payload, dict) else []
    place, _ = walk.resolve(data, schema)
    for name in dict.fromkeys([*keys, *rows, *stated]):
        row, prop = rows.get(name), stated.get(name)
        line = row.line if row else described.line
        if prop is None:
            page = typenames.of_row(row) if row else "an example has it"
            yield from here.compare(f"{what}/{name}", page, None, place, line)
        elif row:
            lead = described.lead if what == "request" else "response"
            yield from compare_row(here, f"{what}/{name}", row, prop, lead)
        elif name in keys:
            yield from _shown(here, f"{what}/{name}", payload[name], prop, line, strict=what == "request")
        else:
            yield from here.compare(f"{what}/{name}", None, prop.type.name, prop.pointer, line)
        if prop and isinstance(payload, dict) and isinstance(payload.get(name), dict | list):
            yield from _nested(here, f"{what}/{name}", payload[name], prop, line, accounted)
    yield from here.compare(
        f"{what}/order",
        [name for name in rows if name in stated],
        [name for name in stated if name in rows],
        place,
        described.line,
    )


def compare_row(here: Compared, at: str, row: facts.Row, prop: Property, lead: str | None) -> Iterator[Pair]:
    """Compare a row with a property; `lead` says what the sentence before the table makes of all rows."""
    yield from typenames.pairs(here, at, row, prop)
    # No page says what a response always has.
    required = None if lead == "response" else {"required": True, "optional": False}.get(row.mark or "")
    if required is None and lead == "required":
        required = True
    yield from here.compare(
        f"{at}/required", required or False, prop.required, (*prop.pointer[:-2], "required"), row.line
    )
    yield from here.compare(f"{at}/nullable", bool(row.nullable), prop.type.nullable, prop.pointer, row.line)


def _shown(here: Compared, at: str, value: Any, prop: Property, line: int, *, strict: bool) -> Iterator[Pair]:
    """Compare a value that only an example shows."""
    if at.endswith(TYPE_PROPERTY):
        if prop.type.values or strict:
            yield from here.compare(at, [value], list(prop.type.values), (*prop.pointer, "enum"), line)
        elif prop.type.name != "String":
            yield from here.compare(f"{at}/type", "String", prop.type.name, prop.pointer, line)
    yield from here.compare(f"{at}/required", False, prop.required, prop.pointer, line)


def _nested(
    here: Compared, at: str, value: Any, prop: Property, line: int, accounted: set[tuple[str, str]]
) -> Iterator[Pair]:
    """Account for the keys of an object within an example; those that no schema has are a difference."""
    data = here.source.data
    if prop.type.component is None:
        return
    stated = properties(data, prop.type.component, here.scalars)
    for item in value if isinstance(value, list) else [value]:
        for name in item if isinstance(item, dict) else ():
            if name not in stated:
                yield from here.compare(f"{at}/{name}", "an example has it", None, prop.pointer, line)
            elif found := owner(stated[name].pointer):
                accounted.add(found)
            if name in stated and isinstance(item[name], dict | list):
                yield from _nested(here, f"{at}/{name}", item[name], stated[name], line, accounted)


def compare_twin(here: Compared, what: str, schema: Pointer, message: facts.Message) -> Iterator[Pair]:
    """Compare the keys of a shown payload with those of the spec's examples: one of them must have just these."""
    twins = [(place, value) for place, value in examples(here.source.data, schema) if isinstance(value, dict)]
    keys = list(message.payload) if isinstance(message.payload, dict) else []
    # The one with the same keys, else the one that shares most.
    place, nearest = max(
        twins,
        key=lambda twin: (list(twin[1]) == keys, len(set(keys) & set(twin[1]))),
        default=(schema[:-1], {}),
    )
    yield from here.compare(f"{what}/example", keys, list(nearest), place, message.line)
