"""Read a YAML file into JSON values that remember their lines, and refuse what YAML readers disagree on."""

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from yaml.reader import Reader

from generator.spec import walk
from generator.spec.walk import Pointer as Pointer

MAX_BYTES = 5_000_000
MAX_DEPTH = 100
# What a scalar means in YAML 1.2 but not in 1.1, or in 1.1 but not to PyYAML.
AMBIGUOUS = re.compile(
    r"[yYnN]|=|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)"
)
IMPLICIT_TAGS = {
    f"tag:yaml.org,2002:{name}" for name in ("str", "null", "bool", "int", "float", "timestamp", "merge", "value")
}
# Keywords whose value is a number.
NUMERIC = re.compile("minimum|maximum|exclusive(Min|Max)imum|multipleOf|(min|max)(Length|Items|Properties)")
# Keywords whose value has the type that the schema says.
DATA = frozenset(("const", "default", "enum", "example", "examples"))
LIKE_A_NUMBER = re.compile(r"[-+]?\.?[0-9][0-9a-zA-Z_.+]*([eE][-+]?[0-9]+)?")
LIKE_A_BOOLEAN = re.compile("y|n|yes|no|on|off|true|false", re.IGNORECASE)
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
    try:
        # The scan reads the text as a stream, so aliases and deep nesting are refused before anything is built.
        if problems := set(_scan(path, text)):
            raise InvalidSpecError(sorted(problems))
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        raise InvalidSpecError([_syntax_problem(path, text, error)]) from None
    if root is None:
        raise InvalidSpecError([Problem(path, 1, "the file is empty", "", "start with openapi: 3.1.1")])
    reading = _Reading(path, {}, [])
    data = reading.value(root, ())
    if reading.problems:
        raise InvalidSpecError(sorted(reading.problems))
    return Source(path, data, reading.lines)


def _scan(path: Path, text: str) -> Iterator[Problem]:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            yield Problem(path, line, f"alias *{event.anchor}", "", "write the value out, or use $ref")
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                yield Problem(path, line, f"nesting deeper than {MAX_DEPTH}", "", "name the inner part and use $ref")
                return
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _syntax_problem(path: Path, text: str, error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark
    line = mark.line + 1 if mark else 1
    lines = text.splitlines()
    if line <= len(lines) and "\t" in lines[line - 1][: len(lines[line - 1]) - len(lines[line - 1].lstrip())]:
        return Problem(path, line, "a tab in the indentation", "", "indent with spaces")
    what = ", ".join(part for part in (error.problem, error.context) if part)
    return Problem(path, line, f"not YAML: {what}", "", "fix the YAML here or just above")


@dataclass(frozen=True)
class _Reading:
    """A walk over the nodes of one document; depth is bounded by the scan."""

    path: Path
    lines: dict[Pointer, int]
    problems: list[Problem]

    def value(self, node: yaml.Node, pointer: Pointer) -> Any:
        self.lines.setdefault(pointer, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode) and node.tag == "tag:yaml.org,2002:map":
            return self._mapping(node, pointer)
        if isinstance(node, yaml.SequenceNode) and node.tag == "tag:yaml.org,2002:seq":
            return [self.value(item, (*pointer, index)) for index, item in enumerate(node.value)]
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, pointer)
        return self._refuse(node, pointer, f"tag {node.tag}", "remove the tag")

    def _text(self, node: yaml.ScalarNode, pointer: Pointer) -> str:
        # An escape can spell a character that the file must not contain, and some readers and languages reject it.
        text: str = node.value
        if unprintable := Reader.NON_PRINTABLE.search(text):
            self._refuse(node, pointer, f"control character {unprintable.group()!a}", "remove it")
        return text

    def _mapping(self, node: yaml.MappingNode, pointer: Pointer) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._refuse(key_node, pointer, "a key is a list or a mapping", "write a string")
                continue
            key = key_node.value
            plain = not key_node.style
            if key_node.tag == "tag:yaml.org,2002:merge":
                self._refuse(key_node, pointer, "merge key <<", "write the merged members out")
            elif key_node.tag != "tag:yaml.org,2002:str":
                self._refuse(key_node, pointer, f"key {key} is not a string", "quote it")
            elif plain and AMBIGUOUS.fullmatch(key) and not key.isalpha():  # a letter as a name is a letter to all
                self._refuse(key_node, pointer, f"key {key} is ambiguous in YAML", "quote it")
            elif self._text(key_node, pointer) in result:
                what = f'duplicate key "{key}", first in line {self.lines[*pointer, key]}'
                self._refuse(key_node, (*pointer, key), what, "remove or rename one of the two")
            else:
                self.lines[*pointer, key] = key_node.start_mark.line + 1
                result[key] = self.value(value_node, (*pointer, key))
        return result

    def _scalar(self, node: yaml.ScalarNode, pointer: Pointer) -> Any:
        # An unquoted `yes`, `12:30`, `017` or `2022-10-06` is a string in YAML 1.2 and something else in YAML 1.1.
        # Hence what is not a string must be spelled as in JSON, which both read alike.
        text = self._text(node, pointer)
        is_text = node.tag == "tag:yaml.org,2002:str"
        if is_text and node.style:
            return text
        if node.tag not in IMPLICIT_TAGS:
            return self._refuse(node, pointer, f"tag {node.tag}", "remove the tag")
        if node.tag == "tag:yaml.org,2002:null" and text in NULLS:
            return None
        try:
            value = json.loads(text)
        except ValueError:
            value = None
        invalid = value is None or (isinstance(value, float) and not math.isfinite(value))
        # Where words for people belong, every reader takes a single letter for text.
        prose = pointer[-1:] in (("description",), ("summary",), ("title",)) and text.isalpha()
        if invalid != is_text or (is_text and AMBIGUOUS.fullmatch(text) and not prose):
            return self._refuse(node, pointer, f"unquoted {text[:40]} is ambiguous in YAML", _advice(text, pointer))
        return text if is_text else value

    def _refuse(self, node: yaml.Node, pointer: Pointer, what: str, fix: str) -> None:
        where = json_pointer(pointer)
        self.problems.append(Problem(self.path, node.start_mark.line + 1, what, where, fix))
