"""Read the cells of tables: types, marks, enum members, permissions, headers."""

import re
from collections.abc import Callable
from typing import TypeGuard

from generator.documentation import facts
from generator.documentation.blocks import Block, Table, TableRow
from generator.documentation.reading import Reading
from generator.documentation.texts import digest, normalized

NAME = r"[\w@.$-]+"
LINK = rf"\[(?P<text>{NAME})\]\((?P<target>[^)\s]*)\)"
TYPE = re.compile(
    rf"(?P<before>[Cc]ollection\(|[Cc]ollection of )?(?:{LINK}|`?(?P<plain>{NAME})`?)\)?(?P<after> [Cc]ollection)?"
)
LINKED_OR_PLAIN = re.compile(rf"(?:\*\*)?(?:\[({NAME})\]\([^)]*\)|`?({NAME})`?)(?:\*\*)?")
TODO = re.compile(r"\*\*TODO:[^*]*\*\*\.?")
MARK = re.compile(r"(?:^|(?<=[.\s>]))(Required|Optional)(?:\.(?=\s|$)|$)")
LIST = r"(`[^`\s]+`(?:(?:,? (?:and|or) |, ?)`[^`\s]+`)*)"
MEMBERS = re.compile(rf"(?:The )?[Pp]ossible values(?: are)?(?: based on the number of)?:? ?{LIST}")
ON_REQUEST = re.compile(rf"`Prefer: include-unknown-enum-members`[^`]*: ?{LIST}")
SOME_MEMBERS = re.compile(r"[Pp]ossible values?\b")
INHERITED = re.compile(rf"Inherited from (?:\[({NAME})\]\([^)]*\)|\*\*({NAME})\*\*)\.?")
NOT_NULLABLE = re.compile(r"\b(?:[Nn]ot|never|can't|cannot|mustn't)(?: be)? `?(?:null|nullable)\b")
NULLABLE = re.compile(r"\b(?:or|is|be|to|are) `?null\b|(?:^|\W)Nullable\b")
HEADER_VALUE = re.compile(r"(?:^|(?<=\s))(Bearer \{\w+\}|[a-z]+/[a-z0-9.+-]+(?:;[\w=.-]+)*)\.?(?=\s|$)")
PERMISSION = re.compile(r"[\w-]+(?:\.[\w-]+)+")
NO_PERMISSION = re.compile(r"[Nn]ot ([Ss]upported|available)\.?")
SIGN_INS = {
    "delegated (work or school account)": "delegated_work",
    "delegated (personal microsoft account)": "delegated_personal",
    "application": "application",
}
ORDERS = {
    ("permissions (from least to most privileged)",): "least to most",
    ("permissions (from most to least privileged)",): "most to least",
    ("least privileged permissions", "higher privileged permissions"): "least, higher",
}
ROW_HEADERS = tuple((first, "type", "description") for first in ("property", "parameter", "name", "relationship"))


def is_row_table(block: Block) -> TypeGuard[Table]:
    """Whether the block is a table of properties, parameters or relationships."""
    return isinstance(block, Table) and tuple(normalized(cell).lower() for cell in block.header) in ROW_HEADERS


def page_name(target: str) -> str:
    """Return the name of the page that a link leads to."""
    return target.split("#")[0].rsplit("/", 1)[-1].removesuffix(".md")


def read_type(cell: str) -> tuple[str, bool, str | None] | None:
    """Return the name of a type, whether it is a collection, and the page it links to."""
    match = TYPE.fullmatch(normalized(cell))
    if not match:
        return None
    page = page_name(match["target"]) if match["target"] else None
    return match["text"] or match["plain"], bool(match["before"] or match["after"]), page


def table_rows(reading: Reading, table: Table, read: Callable[[TableRow], facts.Row | None]) -> tuple[facts.Row, ...]:
    """Read each row, reporting those that have too many or too few cells or a name that another has."""
    reading.take(table)
    rows: dict[str, facts.Row] = {}
    for row in table.rows:
        fact = read(row) if same_width(reading, table, row) else None
        if fact and fact.name in rows:
            reading.problem(row.line, f"duplicate row {fact.name}")
        elif fact:
            rows[fact.name] = fact
    return tuple(rows.values())


def same_width(reading: Reading, table: Table, row: TableRow) -> bool:
    """Report a row that has too many or too few cells."""
    if len(row.cells) == len(table.header):
        return True
    reading.problem(row.line, f"the row has {len(row.cells)} cells, the header {len(table.header)}")
    return False


def read_row(reading: Reading, row: TableRow) -> facts.Row | None:
    """Read name, type and description; report what cannot be read."""
    name = LINKED_OR_PLAIN.fullmatch(row.cells[0])
    kind = read_type(row.cells[1])
    if not name or not kind:
        cell = row.cells[1 if name else 0]
        reading.problem(row.line, f"{'type' if name else 'name'} {cell!r}")
        return None
    name_text = name[1] or name[2]
    text, kept, found = _pieces(row.cells[2] if len(row.cells) > 2 else "")
    marks = {mark.lower() for mark in found[MARK]}
    if len(marks) > 1:
        reading.problem(row.line, f"{name_text} is marked both required and optional")
    if SOME_MEMBERS.search(text):
        reading.problem(row.line, f"the possible values of {name_text}: they are not a list of quoted members")
    nullable = False if NOT_NULLABLE.search(text) else True if NULLABLE.search(text) else None
    return facts.Row(
        line=row.line,
        name=name_text,
        type=kind[0],
        collection=kind[1],
        page=kind[2],
        mark=marks.pop() if len(marks) == 1 else None,
        nullable=nullable,
        members=_members(found[MEMBERS]),
        members_on_request=_members(found[ON_REQUEST]),
        inherited=found[INHERITED][0] if found[INHERITED] else None,
        todo=bool(found[TODO]),
        description=digest(kept) if kept else None,
    )


def _pieces(cell: str) -> tuple[str, str, dict[re.Pattern[str], list[str]]]:
    """Take the facts out of a description; return the rest, the rest with what introduces members, and the facts."""
    kept = rest = normalized(re.sub(r"<br ?/?>", " ", cell))
    found: dict[re.Pattern[str], list[str]] = {}
    for pattern in (TODO, ON_REQUEST, MEMBERS, INHERITED, MARK):
        found[pattern] = [next(filter(None, match.groups()), match[0]) for match in pattern.finditer(rest)]
        rest = normalized(pattern.sub("", rest))
        if pattern in (ON_REQUEST, MEMBERS):
            for members in found[pattern]:
                kept = kept.replace(members, "")
        else:
            kept = normalized(pattern.sub("", kept))
    return rest.strip(" ."), kept.strip(" ."), found


def _members(lists: list[str]) -> tuple[str, ...]:
    return tuple(member for each in lists for member in re.findall(r"`([^`]+)`", each))


def read_header(reading: Reading, row: TableRow) -> facts.Header:
    """Read a row of the table of request headers."""
    text, _, found = _pieces(row.cells[1])
    value = HEADER_VALUE.search(text)
    text = normalized(HEADER_VALUE.sub("", text, count=1)).strip(" .")
    marks = {mark.lower() for mark in found[MARK]}
    if len(marks) > 1:
        reading.problem(row.line, f"{row.cells[0]} is marked both required and optional")
    return facts.Header(
        line=row.line,
        name=row.cells[0].strip("*`"),
        value=value[1] if value else None,
        mark=marks.pop() if len(marks) == 1 else None,
        description=digest(text) if text else None,
    )


def read_permissions(reading: Reading, table: Table, include: str | None = None) -> facts.Permissions | None:
    """Read a permission table. A cell that is not a list of names becomes None and is reported."""
    columns = tuple(normalized(cell).lower() for cell in table.header)
    if not columns or columns[0] != "permission type":
        return None
    reading.take(table)
    order = ORDERS.get(columns[1:], "unknown")
    if order == "unknown":
        reading.problem(table.line, f"permissions under {' and '.join(table.header[1:])}")
    cells: dict[str, facts.Permission] = {}
    for row in table.rows:
        sign_in = SIGN_INS.get(normalized(row.cells[0]).lower() if row.cells else "")
        if not sign_in or sign_in in cells:
            reading.problem(row.line, f"permission type {row.cells[0] if row.cells else ''!r}")
        elif same_width(reading, table, row):
            cells[sign_in] = _permission(reading, row)
    nothing = facts.Permission(line=table.line, names=None)
    for sign_in in SIGN_INS.values():
        if sign_in not in cells:
            reading.problem(table.line, f"no permissions for {sign_in.replace('_', ' ')}")
            cells[sign_in] = nothing
    return facts.Permissions(line=table.line, order=order, include=include, **cells)


def _permission(reading: Reading, row: TableRow) -> facts.Permission:
    columns: list[tuple[str, ...]] = []
    remarks: list[str] = []
    for text in map(normalized, row.cells[1:]):
        cell, _, remark = text.partition(" (")
        remarks += [remark] if remark else []
        if TODO.fullmatch(cell):
            return facts.Permission(line=row.line, names=None, todo=True)
        if NO_PERMISSION.fullmatch(cell):
            columns.append(())
            continue
        parts = tuple(part.strip(" `") for part in re.split(r", ?", cell.rstrip(".")))
        if not all(PERMISSION.fullmatch(part) for part in parts):
            reading.problem(row.line, f"permissions {text!r}: they are not a list of names")
            return facts.Permission(line=row.line, names=None)
        columns.append(parts)
    higher = tuple(name for each in columns[1:] for name in each)
    wording = digest(" ".join(remarks)) if remarks else None
    return facts.Permission(line=row.line, names=columns[0], higher=higher, wording=wording)
