"""Read the examples of a page: the comment, first line, headers and JSON of each request and response."""

import json
import re
from typing import Any

from generator.documentation import blocks, facts
from generator.documentation.blocks import Block, Comment, Fence, Heading
from generator.documentation.reading import Reading
from generator.documentation.texts import digest, normalized
from generator.spec.graph_rules import TYPE_PROPERTY

LANGUAGES = ("http", "json", "msgraph-interactive", "")
REQUEST_LINE = re.compile(r"(?:GET|PUT|POST|DELETE|PATCH|HEAD|OPTIONS) \S.*")
STATUS_LINE = re.compile(r"HTTP/[\d.]+ +(\d{3})\b.*")
HEADER_LINE = re.compile(r"([\w-]+): ?(.*)")
EXAMPLE_HEADING = re.compile(r"Example(?: \d+)?(?:: (.*))?")
TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
COMMENT_KEYS = {
    "blockType", "name", "truncated", TYPE_PROPERTY, "isCollection", "isEmpty", "sampleKeys", "scopes", "keyProperty",
    "baseType", "openType", "abstract", "optionalProperties",
}  # fmt: skip
SHOWN_KEYS = {"blockType", "name", "truncated", TYPE_PROPERTY, "isCollection"}


def read_comment(reading: Reading, comment: Comment) -> dict[str, Any] | None:
    """Return the JSON of a comment. Report a comment that is not JSON, and unknown keys."""
    try:
        value = json.loads(TRAILING_COMMA.sub("", comment.text))
    except ValueError:
        return None
    if not isinstance(value, dict):
        return None
    reading.take(comment)
    for key in sorted(value.keys() - COMMENT_KEYS):
        reading.problem(comment.line, f"comment key {key}")
    return value


def read_json(text: str) -> tuple[Any, tuple[str, ...]]:
    """Return the value, and what had to be done to the text before it could be read. Raises ValueError."""
    try:
        return json.loads(text), ()
    except ValueError:
        return json.loads(TRAILING_COMMA.sub("", text)), ("trailing comma",)


def read_payload(reading: Reading, line: int, text: str) -> tuple[Any, tuple[str, ...]]:
    """Return the payload and what was mended; report JSON that is not as RFC 8259 has it."""
    try:
        payload, mended = read_json(text)
    except ValueError as error:
        reading.problem(line, f"the payload is not JSON ({error})")
        return None, (f"not JSON: {digest(text)}",)
    for what in mended:
        reading.problem(line, f"the payload is not JSON ({what}); read without it")
    return payload, mended


def read_examples(reading: Reading, section: list[Block]) -> tuple[facts.Example, ...]:
    """Read the examples of a section; prose in it is kept as hashes."""
    drafts: list[dict[str, Any]] = [{"line": section[0].line if section else 0, "wording": []}]
    comment: tuple[Comment, dict[str, Any]] | None = None
    for block in section:
        if id(block) in reading.boilerplate:
            continue
        match block:
            case Heading() if normalized(block.text).lower() in ("request", "response"):
                reading.take(block)
            case Heading() if title := EXAMPLE_HEADING.fullmatch(normalized(block.text)):
                reading.take(block)
                drafts.append({"line": block.line, "title": title[1] and digest(title[1]), "wording": []})
            case Comment():
                value = read_comment(reading, block)
                comment = (block, value) if value is not None else None
            case Fence() if block.info in LANGUAGES:
                _add_message(reading, block, comment, drafts)
                comment = None
            case blocks.Paragraph() | blocks.Quote() | blocks.Item():
                reading.take(block)
                drafts[-1]["wording"].append(digest(block.text))
            case _:
                pass
    return tuple(
        facts.Example(**{**draft, "wording": tuple(draft["wording"])})
        for draft in drafts
        if draft.keys() & {"request", "response", "title"} or draft["wording"]
    )


def _add_message(
    reading: Reading,
    fence: Fence,
    comment: tuple[Comment, dict[str, Any]] | None,
    drafts: list[dict[str, Any]],
) -> None:
    kind = "request" if REQUEST_LINE.match(fence.text) else "response" if STATUS_LINE.match(fence.text) else None
    said = comment[1].get("blockType") if comment else None
    if kind is None:
        return
    if said not in (kind, None):
        reading.problem(fence.line, f"a {kind} under a comment that calls it {said}")
    reading.take(fence)
    if kind in drafts[-1]:
        drafts.append({"line": fence.line, "wording": []})
    drafts[-1][kind] = _message(reading, fence, comment[1] if comment else None)


def _message(reading: Reading, fence: Fence, comment: dict[str, Any] | None) -> facts.Message:
    head, _, body = fence.text.partition("\n\n")
    start, *lines = head.strip().split("\n")
    headers: list[facts.Header] = []
    for number, text in enumerate(lines, start=fence.line + 1):
        if text.lstrip().startswith(("{", "[")):
            # No empty line between the headers and the payload.
            body = "\n".join([*lines[number - fence.line - 1 :], body])
            break
        if header := HEADER_LINE.fullmatch(text.strip()):
            headers.append(facts.Header(line=number, name=header[1], value=header[2]))
        else:
            reading.problem(number, f"line of the example {text!r}")
    payload: Any = None
    mended: tuple[str, ...] = ()
    if body.strip():
        payload, mended = read_payload(reading, fence.line + fence.text.count("\n", 0, fence.text.find(body)), body)
    comment = comment or {}
    more = {key: value for key, value in comment.items() if key not in SHOWN_KEYS}
    kind = comment.get(TYPE_PROPERTY)
    if kind and comment.get("isCollection") and not kind.startswith("Collection("):
        kind = f"Collection({kind})"
    return facts.Message(
        line=fence.line,
        start=normalized(start),
        name=comment.get("name"),
        type=kind,
        truncated=comment.get("truncated") in (True, "true"),
        comment=bool(comment),
        headers=tuple(headers),
        mended=mended,
        more=digest(json.dumps(more, sort_keys=True)) if more else None,
        payload=payload,
    )
