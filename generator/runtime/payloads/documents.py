"""A JSON document: one payload in one file, each finding with its line and column."""

import codecs
import json
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any

import orjson

from .findings import Finding, findings_of, rank
from .inputs import LIMIT
from .shapes import Compiled

TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\],:]|[^\s{}\[\],:"]+')
MORE_THAN_ONE = "more than one value"
# What orjson says, where a reader needs more.
MESSAGES = {
    "Input is a zero-length, empty document": "no payload: it is empty",
    "input data is empty": "no payload: it is blank",
    "depth limit exceeded": "nested deeper than 1,024 levels",
    "str is not valid UTF-8: surrogates not allowed": "invalid UTF-8",
    "unexpected content after document": MORE_THAN_ONE,
    "UTF-8 byte order mark (BOM) is not supported": "a byte order mark inside the text",
}


def too_large(size: int) -> Finding | None:
    """Return the finding on a payload of more than LIMIT bytes."""
    message = f"over {LIMIT // 2**20} MiB: too large for one payload"
    return Finding(message, "", "tooLarge", line=1) if size > LIMIT else None


def syntax(error: orjson.JSONDecodeError) -> Finding:
    """Return the finding on text that is no JSON."""
    message = MESSAGES.get(error.msg, f"invalid JSON: {error.msg}")
    return Finding(message, "", "syntax", line=error.lineno, column=error.colno)


def document_findings(schema: Compiled, data: bytes) -> list[Finding]:
    """Return all that there is to say of one JSON document."""
    if finding := too_large(len(data)):
        return [finding]
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        return [_invalid_utf8(data) or syntax(error)]
    found = findings_of(schema, value)
    text = data.decode()
    return _with_places(text, found) if found or _may_repeat_a_key(text) else []


def _invalid_utf8(data: bytes) -> Finding | None:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line_start = before.rfind(b"\n") + 1
        line, column = before.count(b"\n") + 1, len(before[line_start:].decode()) + 1
        return Finding(f"invalid UTF-8: byte 0x{data[error.start]:02x}", "", "syntax", line=line, column=column)
    return None


def _may_repeat_a_key(text: str) -> bool:
    repeated = False

    def count(pairs: list[tuple[str, Any]]) -> None:
        nonlocal repeated
        repeated |= len(dict(pairs)) < len(pairs)

    try:
        json.loads(text, object_pairs_hook=count)
    except RecursionError:
        return True  # too deep for this fast way to tell
    return repeated


def _with_places(text: str, found: list[Finding]) -> list[Finding]:
    """Return the findings with lines and columns, and those on repeated keys."""
    places, repeated = _places(text, {finding.pointer for finding in found})
    starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def placed(finding: Finding, offset: int) -> Finding:
        line = bisect_right(starts, offset)
        return finding._replace(line=line, column=offset - starts[line - 1] + 1)

    message = "the key is repeated; readers differ on which value counts"
    duplicates = [placed(Finding(message, pointer, "duplicateKey"), key) for pointer, key in repeated]
    # A name that is wrong is marked itself, else the value.
    by_key = {"additionalProperties", "undocumented"}
    others = [placed(finding, places[finding.pointer][finding.rule not in by_key]) for finding in found]
    others.sort(key=lambda finding: (finding.level == "note", rank(finding), finding.line, finding.column))
    return duplicates + others


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
