# Do not edit: copied from generator/runtime/ by `python -m generator generate`.

"""What to judge: files, globs, folders and standard input, cut into pieces that one process takes at a time."""

import gzip
import io
import os
import re
import sys
import zlib
from codecs import BOM_UTF8
from collections.abc import Iterator
from glob import glob, has_magic
from pathlib import Path
from typing import Any, BinaryIO, Literal, NamedTuple, TypeAlias, cast

from ..errors import GraphRunsError
from .causes import HEAD, UnsuitableError, unreadable, unsuitable

# The largest payload that is read, in bytes: a document, or a line of NDJSON.
LIMIT = 16 * 2**20
PIECE = 8 * 2**20  # bytes of NDJSON
BUFFER = 2**16
DOCUMENTS = 64
STANDARD_INPUT = "-"
NDJSON = (".jsonl", ".ndjson")
KNOWN = (".json", *NDJSON)
BLANK_LAST_LINE = re.compile(rb"(?:\A|\n)(\r?\n)\Z")
READ_ERRORS = (OSError, EOFError, zlib.error)

InputFormat: TypeAlias = Literal["json", "ndjson"]


class InputError(GraphRunsError):
    """A name matches no input; the message says which."""


class Input(NamedTuple):
    """A file, or standard input where the name is `-`. Of the latter the data of a JSON document is read beforehand."""

    name: str
    format: InputFormat
    data: bytes | None = None

    @property
    def compressed(self) -> bool:
        """Whether the name ends in .gz."""
        return self.name.lower().endswith(".gz")

    def open(self) -> io.BufferedReader:
        """Open a file for reading, decompressed. Raises OSError, as UnsuitableError if it is not what its name says."""
        return decompressed(Path(self.name).open("rb"), gzipped=self.compressed)

    def read_document(self) -> bytes:
        """Return the data, or as much of it as shows that it is too large. Raises one of READ_ERRORS."""
        if self.data is not None:
            return self.data
        with self.open() as stream:
            return stream.read(LIMIT + 1)


def decompressed(stream: io.BufferedReader, *, gzipped: bool) -> io.BufferedReader:
    """Return the stream, decompressed if it is gzipped. Raises UnsuitableError, and closes it, if it cannot be JSON."""
    if cause := unsuitable(stream.peek(HEAD)[:HEAD], gzipped=gzipped):
        stream.close()
        raise UnsuitableError(cause)
    if not gzipped:
        return stream
    unpacked = gzip.GzipFile(fileobj=stream)
    unpacked.myfileobj = cast("Any", stream)  # closes it too
    return cast("io.BufferedReader", unpacked)


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


Piece: TypeAlias = Documents | Lines


def inputs(names: list[str], input_format: InputFormat | None = None) -> list[Input]:
    """Return the inputs that the names stand for, in the order given; those of a folder or glob are sorted.

    Raises InputError for a name that stands for nothing.
    """
    found: dict[str, str] = {}  # by the real path: a file that is named twice is read once
    for name in names:
        nothing = "no file matches" if has_magic(name) else "no such file or folder"
        if os.path.isdir(name):
            matches = _files(name)
            nothing = f"the folder has no file that ends in {', '.join(KNOWN)}, with or without .gz"
        elif name == STANDARD_INPUT or os.path.exists(name):
            matches = [name]
        else:
            matches = sorted(match for match in glob(name, recursive=True) if os.path.isfile(match))
        if not matches:
            raise InputError(f"{name or repr(name)}: {nothing}")
        for match in matches:
            found.setdefault(match if match == STANDARD_INPUT else os.path.realpath(match), match)
    return [Input(name, input_format or ("ndjson" if _ends(name, NDJSON) else "json")) for name in found.values()]


def size(found: list[Input]) -> int | None:
    """Return the bytes of all inputs together, or None where they cannot be known beforehand."""
    if any(each.compressed or not os.path.isfile(each.name) for each in found):
        return None
    try:
        return sum(os.path.getsize(each.name) for each in found)
    except OSError:
        return None  # a file has vanished; reading it will say so


def pieces(found: list[Input]) -> Iterator[Piece]:
    """Cut the inputs into pieces, in order."""
    documents: list[Input] = []
    for each in found:
        if each.format == "json":
            # Other processes have another standard input.
            data = sys.stdin.buffer.read(LIMIT + 1) if each.name == STANDARD_INPUT else None
            documents.append(each._replace(data=data))
        if documents and (each.format == "ndjson" or len(documents) == DOCUMENTS):
            yield Documents(documents)
            documents = []
        if each.format == "ndjson":
            yield from _lines(each)
    if documents:
        yield Documents(documents)


def _files(folder: str) -> list[str]:
    """Return the files that a folder holds, links to folders not followed, but to files, even if they lead nowhere."""

    def refuse(error: OSError) -> None:
        raise InputError(f"{error.filename}: the folder {unreadable(error)}")

    walk = os.walk(folder, onerror=refuse)
    paths = (os.path.normpath(os.path.join(top, name)) for top, _, names in walk for name in names)
    return sorted(path for path in paths if _ends(path, KNOWN) and (os.path.isfile(path) or not os.path.exists(path)))


def _ends(name: str, suffixes: tuple[str, ...]) -> bool:
    return name.lower().removesuffix(".gz").endswith(suffixes)


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
