"""Read pages and report: not read, contradictions, drift from the facts kept, differences to the spec."""

import dataclasses
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from generator.documentation import (
    checking,
    common,
    comparison,
    decisions,
    draft,
    drift,
    facts,
    files,
    metadata,
    pages,
    paths,
    sources,
)
from generator.documentation.draft_schemas import Notes, Types, described
from generator.documentation.reading import Reading
from generator.documentation.statements import operations_by_address
from generator.spec import walk
from generator.spec.source import Problem, Source

TYPES = ("enums", "type")
PLURALS = {"contradiction": "contradictions", "difference": "differences"}


@dataclass(frozen=True)
class Finding:
    """Something to look at; `kind` is one of the words that the report counts."""

    kind: str
    path: Path
    line: int
    text: str

    def __str__(self) -> str:
        """Return the finding as one line, as compilers do."""
        return f"{self.path}:{self.line}: {self.text}"


class Origin(NamedTuple):
    """Where pages come from and what they describe, where the command line says so."""

    source: str | None = None
    commit: str | None = None
    describes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Uncovered:
    """A page that the spec leaves out, its kind, and the decisions that a draft of it would need."""

    path: Path
    kind: str
    decisions: list[str]

    def __str__(self) -> str:
        """Return what a maintainer reads."""
        needs = f": a draft needs {len(self.decisions)} decision{'s' if len(self.decisions) != 1 else ''}"
        listed = "".join(f"\n  - {each}" for each in self.decisions)
        return f"{self.path}: {self.kind}, not in the spec{needs if self.kind not in TYPES else ''}{listed}"


@dataclass(frozen=True)
class Report:
    """What was found, how much of the pages was read, and which facts files were written."""

    findings: list[Finding]
    notes: list[Finding]
    """What the metadata says otherwise; never an error."""
    uncovered: list[Uncovered]
    blocks: int
    blocks_read: int
    pages: int
    written: list[Path]


def run(
    arguments: list[Path], spec: Source, folder: Path, origin: Origin, *, update: bool, csdl: Path | None = None
) -> Report:
    """Read the pages and compare them with the facts kept in the folder and with the spec.

    Raises OSError, and InvalidSpecError where a page is not text or a file in the folder is broken.
    """
    found: list[Finding] = []
    uncovered: list[Uncovered] = []
    notes: list[Finding] = []
    known_types = metadata.load(csdl) if csdl else None
    common_path = folder / common.FILE
    known = common.load(common_path) if common_path.is_file() else None
    read: list[tuple[Path, facts.FactsFile]] = []
    written: list[Path] = []
    blocks = blocks_read = count = 0
    decided = decisions.load(folder / decisions.FILE)
    all_kept = dict(files.load_all(folder))
    for path in list(sources.pages(arguments)):
        page, reading = pages.read_page(path)
        count += 1
        total, good = reading.counts()
        blocks, blocks_read = blocks + total, blocks_read + good
        found += _not_read(reading)
        if page is None:
            continue
        if known_types:
            notes += [Finding("metadata", path, line, text) for line, text in metadata.differences(page, known_types)]
        kept_path = folder / f"{path.stem}.yaml"
        kept = _kept(all_kept, kept_path)
        file = _described(path, page, kept, spec, origin)
        for each in checking.undecided(path, file, decided):
            found.append(Finding("contradiction", path, each.line, each.what))
        if kept:
            found += _drift(path, kept, file, kept_path)
        if not any(file.operations) and not file.schemas:
            scalars = known.scalars if known else {}
            uncovered.append(_uncovered(path, page, reading, spec, scalars, all_kept.values()))
            continue
        read.append((path, file))
        if update and file != kept:
            folder.mkdir(parents=True, exist_ok=True)
            files.write(kept_path, file)
            all_kept[kept_path] = files.load(kept_path)
            written.append(kept_path)
    if known and read:
        found += _differences(spec, known, read, all_kept, decided)
    return Report(found, notes, sorted(uncovered, key=lambda each: each.kind), blocks, blocks_read, count, written)


def unknown_names(spec: Source, names: Iterable[str]) -> list[str]:
    """Return the names that neither an operation nor a schema of the spec has."""
    known = {operation.get("operationId") for _, operation in walk.operations(spec.data)}
    known |= spec.data.get("components", {}).get("schemas", {}).keys()
    return [name for name in names if name not in known]


def _kept(all_kept: dict[Path, facts.FactsFile], path: Path) -> facts.FactsFile | None:
    """Return the facts that are kept in the file; InvalidSpecError where it is another file of the folder."""
    return all_kept.get(path) or (files.load(path) if path.is_file() else None)


def _not_read(reading: Reading) -> Iterator[Finding]:
    for each in sorted(set(reading.left())):
        yield Finding("not read", each.path, each.line, f"not read: {' '.join(each.what.split())}")


def _described(
    path: Path, page: facts.ApiPage | facts.ResourcePage | facts.EnumPage, kept: facts.FactsFile | None, spec: Source,
    origin: Origin,
) -> facts.FactsFile:  # fmt: skip
    """Add to the facts where the page comes from and what it describes in the spec."""
    source, commit = sources.origin(path)
    operations: tuple[str | None, ...] = kept.operations if kept else ()
    schemas = kept.schemas if kept else ()
    if isinstance(page, facts.ApiPage):
        operations = _operations(page, spec, origin.describes or operations)
    else:
        schemas = tuple(dict.fromkeys(origin.describes)) or schemas
    return facts.FactsFile(
        page=path.stem,
        source=origin.source or source or (kept.source if kept else None),
        commit=origin.commit or commit or (kept.commit if kept else None),
        operations=operations,
        schemas=schemas,
        facts=page,
    )


def _operations(page: facts.ApiPage, spec: Source, named: tuple[str | None, ...]) -> tuple[str | None, ...]:
    """Return the operation for each request line: the one named for it, else the one with the same path."""
    known = operations_by_address(spec.data)
    found = [known.get((request.method, paths.shape(request.path))) for request in page.requests]
    return tuple(name or match for name, match in zip([*named, *[None] * len(found)], found, strict=False))


def _uncovered(
    path: Path,
    page: pages.AnyPage,
    reading: Reading,
    spec: Source,
    scalars: dict[str, dict[str, Any]],
    all_kept: Iterable[facts.FactsFile],
) -> Uncovered:
    if not isinstance(page, facts.ApiPage):
        return Uncovered(path, "enums" if isinstance(page, facts.EnumPage) else "type", [])
    not_read = [f"line {problem.line}: {problem.what}" for problem in sorted(set(reading.left()))]
    types = Types(spec, scalars, path.parent.parent, Notes(), described(all_kept))
    made = draft.draft(path, page, types, not_read)
    return Uncovered(path, draft.kind(page), made.notes.decisions)


def _drift(path: Path, kept: facts.FactsFile, file: facts.FactsFile, kept_path: Path) -> Iterator[Finding]:
    for change in drift.changes(kept.facts, file.facts):
        line = _line_of_key(path, change) or change.line
        was = f" ({kept_path}:{change.kept_line})" if change.kept_line else ""
        yield Finding("drift", path, line, f"{change.text}{was}")


def _line_of_key(path: Path, change: drift.Change) -> int | None:
    """Return the line that names the key of a payload, below the example's first line."""
    if "payload" not in change.at[:-1]:
        return None
    name = change.at[-1]
    lines = path.read_text("utf-8-sig").splitlines()
    return next((number for number in range(change.line, len(lines) + 1) if f'"{name}"' in lines[number - 1]), None)


def _differences(
    spec: Source,
    known: common.Common,
    read: list[tuple[Path, facts.FactsFile]],
    all_kept: dict[Path, facts.FactsFile],
    decided: decisions.Decisions,
) -> Iterator[Finding]:
    """Yield what pages and spec state differently; facts of other pages count, so that no decision seems unused."""
    names = {file.page for _, file in read}
    others = [(path, file) for path, file in all_kept.items() if file.page not in names]
    pairs = comparison.pairs(spec, [*read, *others], known)
    ours = {path for path, _ in read}
    for problem in decisions.problems(spec, (each for each in pairs if each.facts in ours), decided):
        yield Finding("difference", problem.path, problem.line, _text(problem))


def _text(problem: Problem) -> str:
    return str(problem).split(": ", 1)[1]


def as_text(report: Report) -> str:
    """Return the findings as lines, and a summary."""
    counts = Counter(finding.kind for finding in (*report.findings, *report.notes))
    share = f"{report.blocks_read} of {report.blocks} block{'s' if report.blocks != 1 else ''} read"
    pages_read = f"{report.pages} page{'s' if report.pages != 1 else ''}"
    found = (f"{count} {kind if count == 1 else PLURALS.get(kind, kind)}" for kind, count in counts.items())
    summary = ", ".join([pages_read, share, *found])
    written = [f"{path}: written" for path in report.written]
    kinds = Counter(each.kind for each in report.uncovered)
    left_out = [f"not in the spec: {', '.join(f'{count} {kind}' for kind, count in kinds.items())}"] if kinds else []
    return "\n".join(
        [*map(str, report.findings), *map(str, report.notes), *map(str, report.uncovered), *written, *left_out, summary]
    )


def as_json(report: Report) -> str:
    """Return the report for programs."""
    findings = [{**dataclasses.asdict(each), "path": str(each.path)} for each in (*report.findings, *report.notes)]
    return json.dumps(
        {
            "findings": findings,
            "uncovered": [{**dataclasses.asdict(each), "path": str(each.path)} for each in report.uncovered],
            "pages": report.pages,
            "blocks": report.blocks,
            "blocksRead": report.blocks_read,
            "written": [str(path) for path in report.written],
        },
        ensure_ascii=False,
        indent=2,
    )
