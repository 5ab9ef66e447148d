"""Draft lists: the schema of a page, and an example of one that leads to the next."""

from typing import Any

from generator.documentation.draft_schemas import SCHEMAS, Types
from generator.documentation.statements import properties
from generator.spec.graph_rules import ANNOTATION, COUNT, ITEMS, NEXT_LINK

SHARED = "Collection"
LINKS: dict[str, dict[str, Any]] = {
    NEXT_LINK: {"description": "The address of the next page.", "type": "string"},
    COUNT: {"description": "The number of items on all pages.", "type": "integer"},
}


def page_schema(types: Types, item: str) -> str:
    """Return the component for a page of the items; it extends what the spec has for all pages, if it has that."""
    component = f"{item}{SHARED}"
    items: dict[str, Any] = {
        ITEMS: {"description": "The items of this page.", "type": "array", "items": types.ref(item)}
    }
    own: dict[str, Any] = {"type": "object", "required": [ITEMS], "properties": items}
    shared = SHARED in types.known() and properties(types.spec.data, (*SCHEMAS, SHARED), types.scalars).keys()
    schema: dict[str, Any]
    if shared and shared >= LINKS.keys():
        schema = {"description": "A page of a list.", "allOf": [types.ref(SHARED), own]}
    else:
        schema = {"description": "A page of a list.", **own, "properties": {**items, **LINKS}}
    if component not in types.known():
        types.schemas.setdefault(component, schema)
    return component


def page_example(payload: dict[str, Any], start: str | None) -> dict[str, Any]:
    """Return two of the items that a page shows, with the link to the next page that it leaves out.

    `start` is the first line of the request that the payload answers.
    """
    url = (start or "").partition(" ")[2].partition("?")[0].rstrip("/")
    annotations = {name: value for name, value in payload.items() if name.startswith(ANNOTATION)}
    if url.startswith("https://"):
        annotations.setdefault(NEXT_LINK, f"{url}?$top=2&$skiptoken=2")
    rest = {name: value for name, value in payload.items() if name not in annotations}
    return {**annotations, **rest, ITEMS: payload[ITEMS][:2]}
