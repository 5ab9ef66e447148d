# Do not edit: copied from generator/runtime/ by `python -m generator generate`.

"""Judge any number of JSON texts from an iterable, in batches."""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice, repeat
from typing import Literal, NamedTuple, TypeAlias

from .batches import Judge
from .documents import shows_fraction, with_numbers_as_written
from .findings import Finding
from .shapes import Compiled

TOGETHER = 128  # payloads

Nulls: TypeAlias = Literal["skip", "report"]


class Checked(NamedTuple):
    """The findings on one payload, which is the `index`-th of an iterable; `empty` if there is None in its place."""

    index: int  # type: ignore[assignment]  # of the payload; tuple's own method is not needed here
    findings: tuple[Finding, ...] = ()
    empty: bool = False

    @property
    def valid(self) -> bool:
        """Whether there are no errors; notes do not count."""
        return not self.findings or self.findings[0].level == "note"


class Check(Iterator[Checked]):
    """Iterates over the verdicts; `payloads`, `invalid` and `empty` count those that it has given so far."""

    def __init__(self, schema: Compiled, payloads: Iterable[bytes | str | None], nulls: Nulls) -> None:
        if nulls not in ("skip", "report"):
            raise ValueError(f"nulls must be 'skip' or 'report', not {nulls!r}")
        self.payloads = self.invalid = self.empty = 0
        self._verdicts = self._judged(schema, iter(payloads), nulls)

    def __iter__(self) -> Iterator[Checked]:
        """Return the iterator over the verdicts."""
        return self._verdicts

    def __next__(self) -> Checked:
        """Return the verdict on the next payload."""
        return next(self._verdicts)

    def _judged(self, schema: Compiled, payloads: Iterator[bytes | str | None], nulls: Nulls) -> Iterator[Checked]:
        judge = Judge(schema)
        first = 0
        missing = (Finding("the payload is missing: None", "", "missing"),) if nulls == "report" else ()
        while batch := list(islice(payloads, TOGETHER)):
            texts = [each if type(each) is bytes else _text(first + i, each) for i, each in enumerate(batch)]
            present = [text for text in texts if text is not None]
            failing = judge.failing(present)
            self.payloads += len(present)
            indexes = range(first, first + len(batch))
            first += len(batch)
            if not failing and len(present) == len(batch):
                yield from map(partial(tuple.__new__, Checked), zip(indexes, repeat(()), repeat(False)))
                continue
            found = dict(failing)
            place = 0
            for index, text in zip(indexes, texts, strict=True):
                if text is None:
                    self.empty += 1
                    self.invalid += bool(missing)
                    yield Checked(index, missing, True)
                    continue
                findings = found.get(place, [])
                place += 1
                if findings and shows_fraction(findings):
                    findings = with_numbers_as_written(text.decode(), findings)
                self.invalid += bool(findings) and findings[0].level == "error"
                yield Checked(index, tuple(findings))


def _text(index: int, payload: object) -> bytes | None:
    if payload is None or isinstance(payload, bytes):
        return payload
    if isinstance(payload, str):
        return payload.encode(errors="surrogatepass")
    if isinstance(payload, bytearray | memoryview):
        return bytes(payload)
    raise TypeError(
        f"payload {index} is of type {type(payload).__name__}: pass JSON text as bytes or str, or None; "
        "for Python values use Validator.findings"
    )
