"""Keep facts in YAML files: one for each page, short enough to read, in the order of the page."""

import dataclasses
import types
import typing
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from generator.documentation import facts
from generator.spec.source import AMBIGUOUS, InvalidSpecError, Pointer, Problem, Source, read

FOLDER = "documentation"
KINDS: dict[str, type[facts.Page]] = {"api": facts.ApiPage, "resource": facts.ResourcePage, "enums": facts.EnumPage}
# What is written on one line.
INLINE = (
    facts.Row,
    facts.Permission,
    facts.Request,
    facts.Header,
    facts.Query,
    facts.Response,
    facts.Enum,
    facts.Method,
)
HEAD = """# What the page states, read by `python -m generator docs --update`. By hand: operations and schemas only.
"""


class _Inline(dict[str, Any]):
    """A mapping to be written on one line."""


class _Dumper(yaml.CSafeDumper):
    """Writes keys in their order, scalars in lists on one line."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the signature is PyYAML's
        return True


_Dumper.add_representer(
    _Inline, lambda dumper, data: dumper.represent_mapping("tag:yaml.org,2002:map", data.items(), True)
)
_Dumper.add_representer(
    list,
    lambda dumper, data: dumper.represent_sequence(
        "tag:yaml.org,2002:seq", data, not any(isinstance(item, dict | list) for item in data)
    ),
)
_Dumper.add_representer(
    str,
    # A hash such as 57e3291172419588 is a number to some readers of YAML.
    lambda dumper, text: dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, "'" if AMBIGUOUS.fullmatch(text) else None
    ),
)


def key(name: str) -> str:
    """Return the key in the file for a field of a fact."""
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def data(fact: Any) -> Any:
    """Return a fact as what YAML can hold; what has its default is left out."""
    if isinstance(fact, tuple):
        return [data(item) for item in fact]
    if not dataclasses.is_dataclass(fact):
        return fact
    found = {}
    for field in dataclasses.fields(fact):
        value = getattr(fact, field.name)
        if field.name != "line" and (field.default is dataclasses.MISSING or value != field.default):
            found[key(field.name)] = data(value)
    if isinstance(fact, facts.Permission) and not (fact.todo or fact.higher or fact.wording):
        return found["names"]
    return _Inline(found) if isinstance(fact, INLINE) else found


def write(path: Path, file: facts.FactsFile) -> None:
    """Write the facts of a page."""
    content = data(file)
    kind = next(name for name, form in KINDS.items() if isinstance(file.facts, form))
    content["facts"] = {"kind": kind, **content["facts"]}
    text = yaml.dump(content, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10_000)
    path.write_text(HEAD + text, "utf-8")


def load(path: Path) -> facts.FactsFile:
    """Read a facts file. Raises InvalidSpecError with what is wrong in it, and OSError."""
    source = read(path)
    problems: list[Problem] = []
    content = source.data
    page = content.get("facts") if isinstance(content, dict) else None
    kind = page.pop("kind", None) if isinstance(page, dict) else None
    if kind not in KINDS:
        problem = source.problem(("facts",), f"kind {kind!r}", f"write one of {', '.join(KINDS)}")
        raise InvalidSpecError([problem])
    file = _build(facts.FactsFile, KINDS[kind], content, (), source, problems)
    if problems:
        raise InvalidSpecError(sorted(problems))
    return typing.cast("facts.FactsFile", file)


@cache
def _fields(form: type) -> dict[str, tuple[str, Any]]:
    hints = typing.get_type_hints(form)
    return {
        key(field.name): (field.name, hints[field.name]) for field in dataclasses.fields(form) if field.name != "line"
    }


def _build(form: Any, kind: Any, value: Any, pointer: Pointer, source: Source, problems: list[Problem]) -> Any:
    """Turn a value of the file into what the type asks for; `kind` is the type of the page."""
    if isinstance(form, types.UnionType) and kind in typing.get_args(form):
        form = kind
    if typing.get_origin(form) is types.UnionType:
        if value is None and type(None) in typing.get_args(form):
            return None
        form = next(each for each in typing.get_args(form) if each is not type(None))
    if form is facts.Permission and not isinstance(value, dict):
        value = {"names": value}
    if form is Any or (isinstance(form, type) and not dataclasses.is_dataclass(form)):
        if form is not Any and not isinstance(value, form):
            problems.append(source.problem(pointer, f"{value!r} is not of type {form.__name__}", "correct it"))
        return value
    if typing.get_origin(form) is tuple:
        if not isinstance(value, list):
            problems.append(source.problem(pointer, f"{value!r} is not a list", "correct it"))
            return ()
        inner = typing.get_args(form)[0]
        return tuple(_build(inner, kind, item, (*pointer, index), source, problems) for index, item in enumerate(value))
    return _fact(form, kind, value, pointer, source, problems)


def _fact(form: Any, kind: Any, value: Any, pointer: Pointer, source: Source, problems: list[Problem]) -> Any:
    if not isinstance(value, dict):
        problems.append(source.problem(pointer, f"{value!r} is not a mapping", "correct it"))
        return None
    known = _fields(form)
    fix = f"remove it, or use one of {', '.join(known)}"
    problems += [
        source.problem((*pointer, name), f"unexpected key {name}", fix) for name in value.keys() - known.keys()
    ]
    found = {
        name: _build(hint, kind, value[each], (*pointer, each), source, problems)
        for each, (name, hint) in known.items()
        if each in value
    }
    try:
        return form(line=source.lines.get(pointer, 1), **found)
    except TypeError:
        needed = [each.name for each in dataclasses.fields(form) if each.default is dataclasses.MISSING]
        missing = [key(name) for name in needed if name not in found]
        problems.append(source.problem(pointer, f"{', '.join(missing)} is missing", "add it"))
        return None


def load_all(folder: Path) -> Iterator[tuple[Path, facts.FactsFile]]:
    """Yield each facts file of the folder by its path. Raises InvalidSpecError and OSError."""
    for path in sorted(folder.glob("*.yaml")):
        if path.name not in ("common.yaml", "decisions.yaml"):
            yield path, load(path)
