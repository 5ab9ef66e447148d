"""Draft parameters: those of the path and the query options of a page, as components that operations share."""

import re
from collections.abc import Iterator
from typing import Any

from generator.documentation import facts, typenames
from generator.documentation.draft_schemas import PLACEHOLDERS, WORDS, Notes, Types, _upper
from generator.spec import walk

TOP = "$top"
LIST_OF_NAMES = {"explode": False, "schema": {"type": "array", "items": {"type": "string"}}}
OPTIONS: dict[str, tuple[str, dict[str, Any]]] = {
    "$select": ("The properties to return.", LIST_OF_NAMES),
    "$expand": ("The relationships to return with each object.", LIST_OF_NAMES),
    "$orderby": ("The properties to sort by, each with asc or desc.", LIST_OF_NAMES),
    "$filter": ("The condition that objects must meet.", {"schema": {"type": "string"}}),
    "$search": ("The words to look for.", {"schema": {"type": "string"}}),
    TOP: ("The most objects to return in a page.", {"schema": {"type": "integer", "minimum": 1}}),
    "$skip": ("The number of objects to leave out.", {"schema": {"type": "integer", "minimum": 0}}),
    "$count": ("Whether to count all objects.", {"schema": {"type": "boolean"}}),
}


def parameters(types: Types, notes: Notes, page: facts.ApiPage, path: str, *, is_list: bool) -> dict[str, Any]:
    """Return the parameters of the operation, drafted, by the component that the spec has or needs for each."""
    known = types.spec.data.get("components", {}).get("parameters", {})
    described = {row.name: row for row in (*page.path_parameters, *page.function_parameters)}
    needed: dict[str, Any] = {}
    for name in re.findall(r"\{(\w+)\}", path):
        schema = {"type": "string", "minLength": 1}
        if name in described and typenames.scalar(described[name].type) in types.scalars:
            schema = dict(types.scalars[typenames.scalar(described[name].type)])
        example = PLACEHOLDERS["String (timestamp)" if schema.get("format") == "date-time" else "String (identifier)"]
        needed[_at_the_same_place(types.spec.data, path, name) or _upper(name)] = {
            "name": name, "in": "path", "required": True, "description": WORDS, "schema": schema, "example": example,
        }  # fmt: skip
    names = {str(each.get("name")): name for name, each in known.items() if isinstance(each, dict)}
    for name in _options(notes, page, is_list=is_list):
        description, more = OPTIONS[name]
        needed[names.get(name, _upper(name[1:]))] = {"name": name, "in": "query", "description": description, **more}
    return needed


def _at_the_same_place(data: Any, path: str, name: str) -> str | None:
    """Return the component that other operations use for the parameter after the same segments of a path.

    Two components may have one name, such as `runId` of two services.
    """
    end = path.index(f"{{{name}}}") + len(name) + 2
    for pointer, _ in walk.operations(data):
        if str(pointer[1]).startswith(path[:end]):
            for holder in (pointer, pointer[:2]):
                for index in range(len(walk.look_up(data, holder).get("parameters", []))):
                    place, parameter = walk.resolve(data, (*holder, "parameters", index))
                    if place[:2] == ("components", "parameters") and parameter.get("name") == name:
                        return str(place[2])
    return None


def _options(notes: Notes, page: facts.ApiPage, *, is_list: bool) -> Iterator[str]:
    options = page.query.options if page.query else ()
    if page.query and page.query.unnamed:
        notes.refuse("the page says that there are query options and does not name them: none are drafted")
    for name in options:
        if name.lower() in OPTIONS:
            yield name.lower()
        else:
            notes.refuse(f"the query option {name} is not known")
    if is_list and TOP not in options:
        yield TOP
