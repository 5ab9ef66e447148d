"""Find where a page contradicts itself, from its facts alone."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.documentation import facts, paths
from generator.documentation.decisions import Contradiction
from generator.documentation.typenames import last
from generator.spec.graph_rules import ANNOTATION, TYPE_PROPERTY

COLLECTION = re.compile(r"Collection\((.*)\)")


def contradictions(path: Path, file: facts.FactsFile) -> Iterator[Contradiction]:
    """Yield what the page states in two ways."""
    page = file.facts
    if isinstance(page, facts.ApiPage):
        for what, line, first, second in (*_namespace(page), *_permissions(page), *_types(page), *_examples(page)):
            yield Contradiction(f"{file.page}/{what}", _plain(first), _plain(second), path, line)
    if isinstance(page, facts.ResourcePage):
        for what, line, first, second in _resource(page):
            yield Contradiction(f"{file.page}/{what}", _plain(first), _plain(second), path, line)


Found = Iterator[tuple[str, int, Any, Any]]


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _namespace(page: facts.ApiPage) -> Found:
    for example in page.examples:
        payload = example.request.payload if example.request else None
        name = payload.get(TYPE_PROPERTY) if isinstance(payload, dict) else None
        if isinstance(name, str) and page.namespace and page.namespace != (found := _namespace_of(name)):
            yield "namespace", page.line, page.namespace, found
            return


def _namespace_of(name: str) -> str:
    return name.removeprefix("#").rpartition(".")[0]


def _permissions(page: facts.ApiPage) -> Found:
    first, second = page.permissions, page.permissions_of_its_name
    if not first or not second:
        return
    for name in ("delegated_work", "delegated_personal", "application"):
        one, other = getattr(first, name), getattr(second, name)
        if one.all != other.all:
            yield f"permissions/{name}", one.line, one.all, other.all


def _types(page: facts.ApiPage) -> Found:
    """Compare the types that sentences, comments and payloads name."""
    body = page.body.type if page.body else None
    answer = next((each for each in page.responses if each.type), None)
    for example in page.examples:
        for what, message, stated in (
            ("request", example.request, body),
            ("response", example.response, answer.type if answer else None),
        ):
            if message is None:
                continue
            payload = message.payload if isinstance(message.payload, dict) else {}
            comment = COLLECTION.sub(r"\1", message.type) if message.type else None
            if stated and comment and last(comment) != last(stated):
                yield f"{what}/type", message.line, stated, comment
            shown = payload.get(TYPE_PROPERTY)
            if stated and isinstance(shown, str) and last(shown) != last(stated):
                yield f"{what}/{TYPE_PROPERTY}", message.line, stated, shown
        if example.request and page.body and isinstance(example.request.payload, dict):
            yield from _nested(page.body.rows, example.request.payload)


def _nested(rows: tuple[facts.Row, ...], payload: dict[str, Any]) -> Found:
    for row in rows:
        value = payload.get(row.name)
        shown = value.get(TYPE_PROPERTY) if isinstance(value, dict) else None
        if isinstance(shown, str) and "." in row.type and shown.removeprefix("#") != row.type:
            yield f"request/{row.name}/type", row.line, row.type, shown


def _examples(page: facts.ApiPage) -> Found:
    """Compare statuses, bodies, keys and addresses of examples with the rest of the page."""
    statuses = [response.status for response in page.responses]
    for stated in page.responses:
        if stated.status == "204" and stated.type:
            yield "response", stated.line, "204", stated.type
    rows = page.body.rows if page.body else ()
    for example in page.examples:
        request, response = example.request, example.response
        status = response.start.split()[1] if response else None
        if response and status and statuses and status not in statuses:
            yield "response/status", response.line, statuses, status
        if request and page.requests:
            method, _, url = request.start.partition(" ")
            lines = [each for each in page.requests if each.method == method]
            if not any(paths.fits(url, each.path) for each in lines):
                yield (
                    "request/address",
                    request.line,
                    [f"{each.method} {each.path}" for each in page.requests],
                    request.start,
                )
        if request and rows and isinstance(request.payload, dict):
            shown = [name for name in request.payload if not name.startswith(ANNOTATION)]
            unknown = [name for name in shown if name not in {row.name for row in rows}]
            missing = [row.name for row in rows if row.mark == "required" and row.name not in shown]
            if unknown or missing:
                yield "request/example", request.line, [row.name for row in rows], shown


def _resource(page: facts.ResourcePage) -> Found:
    if isinstance(page.payload, dict) and page.properties:
        rows = {row.name for row in page.properties}
        keys = {name for name in page.payload if name not in (TYPE_PROPERTY, "id")}
        # What a type inherits need not be in its table, nor in its JSON.
        inherited = {row.name for row in page.properties if row.inherited} | {"id"}
        if keys - rows - {row.name for row in page.relationships} or rows - keys - inherited:
            yield "properties", page.line, sorted(rows), sorted(keys)
    if page.type and isinstance(page.payload, dict) and isinstance(page.payload.get(TYPE_PROPERTY), str):
        shown = page.payload[TYPE_PROPERTY].removeprefix("#")
        if shown != page.type:
            yield "type", page.line, page.type, shown
