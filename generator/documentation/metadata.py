"""Cross-check facts with a metadata document (CSDL): what it says otherwise is printed, and is never an error."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from generator.documentation import facts, typenames
from generator.spec.graph_rules import TYPE_PROPERTY
from generator.spec.source import InvalidSpecError, Problem


@dataclass(frozen=True)
class Member:
    """A property of a type, without the type's namespace."""

    type: str
    collection: bool
    nullable: bool


@dataclass(frozen=True)
class Metadata:
    """The types of a metadata document by full name, and the date of the file."""

    date: datetime.date
    properties: dict[str, dict[str, Member]]
    enums: dict[str, tuple[str, ...]]


def load(path: Path) -> Metadata:
    """Read a CSDL file. Raises OSError, and InvalidSpecError where it is not XML."""
    try:
        root = ElementTree.fromstring(path.read_bytes())  # noqa: S314 - a file that the maintainer names
    except ElementTree.ParseError as error:
        raise InvalidSpecError(
            [Problem(path, error.position[0], f"not XML ({error})", "", "name a CSDL file")]
        ) from None
    date = datetime.datetime.fromtimestamp(path.stat().st_mtime, datetime.UTC).date()
    own: dict[str, dict[str, Member]] = {}
    bases: dict[str, str] = {}
    enums: dict[str, tuple[str, ...]] = {}
    for schema in (root, *root.iter()):
        space = schema.get("Namespace")
        for element in schema if space and _tag(schema) == "Schema" else ():
            name = f"{space}.{element.get('Name')}"
            if _tag(element) in ("EntityType", "ComplexType"):
                own[name] = {
                    str(each.get("Name")): _member(each) for each in element if _tag(each).endswith("Property")
                }
                bases[name] = str(element.get("BaseType", ""))
            elif _tag(element) == "EnumType":
                enums[name] = tuple(str(each.get("Name")) for each in element if _tag(each) == "Member")
    return Metadata(date, {name: _inherited(name, own, bases) for name in own}, enums)


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rsplit("}", 1)[-1]


def _member(element: ElementTree.Element) -> Member:
    kind = element.get("Type", "")
    collection = kind.startswith("Collection(")
    name = typenames.scalar(kind.removeprefix("Collection(").rstrip(")"))
    return Member(name, collection, element.get("Nullable", "true") != "false" and not collection)


def _inherited(name: str, own: dict[str, dict[str, Member]], bases: dict[str, str]) -> dict[str, Member]:
    found: dict[str, Member] = {}
    seen: set[str] = set()
    while name in own and name not in seen:
        seen.add(name)
        found = {**own[name], **found}
        name = bases[name]
    return found


def differences(page: facts.Page, metadata: Metadata) -> Iterator[tuple[int, str]]:
    """Yield the line of each fact that the metadata has otherwise, and what it says."""
    if isinstance(page, facts.EnumPage):
        for enum in page.enums:
            members = metadata.enums.get(f"{page.namespace}.{enum.name}", enum.members)
            if members != enum.members:
                yield enum.line, f"metadata of {metadata.date} says {enum.name} has {', '.join(members)}"
    elif isinstance(page, facts.ResourcePage):
        yield from _rows(page.type, (*page.properties, *page.relationships), page.line, metadata, whole=True)
    elif isinstance(page, facts.ApiPage) and page.body:
        payloads = [each.request.payload for each in page.examples if each.request]
        names = [
            payload[TYPE_PROPERTY] for payload in payloads if isinstance(payload, dict) and TYPE_PROPERTY in payload
        ]
        yield from _rows(str(names[0]) if names else None, page.body.rows, page.body.line, metadata, whole=False)


def _rows(
    name: str | None, rows: tuple[facts.Row, ...], line: int, metadata: Metadata, *, whole: bool
) -> Iterator[tuple[int, str]]:
    known = metadata.properties.get((name or "").removeprefix("#"))
    if known is None:
        return
    says = f"metadata of {metadata.date} says"
    for row in rows:
        member = known.get(row.name)
        if member is None:
            if row.name != "id":
                yield row.line, f"{says} {name} has no {row.name}"
            continue
        stated = (typenames.scalar(row.type), row.collection)
        if stated != (member.type, member.collection):
            kind = f"collection of {member.type}" if member.collection else member.type
            yield row.line, f"{says} {row.name} is of type {kind}, the page {typenames.of_row(row)}"
        if row.nullable and not member.nullable:
            yield row.line, f"{says} {row.name} is not nullable, the page says that it is"
        elif member.nullable and not row.nullable and not row.mark:
            yield row.line, f"{says} {row.name} is nullable, the page does not say so"
        elif row.mark and (row.mark == "optional") != member.nullable:
            yield (
                row.line,
                f"{says} {row.name} is {'' if member.nullable else 'not '}nullable, the page calls it {row.mark}",
            )
        if row.members and (found := _members(member.type, metadata)) and found != row.members:
            yield row.line, f"{says} {row.name} has the members {', '.join(found)}"
    for missing in [each for each in known if each not in {row.name for row in rows}] if whole else []:
        yield line, f"{says} {name} has {missing} too"


def _members(name: str, metadata: Metadata) -> tuple[str, ...]:
    return next((members for full, members in metadata.enums.items() if typenames.scalar(full) == name), ())
