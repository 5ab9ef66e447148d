# Do not edit: copied from generator/runtime/ by `python -m generator generate`.

"""The items of an array, each a payload, judged in runs."""

from collections.abc import Callable, Container
from functools import cached_property, lru_cache, partial
from itertools import pairwise
from typing import Any, BinaryIO

import orjson

from .batches import NUMBER, Judge
from .documents import keys_are_unique, not_json, repeated_keys, shows_fraction, with_numbers_as_written
from .findings import Finding
from .items import RUN, Guess, Items, item_ends
from .shapes import Compiled
from .verdicts import Verdicts

INDEX = str(NUMBER)  # stands for the index of an item in reports that differ in nothing else
LONG = 100  # characters of a pointer, which reports may cut


class ItemJudge:
    """Judges the items of one array, in runs."""

    def __init__(self, schema: Compiled, pointer: str, verdicts: Verdicts, report: Callable[[Finding], bytes]) -> None:
        self._schema, self._pointer, self._verdicts, self._report = schema, pointer, verdicts, report
        self._judge = Judge(schema)
        self._parts = lru_cache(maxsize=4096)(self._parts_of)

    def judge(self, piece: Items, stream: BinaryIO) -> bool:
        """Judge the items of a piece; return False if the stream ended too early."""
        for run in piece.runs:
            text = stream.read(run.size)
            if len(text) < run.size:
                return False
            stream.seek(1, 1)
            if not self._accepts(text):
                self._add(_Texts(text, run.line), run.first, *_values(text))
        return True

    def prove(self, piece: Guess, text: bytes) -> bool:
        """Judge the items of a piece, whose cuts are guesses; return False if one of them is wrong."""
        begin, line, first = 0, piece.line, self._verdicts.payloads
        while begin <= piece.size:
            # An item that is refused costs those that are tried with it.
            trying = self._judge.refusals.worth_a_try()
            size = RUN // 8 if trying and not self._judge.refusals.rare else RUN
            seen = text.rfind(piece.separator, begin, begin + size) if piece.size - begin > size else -1
            end = seen + piece.comma if seen >= 0 else piece.size
            run = text[begin:end]
            if not (trying and self._accepts(run)):
                try:
                    values = orjson.loads(b"[%b]" % run)
                except orjson.JSONDecodeError:
                    return False
                self._add(_Texts(run, line), piece.first + self._verdicts.payloads - first, values, {})
            line += run.count(b"\n")
            begin = end + 1
        return self._verdicts.payloads - first == piece.number

    def _accepts(self, run: bytes) -> bool:
        count = self._judge.accepted_items(run)
        self._verdicts.payloads += count
        self._verdicts.size += len(run) + 1 if count else 0
        return count > 0

    def _add(self, texts: "_Texts", first: int, values: list[Any], broken: dict[int, Finding]) -> None:
        failing = dict(self._judge.judged(values, broken))
        if not broken and not self._keys_are_unique(texts.run, values, failing):
            for index, value in enumerate(values):
                if repeated := repeated_keys(texts.item(index), value):
                    failing[index] = repeated + failing.get(index, [])
        for index, found in sorted(failing.items()):
            if shows_fraction(found):
                found = with_numbers_as_written(texts.item(index).decode(), found)
            self._verdicts.add(found, partial(self._reported, first + index), texts.line(index))
        self._verdicts.payloads += len(values)
        self._verdicts.size += len(texts.run) + 1

    def _keys_are_unique(self, run: bytes, values: list[Any], failing: Container[int]) -> bool:
        """Return True only if no key is repeated; see documents.keys_are_unique."""
        quotes = self._schema.quotes
        if quotes is None:
            return keys_are_unique(run, values)
        # Of most of the items that are valid the number of quotes is known.
        known = [each for index, each in enumerate(values) if index not in failing]
        others = [each for index, each in enumerate(values) if index in failing]
        if sum(map(len, known)) != len(known) * len(self._schema.shape.checks):
            return keys_are_unique(run, values)
        return keys_are_unique(run, others, len(known) * quotes) or keys_are_unique(run, values)

    def _reported(self, index: int, finding: Finding) -> bytes:
        if len(self._pointer) + len(finding.pointer) > LONG:
            return self._report(self._placed(finding, index))
        return (b"%d" % index).join(self._parts(finding))

    def _parts_of(self, finding: Finding) -> list[bytes]:
        return self._report(self._placed(finding, INDEX)).split(INDEX.encode())

    def _placed(self, finding: Finding, index: int | str) -> Finding:
        return finding._replace(pointer=f"{self._pointer}/{index}{finding.pointer}", line=None, column=None)


class _Texts:
    """The texts of the items in a run, told apart only if that is needed."""

    def __init__(self, run: bytes, line: int) -> None:
        self.run, self._line = run, line

    @cached_property
    def _bounds(self) -> list[tuple[int, int]]:
        return [(begin + 1, end) for begin, end in pairwise([-1, *item_ends(self.run)])]

    @cached_property
    def _has_lines(self) -> bool:
        return b"\n" in self.run

    def item(self, index: int) -> bytes:
        begin, end = self._bounds[index]
        return self.run[begin:end]

    def line(self, index: int) -> int:
        """Return the line where an item begins."""
        if not self._has_lines:
            return self._line
        item = self.item(index)
        blank = len(item) - len(item.lstrip())
        return self._line + self.run.count(b"\n", 0, self._bounds[index][0] + blank)


def _values(text: bytes) -> tuple[list[Any], dict[int, Finding]]:
    try:
        return orjson.loads(b"[%b]" % text), {}
    except orjson.JSONDecodeError:
        pass
    try:
        return [orjson.loads(text)], {}  # one item, nested as deep as can be read
    except orjson.JSONDecodeError as error:
        return [None], {0: not_json(text, error)}  # the file has changed
