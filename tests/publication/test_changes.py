"""What `diff` tells of two versions: each change of a small description, in the terms of those who use the API."""

import contextlib
import copy
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.publication.changes.compare import compare
from generator.spec import walk
from generator.spec.document import Document
from generator.spec.source import Pointer
from tests.commands import generator

BASE: dict[str, Any] = {
    "openapi": "3.1.1",
    "info": {"title": "Notes", "version": "1.0.0", "description": "Notes."},
    "servers": [{"url": "https://one.test"}, {"url": "https://two.test"}],
    "security": [{"Token": []}],
    "paths": {
        "/notes/{noteId}": {
            "put": {
                "operationId": "putNote",
                "summary": "Put a note",
                "tags": ["notes"],
                "parameters": [
                    {"name": "noteId", "in": "path", "required": True, "schema": {"type": "string"}},
                    {"name": "top", "in": "query", "schema": {"type": "integer", "maximum": 10}},
                    {"name": "If-Match", "in": "header", "schema": {"type": "string"}},
                ],
                "requestBody": {
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/NoteCreate"}}},
                },
                "responses": {
                    "200": {
                        "description": "The note.",
                        "headers": {"ETag": {"required": True, "schema": {"type": "string"}}},
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Note"}}},
                    },
                    "4XX": {"description": "Refused."},
                },
                "x-ms-permissions": {"application": ["Notes.ReadWrite"]},
            }
        }
    },
    "components": {
        "securitySchemes": {"Token": {"type": "http", "scheme": "bearer"}},
        "schemas": {
            "NoteCreate": {
                "type": "object",
                "additionalProperties": False,
                "required": ["title"],
                "properties": {
                    "title": {"type": "string", "minLength": 1, "maxLength": 100},
                    "color": {"$ref": "#/components/schemas/Color"},
                    "due": {"type": ["string", "null"], "format": "date-time"},
                },
            },
            "Entity": {"type": "object", "properties": {"id": {"type": "string"}}},
            "Note": {
                "allOf": [
                    {"$ref": "#/components/schemas/Entity"},
                    {
                        "type": "object",
                        "required": ["title"],
                        "properties": {
                            "title": {"type": "string", "description": "The title.", "maxLength": 100},
                            "color": {"anyOf": [{"$ref": "#/components/schemas/Color"}, {"type": "string"}]},
                            "state": {"type": "string", "enum": ["open", "closed"]},
                            "parent": {"$ref": "#/components/schemas/Note"},
                            "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Part"}},
                        },
                    },
                ]
            },
            "Part": {"oneOf": [{"$ref": "#/components/schemas/Text"}, {"$ref": "#/components/schemas/Image"}]},
            "Text": {"type": "object", "properties": {"text": {"type": "string"}}},
            "Image": {"type": "object", "properties": {"url": {"type": "string"}}},
            "Color": {"type": "string", "enum": ["red", "blue"]},
        },
    },
}
OPERATION = "paths", "/notes/{noteId}", "put"
CREATE = "components", "schemas", "NoteCreate"
NOTE = "components", "schemas", "Note", "allOf", 1
MISSING = object()


def put(*pointer_and_value: Any) -> Callable[[Any], None]:
    """Return an edit that sets the value at the pointer, or removes what is there."""
    *pointer, last, value = pointer_and_value

    def edit(data: Any) -> None:
        holder = walk.look_up(data, tuple(pointer))
        if value is MISSING:
            del holder[last]
        elif isinstance(holder, list) and last == len(holder):
            holder.append(value)
        else:
            holder[last] = value

    return edit


def swap_key(*pointer_and_name: Any) -> Callable[[Any], None]:
    *pointer, old, new = pointer_and_name

    def edit(data: Any) -> None:
        holder = walk.look_up(data, tuple(pointer))
        holder[new] = holder.pop(old)

    return edit


def changes_between(_: Path, old: Any, new: Any) -> tuple[int, list[str]]:
    """Return what `diff` does, without its checks."""
    found = compare(Document(Path("old"), old, {}), Document(Path("new"), new, {}))
    return int(any(change.breaking for change in found)), [str(change).partition(": ")[2] for change in found]


def diff(folder: Path, old: Any, new: Any) -> tuple[int, list[str]]:
    """Return the exit code and the changes without their places."""
    for name, data in (("old", old), ("new", new)):
        (folder / name).write_text(json.dumps(data, indent=2), "utf-8")
    result = generator("diff", folder / "old", folder / "new")
    assert result.stderr == "", result.stdout
    *lines, last = result.stdout.splitlines()
    kinds = [line.partition(": ")[2].partition(": ")[0] for line in lines]
    assert kinds == sorted(kinds)
    assert f": {kinds.count('breaking')} breaking, {kinds.count('other')} other changes" in last
    return result.returncode, [line.partition(": ")[2] for line in lines]


SEND, READ = "(in requests)", "(in responses)"
CASES = [
    (put("servers", 0, MISSING), "breaking: the description: server https://one.test is gone"),
    (put("servers", 2, {"url": "https://3.test"}), "other: the description: server https://3.test is new"),
    (put("security", [{"Token": []}, {}]), "other: putNote: no credential is accepted"),
    (
        put("components", "securitySchemes", "Token", "scheme", "basic"),
        "breaking: security scheme Token: scheme changed",
    ),
    (put(*OPERATION, MISSING), "breaking: putNote: is gone, PUT /notes/{noteId}"),
    (
        put("paths", "/x", {"get": {"operationId": "getX", "responses": {"204": {"description": "Done."}}}}),
        "other: getX: is a new operation, GET /x",
    ),
    (put(*OPERATION, "operationId", "saveNote"), "which names the method of clients, is saveNote now"),
    (put(*OPERATION, "tags", ["paper"]), "which group the methods of clients, are paper now"),
    (
        put(*OPERATION, "x-ms-permissions", "application", ["Notes.All"]),
        "breaking: putNote: permissions: application: Notes.ReadWrite is not listed any more",
    ),
    (put(*OPERATION, "parameters", 1, MISSING), "breaking: putNote: query parameter top is gone"),
    (put(*OPERATION, "parameters", 1, "required", True), f"query parameter top: is required now {SEND}"),
    (put(*OPERATION, "parameters", 1, "schema", "maximum", 5), "breaking: putNote: query parameter top: maximum is 5"),
    (put(*OPERATION, "parameters", 1, "schema", "maximum", 50), "other: putNote: query parameter top: maximum is 50"),
    (put(*OPERATION, "parameters", 1, "explode", False), "breaking: putNote: query parameter top: explode is false"),
    (put(*OPERATION, "parameters", 2, "name", "if-match"), "breaking: putNote: header parameter if-match: the name"),
    (
        put(*OPERATION, "parameters", 3, {"name": "x", "in": "query", "required": True, "schema": {}}),
        "breaking: putNote: query parameter x is new and required",
    ),
    (
        put(*OPERATION, "parameters", 3, {"name": "x", "in": "query", "schema": {}}),
        "other: putNote: query parameter x is",
    ),
    (put(*OPERATION, "requestBody", MISSING), "breaking: putNote: request body: is not accepted any more"),
    (put(*OPERATION, "requestBody", "required", True), f"breaking: putNote: request body: is required now {SEND}"),
    (
        put(*OPERATION, "requestBody", "content", "text/plain", {}),
        "other: putNote: request body: media type text/plain is",
    ),
    (put(*OPERATION, "responses", "200", MISSING), "breaking: putNote: response 200: is gone"),
    (put(*OPERATION, "responses", "202", {"description": "Later."}), "breaking: putNote: response 202: is new"),
    (put(*OPERATION, "responses", "429", {"description": "Later."}), "other: putNote: response 429: is new"),
    (swap_key(*OPERATION, "responses", "4XX", "default"), "other: putNote: response 4XX: is part of default now"),
    (put(*OPERATION, "responses", "4XX", MISSING), "breaking: putNote: response 4XX: is gone"),
    (put(*OPERATION, "responses", "200", "headers", {}), "breaking: putNote: response 200: header ETag is gone"),
    (
        put(*OPERATION, "responses", "200", "headers", "ETag", "required", False),
        f"breaking: putNote: response 200, header ETag: may be missing now {READ}",
    ),
    (put(*OPERATION, "callbacks", {}), "breaking: putNote: callbacks is new"),
    (put(*OPERATION, "summary", "Save"), "other: putNote: summary changed"),
    (
        put(*NOTE, "properties", "title", "description", "Text."),
        "other: schema Note: allOf/1/properties/title: description",
    ),
    # what is sent
    (put(*CREATE, "required", []), f"other: schema NoteCreate: property title is not required any more {SEND}"),
    (put(*CREATE, "required", ["title", "due"]), f"breaking: schema NoteCreate: property due is required {SEND}"),
    (put(*CREATE, "properties", "due", MISSING), "breaking: schema NoteCreate: property due is gone"),
    (put(*CREATE, "properties", "rank", {"type": "integer"}), "other: schema NoteCreate: property rank is new"),
    (put(*CREATE, "additionalProperties", True), "other: schema NoteCreate: undocumented properties are valid"),
    (
        put(*CREATE, "properties", "due", "type", "string"),
        "breaking: schema NoteCreate: property due: type null is not",
    ),
    (put(*CREATE, "properties", "due", "format", "date"), 'property due: format is "date" instead of "date-time"'),
    (
        put(*CREATE, "properties", "title", "maxLength", 9),
        "breaking: schema NoteCreate: property title: maxLength is 9",
    ),
    (
        put(*CREATE, "properties", "title", "minLength", MISSING),
        "other: schema NoteCreate: property title: minLength 1 is",
    ),
    (put(*CREATE, "properties", "title", "pattern", "^a"), "breaking: schema NoteCreate: property title: pattern"),
    (put("components", "schemas", "Color", "enum", ["red"]), 'breaking: schema Color: "blue" is not a member any more'),
    (put("components", "schemas", "Color", "enum", 2, "green"), 'other: schema Color: "green" is a new member'),
    # what is read
    (put(*NOTE, "required", MISSING), f"breaking: schema Note: property title is not required any more {READ}"),
    (put(*NOTE, "required", ["title", "state"]), f"other: schema Note: property state is required {READ}"),
    (put(*NOTE, "properties", "state", MISSING), "breaking: schema Note: property state is gone"),
    (put(*NOTE, "properties", "rank", {"type": "integer"}), "other: schema Note: property rank is new"),
    (put(*NOTE, "properties", "state", "type", ["string", "null"]), None),
    (
        put(*NOTE, "properties", "state", "enum", ["open", "closed", "lost"]),
        f'property state: "lost" is a new member {READ}',
    ),
    (put(*NOTE, "properties", "state", {"type": "string"}), 'not only "open", "closed" is valid'),
    (put(*NOTE, "properties", "title", "maxLength", 101), "breaking: schema Note: property title: maxLength is 101"),
    (
        put(*NOTE, "properties", "title", {"type": "integer"}),
        "breaking: schema Note: property title: type integer is valid",
    ),
    (put("components", "schemas", "Entity", "properties", {}), "breaking: schema Note: property id is gone"),
    (
        put("components", "schemas", "Part", "oneOf", 2, {"type": "null"}),
        "breaking: schema Part: type null is valid too",
    ),
    (
        put("components", "schemas", "Part", "oneOf", 1, MISSING),
        "other: schema Part: Image is not one of the alternatives",
    ),
    (swap_key("components", "schemas", "Image", "Picture"), None),
]


@pytest.mark.parametrize("compared", [changes_between, pytest.param(diff, marks=pytest.mark.slow)])
@pytest.mark.parametrize(("edit", "expected"), [case for case in CASES if case[1]], ids=[c[1] for c in CASES if c[1]])
def test_a_change_is_listed_as_breaking_or_not(
    tmp_path: Path, edit: Callable[[Any], None], expected: str, compared: Callable[..., tuple[int, list[str]]]
) -> None:
    new = copy.deepcopy(BASE)
    edit(new)
    code, changes = compared(tmp_path, BASE, new)
    assert any(expected in change for change in changes), changes
    assert code == (1 if any(change.startswith("breaking") for change in changes) else 0)


def test_what_is_written_otherwise_and_means_the_same_breaks_nothing(tmp_path: Path) -> None:
    new = copy.deepcopy(BASE)
    operation = walk.look_up(new, OPERATION)
    new["components"]["responses"] = {"Note": operation["responses"]["200"]}
    operation["responses"]["200"] = {"$ref": "#/components/responses/Note"}
    create = walk.look_up(new, CREATE)
    create["properties"]["due"] = {"anyOf": [{"type": "null"}, {"type": "string", "format": "date-time"}]}
    note = walk.look_up(new, NOTE)
    new["components"]["schemas"]["Entity"]["properties"]["title"] = note["properties"].pop("title")
    code, changes = diff(tmp_path, BASE, new)
    assert (code, changes) == (
        0,
        ["other: the description: only its arrangement changed, such as the order or what is shared by $ref"],
    )


def test_a_change_of_a_shared_schema_is_listed_once_with_everything_it_affects(tmp_path: Path) -> None:
    old = copy.deepcopy(BASE)
    for number in range(4):
        old["paths"][f"/other/{number}"] = {"get": {"operationId": f"other{number}", "responses": {"200": {}}}}
    new = copy.deepcopy(old)
    for number in range(4):
        old["paths"][f"/other/{number}"]["get"]["responses"] = {
            "200": {"description": "A"},
            "204": {"description": "B"},
        }
        new["paths"][f"/other/{number}"]["get"]["responses"] = {"200": {"description": "A"}}
    assert diff(tmp_path, old, new) == (1, ["breaking: other0, other1, other2 and 1 more: response 204: is gone"])


def test_the_same_description_has_no_changes_whatever_its_version(tmp_path: Path) -> None:
    new = copy.deepcopy(BASE)
    new["info"]["version"] = "2.0.0"
    assert diff(tmp_path, BASE, new) == (0, [])


@pytest.mark.cases(50, 10_000, 10_000)
def test_nothing_that_is_taken_out_goes_unnoticed(cases: int) -> None:
    old = Document(Path("old"), BASE, {})
    places = list(every_place(BASE))
    chosen = random.Random(1).sample(places, min(len(places), cases))  # noqa: S311 (any choice will do)
    noticed = [pointer for pointer in chosen if changes_without(old, pointer)]
    assert len(noticed) > min(cases, 200) // 2


@pytest.mark.slow
def test_nothing_that_is_taken_out_of_the_spec_goes_unnoticed(spec: Document) -> None:
    pointers = [pointer for pointer in spec.lines if pointer and pointer != ("info", "version")]
    noticed = [pointer for pointer in random.Random(1).sample(pointers, 60) if changes_without(spec, pointer)]  # noqa: S311 (any choice will do)
    assert len(noticed) > 30


def every_place(value: Any, pointer: Pointer = ()) -> Iterator[Pointer]:
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in members:
        if (*pointer, key) not in (("info",), ("info", "version")):
            yield (*pointer, key)
        yield from every_place(inner, (*pointer, key))


def changes_without(old: Document, pointer: Pointer) -> bool:
    """Hold that it is noticed when what is at the pointer is gone; False where the document is not valid without it."""
    new = copy.deepcopy(old.data)
    del walk.look_up(new, pointer[:-1])[pointer[-1]]
    with contextlib.suppress(KeyError):
        assert compare(old, Document(old.path, new, old.lines)), pointer
        return True
    return False
