"""NDJSON: one payload a line, judged in batches.

A batch is parsed as one array in which a number that nobody can forge stands between the lines. Only if it stands at
every second place, as often as there are line ends, has each line been exactly one value; otherwise the batch is
parsed line by line.
"""

import os
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import SEEK_CUR
from typing import BinaryIO

import orjson

from .documents import syntax, too_large, with_numbers_as_written
from .findings import Finding, errors, notes
from .inputs import LIMIT
from .shapes import Compiled

BATCH = 2**16  # bytes: what the processor's caches hold
ENOUGH = 100_000  # reports in one go
STEP = 8  # payloads that are validated together
NUMBER = int.from_bytes(os.urandom(7), "big") + 2**56
NUMERIC = frozenset("-0123456789")
SEPARATOR = b",%d," % NUMBER


@dataclass(slots=True)
class Verdicts:
    """What was found in some lines, whose numbers count from the first of them as 1, or in one document."""

    name: str
    size: int = 0
    lines: int = 0
    payloads: int = 0
    invalid: int = 0
    errors: int = 0
    notes: int = 0
    numbers: "array[int]" = field(default_factory=lambda: array("L"))
    reports: list[bytes] = field(default_factory=list)
    rejects: list[bytes] = field(default_factory=list)
    most: int | None = None  # reports; what is found beyond them is counted only
    unread: bool = False  # whether this is about an input that cannot be read further

    def add(self, found: list[Finding], report: Callable[[Finding], bytes], number: int | None = None) -> None:
        """Count and report what was found, errors first, in one payload, on the line of that number."""
        self.invalid += found[0].level == "error"
        for finding in found:
            if finding.level == "error":
                self.errors += 1
            else:
                self.notes += 1
            if self.most is None or len(self.reports) < self.most:
                self.numbers.append(number or finding.line or 1)
                self.reports.append(report(finding))


def judge(
    schema: Compiled,
    stream: BinaryIO,
    length: int,
    verdicts: Verdicts,
    report: Callable[[Finding], bytes],
    reject: Callable[[bytes], object] | None = None,
) -> int:
    """Judge the next `length` bytes, which are whole lines, and return how many of them were judged.

    With much to report it stops early, so that memory stays flat. `reject` is called with the lines that fail, but for
    those over the limit.
    """
    begin = stream.tell()
    # Where payloads lack optional properties, asking for all of them first would not pay.
    accepts, mostly_bad = schema.complete.is_valid, False
    for body in _batches(stream, length):
        values, broken = _parsed(body)
        lines: list[bytes] = []
        for start in range(0, len(values), STEP):
            part = values[start : start + STEP]
            if not (schema.noting or broken or mostly_bad):
                if accepts(part):
                    continue
                if schema.many.is_valid(part):
                    accepts = schema.many.is_valid
                    continue
            bad = 0
            for index, value in enumerate(part, start):
                if index in broken:
                    found = [broken[index]]
                else:
                    found = [] if not mostly_bad and schema.one.is_valid(value) else errors(schema, value)
                    found += notes(schema, value) if schema.noting else ()
                if not found:
                    continue
                if any(finding.message[:1] in NUMERIC for finding in found):
                    lines = lines or body.split(b"\n")
                    found = with_numbers_as_written(lines[index].decode(), found)
                verdicts.add(found, report, verdicts.lines + index + 1)
                if found[0].level == "error":
                    bad += 1
                    if reject:
                        lines = lines or body.split(b"\n")
                    if reject and len(lines[index]) <= LIMIT:
                        reject(lines[index] + b"\n")
            mostly_bad = 2 * bad > len(part)
        verdicts.lines += len(values)
        verdicts.payloads += len(values)
        if len(verdicts.reports) > ENOUGH:
            break
    return stream.tell() - begin


def _batches(stream: BinaryIO, length: int) -> Iterator[bytes]:
    """Yield the next bytes in runs of whole lines, without the last line end. Overlong lines are cut."""
    while length > 0 and (data := stream.read(min(BATCH, length))):
        end = data.rfind(b"\n")
        if end >= 0:
            stream.seek(end + 1 - len(data), SEEK_CUR)
            length -= end + 1
            yield data[:end]
            continue
        data += (more := stream.readline(LIMIT))
        length -= len(data)
        while more and not more.endswith(b"\n"):
            length -= len(more := stream.readline(LIMIT))
        yield data.removesuffix(b"\n")


def _parsed(body: bytes) -> tuple[list[object], dict[int, Finding]]:
    """Return the value of each line, and by index what is wrong with lines that have none."""
    joined = body.replace(b"\n", SEPARATOR)
    separators = (len(joined) - len(body)) // (len(SEPARATOR) - 1)
    try:
        values = orjson.loads(b"[%b]" % joined) if len(body) <= LIMIT else []
    except orjson.JSONDecodeError:
        values = []
    if len(values) == 2 * separators + 1 and values[1::2].count(NUMBER) == separators:
        return values[::2], {}
    values, broken = [], {}
    for index, line in enumerate(body.split(b"\n")):
        try:
            finding = too_large(len(line))
            values.append(None if finding else orjson.loads(line))
        except orjson.JSONDecodeError as error:
            finding = syntax(error)
            values.append(None)
        if finding:
            broken[index] = finding
    return values, broken
