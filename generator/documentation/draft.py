"""Draft an operation from the facts of its page: paths and components, to be finished by hand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.documentation import facts, paths, typenames
from generator.documentation.draft_lists import page_example, page_schema
from generator.documentation.draft_parameters import parameters
from generator.documentation.draft_schemas import PLACEHOLDERS, SCHEMAS, WORDS, Notes, Types, _upper
from generator.documentation.statements import operations_by_address
from generator.spec import walk
from generator.spec.graph_rules import (
    AVAILABILITY,
    CLOUDS,
    CONTEXT,
    DIRECTORY_ROLES,
    ERROR_SCHEMA,
    ITEMS,
    NEXT_LINK,
    PAGEABLE,
    PERMISSION_TYPES,
    PERMISSIONS,
    TYPE_PROPERTY,
)
from generator.spec.source import Pointer, Source

WRONG_ORDERS = {
    "most to least": "are listed from most to least privileged",
    "unknown": "have an order that is not known",
}


@dataclass
class Draft:
    """The parts of a spec that a page gives, and what a person has to finish."""

    page: Path
    paths: dict[str, Any] = field(default_factory=dict)
    components: dict[str, dict[str, Any]] = field(default_factory=dict)
    payloads: dict[str, Any] = field(default_factory=dict)
    operations: tuple[str | None, ...] = ()
    names: tuple[str, ...] = ()
    """The names to use for the operations, in the order of the page."""
    resources: dict[str, tuple[facts.ResourcePage, list[str]]] = field(default_factory=dict)
    """The pages of types by name, and the schemas drafted from each."""
    notes: Notes = field(default_factory=Notes)


def kind(page: facts.ApiPage) -> str:
    """Return what a page describes: list, get, create, update, delete, $ref, action or function."""
    request = page.requests[0] if page.requests else None
    method, path = (request.method, request.path.rstrip("/")) if request else ("", "")
    if path.endswith("/$ref"):
        return "$ref"
    if method == "GET":
        is_list = any(response.collection for response in page.responses)
        return "list" if is_list else "function" if path.endswith(")") or page.function_parameters else "get"
    simple = {"PATCH": "update", "PUT": "update", "DELETE": "delete"}
    created = page.body is not None and page.body.content == "object" and any(r.status == "201" for r in page.responses)
    return simple.get(method) or ("create" if created else "action")


def draft(path: Path, page: facts.ApiPage, types: Types, not_read: list[str], names: tuple[str, ...] = ()) -> Draft:
    """Draft what the page describes, its operations with these names. What was not read is among the decisions."""
    made = Draft(path, names=names, notes=types.notes)
    for each in not_read:
        made.notes.refuse(f"not read: {each}")
    if page.roles_include:
        made.notes.refuse(
            f"directory roles: the page includes {page.roles_include}, and the reader reads no "
            f"such includes: list its roles under {DIRECTORY_ROLES}, or leave them out"
        )
    if page.permissions_wording:
        made.notes.refuse("the page has a note on the permissions: take what it says into the description")
    covered = operations_by_address(types.spec.data)
    for request in page.requests:
        if name := covered.get((request.method, paths.shape(request.path))):
            made.operations = (*made.operations, name)
            made.notes.refuse(f"{request.method} {request.path} is in the spec, as {name}: not drafted")
        else:
            _operation(made, types, page, request, {*covered.values()})
    if not page.requests:
        made.notes.refuse("the page has no address")
    drafted = {operation["operationId"] for item in made.paths.values() for operation in item.values()}
    made.payloads = {name: value for name, value, of in payloads(page, made.operations) if of in drafted}
    made.components["schemas"] = types.schemas
    made.resources = types.resources
    for name, response in _shared(types.spec).items():
        made.components.setdefault("responses", {}).setdefault(name, response)
    return made


def payloads(page: facts.ApiPage, operations: tuple[str | None, ...]) -> Iterator[tuple[str, Any, str]]:
    """Yield the file, the content and the operation of each payload that the page shows; the first has no number."""
    addresses = list(zip(page.requests, operations, strict=False))
    for number, example in enumerate(page.examples, 1):
        url = example.request.start.partition(" ")[2] if example.request else ""
        fitting = [name for request, name in addresses if paths.fits(url, request.path)]
        name = next(iter(fitting or operations), None)
        for kind, message in (("request", example.request), ("response", example.response)):
            if name and message and message.payload is not None:
                yield f"{name}{f'.{number}' if number > 1 else ''}.{kind}.json", message.payload, name


def _operation(made: Draft, types: Types, page: facts.ApiPage, request: facts.Request, taken: set[str]) -> None:
    notes = made.notes
    path = _address(notes, page, request.path)
    number = len(made.operations)
    name = made.names[number] if number < len(made.names) else _name(page.title, {*taken, *made.operations})
    made.operations = (*made.operations, name)
    pointer: Pointer = ("paths", path, request.method.lower())
    tags = [tag["name"] for tag in types.spec.data.get("tags", [])]
    words = {part.lower() for part in (*path.split("/"), str(typenames.last(page.namespace)))}
    tag = next((each for each in tags if each.lower() in words), None)
    if name not in made.names:
        notes.todo[*pointer, "operationId"] = "choose a name"
    if tag is None:
        notes.todo[*pointer, "tags"] = "choose a tag"
    operation: dict[str, Any] = {
        "operationId": name,
        "summary": WORDS,
        "description": WORDS,
        "tags": [tag or (tags or ["TODO"])[0]],
        "externalDocs": {
            "description": f'Page "{page.title}" ({page.namespace})',
            "url": f"https://learn.microsoft.com/graph/api/{made.page.stem}?view=graph-rest-beta",
        },
    }
    if needed := parameters(types, notes, page, path, is_list=kind(page) == "list"):
        known = types.spec.data.get("components", {}).get("parameters", {})
        made.components.setdefault("parameters", {}).update({n: one for n, one in needed.items() if n not in known})
        operation["parameters"] = [{"$ref": f"#/components/parameters/{each}"} for each in needed]
    if body := _body(made, types, page, name):
        operation["requestBody"] = body
    operation["responses"] = _responses(made, types, page, name, pointer)
    operation[PERMISSIONS] = _permissions(notes, page, pointer)
    operation[AVAILABILITY] = "live"
    if page.clouds:
        operation[CLOUDS] = list(page.clouds)
    if page.roles:
        operation[DIRECTORY_ROLES] = list(page.roles)
    if kind(page) == "list":
        operation[PAGEABLE] = {"nextLinkName": NEXT_LINK, "itemName": ITEMS}
    made.paths.setdefault(path, {})[request.method.lower()] = operation


def _address(notes: Notes, page: facts.ApiPage, path: str) -> str:
    named = path.rstrip("/")
    for row in page.function_parameters:
        named = re.sub(rf"\b{row.name}='?\{{+[^{{}}]*\}}+'?", f"{row.name}={{{row.name}}}", named)
    if not paths.is_usable(named):
        notes.refuse(f"the address {path} cannot be used as it is: write the path", ("paths", "/TODO"))
        return "/TODO"
    if named != path:
        notes.refuse(f"the page writes the address as {path}: drafted as {named}")
    return named


def _name(title: str, taken: set[str | None]) -> str:
    first, _, second = title.partition(": ")
    words = re.findall(r"[A-Za-z0-9]+", f"{second} {first}" if second else title) or ["todo"]
    name: str = words[0][0].lower() + words[0][1:] + "".join(map(_upper, words[1:]))
    while name in taken:
        name += "Another"
    return name


def _body(made: Draft, types: Types, page: facts.ApiPage, name: str) -> dict[str, Any] | None:
    body = page.body
    payloads = [each.request.payload for each in page.examples if each.request and each.request.payload is not None]
    if body is None or (body.content == "none" and not payloads):
        return None
    if body.content == "unknown" and not body.rows and not payloads:
        if page.requests[0].method in ("POST", "PATCH", "PUT") and kind(page) != "action":
            made.notes.refuse("the page does not say what the request body is: none is drafted")
        return None
    if not body.rows:
        made.notes.refuse("the page has no table of the request body: none is drafted")
        return None
    suffix = {"update": "Update", "create": "Create"}.get(kind(page), "")
    component = _upper(str(typenames.last(body.type))) + suffix if body.type else f"{_upper(name)}Request"
    if component in types.known() or component in types.schemas:
        component = f"{_upper(name)}Body"
    types.schemas[component] = _request_schema(made.notes, types, page, body, component, payloads)
    media: dict[str, Any] = {"schema": types.ref(component)}
    if payloads and isinstance(payloads[0], dict):
        media["examples"] = _example(made, f"{_upper(name)}Request", payloads[0], body.rows)
    return {"description": WORDS, "required": True, "content": {"application/json": media}}


def _request_schema(
    notes: Notes, types: Types, page: facts.ApiPage, body: facts.Body, component: str, payloads: list[Any]
) -> dict[str, Any]:
    place = (*SCHEMAS, component, "properties")
    found: dict[str, Any] = {}
    objects = [payload for payload in payloads if isinstance(payload, dict)]
    names = list(dict.fromkeys(value[TYPE_PROPERTY] for value in objects if TYPE_PROPERTY in value))
    if names:
        found[TYPE_PROPERTY] = {"description": "The type of the object.", "type": "string", "enum": names}
    for row in body.rows:
        values = [value[row.name] for value in objects if value.get(row.name) is not None]
        found[row.name] = types.of_row(row, values, (*place, row.name), request=True)
    for key in dict.fromkeys(key for value in objects for key in value):
        if key not in found and not key.startswith("@"):
            notes.refuse(f"{component}/{key}: the example has it, the table does not")
    required = [row.name for row in body.rows if row.mark == "required"]
    if not any(row.mark for row in body.rows):
        required = [row.name for row in body.rows] if body.lead == "required" and kind(page) != "update" else []
        if not required:
            notes.refuse("the table does not say which properties are required: none are", (*SCHEMAS, component))
    schema = {"description": WORDS, "type": "object", "additionalProperties": False, "properties": found}
    if required:
        schema = {**{key: schema[key] for key in list(schema)[:3]}, "required": required, "properties": found}
    return schema


def _responses(made: Draft, types: Types, page: facts.ApiPage, name: str, pointer: Pointer) -> dict[str, Any]:
    shared, headers = _errors(types.spec)
    statuses = list(dict.fromkeys(response.status for response in page.responses))
    if len(statuses) != 1:
        made.notes.refuse(f"success has the statuses {', '.join(statuses) or 'none'}: choose", (*pointer, "responses"))
    response = page.responses[0] if page.responses else facts.Response(status="204")
    if len({(each.type, each.collection) for each in page.responses}) > 1:
        made.notes.refuse("success has several types: choose", (*pointer, "responses"))
    success: dict[str, Any] = {"description": WORDS, **({"headers": headers} if headers else {})}
    if response.type and response.status != "204":
        success["content"] = {"application/json": _media(made, types, page, response, name)}
    return {response.status: success, **shared}


def _media(made: Draft, types: Types, page: facts.ApiPage, response: facts.Response, name: str) -> dict[str, Any]:
    shown = [each for each in page.examples if each.response and isinstance(each.response.payload, dict)]
    objects = [each.response.payload for each in shown if each.response]
    kind_name = str(response.type)
    full = next((each.response.type for each in page.examples if each.response and each.response.type), None)
    if "." not in kind_name and full and typenames.last(full.strip(")")) == kind_name:
        kind_name = full.removeprefix("Collection(").strip(")")
    if response.collection:
        items = [item for payload in objects for item in payload.get("value", [])]
        inner = types.object(kind_name, response.page, items, request=False)
        component = page_schema(types, inner)
    else:
        component = types.object(kind_name, response.page, objects, request=False)
    media: dict[str, Any] = {"schema": types.ref(component)}
    if objects:
        example = objects[0]
        if response.collection and isinstance(example.get(ITEMS), list):
            example = page_example(example, shown[0].request.start if shown[0].request else None)
            if len(example[ITEMS]) < 2:
                made.notes.todo["components", "examples", f"{_upper(name)}ResponseExample"] = "add a second item"
        media["examples"] = _example(made, f"{_upper(name)}Response", example, page.body.rows if page.body else ())
    return media


def _example(made: Draft, name: str, payload: Any, rows: tuple[facts.Row, ...]) -> dict[str, Any]:
    members = {row.name: row.members[0] for row in rows if row.members}
    place: Pointer = ("components", "examples", f"{name}Example")
    value = _realistic(payload, members)
    if value != {key: item for key, item in payload.items() if not key.endswith(CONTEXT)}:
        made.notes.todo[place] = "make the values realistic"
    made.components.setdefault("examples", {})[f"{name}Example"] = {"summary": WORDS, "value": value}
    return {"shown": {"$ref": f"#/components/examples/{name}Example"}}


def _realistic(value: Any, members: dict[str, str]) -> Any:
    """Replace the placeholders of a payload."""
    if isinstance(value, dict):
        return {
            key: members[key] if key in members and item in PLACEHOLDERS else _realistic(item, members)
            for key, item in value.items()
            if not key.endswith(CONTEXT)
        }
    if isinstance(value, list):
        return [_realistic(item, members) for item in value]
    return PLACEHOLDERS.get(value, value) if isinstance(value, str) else value


def _permissions(notes: Notes, page: facts.ApiPage, pointer: Pointer) -> dict[str, Any]:
    table = page.permissions
    place = (*pointer, PERMISSIONS)
    cells: dict[str, facts.Permission | None] = dict.fromkeys(PERMISSION_TYPES)
    if table:
        stated = (table.delegated_work, table.delegated_personal, table.application)
        cells = dict(zip(PERMISSION_TYPES, stated, strict=True))
    if table is None or any(cell is None or cell.names is None for cell in cells.values()):
        notes.refuse("the permissions are not known: null marks that", place)
    elif table.order in WRONG_ORDERS:
        notes.refuse(f"the permissions {WRONG_ORDERS[table.order]}", place)
        return dict.fromkeys(cells)
    return {name: None if cell is None or cell.all is None else list(cell.all) for name, cell in cells.items()}


def _errors(spec: Source) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the responses to failures and the headers of successes, as the operations of the spec have them."""
    for _, operation in walk.operations(spec.data):
        failures = {status: each for status, each in operation["responses"].items() if not status.startswith("2")}
        successes = [each for status, each in operation["responses"].items() if status.startswith("2")]
        if all("$ref" in each for each in failures.values()):
            return failures, successes[0].get("headers", {}) if successes else {}
    return {"default": {"$ref": "#/components/responses/Error"}}, {}


def _shared(spec: Source) -> dict[str, Any]:
    """Return the component for failures that the draft refers to, where the spec has no operation to follow."""
    failures, _ = _errors(spec)
    known = spec.data.get("components", {}).get("responses", {})
    names = {each["$ref"].rsplit("/", 1)[-1] for each in failures.values()} - known.keys()
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{ERROR_SCHEMA}"}}}
    return {name: {"description": "The request failed.", "content": content} for name in names}
