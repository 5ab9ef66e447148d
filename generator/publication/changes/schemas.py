"""Compare two schemas: which values can be sent, and which may arrive."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from generator.publication.changes.alternatives import TYPES, Alternative, alternatives, type_of
from generator.publication.changes.change import Change, Pair, keys
from generator.spec import walk
from generator.spec.source import Pointer

SCHEMAS = ("components", "schemas")
UPPER = frozenset("maxLength maximum exclusiveMaximum maxItems maxProperties maxContains".split())
LOWER = frozenset("minLength minimum exclusiveMinimum minItems minProperties minContains".split())
MEMBERS = frozenset(("enum", "const"))
INNER = {
    "items": "items",
    "additionalProperties": "undocumented properties",
    "unevaluatedProperties": "undocumented properties",
}
# The types that a keyword constrains; one that is not listed constrains all.
STRINGS, NUMBERS, ARRAYS, OBJECTS = ("string",), ("integer", "number"), ("array",), ("object",)
APPLIES = {
    **dict.fromkeys("minLength maxLength pattern contentEncoding contentMediaType contentSchema".split(), STRINGS),
    **dict.fromkeys("minimum maximum exclusiveMinimum exclusiveMaximum multipleOf".split(), NUMBERS),
    **dict.fromkeys("items prefixItems contains minContains maxContains minItems maxItems".split(), ARRAYS),
    **dict.fromkeys("uniqueItems unevaluatedItems".split(), ARRAYS),
    **dict.fromkeys("additionalProperties unevaluatedProperties patternProperties propertyNames".split(), OBJECTS),
    **dict.fromkeys("minProperties maxProperties dependentRequired dependentSchemas".split(), OBJECTS),
    "format": (*STRINGS, *NUMBERS),
}
CLOSING = frozenset(("additionalProperties", "unevaluatedProperties"))


def compare(pair: Pair) -> Iterator[Change]:
    """Yield the changes between two schemas; those of a component once, as changes of the component."""
    names = [_name(value) for value in pair.values()]
    pair = pair.resolved()
    if names[0] and names[0] == names[1]:
        pair = replace(pair, subject=f"schema {names[0]}", where="")
    elif all(names):
        yield pair.change(f"is {names[1]} instead of {names[0]}")
    key = (pair.at_old, pair.at_new, pair.used)
    if key in pair.compared:
        return
    pair.compared.add(key)
    old, new = alternatives(pair.old.data, pair.at_old), alternatives(pair.new.data, pair.at_new)
    for kind in TYPES:
        olds, news = ([each for each in side if kind in each.types] for side in (old, new))
        if kind == "integer" and any("number" in each.types for each in (*olds, *news)):
            continue
        if olds and not news:
            yield pair.narrower(f"type {kind} is not valid any more", removed=True)
        elif news and not olds:
            yield pair.wider(f"type {kind} is valid too")
        elif olds and kind in ("array", "object"):
            yield from _compounds(pair, kind, olds, news)
        elif olds:
            yield from _scalars(pair, kind, olds, news)


def _name(value: Any) -> str:
    target = walk.target(value["$ref"]) if isinstance(value, dict) and "$ref" in value else ()
    return str(target[-1]) if target[:2] == SCHEMAS else ""


def _compounds(pair: Pair, kind: str, olds: list[Alternative], news: list[Alternative]) -> Iterator[Change]:
    if len(olds) == len(news) == 1:
        matched = [("", olds[0], news[0])]
    else:
        by_name = [{each.name: each for each in side} for side in (olds, news)]
        matched = [(name, by_name[0][name], by_name[1][name]) for name in by_name[0] if name in by_name[1]]
        for name in by_name[0].keys() - by_name[1].keys():
            yield pair.narrower(f"{name or kind} is not one of the alternatives any more", removed=True)
        for name in by_name[1].keys() - by_name[0].keys():
            yield pair.wider(f"{name or kind} is one of the alternatives too")
    for name, old, new in matched:
        inner = pair.move(pair.at_old, pair.at_new, where=name)
        yield from _constraints(inner, kind, old, new)
        if kind == "object":
            yield from _properties(inner, old, new)


def _properties(pair: Pair, old: Alternative, new: Alternative) -> Iterator[Change]:
    closed = any(_values(pair.old.data, old.constraints.get(key, ())) == [False] for key in CLOSING)
    for key, in_old, in_new in keys(old.properties | old.required, new.properties | new.required):
        at_old = old.properties.get(key, old.required.get(key, ()))
        at_new = new.properties.get(key, new.required.get(key, ()))
        inner = pair.move(at_old, at_new)
        if not in_new:
            yield inner.change(f"property {key} is gone", breaking=True, removed=True)
        elif not in_old and key in new.required:
            yield inner.narrower(f"property {key} is new and required")
        elif not in_old:
            change = inner.wider if closed else inner.change
            yield change(f"property {key} is new")
        elif key in new.required and key not in old.required:
            yield inner.move(at_old, new.required[key]).narrower(f"property {key} is required")
        elif key in old.required and key not in new.required:
            yield inner.wider(f"property {key} is not required any more")
        if key in old.properties and key in new.properties:
            yield from compare(pair.move(at_old, at_new, where=f"property {key}"))


def _scalars(pair: Pair, kind: str, olds: list[Alternative], news: list[Alternative]) -> Iterator[Change]:
    # An alternative without members decides what else is valid.
    olds.sort(key=lambda each: bool(MEMBERS & each.constraints.keys()))
    news.sort(key=lambda each: bool(MEMBERS & each.constraints.keys()))
    old, new = _members(pair.old.data, kind, olds), _members(pair.new.data, kind, news)
    was_open, is_open = (not MEMBERS & each[0].constraints.keys() for each in (olds, news))
    inner = pair.move(_place(olds, pair.at_old), _place(news, pair.at_new))
    if was_open and not is_open:
        yield inner.narrower(f"only {_words(new)} is valid")
    elif is_open and not was_open:
        yield inner.wider(f"not only {_words(old)} is valid")
    for member in (member for member in old if member not in new):
        change = inner.change if is_open else inner.narrower
        yield change(f"{_words([member])} is not a member any more", removed=True)
    for member in (member for member in new if member not in old):
        change = inner.change if was_open else inner.wider
        yield change(f"{_words([member])} is a new member")
    yield from _constraints(pair, kind, olds[0], news[0])


def _place(found: list[Alternative], otherwise: Pointer) -> Pointer:
    """Return where the members of the enum are."""
    return next((each.constraints[key][-1] for each in found for key in MEMBERS & each.constraints.keys()), otherwise)


def _members(data: Any, kind: str, found: list[Alternative]) -> list[Any]:
    """Return the members of the enums and constants that are of the type."""
    kinds = ("integer", "number") if kind == "number" else (kind,)
    members: list[Any] = []
    for each in found:
        constants = [[value] for value in _values(data, each.constraints.get("const", ()))]
        lists = [*_values(data, each.constraints.get("enum", ())), *constants]
        valid = (member for member in (lists[0] if lists else ()) if all(member in one for one in lists))
        members += [member for member in valid if type_of(member) in kinds and member not in members]
    return members


def _constraints(pair: Pair, kind: str, old: Alternative, new: Alternative) -> Iterator[Change]:
    for key, in_old, in_new in keys(old.constraints, new.constraints):
        if key in MEMBERS or kind not in APPLIES.get(key, TYPES):
            continue
        at_old = old.constraints[key][-1] if in_old else pair.at_old
        at_new = new.constraints[key][-1] if in_new else pair.at_new
        inner = pair.move(at_old, at_new)
        before = _values(pair.old.data, old.constraints.get(key, ()))
        after = _values(pair.new.data, new.constraints.get(key, ()))
        if key in INNER:
            yield from _inner(inner, key, before, after)
        elif before != after:
            yield from _constraint(inner, key, before, after)


def _constraint(pair: Pair, key: str, before: list[Any], after: list[Any]) -> Iterator[Change]:
    if key in UPPER | LOWER:
        before, after = ([min(each) if key in UPPER else max(each)] if each else [] for each in (before, after))
    if before and not after:
        yield pair.wider(f"{key} {_words(before)} is gone", removed=True)
    elif after and not before:
        yield pair.narrower(f"{key} {_words(after)} is new")
    elif before != after:
        what = f"{key} is {_words(after)} instead of {_words(before)}"
        if key not in UPPER | LOWER:
            yield pair.change(what, breaking=True)
        elif (after[0] < before[0]) is (key in UPPER):
            yield pair.narrower(what)
        else:
            yield pair.wider(what)


def _inner(pair: Pair, key: str, before: list[Any], after: list[Any]) -> Iterator[Change]:
    """Compare what holds for each item, or for each property that is not documented."""
    free: tuple[list[Any], ...] = ([], [True], [{}])
    if before == after == [False] or (before in free and after in free):
        return
    if after == [False]:
        yield pair.narrower(f"{INNER[key]} are not valid any more")
    elif before == [False]:
        yield pair.wider(f"{INNER[key]} are valid", removed=bool(not after))
    elif before in free:
        yield pair.narrower(f"{INNER[key]} are restricted")
    elif after in free:
        yield pair.wider(f"{INNER[key]} are not restricted any more", removed=True)
    else:
        yield from compare(pair.move(pair.at_old, pair.at_new, where=INNER[key]))


def _values(data: Any, pointers: tuple[Pointer, ...]) -> list[Any]:
    return [walk.look_up(data, pointer) for pointer in pointers]


def _words(values: list[Any]) -> str:
    return ", ".join(json.dumps(value, ensure_ascii=False) for value in values)
