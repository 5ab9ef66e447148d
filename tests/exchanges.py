"""What each operation of a document sends and gets back, by its examples, and what a server on loopback received.

It reads the document by itself, so that what a client or a sample makes of it can be compared with that.
"""

import json
import re
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from generator.client.service.server import Request
from generator.spec import walk
from generator.spec.document import Document

TOKEN = "t0ken"  # noqa: S105 (of a server that is ours)


class Exchange(NamedTuple):
    """An operation with the examples of its parameters, its shortest request and its first answer."""

    operation: str
    method: str
    path: str
    """With the arguments in it; `template` has their names."""
    request: Any
    answer: Any
    template: str
    arguments: dict[str, Any]

    @property
    def items(self) -> list[Any] | None:
        """The items of a list; None for what is not one."""
        return self.answer["value"] if isinstance(self.answer, dict) and "@odata.nextLink" in self.answer else None

    @property
    def results(self) -> list[Any]:
        """What a program reads: the items of a list, else the answer."""
        return self.items if self.items is not None else [self.answer] if self.answer is not None else []


def exchanges(document: Document) -> dict[str, Exchange]:
    """Return each operation by its operationId."""
    return {
        operation["operationId"]: _exchange(document.data, at, operation)
        for at, operation in walk.operations(document.data)
    }


def _exchange(data: Any, at: Any, operation: Any) -> Exchange:
    arguments = {}
    for holder in (at[:2], at):
        for index in range(len(walk.look_up(data, holder).get("parameters", ()))):
            _, parameter = walk.resolve(data, (*holder, "parameters", index))
            if parameter["in"] == "path":
                arguments[parameter["name"]] = parameter.get("example", parameter["name"])
    path = re.sub(r"\{(.*?)\}", lambda found: str(arguments[found[1]]), at[1])
    requests = _examples(data, (*at, "requestBody")) if "requestBody" in operation else []
    (status,) = (status for status in operation["responses"] if status.startswith("2"))
    answers = _examples(data, (*at, "responses", status))
    request = min(requests, key=lambda value: len(json.dumps(value)), default=None)
    answer = next(iter(answers), None)
    return Exchange(operation["operationId"], at[2].upper(), path, request, answer, at[1], arguments)


def _examples(data: Any, pointer: Any) -> list[Any]:
    at, holder = walk.resolve(data, pointer)
    places = [
        (*at, "content", media_type, "examples", name)
        for media_type, content in holder.get("content", {}).items()
        for name in content["examples"]
    ]
    return [walk.resolve(data, place)[1]["value"] for place in places]


def hold(received: list[Request], wanted: list[Exchange], *, pages: int | None = None) -> None:
    """Hold requests to the examples; a list has one item a page, all of which are requested unless `pages` is less."""
    expected = [one for one in wanted for _ in (one.items or [None])[:pages]]
    sent = [(request.method, _path(unquote(urlsplit(request.target).path))) for request in received]
    assert sent == [(one.method, _path(f"/beta{one.path}")) for one in expected], sent
    bodies = [json.loads(request.body) if request.body else None for request in received]
    assert moments(bodies) == moments([one.request for one in expected])
    headers = [{name.lower(): value for name, value in request.headers.items()} for request in received]
    assert {each["authorization"] for each in headers} == {f"Bearer {TOKEN}"}


def _path(path: str) -> str:
    """Return the path with times in one spelling."""
    return re.sub(r"(:\d\d(?:\.\d*?)?)\.?0*Z", r"\1Z", path)


def moments(value: Any) -> Any:
    """Return the value with its times as datetimes, which end at microseconds."""
    if isinstance(value, dict):
        return {key: moments(item) for key, item in value.items()}
    if isinstance(value, list):
        return [moments(item) for item in value]
    if isinstance(value, str) and re.match(r"\d{4}-\d\d-\d\dT", value):
        return datetime.fromisoformat(re.sub(r"(\.\d{6})\d+", r"\1", value))
    return value
