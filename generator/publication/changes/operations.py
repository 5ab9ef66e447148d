"""Compare two operations: parameters, bodies, responses, permissions."""

import json
import re
from collections.abc import Iterator
from typing import Any

from generator.publication.changes import schemas
from generator.publication.changes.alternatives import ANNOTATIONS
from generator.publication.changes.change import REQUESTS, RESPONSES, Change, Pair, keys
from generator.spec import walk
from generator.spec.graph_rules import PERMISSIONS
from generator.spec.source import Pointer

COMPARED = frozenset("operationId tags parameters requestBody responses security".split())
SUCCESS = re.compile(r"2(\d\d|XX)")
STYLES = {"query": "form", "cookie": "form", "path": "simple", "header": "simple"}


def compare(pair: Pair) -> Iterator[Change]:
    """Yield the changes between two operations of the same method and path."""
    old, new = pair.values()
    if old["operationId"] != new["operationId"]:
        what = f"the operationId, which names the method of clients, is {new['operationId']} now"
        yield pair.at("operationId").change(what, breaking=True)
    if old.get("tags") != new.get("tags"):
        what = f"the tags, which group the methods of clients, are {_words(new.get('tags', []))} now"
        yield pair.at("tags").change(what, breaking=True)
    yield from _security(pair)
    yield from _permissions(pair)
    yield from _parameters(pair)
    yield from _request(pair)
    yield from _responses(pair)
    yield from rest(pair, COMPARED)


def rest(pair: Pair, compared: frozenset[str]) -> Iterator[Change]:
    """Yield what changed and is neither compared elsewhere nor a text: it may break anyone."""
    old, new = pair.values()
    for key, in_old, in_new in keys(old, new):
        ignored = key in compared or key in ANNOTATIONS or key.startswith("x-")
        if not ignored and old.get(key) != new.get(key):
            how = "changed" if in_old and in_new else "is new" if in_new else "is gone"
            yield pair.at(key).change(f"{key} {how}", breaking=True, removed=not in_new)


def _words(values: list[Any]) -> str:
    return ", ".join(map(str, values)) or "none"


def _security(pair: Pair) -> Iterator[Change]:
    sides = []
    for side, value in zip((pair.old, pair.new), pair.values(), strict=True):
        needed = value.get("security", side.data.get("security", [{}]))
        sides.append({json.dumps(each, sort_keys=True): each for each in needed or [{}]})
    for key, in_old, in_new in keys(*sides):
        name = " and ".join(sides[0].get(key, sides[1].get(key, {}))) or "no credential"
        inner = pair.at("security")
        if not in_new and "{}" not in sides[1]:
            yield inner.change(f"{name} is not accepted any more", breaking=True, removed=True)
        elif not in_old:
            yield inner.change(f"{name} is accepted")


def _permissions(pair: Pair) -> Iterator[Change]:
    old, new = (value.get(PERMISSIONS, {}) for value in pair.values())
    for kind, _, _ in keys(old, new):
        before, after = old.get(kind), new.get(kind)
        inner = pair.at(PERMISSIONS, kind, where="permissions")
        for name in before or ():
            if name not in (after or ()):
                yield inner.change(f"{kind}: {name} is not listed any more", breaking=True, removed=True)
        for name in after or ():
            if name not in (before or ()):
                yield inner.change(f"{kind}: {name} is listed")
        if before != after and sorted(before or ()) == sorted(after or ()):
            yield inner.change(f"{kind}: {json.dumps(after)} instead of {json.dumps(before)}")


def _parameters(pair: Pair) -> Iterator[Change]:
    sides = [_parameters_of(side.data, at) for side, at in ((pair.old, pair.at_old), (pair.new, pair.at_new))]
    for key, in_old, in_new in keys(*sides):
        inner = pair.move(sides[0].get(key, ()), sides[1].get(key, ()), used=REQUESTS)
        if not in_new:
            yield inner.change(f"{key} is gone", breaking=True, removed=True)
        elif not in_old:
            required = walk.look_up(pair.new.data, sides[1][key]).get("required", False)
            yield inner.change(f"{key} is new{' and required' if required else ''}", breaking=required)
        else:
            yield from _parameter(pair.move(inner.at_old, inner.at_new, where=key, used=REQUESTS))


def _parameters_of(data: Any, operation: Pointer) -> dict[str, Pointer]:
    """Return where the parameters are; those of the path by their position in it, as their names are not sent."""
    found = {}
    for holder in (operation[:2], operation):
        for index in range(len(walk.look_up(data, holder).get("parameters", ()))):
            at, parameter = walk.resolve(data, (*holder, "parameters", index))
            name = parameter["name"].lower() if parameter["in"] == "header" else parameter["name"]
            if parameter["in"] == "path":
                name = re.findall(r"\{(.*?)\}", str(operation[1])).index(name) + 1
            found[f"{parameter['in']} parameter {name}"] = at
    return found


def _parameter(pair: Pair) -> Iterator[Change]:
    old, new = pair.values()
    if old["name"] != new["name"]:
        how = "names an argument of clients"
        yield pair.at("name").change(f"the name, which {how}, is {new['name']} instead of {old['name']}", breaking=True)
    yield from _required(pair, "may be left out now")
    for key, standard in (("style", STYLES[old["in"]]), ("explode", None), ("allowReserved", False)):
        before, after = (
            side.get(key, standard if key != "explode" else side.get("style", STYLES[side["in"]]) == "form")
            for side in (old, new)
        )
        if before != after:
            yield pair.at(key).change(f"{key} is {json.dumps(after)} instead of {json.dumps(before)}", breaking=True)
    yield from _schema(pair)
    yield from _contents(pair)
    yield from rest(pair, frozenset("name in required style explode allowReserved schema content".split()))


def _required(pair: Pair, loosened: str) -> Iterator[Change]:
    before, after = (bool(value.get("required")) for value in pair.values())
    if after and not before:
        yield pair.at("required").narrower("is required now")
    elif before and not after:
        yield pair.wider(loosened)


def _schema(pair: Pair) -> Iterator[Change]:
    old, new = pair.values()
    if "schema" in old and "schema" in new:
        yield from schemas.compare(pair.at("schema"))
    elif "schema" in old or "schema" in new:
        gone = "schema" in old
        yield pair.change(f"the schema is {'gone' if gone else 'new'}", breaking=True, removed=gone)


def _request(pair: Pair) -> Iterator[Change]:
    old, new = pair.values()
    inner = pair.at("requestBody", where="request body", used=REQUESTS)
    if "requestBody" in old and "requestBody" in new:
        inner = inner.resolved()
        yield from _required(inner, "may be left out now")
        yield from _contents(inner)
        yield from rest(inner, frozenset(("required", "content")))
    elif "requestBody" in old:
        yield inner.change("is not accepted any more", breaking=True, removed=True)
    elif "requestBody" in new:
        _, body = walk.resolve(inner.new.data, inner.at_new)
        needed = bool(body.get("required"))
        yield inner.change(f"is {'required' if needed else 'accepted'} now", breaking=needed)


def _contents(pair: Pair) -> Iterator[Change]:
    old, new = (value.get("content", {}) for value in pair.values())
    for media_type, in_old, in_new in keys(old, new):
        inner = pair.at("content", media_type)
        if not in_new:
            yield inner.change(f"media type {media_type} is gone", breaking=True, removed=True)
        elif not in_old:
            yield inner.change(f"media type {media_type} is new")
        else:
            inner = inner.resolved()
            yield from _schema(inner)
            yield from rest(inner, frozenset(("schema",)))


def _responses(pair: Pair) -> Iterator[Change]:
    old, new = (value["responses"] for value in pair.values())
    for status, in_old, in_new in keys(old, new):
        inner = pair.at("responses", status, where=f"response {status}", used=RESPONSES)
        success = bool(SUCCESS.fullmatch(status))
        general = next((each for each in (f"{status[0]}XX", "default") if each in new), "")
        if in_old and in_new:
            yield from _response(inner.resolved())
        elif in_new:
            yield inner.change("is new", breaking=success)
        elif general and not success:
            yield inner.move(inner.at_old, (*pair.at_new, "responses", general)).change(f"is part of {general} now")
            yield from _response(inner.move(inner.at_old, (*pair.at_new, "responses", general)).resolved())
        else:
            yield inner.change("is gone", breaking=True, removed=True)


def _response(pair: Pair) -> Iterator[Change]:
    old, new = ({name.lower(): name for name in value.get("headers", {})} for value in pair.values())
    for name, in_old, in_new in keys(old, new):
        at_old = (*pair.at_old, "headers", old.get(name, name))
        at_new = (*pair.at_new, "headers", new.get(name, name))
        inner = pair.move(at_old, at_new)
        title = f"header {old.get(name) or new[name]}"
        if not in_new:
            yield inner.change(f"{title} is gone", breaking=True, removed=True)
        elif not in_old:
            yield inner.change(f"{title} is new")
        else:
            inner = pair.move(at_old, at_new, where=title).resolved()
            yield from _required(inner, "may be missing now")
            yield from _schema(inner)
            yield from _contents(inner)
            yield from rest(inner, frozenset(("required", "schema", "content")))
    yield from _contents(pair)
    yield from rest(pair, frozenset(("headers", "content", "links")))
