"""Read the pages of types: properties, relationships and JSON of a resource, members of enums."""

import re
from typing import Any

from generator.documentation import facts, messages, rows
from generator.documentation.blocks import Block, Comment, Fence, Heading, Paragraph, Table
from generator.documentation.reading import Reading, sections
from generator.documentation.texts import digest, normalized
from generator.spec.graph_rules import TYPE_PROPERTY

INHERITS = re.compile(rf"Inherits from \[({rows.NAME})\]\([^)]*\)\.?")
BASE_OF = re.compile(rf"Base type of (\[{rows.NAME}\]\([^)]*\)(?:(?:, (?:and )?| and )\[{rows.NAME}\]\([^)]*\))*)\.?")
METHODS = ("method", "return type", "description")
METHOD = re.compile(r"(?:\[([^\]]+)\]\(([^)]*)\)|([^\[\]]+))")
ENUM_HEADING = re.compile(r"(\w+) values")


def read_bases(reading: Reading) -> dict[str, Any]:
    """Read the sentences about inheritance, which stand among those that describe the type."""
    found: dict[str, Any] = {}
    for block in reading.blocks:
        if (
            isinstance(block, Paragraph)
            and (match := INHERITS.fullmatch(normalized(block.text)))
            and "base" not in found
        ):
            found["base"] = match[1]
        elif isinstance(block, Paragraph) and (match := BASE_OF.fullmatch(normalized(block.text))):
            found["base_of"] = tuple(re.findall(rf"\[({rows.NAME})\]", match[1]))
        else:
            continue
        reading.take(block)
    return found


def read_resource(reading: Reading, head: dict[str, Any]) -> facts.ResourcePage:
    """Read the sections of the page of a type."""
    found: dict[str, Any] = {}
    for heading, content in sections(reading):
        name = normalized(heading.text).lower()
        if name not in ("methods", "properties", "relationships", "json representation"):
            continue
        reading.take(heading)
        if name == "json representation":
            found |= _representation(reading, content)
        elif name == "methods":
            found["methods"] = _methods(reading, content)
        else:
            found[name] = _rows(reading, content)
    return facts.ResourcePage(**head, **found)


def _rows(reading: Reading, content: list[Block]) -> tuple[facts.Row, ...]:
    for block in content:
        if rows.is_row_table(block):
            return rows.table_rows(reading, block, lambda row: rows.read_row(reading, row))
    return ()


def _methods(reading: Reading, content: list[Block]) -> tuple[facts.Method, ...]:
    found: list[facts.Method] = []
    for block in content:
        if not isinstance(block, Table) or tuple(normalized(cell).lower() for cell in block.header) != METHODS:
            continue
        reading.take(block)
        for row in block.rows:
            if not rows.same_width(reading, block, row):
                continue
            name = METHOD.fullmatch(row.cells[0])
            result = rows.read_type(row.cells[1])
            if not name or not result:
                reading.problem(row.line, f"method {row.cells[0]!r} with return type {row.cells[1]!r}")
                continue
            found.append(
                facts.Method(
                    line=row.line,
                    name=name[1] or name[3],
                    page=rows.page_name(name[2]) if name[2] else None,
                    type=result[0] if result[0] != "None" else None,
                    collection=result[1],
                    description=digest(row.cells[2]) if row.cells[2] else None,
                )
            )
    return tuple(found)


def _representation(reading: Reading, content: list[Block]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for block in content:
        match block:
            case Comment() if value := messages.read_comment(reading, block):
                found["type"] = value.get(TYPE_PROPERTY)
                found["base_type"] = value.get("baseType")
                found["key"] = value.get("keyProperty")
                found["open"] = value.get("openType")
                found["abstract"] = value.get("abstract")
            case Fence() if block.info in messages.LANGUAGES and "payload" not in found:
                reading.take(block)
                found["payload"], found["mended"] = messages.read_payload(reading, block.line, block.text)
            case _:
                pass
    return found


def read_enums(reading: Reading, head: dict[str, Any]) -> facts.EnumPage:
    """Read the page of a namespace's enums: a heading and a table of members for each."""
    found: list[facts.Enum] = []
    heading: tuple[Heading, str] | None = None
    for block in reading.blocks:
        if isinstance(block, Heading) and (match := ENUM_HEADING.fullmatch(normalized(block.text))):
            heading = (block, match[1])
        elif isinstance(block, Comment) and '"#page.annotation"' in block.text:
            reading.take(block)
        elif isinstance(block, Table) and heading and normalized(block.header[0]).lower() == "member":
            reading.take(heading[0])
            reading.take(block)
            members = tuple(row.cells[0].strip("`*") for row in block.rows if rows.same_width(reading, block, row))
            found.append(facts.Enum(line=heading[0].line, name=heading[1], members=members))
            heading = None
    return facts.EnumPage(**head, enums=tuple(found))
