"""Compare the properties of a schema with the rows of a table and the keys of an example."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.documentation import common, facts, statements, typenames
from generator.documentation.decisions import Pair
from generator.documentation.statements import Property, examples, owner, properties
from generator.spec import walk
from generator.spec.graph_rules import CONTEXT, COUNT, NEXT_LINK, TYPE_PROPERTY
from generator.spec.source import Pointer, Source

# What OData says about a payload, which no schema lists.
CONTROL = (NEXT_LINK, COUNT)


def shown_keys(payload: Any) -> list[str]:
    """Return the keys of a payload that a schema would list; OData gives a context to properties too."""
    keys = payload if isinstance(payload, dict) else ()
    return [key for key in keys if key not in CONTROL and not key.endswith(CONTEXT)]


@dataclass(frozen=True)
class Compared:
    """A page's facts, the spec, and the place in both that is compared."""

    source: Source
    path: Path
    known: common.Common
    accounted: set[tuple[str, str]]
    """The properties of components that a page or guideline accounts for; comparing adds to it."""
    resources: frozenset[str]
    """The schemas that have a page of their own."""
    at: str
    pointer: Pointer

    @property
    def scalars(self) -> dict[str, dict[str, Any]]:
        """The types without a page."""
        return self.known.scalars

    def account(self, pointer: Pointer) -> None:
        """Note that something states the property at the pointer."""
        if found := owner(pointer):
            self.accounted.add(found)

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


def compare_object(here: Compared, what: str, schema: Pointer, described: Rows, payload: Any) -> Iterator[Pair]:
    """Compare the properties of a schema with the rows of a table and the keys of an example."""
    data = here.source.data
    stated = properties(data, schema, here.scalars)
    for each in stated.values():
        here.account(each.pointer)
    rows = {row.name: row for row in described.rows}
    keys = shown_keys(payload)
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
            yield from _nested(here, f"{what}/{name}", payload[name], prop, line)
    yield from here.compare(
        f"{what}/order",
        [name for name in rows if name in stated],
        [name for name in stated if name in rows],
        place,
        described.line,
    )


def compare_keys(here: Compared, what: str, schema: Pointer, payloads: list[Any], line: int) -> Iterator[Pair]:
    """Find keys of payloads that the schema does not have; its properties are compared with a page of their own."""
    stated = properties(here.source.data, schema, here.scalars)
    for payload in payloads:
        for name in shown_keys(payload):
            if name not in stated:
                yield from here.compare(f"{what}/{name}", "an example has it", None, schema, line)
            elif isinstance(payload[name], dict | list):
                yield from _nested(here, f"{what}/{name}", payload[name], stated[name], line)


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


def _nested(here: Compared, at: str, value: Any, prop: Property, line: int) -> Iterator[Pair]:
    """Account for the keys of an object within an example; those that no schema has are a difference."""
    data = here.source.data
    if prop.type.component is None:
        return
    types = statements.alternatives(data, prop.type.component) or [prop.type.component]
    stated = [statements.properties(data, each, here.scalars) for each in types]
    for item in value if isinstance(value, list) else [value]:
        for name in shown_keys(item):
            found = [each[name] for each in stated if name in each]
            for each in found:
                here.account(each.pointer)
            if not found:
                yield from here.compare(f"{at}/{name}", "an example has it", None, prop.pointer, line)
            elif isinstance(item[name], dict | list):
                yield from _nested(here, f"{at}/{name}", item[name], found[0], line)


def compare_twin(
    here: Compared, what: str, schema: Pointer, message: facts.Message, *, collection: bool = False
) -> Iterator[Pair]:
    """Compare the keys of each object in a shown payload with those in the examples: one must have just these."""
    twins = [
        (place, shown_keys(item))
        for place, value in examples(here.source.data, schema)
        for item in objects_in(value, collection=collection)
    ]
    for keys in dict.fromkeys(tuple(shown_keys(item)) for item in objects_in(message.payload, collection=collection)):
        # The one with the same keys, else the one that shares most.
        place, nearest = max(
            twins,
            key=lambda twin: (twin[1] == list(keys), len(set(keys) & set(twin[1]))),
            default=(schema[:-1], []),
        )
        yield from here.compare(f"{what}/example", keys, nearest, place, message.line)


def objects_in(payload: Any, *, collection: bool) -> list[Any]:
    """Return the objects in a payload: itself, or what a list holds."""
    if not collection:
        return [payload]
    items = payload.get("value") if isinstance(payload, dict) else None
    return items if isinstance(items, list) else []
