"""Read a page of the documentation into facts; nothing here knows the spec."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator.documentation import blocks, facts, messages, rows, sentences
from generator.documentation.blocks import Block, Comment, Fence, FrontMatter, Heading, Include, Item, Paragraph, Table
from generator.documentation.reading import Reading, open_page, sections
from generator.documentation.resource_pages import read_bases, read_enums, read_resource
from generator.documentation.texts import TAB, digest, normalized

AnyPage = facts.ApiPage | facts.ResourcePage | facts.EnumPage
NAMESPACE = re.compile(r"Namespace: ([\w.]+)")
CLOUDS = {
    "all-clouds": ("global", "usGov", "usGovDod", "china"),
    "global-only": ("global",),
    "global-us": ("global", "usGov", "usGovDod"),
    "global-china": ("global", "china"),
}
ROLE = re.compile(r"[A-Z][\w-]+(?: [\w-]+)*")


def read_page(path: Path) -> tuple[AnyPage | None, Reading]:
    """Read the page; without facts where it is none of the pages that have a known form.

    Raises OSError, and InvalidSpecError where the file is not UTF-8 text.
    """
    reading = open_page(path)
    doc_type = next((b for b in reading.blocks if isinstance(b, FrontMatter) and b.key == "doc_type"), None)
    form = READERS.get(doc_type.value if doc_type else "")
    if all(isinstance(block, FrontMatter) for block in reading.blocks):
        reading.refuse(1, "the page is empty")
        return None, reading
    if doc_type is None or form is None:
        line = doc_type.line if doc_type else 1
        reading.refuse(line, f"the whole page: doc_type {doc_type.value if doc_type else ''!r} is not a known form")
        return None, reading
    if any(isinstance(b, FrontMatter) and b.key in ("ms.prod", "ms.subservice") and b.value == "intune"
           for b in reading.blocks):  # fmt: skip
        reading.refuse(1, "the whole page: pages of Intune have another form")
        return None, reading
    reading.take(doc_type)
    bases = read_bases(reading) if form is read_resource else {}
    page: AnyPage = form(reading, _head(reading) | bases)
    return page, reading


def _head(reading: Reading) -> dict[str, Any]:
    """Read what precedes the first section."""
    title = description = heading = namespace = None
    lead: list[str] = []
    todo: list[str] = []
    line = 1
    for block in reading.blocks:
        if id(block) in reading.taken:
            continue
        match block:
            case FrontMatter(key="title"):
                title = block.value
            case FrontMatter(key="description"):
                description = digest(block.value)
            case FrontMatter() if "TODO" in block.value:
                todo.append(block.key)
            case Heading(level=1) if heading is None and not TAB.fullmatch(block.text):
                heading, line = normalized(block.text), block.line
            case Heading(level=2):
                break
            case Paragraph() if namespace is None and (match := NAMESPACE.fullmatch(normalized(block.text))):
                namespace = match[1]
            case Paragraph() | Item() | blocks.Quote() if heading is not None and id(block) not in reading.boilerplate:
                lead.append(digest(block.text))
            case _:
                continue
        reading.take(block)
    if title is None:
        reading.problem(1, "the page has no title")
    return {
        "line": line,
        "title": title or heading or "",
        "heading": heading if heading != title else None,
        "namespace": namespace,
        "description": description,
        "lead": tuple(lead),
        "todo": tuple(todo),
    }


def _read_api(reading: Reading, head: dict[str, Any]) -> facts.ApiPage:
    found: dict[str, Any] = {}
    for block in reading.blocks:
        if isinstance(block, Include) and block.label == "national-cloud-support" and block.name in CLOUDS:
            reading.take(block)
            found["clouds"] = CLOUDS[block.name]
    for heading, content in sections(reading):
        name = normalized(heading.text).lower()
        if name not in SECTIONS or found.keys() & SECTIONS[name][0]:
            continue
        reading.take(heading)
        found |= SECTIONS[name][1](reading, content)
    return facts.ApiPage(**head, **found)


def _permissions(reading: Reading, content: list[Block]) -> dict[str, Any]:
    found: dict[str, Any] = {"permissions": None, "permissions_wording": ()}
    for number, block in enumerate(content):
        match block:
            case Comment():
                messages.read_comment(reading, block)
            case Table():
                found["permissions"] = rows.read_permissions(reading, block)
                found["permissions_of_its_name"] = _of_its_name(reading)
            case Include(label="permissions-table"):
                reading.take(block)
                found["permissions"] = _included(reading, block)
            case Include() if "/rbac-for-apis/" in block.target:
                reading.take(block)
                found["roles_include"] = block.name
            case Paragraph() if block.text.endswith(":") and "role" in block.text:
                items = [item for item in content[number + 1 :] if isinstance(item, Item)]
                if items and content[number + 1] is items[0]:
                    reading.take(block)
                    found["roles_wording"] = digest(block.text)
                    found["roles"] = tuple(_roles(reading, items))
            case blocks.Quote():
                reading.take(block)
                found["permissions_wording"] += (digest(block.text),)
            case _:
                pass
    return found


def _roles(reading: Reading, items: list[Item]) -> Iterator[str]:
    for item in items:
        if ROLE.fullmatch(normalized(item.text)):
            reading.take(item)
            yield normalized(item.text)


def _included(reading: Reading, include: Include) -> facts.Permissions:
    path = reading.path.parent / include.target
    table = _permissions_file(reading, path, include.line) if path.is_file() else None
    if table:
        return table
    reading.problem(
        include.line, f"the permissions: {include.target} {'has no table' if path.is_file() else 'is missing'}"
    )
    unknown = facts.Permission(line=include.line, names=None)
    return facts.Permissions(
        line=include.line, order="unknown", include=include.name,
        delegated_work=unknown, delegated_personal=unknown, application=unknown,
    )  # fmt: skip


def _permissions_file(reading: Reading, path: Path, line: int) -> facts.Permissions | None:
    inner = open_page(path)
    table = None
    for block in inner.blocks:
        if isinstance(block, FrontMatter):
            inner.take(block)
        elif isinstance(block, Table) and table is None:
            table = rows.read_permissions(inner, block, path.stem)
    for problem in inner.left():
        reading.problem(line, f"{path.name}:{problem.line}: {problem.what}")
    return table


def _of_its_name(reading: Reading) -> facts.Permissions | None:
    path = reading.path.parent.parent / "includes/permissions" / f"{reading.path.stem}-permissions.md"
    return _permissions_file(reading, path, 1) if path.is_file() else None


def _requests(reading: Reading, content: list[Block]) -> dict[str, Any]:
    requests: list[facts.Request] = []
    for block in content:
        if isinstance(block, Comment):
            messages.read_comment(reading, block)
        if isinstance(block, Fence) and block.info in messages.LANGUAGES:
            reading.take(block)
            for number, text in enumerate(block.text.split("\n"), start=block.line):
                if messages.REQUEST_LINE.fullmatch(text.strip()):
                    method, _, path = text.strip().partition(" ")
                    requests.append(facts.Request(line=number, method=method, path=path.strip()))
                elif text.strip():
                    reading.problem(number, f"request line {text.strip()!r}")
    return {"requests": tuple(requests)}


def _parameters(name: str) -> Any:
    def read(reading: Reading, content: list[Block]) -> dict[str, Any]:
        found: tuple[facts.Row, ...] = ()
        for block in content:
            if rows.is_row_table(block):
                found = rows.table_rows(reading, block, lambda row: rows.read_row(reading, row))
            elif isinstance(block, Paragraph):
                said = sentences.sentences(block.text)
                for sentence in said:
                    if not sentences.parameters(sentence):
                        reading.problem(block.line, f"sentence {sentence!r}")
                reading.take(block)
        return {name: found}

    return read


def _query(reading: Reading, content: list[Block]) -> dict[str, Any]:
    return {"query": _sentences(reading, content, facts.Query(), sentences.query)}


def _sentences(reading: Reading, content: list[Block], stated: Any, read: Any) -> Any:
    """Read each sentence of the paragraphs, adding to what is stated."""
    for block in content:
        if isinstance(block, Paragraph):
            reading.take(block)
            for sentence in sentences.sentences(normalized(block.text)):
                more = read(stated, sentence)
                if more is None:
                    reading.problem(block.line, f"sentence {sentence!r}")
                else:
                    stated = replace(more, line=stated.line or block.line)
    return stated


def _headers(reading: Reading, content: list[Block]) -> dict[str, Any]:
    found: list[facts.Header] = []
    for block in content:
        if isinstance(block, Table) and len(block.header) == 2:
            reading.take(block)
            if [normalized(cell).lower() for cell in block.header] not in (
                ["name", "description"],
                ["header", "value"],
            ):
                reading.problem(block.line, f"headers under {' | '.join(block.header)}")
            found += [rows.read_header(reading, row) for row in block.rows if rows.same_width(reading, block, row)]
    return {"headers": tuple(found)}


def _body(reading: Reading, content: list[Block]) -> dict[str, Any]:
    stated = _sentences(reading, content, facts.Body(content="unknown"), sentences.body)
    for block in content:
        if rows.is_row_table(block):
            found = rows.table_rows(reading, block, lambda row: rows.read_row(reading, row))
            stated = replace(stated, line=stated.line or block.line, rows=(*stated.rows, *found))
    return {"body": stated}


def _responses(reading: Reading, content: list[Block]) -> dict[str, Any]:
    found: list[facts.Response] = []
    for block in content:
        if isinstance(block, Paragraph):
            reading.take(block)
            for sentence in sentences.sentences(normalized(block.text)):
                if response := sentences.response(block.line, sentence):
                    found.append(response)
                else:
                    reading.problem(block.line, f"sentence {sentence!r}")
    return {"responses": tuple(found)}


def _examples(reading: Reading, content: list[Block]) -> dict[str, Any]:
    return {"examples": messages.read_examples(reading, content)}


SECTIONS: dict[str, tuple[set[str], Any]] = {
    "permissions": ({"permissions"}, _permissions),
    "http request": ({"requests"}, _requests),
    "path parameters": ({"path_parameters"}, _parameters("path_parameters")),
    "function parameters": ({"function_parameters"}, _parameters("function_parameters")),
    "optional query parameters": ({"query"}, _query),
    "request headers": ({"headers"}, _headers),
    "request body": ({"body"}, _body),
    "response": ({"responses"}, _responses),
    "example": ({"examples"}, _examples),
    "examples": ({"examples"}, _examples),
}
READERS: dict[str, Callable[[Reading, dict[str, Any]], AnyPage]] = {
    "apiPageType": _read_api,
    "resourcePageType": read_resource,
    "enumPageType": read_enums,
}
