"""Split a page into blocks with their lines, so that each of them can be accounted for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

INCLUDE = re.compile(r"\[!INCLUDE \[([^\]]*)\]\(([^)]*)\)\]")
FRONT_MATTER_ENTRY = re.compile(r"([\w.-]+):\s*(.*)")
COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
# A line of dashes ends the tabs of an example, and a reference definition would vanish from the page's text.
PARSER = MarkdownIt("commonmark").enable("table").disable(["lheading", "reference"])


@dataclass(frozen=True)
class Block:
    """Something on the page that stands alone; `line` is counted from 1."""

    line: int


@dataclass(frozen=True)
class FrontMatter(Block):
    """The metadata before the text, one block for each entry."""

    key: str
    value: str


@dataclass(frozen=True)
class Heading(Block):
    """A heading and its level."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph(Block):
    """A paragraph, its lines joined."""

    text: str


@dataclass(frozen=True)
class Include(Block):
    """A reference to a file that the documentation's build inserts."""

    label: str
    target: str

    @property
    def name(self) -> str:
        """The name of the file, without folder and suffix."""
        return self.target.rsplit("/", 1)[-1].removesuffix(".md")


@dataclass(frozen=True)
class Comment(Block):
    """An HTML comment."""

    text: str


@dataclass(frozen=True)
class Fence(Block):
    """A code block; `line` is that of its first line of code."""

    info: str
    text: str


@dataclass(frozen=True)
class TableRow(Block):
    """A row with the cells that stand on its line, which may be more or fewer than the header has."""

    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table(Block):
    """A table and its rows."""

    header: tuple[str, ...]
    rows: tuple[TableRow, ...]


@dataclass(frozen=True)
class Item(Block):
    """An item of a list."""

    text: str


@dataclass(frozen=True)
class Quote(Block):
    """A block quote, often a note."""

    text: str


@dataclass(frozen=True)
class Rule(Block):
    """A line of dashes."""


@dataclass(frozen=True)
class Other(Block):
    """Anything that pages of this form do not have."""

    text: str


def split(text: str) -> Iterator[Block]:
    """Yield the blocks of a page in their order; every character but white space is in one of them."""
    lines = text.removeprefix("\ufeff").splitlines()
    start = 0
    if lines and lines[0].strip() == "---" and "---" in (line.strip() for line in lines[1:]):
        start = next(index for index, line in enumerate(lines) if index and line.strip() == "---") + 1
        yield from _front_matter(lines[1 : start - 1])
    tokens = PARSER.parse("\n".join([""] * start + lines[start:]))
    top_level = [index for index, token in enumerate(tokens) if token.level == 0 and token.nesting >= 0]
    for first, after in pairwise([*top_level, len(tokens)]):
        yield from _block(tokens[first:after], lines)


def _front_matter(lines: list[str]) -> Iterator[Block]:
    for number, line in enumerate(lines, start=2):
        if entry := FRONT_MATTER_ENTRY.fullmatch(line.strip()):
            yield FrontMatter(number, entry[1], entry[2].strip().strip("\"'"))
        elif line.strip():
            yield Other(number, line.strip())


def _block(tokens: list[Token], lines: list[str]) -> Iterator[Block]:
    token = tokens[0]
    line = (token.map or [0])[0] + 1
    if token.type == "heading_open":
        yield Heading(line, int(token.tag[1:]), _text(tokens))
    elif token.type == "paragraph_open":
        yield from _paragraph(line, tokens[1].content)
    elif token.type == "fence":
        yield Fence(line + 1, token.info.strip(), token.content)
    elif token.type == "html_block":
        yield from _html(line, token.content)
    elif token.type == "table_open":
        yield _table(tokens, line, lines)
    elif token.type in ("bullet_list_open", "ordered_list_open"):
        yield from _items(tokens)
    elif token.type == "blockquote_open":
        yield Quote(line, _text(tokens))
    elif token.type == "hr":
        yield Rule(line)
    else:
        yield Other(line, token.content)


def _text(tokens: list[Token]) -> str:
    """Return all the text in the tokens, as Markdown; an unusual part such as code in a quote is kept too."""
    return " ".join(token.content for token in tokens if token.content).strip()


def _paragraph(line: int, text: str) -> Iterator[Block]:
    rest: list[str] = []
    start = line
    for number, each in enumerate([*text.split("\n"), None], start=line):
        include = INCLUDE.fullmatch(each.strip()) if each is not None else None
        if (each is None or include) and rest:
            yield Paragraph(start, " ".join(rest))
            rest = []
        if include:
            yield Include(number, include[1], include[2])
        elif each is not None:
            start = start if rest else number
            rest.append(each.strip())


def _html(line: int, text: str) -> Iterator[Block]:
    end = 0
    for comment in COMMENT.finditer(text):
        if text[end : comment.start()].strip():
            yield Other(line, text[end : comment.start()].strip())
        yield Comment(line + text.count("\n", 0, comment.start()), comment[1].strip())
        end = comment.end()
    if rest := text[end:].strip():
        yield Rule(line) if set(rest) == {"-"} else Other(line, rest)


def _table(tokens: list[Token], line: int, lines: list[str]) -> Table:
    rows = [(token.map or [0])[0] for token in tokens if token.type == "tr_open"]
    header, *body = ((row + 1, _cells(lines[row])) for row in rows)
    return Table(line, header[1], tuple(TableRow(number, cells) for number, cells in body))


def _cells(line: str) -> tuple[str, ...]:
    # As markdown-it splits a row, but without leaving out what exceeds the header.
    cells = escapedSplit(line.strip())
    if cells and not cells[0]:
        cells.pop(0)
    if cells and not cells[-1]:
        cells.pop()
    return tuple(cell.strip() for cell in cells)


def _items(tokens: list[Token]) -> Iterator[Block]:
    first = 0
    for index, token in enumerate([*tokens, None]):
        if token is None or token.type == "list_item_open":
            if first:
                inner = tokens[first:index]
                nested = any(each.type in ("fence", "html_block") for each in inner)
                line = (inner[0].map or [0])[0] + 1
                yield (Other if nested else Item)(line, _text(inner))
            first = index
