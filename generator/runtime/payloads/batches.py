"""Judge payloads together, which is faster, with the verdicts that each would get alone.

Texts are parsed as one array, separated by a number that nobody can forge. Only if that number is at every second
place, as often as there are separators, was each text exactly one value; otherwise each is parsed alone.
"""

import os
from collections.abc import Sequence

import orjson

from .documents import syntax, too_large
from .findings import Finding, errors, notes
from .inputs import LIMIT
from .shapes import Compiled

BATCH = 2**16  # bytes: what the processor's caches hold
STEP = 8  # payloads that are validated together
NUMBER = int.from_bytes(os.urandom(7), "big") + 2**56
SEPARATOR = b",%d," % NUMBER


class Judge:
    """Judges payloads that are alike, in the way that was fastest for those before."""

    def __init__(self, schema: Compiled) -> None:
        self._schema = schema
        # Where payloads lack optional properties, asking for all of them first would not pay.
        self._accepts = schema.complete.is_valid
        self._mostly_bad = False

    def failing(self, values: list[object], broken: dict[int, Finding]) -> list[tuple[int, list[Finding]]]:
        """Return index and findings of the values that have any; `broken` are findings on those that are not JSON."""
        schema = self._schema
        failing: list[tuple[int, list[Finding]]] = []
        for start in range(0, len(values), STEP):
            part = values[start : start + STEP]
            if not (schema.noting or broken or self._mostly_bad):
                if self._accepts(part):
                    continue
                if schema.many.is_valid(part):
                    self._accepts = schema.many.is_valid
                    continue
            bad = 0
            for index, value in enumerate(part, start):
                if index in broken:
                    found = [broken[index]]
                else:
                    found = [] if not self._mostly_bad and schema.one.is_valid(value) else errors(schema, value)
                    found += notes(schema, value) if schema.noting else ()
                if found:
                    failing.append((index, found))
                    bad += found[0].level == "error"
            self._mostly_bad = 2 * bad > len(part)
        return failing


def parsed(body: bytes, between: bytes) -> tuple[list[object], dict[int, Finding]]:
    """Return the values of texts with a byte between them, and by index what is wrong with those that have none."""
    joined = body.replace(between, SEPARATOR)
    separators = (len(joined) - len(body)) // (len(SEPARATOR) - 1)
    values = parsed_joined(joined, separators)
    return (values, {}) if values is not None else parsed_alone(body.split(between))


def parsed_together(texts: Sequence[bytes]) -> tuple[list[object], dict[int, Finding]]:
    """Return the values of texts, and by index what is wrong with those that have none."""
    values = parsed_joined(SEPARATOR.join(texts), len(texts) - 1)
    return (values, {}) if values is not None else parsed_alone(texts)


def parsed_alone(texts: Sequence[bytes]) -> tuple[list[object], dict[int, Finding]]:
    """Do as `parsed_together` does, one text after the other."""
    values: list[object] = []
    broken = {}
    for index, text in enumerate(texts):
        value, finding = None, too_large(len(text))
        try:
            value = None if finding else orjson.loads(text)
        except orjson.JSONDecodeError as error:
            finding = syntax(error)
        values.append(value)
        if finding:
            broken[index] = finding
    return values, broken


def parsed_joined(joined: bytes, separators: int) -> list[object] | None:
    """Return the values of texts that are joined by so many separators, or None if not each is exactly one value."""
    if len(joined) > LIMIT:
        return None  # one of them may be too large
    try:
        values: list[object] = orjson.loads(b"[%b]" % joined)
    except orjson.JSONDecodeError:
        return None
    if len(values) == 2 * separators + 1 and values[1::2].count(NUMBER) == separators:
        return values[::2]
    return None
