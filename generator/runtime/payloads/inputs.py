"""What to judge: files, globs, folders and standard input."""

import gzip
import io
import os
import zlib
from glob import glob, has_magic
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias, cast

from ..errors import GraphRunsError
from .causes import HEAD, UnsuitableError, unreadable, unsuitable

# The largest payload that is read, in bytes: a document, or a line of NDJSON.
LIMIT = 16 * 2**20
STANDARD_INPUT = "-"
NDJSON = (".jsonl", ".ndjson")
KNOWN = (".json", *NDJSON)
READ_ERRORS = (OSError, EOFError, zlib.error)

InputFormat: TypeAlias = Literal["json", "ndjson"]


class InputError(GraphRunsError):
    """A name matches no input; the message says which."""


class Input(NamedTuple):
    """A file, or standard input where the name is `-`. A JSON document from there is read in advance, as `data`."""

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


def inputs(names: list[str], input_format: InputFormat | None = None) -> list[Input]:
    """Return the inputs that the names match, in the order given; those of a folder or glob are sorted.

    Raises InputError for a name that matches nothing.
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
        return None  # a file has vanished; reading it reports that


def _files(folder: str) -> list[str]:
    """Return the files that a folder holds, links to folders not followed, but to files, even if they lead nowhere."""

    def refuse(error: OSError) -> None:
        raise InputError(f"{error.filename}: the folder {unreadable(error)}")

    walk = os.walk(folder, onerror=refuse)
    paths = (os.path.normpath(os.path.join(top, name)) for top, _, names in walk for name in names)
    return sorted(path for path in paths if _ends(path, KNOWN) and (os.path.isfile(path) or not os.path.exists(path)))


def _ends(name: str, suffixes: tuple[str, ...]) -> bool:
    return name.lower().removesuffix(".gz").endswith(suffixes)
