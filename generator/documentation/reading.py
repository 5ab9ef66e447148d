"""Account for the blocks of a page: each is read as a fact, known as boilerplate, or reported."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator.documentation import blocks, texts
from generator.documentation.blocks import Block, Heading
from generator.spec.source import InvalidSpecError, Problem


@dataclass(frozen=True, order=True)
class NotRead:
    """Content of a page that became no fact."""

    path: Path
    line: int
    what: str

    def __str__(self) -> str:
        """Return the finding as one line, as compilers do."""
        return f"{self.path}:{self.line}: not read: {' '.join(self.what.split())}"


@dataclass
class Reading:
    """The blocks of one page, and which of them are still to be accounted for."""

    path: Path
    blocks: list[Block]
    taken: set[int] = field(default_factory=set)
    boilerplate: set[int] = field(default_factory=set)
    problems: list[NotRead] = field(default_factory=list)
    refused: bool = False
    """Whether nothing of the page was read."""

    def take(self, block: Block) -> None:
        """Note that the block was read: it is part of the facts, or a problem says what is not."""
        self.taken.add(id(block))

    def problem(self, line: int, what: str) -> None:
        """Note what was not read within a block."""
        self.problems.append(NotRead(self.path, line, what))

    def refuse(self, line: int, what: str) -> None:
        """Note that nothing of the page is read, and why."""
        self.taken |= {id(block) for block in self.blocks}
        self.refused = True
        self.problem(line, what)

    def left(self) -> Iterator[NotRead]:
        """Yield what is not read: problems within blocks and blocks that nothing took."""
        yield from self.problems
        for block in self.blocks:
            if id(block) not in self.taken and id(block) not in self.boilerplate:
                yield NotRead(self.path, block.line, describe(block))

    def counts(self) -> tuple[int, int]:
        """Return how many blocks are not boilerplate, and how many of them were read without a problem."""
        counted = [block for block in self.blocks if id(block) not in self.boilerplate]
        lines = {problem.line for problem in self.left()}
        size = {id(block): len(block.rows) + 1 if isinstance(block, blocks.Table) else 1 for block in counted}
        total = sum(size.values())
        return total, 0 if self.refused else max(0, total - len(lines))


def sections(reading: Reading) -> Iterator[tuple[Heading, list[Block]]]:
    """Yield each section of the page by its heading of the second level."""
    starts = [n for n, b in enumerate(reading.blocks) if isinstance(b, Heading) and b.level == 2]
    for start, end in zip(starts, [*starts[1:], len(reading.blocks)], strict=True):
        heading = reading.blocks[start]
        if isinstance(heading, Heading):
            content = reading.blocks[start + 1 : end]
            yield heading, [block for block in content if id(block) not in reading.boilerplate]


def open_page(path: Path) -> Reading:
    """Split the page and set its boilerplate aside. Raises OSError, and InvalidSpecError where it is not UTF-8 text."""
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidSpecError([Problem(path, 1, "the page is not UTF-8 text", "", "save it as UTF-8")]) from None
    reading = Reading(path, list(blocks.split(text)))
    reading.boilerplate |= {id(block) for block in reading.blocks if texts.is_boilerplate(block)}
    return reading


def describe(block: Block) -> str:
    """Return what a block is and how it begins."""
    match block:
        case blocks.Heading() | blocks.Paragraph() | blocks.Comment() | blocks.Item() | blocks.Quote():
            text = block.text
        case blocks.Include():
            text = block.target
        case blocks.FrontMatter():
            text = f"{block.key}: {block.value}"
        case blocks.Table():
            text = " | ".join(block.header)
        case blocks.Fence() | blocks.Other():
            text = block.text
        case _:
            text = ""
    text = texts.normalized(text)
    return f"{type(block).__name__.lower()} {text[:70] + '…' if len(text) > 70 else text!r}"
