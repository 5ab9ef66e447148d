"""Compare two documents: what breaks those who use the API, and what else changed."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from generator.publication.changes import operations, schemas
from generator.publication.changes.alternatives import ANNOTATIONS
from generator.publication.changes.change import REQUESTS, RESPONSES, Change, Pair, keys
from generator.spec import walk
from generator.spec.graph_rules import PERMISSIONS
from generator.spec.source import Pointer, Source

PARAMETER = re.compile(r"\{.*?\}")


def compare(old: Source, new: Source) -> list[Change]:
    """Return the changes from the old to the new document, breaking ones first.

    There are none only if both documents are the same but for their version. What changed alike in several operations
    and schemas is one change.
    """
    whole = Pair(old, new, (), (), "the description")
    found: dict[tuple[bool, str, str], Change] = {}
    places: dict[tuple[Pointer, str], Change] = {}
    for part in (_servers, _security_schemes, _operations, _schema_names, _texts):
        for change in part(whole):
            if places.setdefault((change.pointer, change.what), change) is not change:
                continue  # seen through another operation or schema
            key = (change.breaking, change.where, change.what)
            known = found.get(key, replace(change, subjects=()))
            found[key] = replace(known, subjects=tuple(dict.fromkeys((*known.subjects, *change.subjects))))
    without_version = [{**each.data, "info": {**each.data["info"], "version": ""}} for each in (old, new)]
    if not found and without_version[0] != without_version[1]:
        return [whole.change("only its arrangement changed, such as the order or what is shared by $ref")]
    return sorted(found.values(), key=lambda change: not change.breaking)


def _servers(pair: Pair) -> Iterator[Change]:
    urls = [[server["url"] for server in side.data.get("servers", [{"url": "/"}])] for side in (pair.old, pair.new)]
    for index, url in enumerate(urls[0]):
        if url not in urls[1]:
            yield pair.at("servers", index).change(f"server {url} is gone", breaking=True, removed=True)
    for index, url in enumerate(urls[1]):
        if url not in urls[0]:
            yield pair.at("servers", index).change(f"server {url} is new")
    if urls[0][:1] != urls[1][:1]:
        what = f"the first server, which clients use by default, is {urls[1][0]} instead of {urls[0][0]}"
        yield pair.at("servers").change(what, breaking=True)


def _security_schemes(pair: Pair) -> Iterator[Change]:
    sides = [side.data.get("components", {}).get("securitySchemes", {}) for side in (pair.old, pair.new)]
    for name, in_old, in_new in keys(*sides):
        inner = pair.at("components", "securitySchemes", name)
        if not in_new:
            yield inner.change(f"security scheme {name} is gone", breaking=True, removed=True)
        elif not in_old:
            yield inner.change(f"security scheme {name} is new")
        else:
            yield from operations.rest(replace(inner, subject=f"security scheme {name}"), frozenset())


def _schema_names(pair: Pair) -> Iterator[Change]:
    """Each schema is published as a file, and becomes a type of generated clients."""
    sides = [side.data.get("components", {}).get("schemas", {}) for side in (pair.old, pair.new)]
    referenced = _referenced(pair.old) | _referenced(pair.new)
    for name, in_old, in_new in keys(*sides):
        inner = replace(pair.at(*schemas.SCHEMAS, name), subject=f"schema {name}")
        if not in_new:
            yield inner.change("is gone, with its file and its type in generated clients", breaking=True, removed=True)
        elif not in_old:
            yield inner.change("is new")
        elif name not in referenced:
            yield from schemas.compare(replace(inner, used=frozenset((REQUESTS, RESPONSES))))


def _referenced(side: Source) -> set[str]:
    return {str(walk.target(node.value["$ref"])[-1]) for node in side.nodes if "$ref" in node.value}


def _operations(pair: Pair) -> Iterator[Change]:
    """Operations are the same if method and path are, whatever the path's parameters are called."""
    sides: list[dict[tuple[str, str], tuple[str, str, str]]] = [
        {(PARAMETER.sub("{}", at[1]), at[2]): at for at, _ in walk.operations(data)}
        for data in (pair.old.data, pair.new.data)
    ]
    for key in dict.fromkeys((*sides[0], *sides[1])):
        at_old, at_new = sides[0].get(key), sides[1].get(key)
        if at_old and at_new:
            subject = walk.look_up(pair.new.data, at_new)["operationId"]
            yield from operations.compare(replace(pair, at_old=at_old, at_new=at_new, subject=subject))
        elif at_new:
            subject = walk.look_up(pair.new.data, at_new)["operationId"]
            inner = replace(pair, at_new=at_new, subject=subject)
            yield inner.change(f"is a new operation, {at_new[2].upper()} {at_new[1]}")
        elif at_old:
            subject = walk.look_up(pair.old.data, at_old)["operationId"]
            inner = replace(pair, at_old=at_old, subject=subject)
            yield inner.change(f"is gone, {at_old[2].upper()} {at_old[1]}", breaking=True, removed=True)


def _texts(pair: Pair) -> Iterator[Change]:
    """Yield what changed for readers alone, at any place that both documents have."""
    old = {node.pointer for node in pair.old.nodes}
    old.discard(("components",))  # its `examples` are shown where they are used
    for pointer in (node.pointer for node in pair.new.nodes if node.pointer in old):
        sides = _with_target(pair.old.data, pointer), _with_target(pair.new.data, pointer)
        for key, _, _ in keys(*sides):
            before, after = (side.get(key) for side in sides)
            if before != after and (key in ANNOTATIONS or key.startswith("x-")) and key != PERMISSIONS:
                subject, where = _title(pair.new.data, pointer)
                inner = replace(pair.at(*pointer, key), subject=subject, where=where)
                yield inner.change(f"{key} changed", removed=after is None)


def _with_target(data: Any, pointer: Pointer) -> dict[str, Any]:
    """Return the object at the pointer, with what its `$ref` names."""
    value: dict[str, Any] = walk.look_up(data, pointer)
    return {**walk.resolve(data, pointer)[1], **value} if "$ref" in value else value


def _title(data: Any, pointer: Pointer) -> tuple[str, str]:
    """Return what the pointer leads to, and the rest of it."""
    subject, rest = "the description", pointer
    if pointer[:1] == ("paths",) and pointer[2:3] and pointer[2] in walk.METHODS:
        subject, rest = walk.look_up(data, pointer[:3])["operationId"], pointer[3:]
    elif pointer[:1] == ("components",) and len(pointer) > 2:
        kind = "schema" if pointer[1] == "schemas" else f"components/{pointer[1]},"
        subject, rest = f"{kind} {pointer[2]}", pointer[3:]
    return subject, "/".join(map(str, rest))
