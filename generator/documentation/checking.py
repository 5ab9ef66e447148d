"""Compare a spec with the facts in the folder next to it: the part of `check` that knows the documentation."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.documentation import common, comparison, contradictions, decisions, facts, files
from generator.documentation.decisions import Decision, Decisions
from generator.spec import document
from generator.spec.document import Document
from generator.spec.rules import UNFINISHED
from generator.spec.source import InvalidSpecError, Problem, Source


def folder_beside(spec: Path) -> Path | None:
    """Return the folder of facts that belongs to the spec file, if it exists."""
    folder = spec.parent / files.FOLDER
    return folder if folder.is_dir() else None


def load(path: Path) -> Document:
    """Read and check the spec, and compare it with its facts.

    Raises InvalidSpecError, and OSError where a file cannot be read.
    """
    folder = folder_beside(path)
    try:
        checked = document.load(path)
    except InvalidSpecError as error:
        if folder is None or error.source is None:
            raise
        found = sorted({*error.problems, *problems(error.source, folder)})
        raise InvalidSpecError(found, last=True, source=error.source) from None
    if folder and (found := problems(checked, folder)):
        raise InvalidSpecError(found, last=True, source=checked)
    return checked


def readable(path: Path) -> Source:
    """Read a spec that may still break rules, as one does that is being finished. Raises as `load` does."""
    try:
        return document.load(path)
    except InvalidSpecError as error:
        if error.source is None:
            raise
        return error.source


@dataclass(frozen=True)
class Kept:
    """The content of the folder of facts."""

    files: list[tuple[Path, facts.FactsFile]]
    common: common.Common
    decisions: list[Decision]
    decisions_path: Path


def load_folder(folder: Path) -> Kept:
    """Read the folder. Raises InvalidSpecError if a file in it is malformed, and OSError."""
    path = folder / decisions.FILE
    return Kept(list(files.load_all(folder)), common.load(folder / common.FILE), decisions.load(path).entries, path)


def problems(source: Source, folder: Path) -> list[Problem]:
    """Read the folder and compare the spec with it; raises as `load_folder` does."""
    return compare(source, load_folder(folder))


def compare(source: Source, kept: Kept) -> list[Problem]:
    """Return what the spec states otherwise than the facts do, what no page states, and idle decisions."""
    decided = Decisions(kept.decisions_path, kept.decisions)
    pairs = comparison.pairs(source, kept.files, kept.common)
    found = list(decisions.problems(source, pairs, decided))
    for path, file in kept.files:
        fix = f"record in {decided.path} which one the spec follows"
        found += [Problem(path, each.line, each.what, "", fix) for each in undecided(path, file, decided)]
    found += decided.unused()
    found += _unknown_numbers(decided, source.path.parent / "DECISIONS.md")
    return sorted(set(found))


def undecided(path: Path, file: facts.FactsFile, decided: Decisions) -> Iterator[decisions.Contradiction]:
    """Yield the contradictions of a page that no decision silences."""
    for each in contradictions.contradictions(path, file):
        if not decided.silence(each.at, each.page, each.also, contradiction=True):
            yield each


def _unknown_numbers(decided: Decisions, path: Path) -> Iterator[Problem]:
    """Yield the entries whose number the list of decisions, written for people, does not have."""
    if not path.is_file():
        return
    known = set(re.findall(r"^- \*\*([\w-]+)\*\*", path.read_text("utf-8"), re.MULTILINE))
    for entry in decided.entries:
        if entry.number == UNFINISHED:
            what = f"the decision on {' and '.join(entry.at)} is a TODO"
            yield Problem(decided.path, entry.line, what, "", f"give it a number of {path}")
        elif entry.number not in known:
            yield Problem(decided.path, entry.line, f"{path} has no decision {entry.number}", "", "add it there")
