"""Write drafts as text to be pasted into the spec, or into the spec itself, after trying them in a copy of it."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from generator.documentation import checking, common, comparison, decisions, draft_files, facts, files, pages
from generator.documentation.decisions import Contradiction, Decisions, Pair
from generator.documentation.draft import Draft, draft
from generator.documentation.draft_schemas import Notes, Types, described
from generator.spec import document, walk
from generator.spec.graph_rules import AVAILABILITY
from generator.spec.rules import COMPONENTS_ORDER, UNFINISHED
from generator.spec.source import InvalidSpecError, Problem, Source, read

WIDTH = 100


class _Dumper(yaml.SafeDumper):
    """Writes YAML as the spec is written: lists indented; what is short, on one line."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the signature is PyYAML's
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, indentless=False)


def _short(item: Any) -> bool:
    """Whether an item of a list is an alternative of one line, such as `{type: 'null'}`."""
    return isinstance(item, dict) and item.keys() <= {"type", "format", "$ref"}


_Dumper.add_representer(
    list,
    lambda dumper, data: dumper.represent_sequence(
        "tag:yaml.org,2002:seq",
        data,
        not any(isinstance(item, dict | list) for item in data)
        or (all(map(_short, data)) and any("type" in item for item in data)),
    ),
)
_Dumper.add_representer(
    dict,
    lambda dumper, data: dumper.represent_mapping("tag:yaml.org,2002:map", data, list(data) == ["$ref"]),
)


@dataclass
class _Line:
    """A line of the spec; `part` is the section that a draft adds it to."""

    text: str
    part: str | None = None


def run(
    arguments: list[Path], spec: Source, folder: Path, names: tuple[str, ...] = (), *, into_spec: bool = False
) -> str:
    """Return the drafts of the pages as text, or write them into the spec and return what is left to do.

    Raises OSError and InvalidSpecError.
    """
    known = common.load(folder / common.FILE)
    kept = list(files.load_all(folder))
    decided = decisions.load(folder / decisions.FILE)
    text = spec.path.read_text("utf-8")
    found: list[str] = []
    for path in arguments:
        page, reading = pages.read_page(path)
        not_read = [f"line {problem.line}: {problem.what}" for problem in sorted(set(reading.left()))]
        if not isinstance(page, facts.ApiPage):
            unread = [] if page else [(problem.line, problem.what) for problem in sorted(set(reading.left()))]
            reasons = unread or [(1, "not the page of a method")]
            raise InvalidSpecError(
                [Problem(path, *reason, "", "name a page of a method") for reason in reasons], last=True
            )
        types = Types(spec, known.scalars, path.parent.parent, Notes(), described(file for _, file in kept))
        made = draft(path, page, types, not_read, names)
        names = names[len(page.requests) :]
        if page.requests and not made.paths:
            line, had = page.requests[0].line, " and ".join(filter(None, made.operations))
            fix = f"compare the page with it: python -m generator docs {path}"
            what = f"the spec already has what this page describes: {had}"
            raise InvalidSpecError([Problem(path, line, what, "", fix)], last=True)
        if names and path == arguments[-1]:
            what = f"no operation is left for the name {names[0]}"
            raise InvalidSpecError([Problem(path, page.line, what, "", "name one for each address")], last=True)
        file = facts.FactsFile(page=path.stem, source=None, commit=None, operations=made.operations, facts=page)
        drafted = [(path, file), *_resources(made)]
        lines = assembled(text, made, spec)
        with TemporaryDirectory() as temporary:
            trial = Path(temporary) / spec.path.name
            trial.write_text("\n".join(line.text for line in lines) + "\n", "utf-8")
            source = _tried(trial, lines, made)
        pairs = list(_undecided(source, spec, kept, drafted, known, decided))
        twofold = [each for page_file in drafted for each in checking.undecided(*page_file, decided)]
        entries = _entries(pairs, twofold)
        for each in pairs:
            if numbers := decided.alike(each):
                made.notes.refuse(f"{each.at}: other places have these values by decision {' or '.join(numbers)}")
        if into_spec:
            new = [number for number, line in enumerate(lines, 1) if line.part and UNFINISHED in line.text]
            found += draft_files.write(made, [line.text for line in lines], new, entries, drafted, spec.path)
        else:
            found += _parts(made, lines, entries, spec.path.parent)
        # The next page is drafted into the same spec.
        text, kept = "\n".join(line.text for line in lines) + "\n", [*kept, *drafted]
        spec = Source(spec.path, source.data, source.lines)
    return "\n".join(found)


def _tried(trial: Path, lines: list[_Line], made: Draft) -> Source:
    """Check the spec with the draft in it, and mark the lines that a person has to finish."""
    problems: list[Problem] = []
    try:
        source: Source = document.load(trial)
    except InvalidSpecError as error:
        problems = error.problems
        source = error.source or read(trial)
    for pointer, what in made.notes.todo.items():
        if pointer in source.lines:
            _todo(lines, source.lines[pointer], what)
    for problem in problems:
        _todo(lines, problem.line, f"{problem.what}: {problem.fix}")
    return source


def assembled(text: str, made: Draft, spec: Source) -> list[_Line]:
    """Return the lines of the spec with the draft at the end of each section; paths come after those most like them."""
    lines = [_Line(line) for line in text.rstrip("\n").split("\n")]
    for path, item in made.paths.items():
        headers = (f"  {path}:", f"  '{path}':")
        start = next((n for n, line in enumerate(lines) if line.text.split(" #")[0] in headers), None)
        if start is None:
            before = _before(spec, item)
            first = next((n for n, line in enumerate(lines) if before and line.text.startswith(f"  {before}:")), 0)
            # The path ends where the next one begins, or the section.
            next_one = re.compile(r"  \S|components:" if before else "components:")
            end = next((n for n, line in enumerate(lines) if n > first and next_one.match(line.text)), len(lines))
            part = f"paths, after {before}" if before else "paths"
            lines[end:end] = [_Line(line, part) for line in (f"  {path}:", *_yaml(item, 4))]
        else:
            end = next((n for n in range(start + 1, len(lines)) if not lines[n].text.startswith("    ")), len(lines))
            lines[end:end] = [_Line(line, f"paths, under {path}") for line in _yaml(item, 4)]
    for kind in COMPONENTS_ORDER:
        if content := made.components.get(kind):
            part = f"components/{kind}"
            start, end, missing = _section(lines, kind)
            header = [_Line(f"  {kind}:", part)] if missing else []
            lines[end:end] = [*header, *(_Line(line, part) for line in _yaml(content, 4))]
    return lines


def _before(spec: Source, item: Any) -> str | None:
    """Return the last path of the spec whose operations have the tag and the availability of those of the item."""
    wanted = {(tuple(each["tags"]), each.get(AVAILABILITY)) for each in item.values()}
    found = [
        str(pointer[1])
        for pointer, each in walk.operations(spec.data)
        if (tuple(each.get("tags", ())), each.get(AVAILABILITY)) in wanted
    ]
    return found[-1] if found else None


def _section(lines: list[_Line], kind: str) -> tuple[int, int, bool]:
    """Return where a kind of component begins and ends, or where it would, and whether it is missing."""
    start = next((n for n, line in enumerate(lines) if line.text.startswith("components:")), len(lines) - 1)
    found = {match[1]: n for n, line in enumerate(lines) if n > start and (match := re.match(r"  (\w+):", line.text))}
    later = [found[each] for each in COMPONENTS_ORDER[COMPONENTS_ORDER.index(kind) + 1 :] if each in found]
    end = min(later, default=len(lines))
    return found.get(kind, end), end, kind not in found


def _yaml(content: Any, indent: int) -> list[str]:
    text = yaml.dump(content, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH)
    # A list has one reference per line anyway.
    text = re.sub(r"^( *- )\{(\$ref: .*)\}$", r"\1\2", text, flags=re.MULTILINE)
    return [" " * indent + line if line else "" for line in text.rstrip("\n").split("\n")]


def _todo(lines: list[_Line], number: int, what: str) -> None:
    line = lines[number - 1]
    if line.part and UNFINISHED not in line.text:
        line.text += f" # TODO {' '.join(what.split())}"


def _resources(made: Draft) -> Iterator[tuple[Path, facts.FactsFile]]:
    """Yield the facts of the types' pages that the draft used."""
    for name, (page, schemas) in made.resources.items():
        path = made.page.parent.parent / "resources" / f"{name}.md"
        yield path, facts.FactsFile(page=name, source=None, commit=None, schemas=tuple(schemas), facts=page)


def _undecided(
    source: Source,
    spec: Source,
    kept: list[tuple[Path, facts.FactsFile]],
    drafted: list[tuple[Path, facts.FactsFile]],
    known: common.Common,
    decided: Decisions,
) -> Iterator[Pair]:
    """Yield what pages and draft state differently, and what the draft adds without a page."""
    before = {pair.at for pair in _differing(spec, kept, known, decided)}
    ours = {path for path, _ in drafted}
    for pair in _differing(source, [*kept, *drafted], known, decided):
        if pair.facts in ours or (pair.facts is None and pair.at not in before):
            yield pair


def _differing(
    source: Source, kept: list[tuple[Path, facts.FactsFile]], known: common.Common, decided: Decisions
) -> Iterator[Pair]:
    for pair in comparison.pairs(source, kept, known):
        if pair.page != pair.spec and not decided.silence(pair.at, pair.page, pair.spec):
            yield pair


def _entries(pairs: list[Pair], twofold: list[Contradiction]) -> list[str]:
    """Return the entries of decisions.yaml for the differences and for what pages state in two ways."""
    number = {"decision": UNFINISHED}
    entries: list[dict[str, Any]] = [{**number, "at": each.at, "page": each.page, "spec": each.spec} for each in pairs]
    entries += [{**number, "at": each.at, "page": each.page, "also": each.also} for each in twofold]
    return _yaml(entries, 0) if entries else []


def _parts(made: Draft, lines: list[_Line], entries: list[str], folder: Path) -> Iterator[str]:
    yield f"# Draft of {made.page}. Paste each part at the end of its section of the spec, then finish each TODO."
    for part in dict.fromkeys(line.part for line in lines if line.part):
        yield f"# ==> {part}"
        yield from (line.text for line in lines if line.part == part)
    for name, payload in made.payloads.items():
        yield f"# ==> {folder / 'examples' / name}"
        yield json.dumps(payload, indent=2, ensure_ascii=False)
    if entries:
        yield f"# ==> {folder / files.FOLDER / decisions.FILE} (each with a number of DECISIONS.md)"
        yield from entries
    yield "# ==> decisions to take"
    yield from (f"# - {what}" for what in made.notes.decisions or ["none except the differences above"])
    describes = " ".join(f"--describes {name}" for name in made.operations if name)
    yield f"# then: python -m generator docs {made.page} --update {describes}"
    for path, file in _resources(made):
        describes = " ".join(f"--describes {name}" for name in file.schemas)
        yield f"#       python -m generator docs {path} --update {describes}"
