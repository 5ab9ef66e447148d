"""A JSON document: one payload in one file, each finding with its line and column."""

import codecs
import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

import orjson

from .findings import Finding, findings_of, rank
from .shapes import Compiled

# The largest payload that is read, in bytes: a document, or a line of NDJSON.
LIMIT = 16 * 2**20
TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')
# What orjson says, where a reader needs more.
MESSAGES = {
    "Input is a zero-length, empty document": "no payload: it is empty",
    "input data is empty": "no payload: it is blank",
    "depth limit exceeded": "nested deeper than 1,024 levels",
    "str is not valid UTF-8: surrogates not allowed": "invalid UTF-8",
    "unexpected content after document": "more than one value",
    "UTF-8 byte order mark (BOM) is not supported": "a byte order mark inside the text",
}
NDJSON_HINT = " (one payload a line is NDJSON: name the file .jsonl, or say so with --input-format)"


def too_long(size: int) -> Finding | None:
    """Return the finding on a payload of more than LIMIT bytes."""
    return Finding(f"over {LIMIT // 2**20} MiB: too large for one payload", line=1) if size > LIMIT else None


def syntax(error: orjson.JSONDecodeError) -> Finding:
    """Return the finding on text that is no JSON."""
    return Finding(MESSAGES.get(error.msg, f"invalid JSON: {error.msg}"), line=error.lineno, column=error.colno)


def document_findings(schema: Compiled, data: bytes) -> list[Finding]:
    """Return all that there is to say of one JSON document."""
    if finding := too_long(len(data)):
        return [finding]
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        value = orjson.loads(data)
        text = data.decode()
        found = [*findings_of(schema, value)]
        if not found and not _repeats_a_key(text):
            return []
    except orjson.JSONDecodeError as error:
        finding = _invalid_utf8(data) or syntax(error)
        hint = NDJSON_HINT if error.msg == "unexpected content after document" and finding.line != 1 else ""
        return [finding._replace(message=finding.message + hint)]
    except RecursionError:
        return [Finding("nested deeper than it can be followed", line=1)]
    return _with_places(text, found)


def _invalid_utf8(data: bytes) -> Finding | None:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line_start = before.rfind(b"\n") + 1
        column = len(before[line_start:].decode()) + 1
        return Finding(f"invalid UTF-8: byte 0x{data[error.start]:02x}", line=before.count(b"\n") + 1, column=column)
    return None


def _repeats_a_key(text: str) -> bool:
    repeated = False

    def count(pairs: list[tuple[str, Any]]) -> None:
        nonlocal repeated
        repeated |= len(dict(pairs)) < len(pairs)

    json.loads(text, object_pairs_hook=count)
    return repeated


def _with_places(text: str, found: list[Finding]) -> list[Finding]:
    """Return the findings with lines and columns, and those on repeated keys."""
    values: dict[str, int] = {}
    keys: dict[str, int] = {}
    repeated: list[tuple[str, int]] = []
    for pointer, key, value in _places(text):
        if pointer in keys and not any(pointer.startswith(f"{outer}/") for outer, _ in repeated[-1:]):
            repeated.append((pointer, key))
        keys[pointer], values[pointer] = key, value
    starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def placed(finding: Finding, offset: int) -> Finding:
        line = bisect_right(starts, offset)
        return finding._replace(line=line, column=offset - starts[line - 1] + 1)

    duplicates = [
        placed(Finding("the key is repeated; readers differ on which value counts", pointer, "duplicateKey"), offset)
        for pointer, offset in repeated
    ]
    # A name that is wrong is marked itself, else the value.
    by_key = {"additionalProperties", "undocumented"}
    others = [placed(f, (keys if f.rule in by_key else values)[f.pointer]) for f in found]
    others.sort(key=lambda f: (f.level, rank(f), f.line, f.column))  # otherwise in the order of the text
    return duplicates + others


def _places(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield for each value of a valid document its JSON pointer, the offset of its key, if any, and its own."""
    holders: list[list[Any]] = []  # pointer, key or index, offset of the key; a key of None is yet to come
    for match in TOKEN.finditer(text):
        part, offset = match[0], match.start()
        holder: list[Any] = holders[-1] if holders else ["", None, offset]
        if part in "}]":
            holders.pop()
        elif part == ",":
            holder[1] = holder[1] + 1 if isinstance(holder[1], int) else None
        elif holders and holder[1] is None:
            holder[1:] = [json.loads(part).replace("~", "~0").replace("/", "~1"), offset]
        elif part != ":":
            pointer = f"{holder[0]}/{holder[1]}" if holders else ""
            yield pointer, holder[2] if isinstance(holder[1], str) else offset, offset
            if part in "{[":
                holders.append([pointer, None if part == "{" else 0, offset])
