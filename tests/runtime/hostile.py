"""Answers that no service should give: bodies, headers, bytes that are no HTTP, and mutations named by a seed."""

import random
import re
from typing import Any

from graph_runs import models
from graph_runs.base import OpenModel

# What requests may hold and responses too: there None means absent.
SENT_TOO = [one for one in vars(models).values() if isinstance(one, type) and issubclass(one, OpenModel)]
LEFT_OUT = {field.alias for model in SENT_TOO for field in model.model_fields.values() if field.exclude_if}
DATES = re.compile(r"^\d{4}-\d\d-\d\d[T ]")
NUMBERS = ("1e400", "-1e400", "-0", "0.1e-400", "NaN", "-Infinity", "01", "1.", ".5", "+1", "0x1F", "9" * 10_000)
TEXTS = (
    *(r'"\ud800"', r'"\udc00\ud800"', r'"\ud83d\ude00"', r'"\x41"', r'"\u00"', r'"\u0000"', '"\0"', "'a'"),
    f'"{"a" * 90_000}"',
)
DEEP = ("[" * 100_000, '{"a":' * 100_000, "[" * 100_000 + "]" * 100_000, "[" * 150 + "]" * 150)
VALUES = (*NUMBERS, *TEXTS, *DEEP)
NAMES = (r'"\ud800"', r'"display\u005fname"', r'"display\u005Fname"', '"display_name"', '"model_extra"', '"__dict__"')
TOKENS = (*NUMBERS[:6], *TEXTS[:-1], *NAMES, "null", "{}", "[]", '"2022-10-06 19:13:06Z"', "1.5", "true")
# Bodies that mutation does not find, as JSON text or as bytes.
CORNERS: list[bytes] = [
    *(f'{{"id": {text}, "startDateTime": {text}}}'.encode() for text in VALUES),
    *(f'{{"more": {text}}}'.encode() for text in VALUES),
    *(f'{{"error": {{"code": {text}, "innerError": {{"request-id": {text}}}}}}}'.encode() for text in VALUES),
    *(f'{{{name}: "a", "statistics": {{{name}: 1}}, "more": {{{name}: null}}}}'.encode() for name in NAMES),
    *(b"", b" \n", b"null", b"true", b"5", b'"a"', b"[]", b"[{}]", b"{}{}", b"{} x", b"{}\0", b"{", b'{"id": "1",}'),
    *(b"\xef\xbb\xbf{}", b'{"id": "\xe9"}', b'{"id": "\xed\xa0\x80"}', '{"id": "1"}'.encode("utf-16"), b"{\0}\0"),
    *(b'{"id": "1", "id": 5}', b'{"id": 5, "id": "1"}', b'{"more": 1, "more": 2}', b"/**/{}", b'{"startDateTime": 1}'),
    *(b'{"startDateTime": "%b"}' % text for text in (b"9999-12-31T23:59:60Z", b"0000-01-01T00:00:00Z", b"2022-02-30")),
]
HEADERS: list[dict[str, str]] = [
    *({"Retry_After": text} for text in ("soon", "-1", "1e999", "nan", "9" * 5000, "é", "Wed, 99 Oct 2015 7:2:0 GMT")),
    *({"Content_Type": text} for text in ("text/html", "application/json; charset=utf-16", "é", "", "a" * 50_000)),
    *({"Content_Encoding": text} for text in ("gzip", "deflate", "br", "zstd", "x", "gzip, gzip", ",", "gzip," * 1000)),
    *({"Set_Cookie": "=; Expires=soon; Max-Age=1e9; Domain=:"}, {"request_id": "é\x01"}, {"Location": "http://[/"}),
]
STATUS = b"HTTP/1.1 201 Created\r\n"
RAW = [
    *(b"", b"\0" * 100, b"HTTP/1.1\r\n\r\n", b"HTTP/9.9 201 x\r\n\r\n{}", b"HTTP/1.1 000 x\r\n\r\n{}"),
    *(b"HTTP/1.1 1e3 x\r\n\r\n{}", b"HTTP/1.1 999 x\r\n\r\n{}", b"HTTP/1.1 101 x\r\n\r\n{}", b"HTTP/1.1 201\r\n\r\n{}"),
    *(b"HTTP/1.1 100 x\r\n\r\n" * 2_000 + STATUS + b"\r\n{}", b"HTTP/1.1 304 x\r\n\r\n{}", STATUS.strip() + b"\n\n{}"),
    *(b"HTTP/1.1 301 x\r\nLocation: http://[\xff\r\n\r\n{}", STATUS + b"\r\n" + b" " * 3_000_000),
    *(STATUS + b"Content-Length: -1\r\n\r\n{}", STATUS + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"),
    *(STATUS + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}", STATUS + b"Transfer-Encoding: gzip\r\n\r\n{}"),
    *(STATUS + b"a: b\r\n" * 20_000 + b"\r\n{}", STATUS + b"a: " + b"b" * 300_000 + b"\r\n\r\n{}"),
    *(STATUS + b"a b\r\n\r\n{}", STATUS + b"a: \0\r\n\r\n{}", STATUS + b"request-id: \xff\r\n\r\n{"),
]


def mutated(chance: random.Random, contents: list[bytes]) -> bytes:
    """Return one of the contents with one to four changes at random places."""
    content = chance.choice(contents)
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        start, end = sorted(chance.randrange(len(content) + 1) for _ in range(2))
        end = min(end, start + chance.choice((1, 1, 4, 20, 1000)))
        kind = chance.randrange(8)
        if kind == 0 and content:
            place = min(start, len(content) - 1)
            content = content[:place] + bytes([content[place] ^ 1 << chance.randrange(8)]) + content[place + 1 :]
        elif kind == 1:
            content = content[:start] + chance.randbytes(chance.choice((1, 1, 3))) + content[start:]
        elif kind == 2:
            content = content[:start] + content[end:]
        elif kind == 3 and chance.random() < 0.3:
            content = content[:start]
        elif kind == 4:
            content = content[:end] + content[start:]
        elif kind == 5 and chance.random() < 0.3:
            content = content[:start] + chance.choice(contents)[end:]
        else:  # what a byte cannot make: another value in the place of one
            values = list(re.finditer(rb'"[^"]*"|-?\d+|null|true|[\[{,:]', content))
            if values:
                start, end = chance.choice(values).span()
                content = content[:start] + chance.choice(TOKENS).encode() + content[end:]
    return content


def outline(value: Any) -> Any:
    """Return the JSON value without the spelling of date-times, the digits of numbers, and what is not sent on.

    That is an undocumented null in an object that requests consist of too, where None means absent.
    """
    if isinstance(value, dict):
        return {key: outline(item) for key, item in value.items() if item is not None or key not in LEFT_OUT}
    if isinstance(value, list):
        return list(map(outline, value))
    if isinstance(value, str):
        return "a date-time" if DATES.match(value) else value
    return None if value is None or value in (float("inf"), -float("inf")) or value != value else type(value).__name__
