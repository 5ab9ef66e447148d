"""Pairs of values and the decisions about them: one decision silences one difference, with exactly its values."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.spec.source import InvalidSpecError, Pointer, Problem, Source, read

FILE = "decisions.yaml"
KEYS = {"decision", "at", "page", "spec"}
CONTRADICTION_KEYS = {"decision", "at", "page", "also"}


@dataclass(frozen=True)
class Pair:
    """A fact with its value on a page and its value in the spec, which may be the same."""

    at: str
    page: Any
    spec: Any
    pointer: Pointer
    """The place in the spec."""
    facts: Path | None = None
    """The facts file with the page's value; None where no page states anything."""
    line: int = 1


@dataclass(frozen=True)
class Contradiction:
    """A fact for which one page has two values."""

    at: str
    page: Any
    also: Any
    path: Path
    line: int

    @property
    def what(self) -> str:
        """The contradiction, for a message."""
        return f"the page contradicts itself: {self.at} is {shown(self.page)} and {shown(self.also)}"


@dataclass(frozen=True)
class Decision:
    """What is decided about one or more places that have the same values."""

    line: int
    number: str
    at: tuple[str, ...]
    page: Any
    other: Any
    contradiction: bool


@dataclass
class Decisions:
    """The decisions of a file, and for which facts one of them silenced a difference or was reported."""

    path: Path
    entries: list[Decision]
    used: set[str] = field(default_factory=set)
    by_fact: dict[str, list[Decision]] = field(init=False)

    def __post_init__(self) -> None:
        self.by_fact = {}
        for entry in self.entries:
            for at in entry.at:
                self.by_fact.setdefault(at, []).append(entry)

    def silence(self, at: str, page: Any, other: Any, *, contradiction: bool = False) -> bool:
        """Whether a decision records exactly this fact with exactly these values."""
        entries = [entry for entry in self.by_fact.get(at, ()) if entry.contradiction == contradiction]
        found = any((entry.page, entry.other) == (page, other) for entry in entries)
        if found:
            self.used.add(at)
        return found

    def numbers(self, at: str) -> list[str]:
        """Return the numbers of the decisions about a fact, whatever values they record."""
        return [entry.number for entry in self.by_fact.get(at, ()) if not entry.contradiction]

    def alike(self, pair: Pair) -> list[str]:
        """Return the numbers of the decisions that record the same values for the same fact of another place."""
        return sorted(
            {
                entry.number
                for entry in self.entries
                if not entry.contradiction
                and (entry.page, entry.other) == (pair.page, pair.spec)
                and _fact(pair.at) in map(_fact, entry.at)
            }
        )

    def unused(self) -> Iterator[Problem]:
        """Yield the decisions that silence nothing."""
        for entry in self.entries:
            for at in entry.at:
                if at not in self.used:
                    values = f"{shown(entry.page)} and {shown(entry.other)}"
                    what = f"decision {entry.number} silences nothing: {at} does not differ by {values}"
                    yield Problem(self.path, entry.line, what, "", "remove it, or record the values that differ")


def load(path: Path) -> Decisions:
    """Read the decisions; none if the file is missing. Raises InvalidSpecError and OSError."""
    if not path.exists():
        return Decisions(path, [])
    source = read(path)
    entries: list[Decision] = []
    problems: list[Problem] = []
    for index, value in enumerate(source.data if isinstance(source.data, list) else [None]):
        if isinstance(value, dict) and value.keys() in (KEYS, CONTRADICTION_KEYS):
            entries.append(_entry(source, index, value))
        else:
            what = "an entry without exactly the keys decision, at, page, and spec or also"
            problems.append(source.problem((index,), what, "use the form of the other entries"))
    if problems:
        raise InvalidSpecError(problems)
    return Decisions(path, entries)


def _fact(at: str) -> str:
    """Return a fact without the operation, the schema or the page that it is about."""
    return at.removeprefix("schemas/").partition("/")[2]


def _entry(source: Source, index: int, value: dict[str, Any]) -> Decision:
    at = value["at"]
    return Decision(
        line=source.lines[index,],
        number=str(value["decision"]),
        at=tuple(map(str, at)) if isinstance(at, list) else (str(at),),
        page=value["page"],
        other=value["also" if "also" in value else "spec"],
        contradiction="also" in value,
    )


def problems(source: Source, pairs: Iterable[Pair], decided: Decisions) -> Iterator[Problem]:
    """Yield a problem for each pair that differs without a decision, or that a decision says to differ otherwise."""
    for pair in pairs:
        same = pair.page == pair.spec
        if same and pair.at not in decided.by_fact:
            continue
        numbers = decided.numbers(pair.at)
        if decided.silence(pair.at, pair.page, pair.spec) or (same and not numbers):
            continue
        decided.used.add(pair.at)
        recorded = f" (decision {', '.join(numbers)} records other values)" if numbers else ""
        stated = "absent" if pair.spec is None else shown(pair.spec)
        where = f"{pair.facts}:{pair.line}"
        if same:
            what = f"{pair.at} is {stated}, and {shown(pair.page)} in {where}{recorded}"
            fix = f"remove the decision from {decided.path}"
        elif pair.facts:
            what = f"{pair.at} is {stated}, but {shown(pair.page)} in {where}{recorded}"
            fix = f"correct the spec, or record a decision in {decided.path}"
        else:
            what = f"{pair.at} is {stated}, which no page states{recorded}"
            fix = f"remove it, or record a decision in {decided.path}"
        yield source.problem(pair.pointer, what, fix)


def shown(value: Any) -> str:
    """Return a value for a message."""
    if value is None:
        return "not stated"
    return value if isinstance(value, str) and value else json.dumps(value, ensure_ascii=False)
