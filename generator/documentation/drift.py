"""List what changed between the kept facts and those of the page today."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.documentation import facts
from generator.documentation.decisions import shown
from generator.documentation.files import key

At = tuple[str, ...]
HASHES = {"description", "lead", "wording", "permissions_wording", "roles_wording", "title", "more"}


@dataclass(frozen=True)
class Stated:
    """A value and its line."""

    value: Any
    line: int


@dataclass(frozen=True)
class Change:
    """A fact that was added, removed or changed; without a line where it is no longer on the page."""

    line: int
    at: At
    text: str
    kept_line: int | None


def changes(kept: facts.Page, today: facts.Page) -> Iterator[Change]:
    """Yield what the page states otherwise than the kept facts, in the order of the page."""
    before, after = dict(_flat(kept, ())), dict(_flat(today, ()))
    found = []
    for at in dict.fromkeys([*after, *before]):
        old, new = before.get(at), after.get(at)
        name = "/".join(at)
        if old is None and new and not _within(at, after.keys() - before.keys()):
            found.append(Change(new.line, at, f"added: {name}{_value(new.value)}", None))
        elif new is None and old and not _within(at, before.keys() - after.keys()):
            line = next(after[at[:end]].line for end in range(len(at) - 1, -1, -1) if at[:end] in after)
            found.append(Change(line, at, f"removed: {name}{_value(old.value)}", old.line))
        elif old and new and old.value != new.value:
            is_text = at[-1] in {key(each) for each in HASHES} and at != ("title",)
            values = f": {shown(old.value)} → {shown(new.value)}"
            found.append(Change(new.line, at, f"{name} changed" if is_text else f"changed: {name}{values}", old.line))
    yield from sorted(found, key=lambda change: change.line)


def _value(value: Any) -> str:
    return "" if value is None else f": {shown(value)}"


def _within(at: At, missing: set[At]) -> bool:
    """Whether something around this is missing too, so that reporting that is enough."""
    return any(at[:end] in missing for end in range(1, len(at)))


def _flat(fact: Any, at: At) -> Iterator[tuple[At, Stated]]:
    """Yield each single value within a fact, by a path that does not depend on what is around it."""
    yield at, Stated(None, fact.line)
    for field in dataclasses.fields(fact):
        value = getattr(fact, field.name)
        here = (*at, key(field.name))
        if field.name == "line" or (field.default is not dataclasses.MISSING and value == field.default):
            continue
        if field.name == "payload":
            yield from _payload(value, here, fact.line)
        elif dataclasses.is_dataclass(value):
            yield from _flat(value, here)
        elif isinstance(value, tuple) and value and dataclasses.is_dataclass(value[0]):
            names = [_name(item, index) for index, item in enumerate(value)]
            for name, item in zip(names, value, strict=True):
                yield from _flat(item, (*here, name))
            if len(names) > 1:
                yield (*here, "order"), Stated(names, fact.line)
        else:
            yield here, Stated(list(value) if isinstance(value, tuple) else value, fact.line)


def _name(item: Any, index: int) -> str:
    """Return what tells an item from the others in its list."""
    match item:
        case facts.Row() | facts.Header() | facts.Enum() | facts.Method():
            return item.name
        case facts.Request():
            return f"{item.method} {item.path}"
        case facts.Response():
            return item.status
    return str(index + 1)


def _payload(value: Any, at: At, line: int) -> Iterator[tuple[At, Stated]]:
    if isinstance(value, dict):
        yield at, Stated(None, line)
        for name, item in value.items():
            yield from _payload(item, (*at, name), line)
        if len(value) > 1:
            yield (*at, "order"), Stated(list(value), line)
    elif isinstance(value, list):
        yield at, Stated(None, line)
        for index, item in enumerate(value):
            yield from _payload(item, (*at, str(index + 1)), line)
    else:
        yield at, Stated(value, line)
