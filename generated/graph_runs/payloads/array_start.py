# Do not edit: copied from generator/runtime/ by `python -m generator generate`.

"""Find where the array begins that a JSON pointer leads to, reading no more of the document than that takes."""

import json
import re
from codecs import BOM_UTF8
from typing import Any, BinaryIO, NamedTuple

import orjson

from .documents import not_json
from .envelopes import ERROR_BODY, PAGE, SHAPES, envelopes_of
from .findings import Finding
from .inputs import LIMIT

STEP = 2**16  # bytes
TOKEN = re.compile(rb'\s*("[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\],:]|[^\s{}\[\],:"]+)', re.DOTALL)


class Start(NamedTuple):
    """What is read of a document: up to the array, its bracket included, and beyond."""

    before: bytes
    after: bytes
    offset: int  # of `after` in the file


def find_array(stream: BinaryIO, pointer: str) -> Start | Finding:
    """Return where the array begins, or what is wrong with a document that has none there."""
    steps = [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]
    data = stream.read(STEP)
    mark = len(BOM_UTF8) if data.startswith(BOM_UTF8) else 0
    data = data[mark:]
    path: list[str | int | None] = []  # where the next value is; None: a key of an object is yet to come
    place = 0
    while True:
        found = TOKEN.match(data, place)
        if not found or found.end() == len(data):
            more = stream.read(max(STEP, len(data)))
            data += more
            if more and len(data) <= LIMIT:
                continue
            if not found or len(data) > LIMIT:
                return _without_array(data, pointer)
        token, place = found[1], found.end()
        if token in b"}]":
            if not path:
                return _without_array(data + stream.read(LIMIT), pointer)
            path.pop()
        elif token == b",":
            if path:
                path[-1] = path[-1] + 1 if isinstance(path[-1], int) else None
        elif path and path[-1] is None:
            path[-1] = _key(token)
        elif token != b":":
            if [str(each) for each in path] == steps:
                if token == b"[":
                    return Start(data[:place], data[place:], mark + place)
                return _without_array(data + stream.read(LIMIT), pointer)
            if token in b"{[":
                path.append(None if token == b"{" else 0)


def _key(token: bytes) -> str:
    try:
        return str(json.loads(token))
    except ValueError:
        return ""  # not JSON, which parsing it will show


def _without_array(data: bytes, pointer: str) -> Finding:
    try:
        value: Any = orjson.loads(data) if len(data) <= LIMIT else None
    except orjson.JSONDecodeError as error:
        return not_json(data, error)
    for rule, place, message in envelopes_of(value, (ERROR_BODY,)):
        return Finding(message, place, rule, line=1)
    hint = ""
    if isinstance(value, list):
        hint = " (the document itself is one: use --items '')"
    elif isinstance(value, dict) and isinstance(value.get(member := SHAPES[PAGE][0]), list):
        hint = f" (use --items /{member})"
    within = "" if len(data) <= LIMIT else f" in the first {LIMIT // 2**20} MiB"
    return Finding(f"no array at {pointer or 'the top'}{within}{hint}", pointer, "items", line=1)
