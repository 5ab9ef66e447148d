"""Say why a payload fails its schema. Verdicts are jsonschema-rs's; here they are located and put into words."""

import json
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import islice
from operator import itemgetter
from typing import Any, Literal, NamedTuple

from jsonschema_rs import Draft202012Validator

from .envelopes import ERROR, ITEMS, envelopes_in_items, envelopes_of
from .schemas import nearest
from .shapes import DATE_TIME, Compiled, Shape

# What the documentation's example payloads show in place of a value.
PLACEHOLDER = re.compile(r"(String|Integer|Boolean|Int32|Int64|Double)( \(.+\))?")
NO_TIME_ZONE = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?")
IS_DATE_TIME = Draft202012Validator(DATE_TIME, validate_formats=True).is_valid
# bool before int, whose subclass it is.
TYPES = {
    type(None): "null",
    bool: "boolean",
    int: "integer",
    float: "number",
    str: "string",
    list: "array",
    tuple: "array",
    dict: "object",
}
NAMED = {"null": "null", "integer": "an integer", "array": "an array", "object": "an object"}
AS_JSON = json.JSONEncoder(ensure_ascii=False, default=repr).encode
NOTE_CUTOFF = 0.8
CACHEABLE = 100  # characters
FEW = 50  # properties
LONG = 1_000  # characters of all names together
TOO_MANY = 10_000  # errors in one payload
MANY = 1_000  # findings or names, beyond which none is compared with the documented ones
# The most telling first; wrong values have 1.
RANKS = {"errorBody": -2, "page": -1, "additionalProperties": 0, "required": 2}


class Finding(NamedTuple):
    """What is wrong with a payload. An error makes it invalid; a note points at what looks like a mistake.

    `pointer` is a JSON pointer (RFC 6901), empty for the whole payload. `rule` is the JSON Schema keyword that was
    violated, or one of `syntax`, `tooLarge`, `tooMany`, `unreadable`, `duplicateKey`, `page`, `errorBody`, `items`,
    `missing`, `placeholder`, `undocumented`. `line` and `column` count from 1, in characters; they are None where the
    payload did not come as text.
    """

    message: str
    pointer: str
    rule: str
    level: Literal["error", "note"] = "error"
    line: int | None = None
    column: int | None = None


def findings_of(schema: Compiled, value: object) -> list[Finding]:
    """Return the findings on a parsed payload: errors, the most telling first, then notes."""
    found = [] if schema.one.is_valid(value) else errors(schema, value)
    found += notes(schema.shape, value) if schema.noting else ()
    return found


def errors(schema: Compiled, value: object) -> list[Finding]:
    """Return why a value fails, the most telling first. For a valid value, schema.one.is_valid is faster."""
    return simple_errors(schema, value) or all_errors(schema, value)


def simple_errors(schema: Compiled, value: object) -> list[Finding]:
    """Return what `all_errors` does, sooner, if no more than one value is wrong and that has no parts; else nothing."""
    if not isinstance(value, dict) or len(value) > FEW or not (plan := _plan(schema, tuple(value))):
        return []
    wrong: list[Finding] = []
    shape = schema.shape
    for values_of, accepts, names in plan.groups:
        if accepts(values_of(value)):
            continue
        for name in names:
            if len(names) == 1 or not shape.checks[name](value[name]):
                item = value[name]
                if wrong or isinstance(item, dict | list | tuple):
                    return []
                inner, short = shape.properties[name], isinstance(item, str) and len(item) < CACHEABLE
                wrong.append(_wrong_text(inner, "", name, item) if short else _wrong(inner, f"/{_escaped(name)}", item))
    return sorted([*plan.found, *wrong], key=rank) if plan.found else wrong


def all_errors(schema: Compiled, value: object) -> list[Finding]:
    """Return why a value fails, the most telling first."""
    found = [Finding(message, place, rule) for rule, place, message in envelopes_of(value, schema.envelopes)]
    if found and isinstance(value, dict) and value.keys().isdisjoint(schema.own_names):
        return found
    found += [
        Finding(message, place, rule) for rule, place, message in envelopes_in_items(value, schema.item_envelopes)
    ]
    pending: list[tuple[str, Shape, Any]] = [("", schema.shape, value)]
    # A list that grows instead of recursion: payloads may nest deeper than Python's stack.
    for pointer, shape, value in pending:
        if len(found) > TOO_MANY:
            break
        before = len(found) + len(pending)
        if isinstance(value, dict) and shape.tag:
            if meant := shape.meant(value):
                pending.append((pointer, meant, value))
            else:
                found.append(_untagged(shape, pointer, value))
        elif isinstance(value, dict):
            check_of, all_known = shape.checks.get, True
            for name, item in value.items():
                check = check_of(name)
                if check is None:
                    all_known = False
                    if shape.closed:
                        comparable = len(name) < CACHEABLE and len(found) < MANY
                        found.append((_undocumented if comparable else _unlike)(shape, pointer, name))
                elif not check(item):
                    inner = shape.properties[name]
                    if isinstance(item, str) and len(item) < CACHEABLE:
                        found.append(_wrong_text(inner, pointer, name, item))
                    else:
                        pending.append((f"{pointer}/{_escaped(name)}", inner, item))
            none_missing = all_known and len(value) == len(shape.checks)
            if not none_missing and not value.keys() >= shape.required.keys():
                found += [_missing(pointer, name) for name in shape.required if name not in value]
        elif isinstance(value, list) and shape.items:
            check, inner = shape.items.validator.is_valid, shape.items
            pending += [(f"{pointer}/{index}", inner, item) for index, item in enumerate(value) if not check(item)]
        nothing_inside = before == len(found) + len(pending)
        if nothing_inside and not shape.validator.is_valid(value):
            found.append(_wrong(shape, pointer, value))
    if len(found) > 1:
        found.sort(key=rank)
    if len(found) > TOO_MANY:
        rest = f"over {TOO_MANY:,} errors in one payload: the others are left out"
        found[TOO_MANY:] = [Finding(rest, "", "tooMany")]
    return found


def notes(shape: Shape, value: object) -> Iterator[Finding]:
    """Yield the undocumented properties of open objects whose names are close to documented ones."""
    pending: list[tuple[str, Shape, Any]] = [("", shape, value)]
    for pointer, shape, value in pending:
        if isinstance(value, dict):
            if shape.tag and (meant := shape.meant(value)):
                pending.append((pointer, meant, value))
            if shape.notable and not value.keys() <= shape.properties.keys():
                for name in islice((name for name in value if name not in shape.properties), MANY):
                    # Names with @ are OData annotations, which the service may add to anything.
                    near = nearest(name, tuple(shape.properties), NOTE_CUTOFF) if "@" not in name else None
                    if near:
                        message = f'{shown(name)} is not documented (did you mean "{near}"?)'
                        yield Finding(message, f"{pointer}/{_escaped(name)}", "undocumented", "note")
            pending += [
                (f"{pointer}/{_escaped(name)}", inner, value[name]) for name, inner in shape.inner if name in value
            ]
        elif isinstance(value, list) and shape.items:
            pending += [(f"{pointer}/{index}", shape.items, item) for index, item in enumerate(value)]


def shown(value: object) -> str:
    """Return the value as JSON, cut to what one line of a report can hold."""
    if isinstance(value, dict | list | tuple) and value:
        return "{…}" if isinstance(value, dict) else "[…]"
    text = AS_JSON(value)
    return text if len(text) <= 80 else f"{text[:60]}…"


def rank(finding: Finding) -> int:
    """Return the place of a finding among others, by how much it tells."""
    return RANKS.get(finding.rule, 1)


# The same few mistakes fill most bad files.
_cached = lru_cache(maxsize=4096)


class _Plan(NamedTuple):
    """What is known of all objects with the same names: findings on names, and what to judge together, and how."""

    found: list[Finding]
    groups: list[tuple[Callable[[Any], Any], Callable[[Any], bool], list[str]]]


@_cached
def _plan(schema: Compiled, names: tuple[str, ...]) -> _Plan | None:
    if not {ITEMS, ERROR}.isdisjoint(names) or sum(map(len, names)) > LONG:
        return None  # it may be an envelope, or should not be remembered
    shape = schema.shape
    found = [_undocumented(shape, "", name) for name in names if shape.closed and name not in shape.checks]
    found += [_missing("", name) for name in shape.required if name not in names]
    plan = _Plan(found, [])
    for accepts, alike in schema.alike:
        present = [name for name in alike if name in names]
        if len(present) == 1:
            accepts = shape.checks[present[0]]
        if present:
            plan.groups.append((itemgetter(*present), accepts, present))
    return plan


@_cached
def _undocumented(shape: Shape, pointer: str, name: str) -> Finding:
    finding = _unlike(shape, pointer, name)
    near = nearest(name, tuple(shape.properties))
    return finding._replace(message=f'{finding.message} (did you mean "{near}"?)') if near else finding


def _unlike(_: Shape, pointer: str, name: str) -> Finding:
    message = f"{shown(name)} is not a documented property"
    return Finding(message, f"{pointer}/{_escaped(name)}", "additionalProperties")


@_cached
def _missing(pointer: str, name: str) -> Finding:
    return Finding(f'required property "{name}" is missing', pointer, "required")


def _untagged(shape: Shape, pointer: str, value: dict[str, Any]) -> Finding:
    """Return the finding on a value whose tag is missing or names no alternative."""
    if shape.tag not in value:
        return _missing(pointer, shape.tag)
    tag = value[shape.tag]
    near = nearest(tag, tuple(shape.tagged)) if isinstance(tag, str) else None
    hint = f' (did you mean "{near}"?)' if near else ""
    message = f"{shown(tag)} is not one of {', '.join(shape.tagged)}{hint}"
    return Finding(message, f"{pointer}/{_escaped(shape.tag)}", "enum")


def _wrong(shape: Shape, pointer: str, value: object) -> Finding:
    """Return the finding on a value that is wrong itself, not in its parts."""
    rule, message = _broken_rule(shape, value)
    return Finding(message, pointer, rule)


@_cached
def _wrong_text(shape: Shape, pointer: str, name: str, value: str) -> Finding:
    return _wrong(shape, f"{pointer}/{_escaped(name)}", value)


def _broken_rule(shape: Shape, value: object) -> tuple[str, str]:
    kind = TYPES.get(type(value)) or next((TYPES[each] for each in TYPES if isinstance(value, each)), "")
    if not kind:
        raise TypeError(f"not a JSON value: {type(value).__name__}")
    if isinstance(value, str) and PLACEHOLDER.fullmatch(value):
        return "placeholder", f"{shown(value)} is a placeholder of the documentation: put {_expected(shape)} here"
    if isinstance(value, float) and value.is_integer():
        kind = "integer"  # as JSON Schema has it
    if shape.types.isdisjoint({kind, "number"} if kind == "integer" else {kind}) and shape.types:
        given = "null is" if value is None else f"{shown(value)} is {_named(kind)},"
        return "type", f"{given} not {_expected(shape)}"
    if shape.enum and value not in shape.enum:
        near = nearest(value, shape.enum) if isinstance(value, str) else None
        hint = f' (did you mean "{near}"?)' if near else ""
        return "enum", f"{shown(value)} is not one of {', '.join(map(str, shape.enum))}{hint}"
    if "date-time" in shape.formats and isinstance(value, str) and not IS_DATE_TIME(value):
        hint = " (its time zone is missing: add Z or an offset)" if NO_TIME_ZONE.fullmatch(value) else ""
        return "format", f"{shown(value)} is not a date-time such as 2022-10-06T19:13:06Z{hint}"
    low, high = shape.bounds
    if isinstance(value, int | float) and low is not None and high is not None and not low <= value <= high:
        return "maximum" if value > high else "minimum", f"{shown(value)} is not between {low} and {high}"
    error = next(iter(shape.validator.iter_errors(value)))
    return error.kind.name, error.message if len(error.message) < 300 else f"{error.message[:300]}…"


@_cached
def _expected(shape: Shape) -> str:
    if shape.enum and shape.types <= {"string"}:
        return f"one of {', '.join(map(str, shape.enum))}"
    dated = "date-time" in shape.formats
    return " or ".join(sorted("a date-time" if kind == "string" and dated else _named(kind) for kind in shape.types))


def _named(kind: str) -> str:
    return NAMED.get(kind, f"a {kind}")


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1") if "~" in name or "/" in name else name
