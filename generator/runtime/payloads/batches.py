"""Judge payloads together, which is faster, with the verdicts that each would get alone.

Texts are parsed as one array, separated by a number that nobody can forge. Only if that number is at every second
place, as often as there are separators, was each text exactly one value; otherwise each is parsed alone.
"""

import os
from collections.abc import Callable, Sequence

import orjson

from .documents import syntax, too_large
from .findings import Finding, errors, notes
from .inputs import LIMIT
from .shapes import Compiled

BATCH = 2**16  # bytes: what the processor's caches hold
STEP = 8  # payloads that are validated together
NUMBER = int.from_bytes(os.urandom(7), "big") + 2**56
SEPARATOR = b",%d," % NUMBER


class Refusals:
    """How many payloads the acceptor refused of late, which decides how many to try together, and whether to try."""

    def __init__(self) -> None:
        self._share = 0.0

    @property
    def rare(self) -> bool:
        """Whether it pays to try many payloads together, although one that is refused costs the others."""
        return self._share < 0.002

    def worth_a_try(self) -> bool:
        """Return whether to try; where much is refused, that is now and then."""
        if self._share < 0.3:
            return True
        self._share *= 0.99
        return False

    def note(self, share: float) -> None:
        """Take in the share of payloads that were refused in a try."""
        self._share += 0.1 * (share - self._share)


class Judge:
    """Judges payloads that are alike, in the way that was fastest for those before."""

    def __init__(self, schema: Compiled) -> None:
        from .accepting import acceptor  # what it needs takes long to load, and single documents do without it

        self.refusals = Refusals()
        self._schema, self._acceptor = schema, acceptor(schema)
        self._mostly_bad = False

    def failing(self, texts: Sequence[bytes]) -> list[tuple[int, list[Finding]]]:
        """Return index and findings of the texts that have any."""
        return self.failing_joined(SEPARATOR.join(texts), len(texts) - 1, lambda: texts) if texts else []

    def failing_joined(
        self, joined: bytes, separators: int, apart: Callable[[], Sequence[bytes]]
    ) -> list[tuple[int, list[Finding]]]:
        """Do as `failing` does, given the texts joined by so many separators; `apart` returns each by itself."""
        if self._acceptor and self.refusals.worth_a_try():
            if self.refusals.rare and self._acceptor.count(joined) == separators + 1:
                self.refusals.note(0.0)
                return []
            texts = apart()
            refused = self._acceptor.refused(texts)
            self.refusals.note(len(refused) / len(texts))
            failing = self.judged(*parsed_together([texts[index] for index in refused])) if refused else []
            return [(refused[index], found) for index, found in failing]
        values = parsed_joined(joined, separators)
        return self.judged(*((values, {}) if values is not None else parsed_alone(apart())))

    def accepted_items(self, run: bytes) -> int:
        """Return how many items, separated by commas, are in a run; 0 unless all are valid and none repeats a key."""
        if not self._acceptor or not self.refusals.worth_a_try():
            return 0
        count = self._acceptor.count_items(run)
        self.refusals.note(0.0 if count else 1.0)
        return count

    def judged(self, values: list[object], broken: dict[int, Finding]) -> list[tuple[int, list[Finding]]]:
        """Return index and findings of the values that have any; `broken` are findings on those that are not JSON."""
        schema = self._schema
        failing: list[tuple[int, list[Finding]]] = []
        for start in range(0, len(values), STEP):
            part = values[start : start + STEP]
            if not (schema.noting or broken or self._mostly_bad) and schema.many.is_valid(part):
                continue
            bad = 0
            for index, value in enumerate(part, start):
                if index in broken:
                    found = [broken[index]]
                else:
                    found = [] if not self._mostly_bad and schema.one.is_valid(value) else errors(schema, value)
                    found += notes(schema.shape, value) if schema.noting else ()
                if found:
                    failing.append((index, found))
                    bad += found[0].level == "error"
            self._mostly_bad = 2 * bad > len(part)
        return failing


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
