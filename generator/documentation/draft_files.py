"""Write a draft into the spec, its examples, its decisions and the facts, and say what a person has to finish."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from generator.documentation import decisions, facts, files, sources
from generator.documentation.draft import Draft


def write(
    made: Draft,
    lines: list[str],
    unfinished: list[int],
    entries: list[str],
    drafted: list[tuple[Path, facts.FactsFile]],
    spec: Path,
) -> Iterator[str]:
    """Write the files of a draft and yield a line for each of them, for each TODO, and for each decision to take."""
    folder = spec.parent / files.FOLDER
    spec.write_text("\n".join(lines) + "\n", "utf-8")
    yield f"{spec}: {', '.join(name for name in made.operations if name) or 'nothing'} drafted"
    for name, payload in made.payloads.items():
        path = spec.parent / "examples" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(payload, indent=2, ensure_ascii=False) + "\n", "utf-8")
        yield f"{path}: written"
    for page, file in drafted:
        path = folder / f"{page.stem}.yaml"
        known = files.load(path).schemas if path.is_file() else ()
        source, commit = sources.origin(page)
        if source is None:
            source, commit = sources.checked_out(page)
        schemas = tuple(dict.fromkeys((*known, *file.schemas)))
        files.write(path, replace(file, source=source, commit=commit, schemas=schemas))
        yield f"{path}: written"
    if entries:
        path = folder / decisions.FILE
        text = path.read_text("utf-8") if path.is_file() else ""
        start = text.count("\n")
        path.write_text(text + "\n".join(entries) + "\n", "utf-8")
        yield f"{path}:{start + 1}: give each new entry a number of DECISIONS.md"
    yield from (f"{spec}:{number}: {lines[number - 1].strip()}" for number in unfinished)
    yield from (f"decide: {what}" for what in made.notes.decisions)
