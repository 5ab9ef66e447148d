"""What to judge: files, globs, folders and standard input, cut into pieces that one process takes at a time."""

import gzip
import io
import re
import sys
import zlib
from codecs import BOM_UTF8
from collections.abc import Iterator
from glob import glob, has_magic
from pathlib import Path
from typing import BinaryIO, Literal, NamedTuple, TypeAlias, cast

from ..errors import GraphRunsError
from .documents import LIMIT

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
    """An input is not there, or cannot be read; the message names it."""


class Input(NamedTuple):
    """A file, or standard input where the name is `-`."""

    name: str
    format: InputFormat

    @property
    def compressed(self) -> bool:
        """Whether the name ends in .gz."""
        return self.name.endswith(".gz")

    def open(self) -> io.BufferedReader:
        """Open it for reading, decompressed. Raises InputError."""
        if self.name == STANDARD_INPUT:
            return cast("io.BufferedReader", sys.stdin.buffer)
        try:
            opened = gzip.open(self.name) if self.compressed else Path(self.name).open("rb")  # noqa: SIM115
        except OSError as error:
            raise InputError(f"{self.name}: {error.strerror or error}") from None
        return cast("io.BufferedReader", opened)


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
    found: dict[str, None] = {}
    for name in names:
        path = Path(name)
        nothing = "no file matches" if has_magic(name) else "no such file or folder"
        if path.is_dir():
            matches = [str(file) for file in sorted(path.rglob("*")) if _known(file.name) and file.is_file()]
            nothing = f"the folder has no file that ends in {', '.join(KNOWN)}, with or without .gz"
        elif name == STANDARD_INPUT or path.exists():
            matches = [name]
        else:
            matches = sorted(match for match in glob(name, recursive=True) if Path(match).is_file())  # noqa: PTH207
        if not matches:
            raise InputError(f"{name}: {nothing}")
        found |= dict.fromkeys(matches)
    return [Input(name, input_format or ("ndjson" if _is_ndjson(name) else "json")) for name in found]


def size(found: list[Input]) -> int | None:
    """Return the bytes of all inputs together, or None where they cannot be known beforehand."""
    paths = [Path(each.name) for each in found]
    if any(each.compressed for each in found) or not all(path.is_file() for path in paths):
        return None
    return sum(path.stat().st_size for path in paths)


def pieces(found: list[Input]) -> Iterator[Piece]:
    """Cut the inputs into pieces, in order. Raises InputError where one cannot be opened."""
    documents: list[Input] = []
    for each in found:
        if each.format == "json":
            documents.append(each)
        if documents and (each.format == "ndjson" or len(documents) == DOCUMENTS):
            yield Documents(documents)
            documents = []
        if each.format == "ndjson":
            with each.open() as stream:
                in_place = stream.seekable() and not each.compressed
                yield from _ranges(each, stream) if in_place else _blocks(each, stream)
    if documents:
        yield Documents(documents)


def _known(name: str) -> bool:
    return name.removesuffix(".gz").endswith(KNOWN)


def _is_ndjson(name: str) -> bool:
    return name.removesuffix(".gz").endswith(NDJSON)


def _ranges(source: Input, stream: BinaryIO) -> Iterator[Lines]:
    end = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, end - 4))
    end -= _blank_last_line(stream.read(4))
    stream.seek(0)
    start = len(BOM_UTF8) if stream.read(len(BOM_UTF8)) == BOM_UTF8 else 0
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
        return b"".join(parts), f"cannot be read further: {error}"
    return b"".join(parts), ""


def _blank_last_line(tail: bytes) -> int:
    found = BLANK_LAST_LINE.search(tail)
    return len(found[1]) if found else 0
