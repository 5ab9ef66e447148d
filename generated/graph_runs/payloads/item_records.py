# Do not edit: copied from generator/runtime/ by `python -m generator generate`.

"""The items of an array, each a payload, judged in runs."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any, BinaryIO

import orjson

from .batches import Judge
from .documents import QUOTE, keys_are_unique, not_json, repeated_keys, shows_fraction, with_numbers_as_written
from .findings import Finding
from .items import Items, Run, item_ends
from .shapes import Compiled
from .verdicts import Verdicts


def judge_items(
    schema: Compiled, stream: BinaryIO, piece: Items, verdicts: Verdicts, report: Callable[[Finding], bytes]
) -> bool:
    """Judge the items of a piece; return False if the stream ended too early."""
    judge = Judge(schema)
    for run in piece.runs:
        text = stream.read(run.size)
        if len(text) < run.size:
            return False
        stream.seek(1, 1)
        values, broken = _values(text)
        failing = dict(judge.failing(values, broken))
        if not broken and not (not failing and _complete(schema, text, values)) and not keys_are_unique(text, values):
            for index, (item, value) in enumerate(zip(_texts(text), values, strict=True)):
                if repeated := repeated_keys(item, value):
                    failing[index] = repeated + failing.get(index, [])
        for index, found in sorted(failing.items()):
            _add(text, run, index, found, piece.pointer, verdicts, report)
        verdicts.payloads += len(values)
        verdicts.size += run.size + 1
    return True


def _complete(schema: Compiled, text: bytes, values: list[Any]) -> bool:
    """Return whether valid items have all properties and, together, the quotes of these: then no key is repeated."""
    if schema.quotes is None or sum(map(len, values)) != len(values) * len(schema.shape.checks):
        return False
    return text.count(QUOTE) == len(values) * schema.quotes


def _values(text: bytes) -> tuple[list[object], dict[int, Finding]]:
    try:
        return orjson.loads(b"[%b]" % text), {}
    except orjson.JSONDecodeError:
        pass
    try:
        return [orjson.loads(text)], {}  # one item, nested as deep as can be read
    except orjson.JSONDecodeError as error:
        return [None], {0: not_json(text, error)}  # the file has changed


def _texts(text: bytes) -> list[bytes]:
    return [text[begin + 1 : end] for begin, end in pairwise([-1, *item_ends(text)])]


def _add(
    text: bytes,
    run: Run,
    index: int,
    found: list[Finding],
    pointer: str,
    verdicts: Verdicts,
    report: Callable[[Finding], bytes],
) -> None:
    line = run.line
    if b"\n" in text:
        begin = [-1, *item_ends(text)][index] + 1
        blank = len(text) - begin - len(text[begin:].lstrip())
        line += text.count(b"\n", 0, begin + blank)
    if shows_fraction(found):
        found = with_numbers_as_written(_texts(text)[index].decode(), found)
    place = f"{pointer}/{run.first + index}"
    found = [each._replace(pointer=place + each.pointer, line=line, column=None) for each in found]
    verdicts.add(found, report, line)
