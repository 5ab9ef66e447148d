"""A JSON document: one payload in one file, each finding with its line and column."""

import codecs
import json
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any

import orjson

from . import causes
from .findings import Finding, findings_of, rank
from .inputs import LIMIT
from .shapes import Compiled

QUOTE = 34
NUMERIC = frozenset("-0123456789")
REPEATED = "the key is repeated; readers differ on which value counts"
TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\],:]|[^\s{}\[\],:"]+')
FRACTIONAL = re.compile(r"-?\d+(\.\d+|(\.\d+)?e[+-]?\d+)(?= is )")  # as Python shows a float at the start of a message


def too_large(size: int) -> Finding | None:
    """Return the finding on a payload of more than LIMIT bytes."""
    message = f"over {LIMIT // 2**20} MiB: too large for one payload"
    return Finding(message, "", "tooLarge", line=1) if size > LIMIT else None


def syntax(error: orjson.JSONDecodeError) -> Finding:
    """Return the finding on text that is not JSON."""
    return Finding(causes.invalid_json(error), "", "syntax", line=error.lineno, column=error.colno)


def document_is_valid(schema: Compiled, data: bytes) -> bool:
    """Return whether `document_findings` has no errors."""
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError:
        return False
    if len(data) > LIMIT or not schema.one.is_valid(value):
        return False
    return not _may_repeat_a_key(data, value) or not any(
        finding.level == "error" for finding in document_findings(schema, data)
    )


def document_findings(schema: Compiled, data: bytes) -> list[Finding]:
    """Return the findings on one JSON document."""
    data = data.removeprefix(codecs.BOM_UTF8)
    if finding := too_large(len(data)):
        return [finding]
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        return [not_json(data, error)]
    found = findings_of(schema, value)
    return _with_places(data.decode(), found) if found or _may_repeat_a_key(data, value) else []


def keys_are_unique(data: bytes, value: object, others: int = 0) -> bool:
    r"""Return True only if no key is repeated, given what the data was parsed into, but for so many quotes.

    Each key and each string has two quotes of its own, and quotes within are escaped, as `\"` in both texts unless the
    data has `\u0022`. So a repeated key shows in the number of quotes.
    """
    try:
        dump = orjson.dumps(value)
    except orjson.JSONEncodeError:  # nested deeper than orjson writes
        return False
    return dump.count(QUOTE) + others == data.count(QUOTE) and (b"\\" not in dump or b"\\u0022" not in data)


def _may_repeat_a_key(data: bytes, value: object) -> bool:
    return not keys_are_unique(data, value) and _repeats_a_key(data.decode())


def repeated_keys(data: bytes, value: object) -> list[Finding]:
    """Return a finding on each repeated key, without places, given what the data was parsed into."""
    if not _may_repeat_a_key(data, value):
        return []
    return [Finding(REPEATED, pointer, "duplicateKey", line=1) for pointer, _ in _places(data.decode(), set())[1]]


def not_json(data: bytes, error: orjson.JSONDecodeError) -> Finding:
    """Return the finding on data that is not JSON in UTF-8."""
    return _not_utf8(data) or syntax(error)


def _not_utf8(data: bytes) -> Finding | None:
    if cause := causes.unsuitable(data[: causes.HEAD]):
        return Finding(cause, "", "syntax", line=1, column=1)
    try:
        data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line_start = before.rfind(b"\n") + 1
        line, column = before.count(b"\n") + 1, len(before[line_start:].decode()) + 1
        return Finding(f"invalid UTF-8: byte 0x{data[error.start]:02x}", "", "syntax", line=line, column=column)
    return None


def _repeats_a_key(text: str) -> bool:
    repeated = False

    def count(pairs: list[tuple[str, Any]]) -> None:
        nonlocal repeated
        repeated |= len(dict(pairs)) < len(pairs)

    try:
        json.loads(text, object_pairs_hook=count)
    except RecursionError:
        return True  # nested too deep to tell; finding the places will
    return repeated


def _with_places(text: str, found: list[Finding]) -> list[Finding]:
    """Return the findings with lines and columns, and those on repeated keys."""
    places, repeated = _places(text, {finding.pointer for finding in found})
    starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def placed(finding: Finding, offset: int) -> Finding:
        line = bisect_right(starts, offset)
        return finding._replace(line=line, column=offset - starts[line - 1] + 1)

    duplicates = [placed(Finding(REPEATED, pointer, "duplicateKey"), key) for pointer, key in repeated]
    # A name that is wrong is marked itself, else the value.
    by_key = {"additionalProperties", "undocumented"}
    others = [
        placed(as_written(finding, text, offset := places[finding.pointer][finding.rule not in by_key]), offset)
        for finding in found
    ]
    others.sort(key=lambda finding: (finding.level == "note", rank(finding), finding.line, finding.column))
    return duplicates + others


def as_written(finding: Finding, text: str, offset: int) -> Finding:
    """Return a finding that shows a number as the text has it, given the number's offset."""
    shown = FRACTIONAL.match(finding.message)
    token = TOKEN.match(text, offset)
    if not shown or not token or token[0][0] not in NUMERIC:
        return finding
    number = token[0] if len(token[0]) <= 80 else f"{token[0][:60]}…"
    return finding._replace(message=number + finding.message[shown.end() :])


def shows_fraction(found: list[Finding]) -> bool:
    """Return whether a finding shows a float, which may be written in another way in the text."""
    return any(each.message[0] in NUMERIC and FRACTIONAL.match(each.message) for each in found)


def with_numbers_as_written(text: str, found: list[Finding]) -> list[Finding]:
    """Return the findings on a text with its numbers as it has them."""
    places, _ = _places(text, {finding.pointer for finding in found})
    return [as_written(finding, text, places[finding.pointer][1]) for finding in found]


@dataclass(slots=True)
class _Holder:
    """An object or array that is being read, and what its next value is called."""

    wanted: dict[str, Any]  # the parts of the pointers that lead into it
    name: str | int | None  # None: a key is yet to come
    key: int = 0  # the offset of the key
    names: set[str] = field(default_factory=set)


def _places(text: str, pointers: set[str]) -> tuple[dict[str, tuple[int, int]], list[tuple[str, int]]]:
    """Return the offsets of key and value for each of these pointers, and pointer and offset of repeated keys.

    A value without a key has its own offset in place of the key's. Of repeated keys the last counts.
    """
    wanted: dict[str, Any] = {}
    for pointer in pointers:
        inner = wanted
        for step in pointer.split("/"):
            inner = inner.setdefault(step, {})
    places: dict[str, tuple[int, int]] = {}
    repeated: list[tuple[str, int]] = []
    holders = [_Holder(wanted, "")]

    def pointer_here() -> str:
        return "/".join(str(each.name) for each in holders)

    for match in TOKEN.finditer(text):
        part, offset, holder = match[0], match.start(), holders[-1]
        if part in "}]":
            holders.pop()
        elif part == ",":
            holder.name = holder.name + 1 if isinstance(holder.name, int) else None
        elif holder.name is None:
            name: str = json.loads(part).replace("~", "~0").replace("/", "~1")
            holder.name, holder.key = name, offset
            if name in holder.names:
                repeated.append((pointer_here(), offset))
            holder.names.add(name)
        elif part != ":":
            inside = holder.wanted.get(str(holder.name))
            if inside is not None and (pointer := pointer_here()) in pointers:
                has_key = isinstance(holder.name, str) and len(holders) > 1
                places[pointer] = (holder.key if has_key else offset), offset
            if part in "{[":
                holders.append(_Holder(inside or {}, None if part == "{" else 0))
    return places, repeated
