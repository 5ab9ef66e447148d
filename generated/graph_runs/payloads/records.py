# Do not edit: copied from generator/runtime/ by `python -m generator generate`.

"""NDJSON: one payload per line, judged in batches."""

from collections.abc import Callable, Iterator
from functools import partial
from io import SEEK_CUR
from typing import BinaryIO

from .batches import BATCH, SEPARATOR, Judge
from .documents import shows_fraction, with_numbers_as_written
from .findings import Finding
from .inputs import LIMIT
from .shapes import Compiled
from .verdicts import Verdicts

ENOUGH = 100_000  # reports in one go


def judge(
    schema: Compiled,
    stream: BinaryIO,
    length: int,
    verdicts: Verdicts,
    report: Callable[[Finding], bytes],
    reject: Callable[[bytes], object] | None = None,
) -> int:
    """Judge the next `length` bytes, which are whole lines, and return how many of them were judged.

    With much to report it stops early, so that memory stays flat. `reject` is called with the invalid lines, except
    those over the limit.
    """
    begin = stream.tell()
    judge = Judge(schema)
    for body in _batches(stream, length):
        joined = body.replace(b"\n", SEPARATOR)
        separators = (len(joined) - len(body)) // (len(SEPARATOR) - 1)
        lines: list[bytes] = []
        for index, found in judge.failing_joined(joined, separators, partial(body.split, b"\n")):
            if shows_fraction(found):
                lines = lines or body.split(b"\n")
                found = with_numbers_as_written(lines[index].decode(), found)
            verdicts.add(found, report, verdicts.lines + index + 1)
            if reject and found[0].level == "error":
                lines = lines or body.split(b"\n")
                if len(lines[index]) <= LIMIT:
                    reject(lines[index] + b"\n")
        verdicts.lines += separators + 1
        verdicts.payloads += separators + 1
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
