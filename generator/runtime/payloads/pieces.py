"""Cut the inputs into pieces that one process takes at a time: some documents, some whole lines, some items."""

import io
import re
import sys
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple, TypeAlias, cast

from .causes import HEAD, unreadable
from .findings import Finding
from .inputs import LIMIT, READ_ERRORS, STANDARD_INPUT, Input, decompressed
from .items import Guess, Items, items

PIECE = 8 * 2**20  # bytes of NDJSON
BUFFER = 2**16
DOCUMENTS = 64
BLANK_LAST_LINE = re.compile(rb"(?:\A|\n)(\r?\n)\Z")


class Documents(NamedTuple):
    """Some JSON documents."""

    inputs: list[Input]


class Lines(NamedTuple):
    """Some whole lines of NDJSON: a range of a file, or data; and why nothing can be read beyond them."""

    input: Input
    start: int
    length: int
    data: bytes | None = None
    problem: str = ""


Piece: TypeAlias = Documents | Lines | Items | Guess


def pieces(
    found: list[Input], pointer: str | None = None, choose: Callable[[Input], bool] = lambda _: False
) -> Iterator[Piece]:
    """Cut the inputs into pieces, in order.

    `pointer` leads to the array in a JSON document whose items are the payloads. If it is None, the document is the
    payload, unless it is an array and `choose` decides for its items.
    """
    documents: list[Input] = []
    for each in found:
        if each.format == "ndjson":
            parts: Iterator[Piece] = _lines(each)
        elif pointer is not None:
            parts = cut_items(each, pointer)
        elif _is_array(each) and choose(each):
            parts = cut_items(each, "")
        else:
            # Other processes have another standard input.
            data = sys.stdin.buffer.read(LIMIT + 1) if each.name == STANDARD_INPUT else None
            documents.append(each._replace(data=data))
            if len(documents) < DOCUMENTS:
                continue
            parts = iter(())
        if documents:
            yield Documents(documents)
            documents = []
        yield from parts
    if documents:
        yield Documents(documents)


def _is_array(source: Input) -> bool:
    """Return whether a document begins as an array does, if that can be seen without taking anything from it."""
    try:
        if source.name == STANDARD_INPUT:
            head = cast("io.BufferedReader", sys.stdin.buffer).peek(HEAD)
        elif not Path(source.name).is_file():
            return False
        else:
            with source.open() as stream:
                head = stream.peek(HEAD)
    except READ_ERRORS:
        return False  # reading it reports that
    return head.removeprefix(BOM_UTF8).lstrip()[:1] == b"["


def cut_items(source: Input, pointer: str, wrong: Guess | None = None) -> Iterator[Items | Guess]:
    """Cut the array in a document, or given a guess that was wrong, what begins there, without guessing again."""
    try:
        if source.name == STANDARD_INPUT:
            stream = decompressed(cast("io.BufferedReader", sys.stdin.buffer), gzipped=False)
            yield from items(source, stream, pointer, in_place=False)
            return
        with source.open() as stream:
            in_place = stream.seekable() and not source.compressed
            yield from items(source, stream, pointer, in_place=in_place, wrong=wrong)
    except READ_ERRORS as error:
        yield Items(source, pointer, 0, [], b"", [Finding(unreadable(error), "", "unreadable", line=1)])


def _lines(source: Input) -> Iterator[Lines]:
    try:
        if source.name == STANDARD_INPUT:
            yield from _blocks(source, decompressed(cast("io.BufferedReader", sys.stdin.buffer), gzipped=False))
            return
        with source.open() as stream:
            in_place = stream.seekable() and not source.compressed
            yield from _ranges(source, stream) if in_place else _blocks(source, stream)
    except READ_ERRORS as error:
        yield Lines(source, 0, 0, b"", unreadable(error))


def _ranges(source: Input, stream: BinaryIO) -> Iterator[Lines]:
    start = len(BOM_UTF8) if stream.read(len(BOM_UTF8)) == BOM_UTF8 else 0
    end = stream.seek(0, io.SEEK_END)
    stream.seek(max(start, end - 4))
    end -= _blank_last_line(stream.read(4))
    while start < end:
        stream.seek(start + PIECE - 1)
        while (data := stream.readline(BUFFER)) and not data.endswith(b"\n"):
            pass  # to the end of the line, however long
        stop = min(stream.tell(), end) if data else end
        yield Lines(source, start, stop - start)
        start = stop


def _blocks(source: Input, stream: io.BufferedReader) -> Iterator[Lines]:
    start = 0
    data, problem = _block(stream)
    data = data.removeprefix(BOM_UTF8)
    while data or problem:
        following, next_problem = _block(stream) if not problem else (b"", "")
        if not following:
            data = data[: len(data) - _blank_last_line(data[-4:])]
        yield Lines(source, start, len(data), data, problem)
        start += len(data)
        data, problem = following, next_problem


def _block(stream: io.BufferedReader) -> tuple[bytes, str]:
    """Return the next lines, and why there are no more of them if that is an error."""
    parts: list[bytes] = []
    room = PIECE
    try:
        while room > 0 and (data := stream.read1(BUFFER)):
            parts.append(data)
            room -= len(data)
        if parts and not parts[-1].endswith(b"\n"):
            parts.append(data := stream.readline(LIMIT + 1))
            while data and not data.endswith(b"\n"):
                data = stream.readline(BUFFER)
    except READ_ERRORS as error:
        data = b"".join(parts)
        return data[: data.rfind(b"\n") + 1], unreadable(error)
    return b"".join(parts), ""


def _blank_last_line(tail: bytes) -> int:
    found = BLANK_LAST_LINE.search(tail)
    return len(found[1]) if found else 0
