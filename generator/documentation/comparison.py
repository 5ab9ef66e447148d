"""Pair the facts of pages with what the spec says, and find what no page accounts for."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.documentation import common, facts, objects, typenames
from generator.documentation.decisions import Pair
from generator.documentation.objects import Compared, Rows
from generator.documentation.statements import component_properties, media_types, properties
from generator.spec import walk
from generator.spec.graph_rules import CLOUDS, DIRECTORY_ROLES, PERMISSION_TYPES, PERMISSIONS
from generator.spec.source import Pointer, Source

SIGN_INS = dict(zip(PERMISSION_TYPES, ("delegated_work", "delegated_personal", "application"), strict=True))


def pairs(source: Source, files: list[tuple[Path, facts.FactsFile]], known: common.Common) -> Iterator[Pair]:
    """Yield each fact with its value on a page or guideline and its value in the spec."""
    operations = {str(operation.get("operationId")): pointer for pointer, operation in walk.operations(source.data)}
    described: set[str] = set()
    accounted: set[tuple[str, str]] = set()
    resources = frozenset(
        name for _, file in files if isinstance(file.facts, facts.ResourcePage) for name in file.schemas
    )
    for path, file in files:
        if isinstance(file.facts, facts.ApiPage):
            for number, name in enumerate(file.operations):
                if name is None:
                    continue
                described.add(name)
                here = Compared(source, path, known, accounted, resources, name, operations.get(name, ("paths",)))
                request = file.facts.requests[number] if number < len(file.facts.requests) else None
                if name not in operations:
                    yield from here.compare("operationId", name, None, line=file.line)
                else:
                    yield from _operation(here, file.facts, request, known)
        for name in file.schemas:
            pointer = ("components", "schemas", name)
            here = Compared(source, path, known, accounted, resources, f"schemas/{name}", pointer)
            if name not in source.data.get("components", {}).get("schemas", {}):
                yield from here.compare("name", name, None, ("components", "schemas"), file.line)
            elif isinstance(file.facts, facts.ResourcePage):
                yield from _resource(here, file.facts)
            elif isinstance(file.facts, facts.EnumPage):
                yield from _enum(here, file.facts, name)
    yield from common.pairs(source, known, accounted)
    for name in operations.keys() - described:
        yield Pair(name, None, name, (*operations[name], "operationId"))
    yield from _unaccounted(source, accounted, known)


def _unaccounted(source: Source, accounted: set[tuple[str, str]], known: common.Common) -> Iterator[Pair]:
    for component, name, pointer in component_properties(source.data):
        if (component, name) not in accounted:
            stated = typenames.described(source.data, pointer, known.scalars)
            yield Pair(f"schemas/{component}/{name}", None, stated, pointer)


def _operation(
    here: Compared, page: facts.ApiPage, request: facts.Request | None, known: common.Common
) -> Iterator[Pair]:
    _, path, method = here.pointer
    operation = walk.look_up(here.source.data, here.pointer)
    stated = f"{request.method} {request.path}" if request else None
    line = request.line if request else page.line
    yield from here.compare("address", stated, f"{str(method).upper()} {path}", here.pointer[:2], line)
    for name, values, key in (("clouds", page.clouds, CLOUDS), ("roles", page.roles, DIRECTORY_ROLES)):
        yield from here.compare(name, list(values) or None, operation.get(key), (*here.pointer, key), page.line)
    yield from _permissions(here, page, operation)
    yield from _parameters(here, page, known)
    yield from _headers(here, page, operation)
    yield from _request_body(here, page)
    yield from _responses(here, page, operation)


def _permissions(here: Compared, page: facts.ApiPage, operation: Any) -> Iterator[Pair]:
    stated = operation.get(PERMISSIONS, {})
    for name, field in SIGN_INS.items():
        cell: facts.Permission | None = getattr(page.permissions, field, None)
        place = (*here.pointer, PERMISSIONS, name)
        names = cell.all if cell else None
        yield from here.compare(f"permissions/{name}", names, stated.get(name), place, cell.line if cell else page.line)


def _parameters(here: Compared, page: facts.ApiPage, known: common.Common) -> Iterator[Pair]:
    rows = {row.name: row for row in (*page.path_parameters, *page.function_parameters)}
    # Services read the names of query options whatever their case (OData 4.01 URL conventions, 5.1).
    options = {option.lower(): option for option in (page.query.options if page.query else ())}
    is_list = any(response.collection for response in page.responses)
    seen: set[str] = set()
    query = page.query.line if page.query else page.line
    for place, parameter in parameters(here.source.data, here.pointer):
        name, where = parameter["name"], parameter["in"]
        seen.add(name.lower())
        stated = typenames.described(here.source.data, (*place, "schema"), known.scalars)
        if where == "path" and name in rows:
            yield from here.compare(
                f"parameters/{name}/type", typenames.scalar(rows[name].type), stated, place, rows[name].line
            )
        elif where == "path":
            yield from here.compare(f"parameters/{name}", known.path_parameter, stated, place, page.line)
        elif where == "query" and (written := options.get(name.lower())):
            yield from here.compare(f"parameters/{name}", written, name, place, query)
        elif where == "query" and not (is_list and name in known.paging_parameters):
            yield from here.compare(f"parameters/{name}", None, where, place, query)
        elif where == "header" and name not in {header.name for header in page.headers}:
            yield from here.compare(f"parameters/{name}", None, where, place, page.line)
    for lower, name in options.items():
        if lower not in seen:
            yield from here.compare(f"parameters/{name}", "query", None, None, query)


def parameters(data: Any, operation: Pointer) -> Iterator[tuple[Pointer, Any]]:
    """Yield the parameters of an operation and of its path."""
    for holder in (operation[:2], operation):
        for index in range(len(walk.look_up(data, holder).get("parameters", []))):
            yield walk.resolve(data, (*holder, "parameters", index))


def _headers(here: Compared, page: facts.ApiPage, operation: Any) -> Iterator[Pair]:
    data = here.source.data
    body = media_types(data, (*here.pointer, "requestBody")) if "requestBody" in operation else {}
    secured = bool(operation.get("security", data.get("security")))
    stated = {"Authorization": "Bearer {token}" if secured else None, "Content-Type": ", ".join(body) or None}
    shown = {header.name.lower(): header for header in page.headers}
    for name, value in stated.items():
        header = shown.pop(name.lower(), None)
        yield from here.compare(
            f"headers/{name}", header.value if header else None, value, None, header.line if header else page.line
        )
    named = {
        parameter["name"].lower() for _, parameter in parameters(data, here.pointer) if parameter["in"] == "header"
    }
    for name, header in shown.items():
        if name not in named:
            yield from here.compare(f"headers/{header.name}", header.value or "", None, None, header.line)


def _request_body(here: Compared, page: facts.ApiPage) -> Iterator[Pair]:
    data = here.source.data
    operation = walk.look_up(data, here.pointer)
    body = page.body or facts.Body(content="unknown", line=page.line)
    has_body = "requestBody" in operation
    holder = (*here.pointer, "requestBody")
    shown = [each.request for each in page.examples if each.request and each.request.payload is not None]
    expected = body.content in ("object", "parameters") or bool(shown)
    yield from here.compare(
        "request/body", "a body" if expected else None, "a body" if has_body else None, holder, body.line
    )
    if not has_body:
        return
    place, stated = walk.resolve(data, holder)
    yield from here.compare("request/required", expected, stated.get("required", False), place, body.line)
    for schema in media_types(data, holder).values():
        payload = shown[0].payload if shown else None
        described = Rows(
            body.rows, body.lead if walk.look_up(data, here.pointer) and here.pointer[2] != "patch" else None, body.line
        )
        yield from objects.compare_object(here, "request", schema, described, payload)
        for message in shown:
            yield from objects.compare_twin(here, "request", schema, message)


def _responses(here: Compared, page: facts.ApiPage, operation: Any) -> Iterator[Pair]:
    statuses = [status for status in operation["responses"] if status.startswith("2")]
    line = page.responses[0].line if page.responses else page.line
    stated = [response.status for response in page.responses]
    yield from here.compare("success", stated, statuses, (*here.pointer, "responses"), line)
    for response in page.responses or [None]:
        # A single status is compared with whatever the spec has in its place.
        for status in statuses:
            if len(stated) <= 1 or (response and response.status == status):
                yield from _response(here, page, response, status)


def _response(here: Compared, page: facts.ApiPage, response: facts.Response | None, status: str) -> Iterator[Pair]:
    data = here.source.data
    holder = (*here.pointer, "responses", status)
    schemas = media_types(data, holder)
    line = response.line if response else page.line
    kind = (typenames.last(response.type), response.collection) if response and response.type else (None, False)
    if not schemas:
        yield from here.compare("response", kind[0], None, holder, line)
        return
    yield from here.compare("response/media", "application/json", ", ".join(schemas), holder, line)
    # What a request selects is less than what there is.
    shown = [
        each.response
        for each in page.examples
        if each.response
        and each.response.payload is not None
        and "$select" not in (each.request.start if each.request else "")
    ]
    for schema in schemas.values():
        item, collection = typenames.items(data, schema)
        yield from here.compare("response/collection", kind[1], collection, holder, line)
        name = typenames.described(data, item, here.scalars)
        stated = name if typenames.same(kind[0], name) else kind[0]
        yield from here.compare("response", stated, name, holder, line)
        if collection:
            yield from _envelope(here, schema, line)
        payloads = [each for message in shown for each in objects.objects_in(message.payload, collection=collection)]
        for message in shown:
            yield from objects.compare_twin(here, "response", schema, message, collection=collection)
        if name in here.resources:
            yield from objects.compare_keys(here, "response", item, payloads, line)
            continue
        rows = page.body.rows if page.body and typenames.last(page.body.type) == kind[0] else ()
        payload = payloads[0] if payloads else None
        yield from objects.compare_object(here, "response", item, Rows(rows, None, line), payload)


def _envelope(here: Compared, schema: Pointer, line: int) -> Iterator[Pair]:
    """Account for what each list has; anything more is stated by no page."""
    for name, prop in properties(here.source.data, schema, here.scalars).items():
        here.account(prop.pointer)
        if name not in here.known.paging_properties:
            yield from here.compare(f"response/list/{name}", None, prop.type.name, prop.pointer, line)


def _resource(here: Compared, page: facts.ResourcePage) -> Iterator[Pair]:
    stated = properties(here.source.data, here.pointer, here.scalars)
    for prop in stated.values():
        here.account(prop.pointer)
    rows = {row.name: row for row in page.properties}
    # The spec may leave out a relationship: a response has it only if the request expands it.
    related = {row.name: row for row in page.relationships}
    for name in dict.fromkeys([*rows, *stated]):
        row, found = rows.get(name), stated.get(name)
        if found and (row or name in related):
            yield from objects.compare_row(here, name, row or related[name], found, "response")
        elif row:
            yield from here.compare(name, typenames.of_row(row), None, here.pointer, row.line)
        elif found and name not in (page.payload or ()):
            yield from here.compare(name, None, found.type.name, found.pointer, page.line)
    # Inherited properties come first in the spec, wherever the page has them.
    own = [name for name, each in stated.items() if name in rows and each.pointer[:3] == here.pointer]
    if own != [name for name in page.payload or () if name in own]:
        yield from here.compare("order", [name for name in rows if name in own], own, here.pointer, page.line)


def _enum(here: Compared, page: facts.EnumPage, name: str) -> Iterator[Pair]:
    enum = next((each for each in page.enums if typenames.same(each.name, name)), None)
    stated = walk.look_up(here.source.data, here.pointer).get("enum", [])
    yield from here.compare(
        "members", enum.members if enum else None, stated, (*here.pointer, "enum"), enum.line if enum else page.line
    )
