# Do not edit: copied from generator/runtime/ by `python -m generator generate`.

"""Name the cause when bytes cannot be read as JSON in UTF-8: another encoding, compression, padding, separators."""

import gzip
import zlib

import orjson

HEAD = 512  # bytes that are enough to recognise what a file is
GZIP = b"\x1f\x8b"
COMPRESSED = {
    b"\x28\xb5\x2f\xfd": ("zstd", "zstd -d"),
    b"\xfd7zXZ\x00": ("xz", "xz -d"),
    b"BZh": ("bzip2", "bzip2 -d"),
    b"\x04\x22\x4d\x18": ("lz4", "lz4 -d"),
    b"PK\x03\x04": ("zip", "unzip"),
}
ENCODINGS = {
    b"\xff\xfe\x00\x00": "UTF-32LE",
    b"\x00\x00\xfe\xff": "UTF-32BE",
    b"\xff\xfe": "UTF-16LE",
    b"\xfe\xff": "UTF-16BE",
}
# Which of the first four bytes are NUL where JSON, which begins with two ASCII characters, has no byte order mark.
NUL_PATTERNS: dict[tuple[bool, ...], str] = {
    (False, True, True, True): "UTF-32LE",
    (True, True, True, False): "UTF-32BE",
    (False, True, False, True): "UTF-16LE",
    (True, False, True, False): "UTF-16BE",
}
COMMA = "a comma follows the payload: remove it"
NUL_BYTES = "NUL bytes: the file was padded or not fully written"
CR_LINE_ENDS = "lines end in CR alone: convert them to LF"
MORE_THAN_ONE = "more than one value"
# Clearer words for orjson's messages.
MESSAGES = {
    "Input is a zero-length, empty document": "no payload: it is empty",
    "input data is empty": "no payload: it is blank",
    "depth limit exceeded": "nested deeper than 1,024 levels",
    "str is not valid UTF-8: surrogates not allowed": "invalid UTF-8",
    "unexpected content after document": MORE_THAN_ONE,
    "UTF-8 byte order mark (BOM) is not supported": "a byte order mark, which only a file or a document may begin with",
    "number is infinity when parsed as double": "a number beyond the range of a double",
}


class UnsuitableError(OSError):
    """The bytes are not JSON in UTF-8; the message says what they are and what to do."""

    def __init__(self, cause: str) -> None:
        super().__init__(None, cause)


def unsuitable(head: bytes, *, gzipped: bool = False) -> str:
    """Return what the first bytes of a file show it to be, if that is not JSON in UTF-8; gzipped: if not gzip data."""
    if gzipped:
        if head.startswith(GZIP):
            return ""
        return "not gzip data, despite the .gz suffix: rename it" if head else "not gzip data: the file is empty"
    if head.startswith(GZIP):
        return "gzip-compressed: give it a name that ends in .gz, or decompress it with `gzip -d`"
    for magic, (name, command) in COMPRESSED.items():
        if head.startswith(magic):
            return f"{name}-compressed: decompress it with `{command}`"
    if encoding := _encoding(head):
        return f"encoded in {encoding}, not UTF-8: convert it with `iconv -f {encoding} -t UTF-8`"
    return ""


def _encoding(head: bytes) -> str:
    for mark, encoding in ENCODINGS.items():
        if head.startswith(mark):
            return encoding
    start = head[:4]
    if len(start) == 2:  # a single digit
        return {(False, True): "UTF-16LE", (True, False): "UTF-16BE"}.get((start[0] == 0, start[1] == 0), "")
    return NUL_PATTERNS.get(tuple(byte == 0 for byte in start), "")


def invalid_json(error: orjson.JSONDecodeError) -> str:
    """Return why text is not JSON."""
    before, rest = error.doc[: error.pos], error.doc[error.pos :]
    if "\0" in rest and not rest.strip("\0 \t\r\n"):
        return NUL_BYTES
    if "\0" in error.doc and not before.strip("\0 \t\r\n") and rest.startswith("\0"):
        return NUL_BYTES
    message = MESSAGES.get(error.msg, f"invalid JSON: {error.msg}")
    if message == MORE_THAN_ONE:
        if rest.strip() == ",":
            return COMMA
        if "\n" not in before and before.endswith("\r"):
            return CR_LINE_ENDS
    return message


def unreadable(error: BaseException) -> str:
    """Return why an input cannot be read."""
    if isinstance(error, gzip.BadGzipFile) and str(error).startswith("Not a gzipped file"):
        reason = "data after the end of the gzip stream: remove it"  # its beginning has been looked at
    elif isinstance(error, EOFError):
        reason = "the gzip data is cut off"
    elif isinstance(error, gzip.BadGzipFile | zlib.error):
        reason = "the gzip data is damaged"
    else:
        reason = getattr(error, "strerror", None) or str(error)
    return f"cannot be read: {reason}"
