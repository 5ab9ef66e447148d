"""Read a YAML file into JSON values that remember their lines, and refuse what YAML readers disagree on."""

import json
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeGuard

import yaml
from yaml.composer import ComposerError
from yaml.reader import Reader

from generator.spec import walk
from generator.spec.walk import Pointer as Pointer

MAX_BYTES = 5_000_000
MAX_DEPTH = 100
# What a scalar means in YAML 1.2 but not in 1.1, or in 1.1 but not to PyYAML.
AMBIGUOUS = re.compile(
    r"[yYnN]|=|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)"
)
STANDARD = "tag:yaml.org,2002:"
TEXT, MAPPING, SEQUENCE = f"{STANDARD}str", f"{STANDARD}map", f"{STANDARD}seq"
IMPLICIT_TAGS = {f"{STANDARD}{name}" for name in ("str", "null", "bool", "int", "float", "timestamp", "merge", "value")}
# Keywords whose value is a number.
NUMERIC = re.compile("minimum|maximum|exclusive(Min|Max)imum|multipleOf|(min|max)(Length|Items|Properties)")
# Keywords whose value has the type that the schema says.
DATA = frozenset(("const", "default", "enum", "example", "examples"))
LIKE_A_NUMBER = re.compile(r"[-+]?\.?[0-9][0-9a-zA-Z_.+]*([eE][-+]?[0-9]+)?")
LIKE_A_BOOLEAN = re.compile("y|n|yes|no|on|off|true|false", re.IGNORECASE)
LITERAL = re.compile(r"true|false|-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
NULLS = ("", "~", "null", "Null", "NULL")


@dataclass(frozen=True, order=True)
class Problem:
    """Something that a maintainer has to fix: `path:line: what, at where: fix`."""

    path: Path
    line: int
    what: str
    where: str
    fix: str

    def __str__(self) -> str:
        """Return the problem as one line, as compilers do."""
        place = f", at {self.where}" if self.where not in ("", "#") else ""
        return " ".join(f"{self.path}:{self.line}: {self.what}{place}: {self.fix}".split())


class RefusedError(Exception):
    """The files do not allow what was asked for; the message says why and what to do."""


class InvalidSpecError(Exception):
    """The file is not a usable spec; `problems` lists the reasons in the order of the lines."""

    def __init__(self, problems: list[Problem], *, last: bool = False, source: "Source | None" = None) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
        self.last = last
        """Whether all checks ran; otherwise some depend on what must be fixed first."""
        self.source = source
        """What was read, where more can be said of it: all checks of the document itself ran."""


@dataclass(frozen=True)
class Source:
    """The values of a YAML file and the line of each, counted from 1."""

    path: Path
    data: Any
    lines: dict[Pointer, int]

    @cached_property
    def nodes(self) -> tuple[walk.Node, ...]:
        """Every object of the document, outer ones first."""
        return tuple(walk.nodes(self.data))

    def problem(self, pointer: Pointer, what: str, fix: str) -> Problem:
        """Return a problem with the value at `pointer`, or with its nearest ancestor that has a line."""
        known = pointer
        while known and known not in self.lines:
            known = known[:-1]
        return Problem(self.path, self.lines.get(known, 1), what, json_pointer(pointer), fix)


def _advice(text: str, pointer: Pointer) -> str:
    """Return what to write instead: as data, the text may be meant as a number or a boolean, which a string is not."""
    if pointer and NUMERIC.fullmatch(str(pointer[-1])):
        return "write it as a plain decimal number"
    if DATA.isdisjoint(map(str, pointer)):
        return "quote it"
    if LIKE_A_NUMBER.fullmatch(text):
        return "write it as a plain decimal number, or quote it if it is a string"
    if LIKE_A_BOOLEAN.fullmatch(text):
        return "write true or false, or quote it if it is a string"
    return "quote it"


def json_pointer(pointer: Pointer) -> str:
    """Return the pointer as a URI fragment would spell it before percent-encoding (RFC 6901)."""
    return "#" + "".join("/" + str(key).replace("~", "~0").replace("/", "~1") for key in pointer)


def read(path: Path) -> Source:
    """Read a YAML file of one document.

    Raises InvalidSpecError, and OSError where the file cannot be read.
    """
    with path.open("rb") as file:
        content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise InvalidSpecError([Problem(path, 1, "the file is larger than 5 MB", "", "shorten it")])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        what = f"byte 0x{content[error.start]:02x} is not UTF-8"
        raise InvalidSpecError([Problem(path, line, what, "", "save the file as UTF-8 text")]) from None
    # The last three end lines in YAML 1.1 but not in YAML 1.2: line numbers would be wrong.
    if unprintable := Reader.NON_PRINTABLE.search(text) or re.search("[\x85\u2028\u2029]", text):
        line = text.count("\n", 0, unprintable.start()) + 1
        what = f"control character {unprintable.group()!a}"
        fix = "remove it" + ", or escape it in double quotes" * (unprintable.group() in "\x85\u2028\u2029")
        raise InvalidSpecError([Problem(path, line, what, "", fix)])
    reading = _Reading(path, text)
    try:
        data = reading.document()
    except yaml.MarkedYAMLError as error:
        raise InvalidSpecError([_syntax_problem(path, text, error)]) from None
    return Source(path, data, reading.lines)


def _syntax_problem(path: Path, text: str, error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark
    line = mark.line + 1 if mark else 1
    lines = text.splitlines()
    if line <= len(lines) and "\t" in lines[line - 1][: len(lines[line - 1]) - len(lines[line - 1].lstrip())]:
        return Problem(path, line, "a tab in the indentation", "", "indent with spaces")
    what = ", ".join(part for part in (error.problem, error.context) if part)
    return Problem(path, line, f"not YAML: {what}", "", "fix the YAML here or just above")


def _tag(event: yaml.Event) -> str:
    """Return the tag of a value as PyYAML resolves it: what an unquoted scalar means depends on its text."""
    tag = getattr(event, "tag", None)
    if tag not in (None, "!"):
        return str(tag)
    if not isinstance(event, yaml.ScalarEvent):
        return MAPPING if isinstance(event, yaml.MappingStartEvent) else SEQUENCE
    if event.implicit[0]:
        for implicit, pattern in yaml.SafeLoader.yaml_implicit_resolvers.get(event.value[:1], ()):
            if pattern.match(event.value):
                return str(implicit)
    return TEXT


def _json(text: str) -> Any:
    """Return the boolean or finite number that the text is in JSON, or None."""
    if not LITERAL.fullmatch(text):
        return None
    try:
        value = json.loads(text)
    except ValueError:  # too many digits
        return None
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


class _Reading:
    """Builds the values of one document while the parser reads it, so that nothing is built of what is refused."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.lines: dict[Pointer, int] = {}
        self.problems: list[Problem] = []
        self._aliases: list[Problem] = []
        self._anchors: dict[str, Any] = {}
        self._next: Callable[[], Any] = yaml.CSafeLoader(text).get_event

    def document(self) -> Any:
        """Return the value of the only document. Raises InvalidSpecError, and MarkedYAMLError as the parser does."""
        self._next()
        if isinstance(self._next(), yaml.StreamEndEvent):
            raise InvalidSpecError([Problem(self.path, 1, "the file is empty", "", "start with openapi: 3.1.1")])
        data = self._value(self._next(), ())
        self._next()
        end = self._next()
        if self._aliases:
            raise InvalidSpecError(sorted(set(self._aliases)))
        if not isinstance(end, yaml.StreamEndEvent):
            what = "expected a single document in the stream"
            raise ComposerError(what, None, "but found another document", end.start_mark)
        if self.problems:
            raise InvalidSpecError(sorted(self.problems))
        return data

    def _value(self, event: yaml.Event, pointer: Pointer) -> Any:
        self.lines.setdefault(pointer, _line(event))
        if isinstance(event, yaml.ScalarEvent) and not event.anchor:
            return self._scalar(event, pointer)
        self._bound(event, len(pointer))
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, pointer)
        if isinstance(event, yaml.AliasEvent):
            return None
        tag = _tag(event)
        if isinstance(event, yaml.MappingStartEvent) and tag == MAPPING:
            return self._mapping(pointer)
        if isinstance(event, yaml.SequenceStartEvent) and tag == SEQUENCE:
            return [self._value(item, (*pointer, index)) for index, item in enumerate(self._items())]
        self._skip_items(event, len(pointer))
        return self._refuse(event, pointer, f"tag {tag}", "remove the tag")

    def _bound(self, event: Any, depth: int) -> None:
        """Refuse what could exhaust the memory. Raises InvalidSpecError where values nest too deeply."""
        anchor = getattr(event, "anchor", None)
        if isinstance(event, yaml.AliasEvent):
            fix = "write the value out, or use $ref"
            self._aliases.append(Problem(self.path, _line(event), f"alias *{anchor}", "", fix))
        elif anchor in self._anchors:
            what = "found duplicate anchor; first occurrence"
            raise ComposerError(what, self._anchors[anchor], "second occurrence", event.start_mark)
        elif anchor:
            self._anchors[anchor] = event.start_mark
        if isinstance(event, yaml.CollectionStartEvent) and depth >= MAX_DEPTH:
            what, fix = f"nesting deeper than {MAX_DEPTH}", "name the inner part and use $ref"
            raise InvalidSpecError(sorted({*self._aliases, Problem(self.path, _line(event), what, "", fix)}))

    def _items(self) -> Iterator[yaml.NodeEvent]:
        """Yield the first event of each part of a collection, until it ends."""
        while not isinstance(event := self._next(), yaml.CollectionEndEvent):
            yield event

    def _skip(self, event: yaml.Event, depth: int) -> None:
        """Read a value that is not used."""
        self._bound(event, depth)
        self._skip_items(event, depth)

    def _skip_items(self, event: yaml.Event, depth: int) -> None:
        if isinstance(event, yaml.CollectionStartEvent):
            for item in self._items():
                self._skip(item, depth + 1)

    def _mapping(self, pointer: Pointer) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_event in self._items():
            if not self._is_name(key_event, pointer):
                self._skip(self._next(), len(pointer) + 1)
                continue
            key = key_event.value
            place = (*pointer, key)
            if key in result:
                what = f'duplicate key "{key}", first in line {self.lines[place]}'
                self._refuse(key_event, place, what, "remove or rename one of the two")
                self._skip(self._next(), len(place))
            else:
                self.lines[place] = _line(key_event)
                result[key] = self._value(self._next(), place)
        return result

    def _is_name(self, event: yaml.NodeEvent, pointer: Pointer) -> TypeGuard[yaml.ScalarEvent]:
        """Whether the key is a string to every reader; otherwise that is a problem."""
        if event.anchor or not isinstance(event, yaml.ScalarEvent):
            self._skip(event, len(pointer) + 1)
        tag = _tag(event)
        if not isinstance(event, yaml.ScalarEvent):
            self._refuse(event, pointer, "a key is a list or a mapping", "write a string")
        elif tag == f"{STANDARD}merge":
            self._refuse(event, pointer, "merge key <<", "write the merged members out")
        elif tag != TEXT:
            self._refuse(event, pointer, f"key {event.value} is not a string", "quote it")
        elif not event.style and AMBIGUOUS.fullmatch(event.value) and not event.value.isalpha():  # a letter is a letter
            self._refuse(event, pointer, f"key {event.value} is ambiguous in YAML", "quote it")
        else:
            self._refuse_control_characters(event, pointer)
            return True
        return False

    def _scalar(self, event: yaml.ScalarEvent, pointer: Pointer) -> Any:
        # An unquoted `yes`, `12:30`, `017` or `2022-10-06` is a string in YAML 1.2 and something else in YAML 1.1.
        # Hence what is not a string must be spelled as in JSON, which both read alike.
        self._refuse_control_characters(event, pointer)
        text, tag = event.value, _tag(event)
        is_text = tag == TEXT
        if is_text and event.style:
            return text
        if tag not in IMPLICIT_TAGS:
            return self._refuse(event, pointer, f"tag {tag}", "remove the tag")
        if tag == f"{STANDARD}null" and text in NULLS:
            return None
        value = _json(text)
        # Where words for people belong, every reader takes a single letter for text.
        prose = pointer[-1:] in (("description",), ("summary",), ("title",)) and text.isalpha()
        if (value is None) != is_text or (is_text and AMBIGUOUS.fullmatch(text) and not prose):
            return self._refuse(event, pointer, f"unquoted {text[:40]} is ambiguous in YAML", _advice(text, pointer))
        return text if is_text else value

    def _refuse_control_characters(self, event: yaml.ScalarEvent, pointer: Pointer) -> None:
        # An escape can spell a character that the file must not contain, and some readers and languages reject it.
        if event.style == '"' and (unprintable := Reader.NON_PRINTABLE.search(event.value)):
            self._refuse(event, pointer, f"control character {unprintable.group()!a}", "remove it")

    def _refuse(self, event: yaml.Event, pointer: Pointer, what: str, fix: str) -> None:
        where = json_pointer(pointer)
        self.problems.append(Problem(self.path, _line(event), what, where, fix))
