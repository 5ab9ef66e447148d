# Do not edit: copied from generator/runtime/ by `python -m generator generate`.

"""Cut the array in a JSON document into runs of whole items, holding only a few of them at a time.

A cut is guessed: at the last place that looks like the separator between two items, as it was last seen. Parsing proves
it: if what precedes the comma is a list of values, the comma is between two items. Where guesses fail, brackets are
counted. After text that is not JSON there is no safe way to go on.

In a file that others can read too, whoever judges the items proves the cuts, because that parses them anyway. If one is
wrong, the array is cut anew from there, and proven here.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import BinaryIO, NamedTuple

import orjson

from .array_start import Start, find_array
from .causes import unreadable
from .documents import not_json, repeated_keys
from .findings import Finding
from .inputs import LIMIT, READ_ERRORS, Input

RUN = 2**16  # bytes that are parsed together: what the processor's caches hold
HEAD = 2**12  # bytes in which a whole item is looked for first
PIECE = 2**20  # bytes that one process takes at a time
STRUCTURE = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"|["\[\]{},]', re.DOTALL)
SEPARATOR = re.compile(rb'[}\]]\s*,\s*[{\[]\s*(?:"[^"\\]*")?')
BLANK = b" \t\r\n"
NO_ITEM = "invalid JSON: an item is missing before or after a comma"
CUT_OFF = "unexpected end of data: the array is not closed"


class Run(NamedTuple):
    """Some items in a row, commas between them: how many bytes, the index of the first, and its line."""

    size: int
    first: int
    line: int


class Guess(NamedTuple):
    """A range of a file that seems to hold so many items: the separators in it are counted, and the last is its end."""

    input: Input
    pointer: str
    start: int
    size: int
    first: int  # the index of the first item
    number: int  # of items
    line: int  # of the first item
    separator: bytes
    comma: int  # its place in the separator


class Items(NamedTuple):
    """Some runs, each followed by one more byte, in a range of a file or in data; and the problems of what follows."""

    input: Input
    pointer: str
    start: int
    runs: list[Run]
    data: bytes | None
    problems: list[Finding]


def items(
    source: Input, stream: BinaryIO, pointer: str, *, in_place: bool, wrong: Guess | None = None
) -> Iterator[Items | Guess]:
    """Cut the array that the pointer leads to; `in_place` if others can read the same bytes from the file.

    Given a guess that was wrong, cut what begins there.
    """
    start = find_array(stream, pointer)
    if isinstance(start, Finding):
        yield Items(source, pointer, 0, [], b"", [start])
        return
    array = _Array(stream, start, pointer)
    try:
        if wrong:
            array.go_to(wrong)
        elif in_place:
            yield from array.guesses(source)
    except READ_ERRORS as error:
        yield Items(source, pointer, 0, [], b"", [Finding(unreadable(error), "", "unreadable", line=1)])
        return
    begin, size, runs, texts = array.offset, 0, list[Run](), list[bytes]()
    try:
        for text, run in array.runs():
            runs.append(run)
            size += run.size + 1
            if not in_place:
                texts.append(text)
            if size > PIECE:
                yield Items(source, pointer, begin, runs, None if in_place else b",".join(texts), [])
                begin, size, runs, texts = begin + size, 0, [], []
    except READ_ERRORS as error:
        array.problems.append(Finding(unreadable(error), "", "unreadable", line=1))
    yield Items(source, pointer, begin, runs, None if in_place else b",".join(texts), array.problems)


def item_ends(text: bytes) -> list[int]:
    """Return where the items of a run end."""
    ends, _, _, _ = _scan(text, 0, 0)
    return [*ends, len(text)]


def _scan(text: bytes, place: int, depth: int) -> tuple[list[int], int, int, int | None]:
    """Return where items end, how far that is known, the depth there, and where the array is closed, if it is."""
    ends: list[int] = []
    for found in STRUCTURE.finditer(text, place):
        token = found[0]
        if token == b'"':
            return ends, found.start(), depth, None  # a string that is cut off
        place = found.end()
        if token in b"{[":
            depth += 1
        elif token in b"}]":
            depth -= 1
            if depth < 0:
                return ends, place, depth, found.start()
        elif token == b"," and depth == 0:
            ends.append(found.start())
    return ends, place, depth, None


class _Array:
    """An array while it is read: what is read of it and not yet cut."""

    def __init__(self, stream: BinaryIO, start: Start, pointer: str) -> None:
        self.problems: list[Finding] = []
        self.offset = start.offset  # of what is not yet cut
        self._stream, self._before, self._rest, self._pointer = stream, start.before, start.after, pointer
        self._line, self._index = start.before.count(b"\n") + 1, 0
        self._separator, self._comma = b"", 0  # as last seen, and the place of the comma in it
        self._ended = False  # whether all of the stream is read

    def go_to(self, place: Guess) -> None:
        """Go on at an item of which all is known."""
        self._stream.seek(place.start)
        self.offset, self._rest, self._ended = place.start, b"", False
        self._index, self._line = place.first, place.line

    def guesses(self, source: Input) -> Iterator[Guess]:
        """Yield guesses as long as there are separators like the first one."""
        self._fill(RUN)
        ends = _scan(self._rest[:HEAD], 0, 0)[0] or _scan(self._rest, 0, 0)[0]
        if self._ended or not ends or not self._learn_separator(ends[0]):
            return
        while True:
            self._fill(PIECE)
            seen = self._rest.rfind(self._separator)
            if seen < 0:
                return
            size = seen + self._comma
            count = self._rest.count(self._separator, 0, seen + len(self._separator))
            yield Guess(
                *(source, self._pointer, self.offset, size, self._index, count, self._line),
                *(self._separator, self._comma),
            )
            self._skip(size, count)

    def runs(self) -> Iterator[tuple[bytes, Run]]:
        """Yield the runs; `problems` is complete at the end."""
        while not self.problems:
            self._fill(RUN)
            if cut := self._guessed_cut():
                yield self._take(*cut)
                continue
            ends, closed = self._counted_ends()
            if self._index == 0 and closed is not None and not ends and not self._rest[:closed].strip(BLANK):
                self._finish(closed)  # an empty array
                return
            ends += [] if closed is None else [closed]
            yield from self._counted(ends)
            if closed is not None and not self.problems:
                self._finish(0)
                return

    def _fill(self, size: int) -> None:
        parts, have = [self._rest], len(self._rest)
        while have < size and not self._ended:
            parts.append(data := self._stream.read(size - have))
            have += len(data)
            self._ended = not data
        self._rest = b"".join(parts)

    def _guessed_cut(self) -> tuple[int, int] | None:
        """Return where to cut, and how many items are before, if a guess is right."""
        seen = self._rest.rfind(self._separator) if self._separator else -1
        for place in (seen + self._comma if seen >= 0 else 0, self._rest.rfind(b"},") + 1):
            try:
                if place and (count := len(orjson.loads(b"[%b]" % self._rest[:place]))):
                    return place, count
            except orjson.JSONDecodeError:
                pass
        return None

    def _counted_ends(self) -> tuple[list[int], int | None]:
        """Return where the next items end, found by counting brackets, and where the array is closed, if it is."""
        place = depth = 0
        while True:
            ends, place, depth, closed = _scan(self._rest, place, depth)
            if ends or closed is not None:
                return ends, closed
            if self._ended:
                line = self._line + self._rest.count(b"\n")
                self.problems.append(Finding(CUT_OFF, self._place(), "syntax", line=line))
                return [], None
            if len(self._rest) > LIMIT:
                self._stop_at_overlong()
                return [], None
            self._fill(2 * len(self._rest))

    def _counted(self, ends: list[int]) -> Iterator[tuple[bytes, Run]]:
        try:
            if ends and ends[-1] <= LIMIT and len(orjson.loads(b"[%b]" % self._rest[: ends[-1]])) == len(ends):
                yield self._take(ends[-1], len(ends))
                return
        except orjson.JSONDecodeError:
            pass  # one of them is not JSON, or nested as deep as orjson reads
        for begin, end in pairwise([-1, *ends]):
            size = end - begin - 1
            if size > LIMIT:
                self._stop_at_overlong()
                return
            try:
                orjson.loads(self._rest[:size])
            except orjson.JSONDecodeError as error:
                found = not_json(self._rest[:size], error)
                if not self._rest[:size].strip(BLANK):
                    found = found._replace(message=NO_ITEM)
                line = self._line + (found.line or 1) - 1
                self.problems.append(found._replace(pointer=self._place(), line=line, column=None))
                return
            yield self._take(size, 1)

    def _stop_at_overlong(self) -> None:
        message = f"over {LIMIT // 2**20} MiB: too large for one payload; what follows was not judged"
        self.problems.append(Finding(message, self._place(), "tooLarge", line=self._line))

    def _take(self, size: int, count: int) -> tuple[bytes, Run]:
        text, run = self._rest[:size], Run(size, self._index, self._line)
        self._learn_separator(size)
        self._skip(size, count)
        return text, run

    def _learn_separator(self, end: int) -> bool:
        found = SEPARATOR.match(self._rest, max(0, len(self._rest[:end].rstrip(BLANK)) - 1))
        if found:
            self._separator, self._comma = found[0], end - found.start()
        return bool(found)

    def _skip(self, size: int, count: int) -> None:
        self._line += self._rest.count(b"\n", 0, size)
        self._index += count
        size += self._rest[size : size + 1] == b","
        self.offset += size
        self._rest = self._rest[size:]

    def _finish(self, closed: int) -> None:
        """Judge what surrounds the array."""
        line = self._line + self._rest.count(b"\n", 0, closed)
        after = self._rest[closed:] + self._stream.read(LIMIT + 1)
        around = self._before + after
        if len(around) > LIMIT:
            message = f"over {LIMIT // 2**20} MiB around the array: too large"
            self.problems.append(Finding(message, "", "tooLarge", line=line))
            return
        try:
            value = orjson.loads(around)
        except orjson.JSONDecodeError as error:
            found = not_json(around, error)
            lines = (
                line - self._before.count(b"\n") - 1 if error.pos >= len(self._before.decode(errors="replace")) else 0
            )
            self.problems.append(found._replace(line=(found.line or 1) + lines, column=None))
            return
        self.problems += repeated_keys(around, value)

    def _place(self) -> str:
        return f"{self._pointer}/{self._index}"
