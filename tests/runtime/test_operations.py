"""Every operation of the spec, called sync and async on a service that is as strict as Graph and has its examples."""

import asyncio
import json
from collections.abc import Callable
from typing import Any, TypeAlias
from urllib.parse import parse_qsl

import pytest
from graph_runs import AsyncGraphRuns, ForbiddenError, GraphRuns, NotFoundError, Retries, models, odata

from generator.client.service.server import State, serving
from generator.spec.document import Document
from generator.spec.graph_rules import PERMISSION_TYPES, PERMISSIONS
from generator.spec.walk import look_up
from tests import faults
from tests.exchanges import moments
from tests.operations import Operation
from tests.runtime.conftest import Run

Iterate: TypeAlias = Callable[..., list[Any]]
FAULTS = (faults.throttled, faults.unavailable, faults.failed, faults.broken_off, faults.reset)


def iterate_sync(url: str, operation: Operation, **options: Any) -> list[Any]:
    """Return the items of all pages of a list as JSON values."""
    with GraphRuns("t0ken", base_url=url, retries=Retries(longest=0.01)) as graph:
        found = getattr(getattr(graph, operation.group), operation.method.name)(*operation.arguments, **options)
        return [json.loads(item.model_dump_json()) for item in found]


def iterate_async(url: str, operation: Operation, **options: Any) -> list[Any]:
    """Do the same with the async client."""

    async def main() -> list[Any]:
        async with AsyncGraphRuns("t0ken", base_url=url, retries=Retries(longest=0.01)) as graph:
            found = getattr(getattr(graph, operation.group), operation.method.name)(*operation.arguments, **options)
            return [json.loads(item.model_dump_json()) async for item in found]

    return asyncio.run(main())


@pytest.fixture(params=[iterate_sync, iterate_async], ids=["sync", "async"])
def iterate(request: pytest.FixtureRequest) -> Iterate:
    made: Iterate = request.param
    return made


def shown(operation: Operation) -> Any:
    """Return the first example of the success."""
    return next(iter(operation.responses.values()))


def lists(operations: list[Operation]) -> list[Operation]:
    return [operation for operation in operations if operation.pageable]


def perform(call: Run, url: str, operation: Operation) -> Any:
    body = operation.body(models, operation.requests[0])
    return call(url, operation.group, operation.method.name, *operation.arguments, *body)


def test_every_operation_is_accepted_and_returns_its_example(
    spec: Document, every_operation: list[Operation], call: Run
) -> None:
    state = State()
    with serving(spec, state) as service:
        for operation in every_operation:
            result = perform(call, service.url, operation)
            sent = state.received.pop()
            assert (sent.method, sent.target) == (operation.http_method, "/beta" + operation.path)
            expected = shown(operation)
            if operation.pageable:
                result = [json.loads(item.model_dump_json()) for item in result.value]
                expected = expected["value"]
            elif result is not None:
                result = json.loads(result.model_dump_json())
            assert moments(result) == moments(expected), operation.name
    assert state.received == []


def test_every_list_passes_its_options_on_and_follows_the_next_link(
    spec: Document, every_operation: list[Operation], iterate: Iterate
) -> None:
    state = State()
    with serving(spec, state) as service:
        for operation in lists(every_operation):
            items = shown(operation)["value"]
            ids = [item["id"] for item in items]
            given = {
                "$top": 1,
                "$filter": f"id ne {odata.literal('none')}",
                "$select": ["id"],
                "$orderby": ["id desc"],
                "$count": True,
            }
            names = {one.wire_name.lower(): one for one in operation.method.keyword_parameters}
            options = {names[name].name: value for name, value in given.items() if name in names}
            assert "top" in options
            found = iterate(service.url, operation, **options)
            expected = sorted(items, key=lambda item: str(item["id"]), reverse=True) if "$orderby" in names else items
            if "$select" in names:
                expected = [{k: v for k, v in item.items() if k == "id" or k[0] == "@"} for item in expected]
            assert moments(found) == moments(expected), operation.name
            assert len(ids) == len(state.received) == 2  # one item to a page
            query = dict(parse_qsl(state.received[0].target.partition("?")[2]))
            texts = {"$top": "1", "$filter": "id ne 'none'", "$select": "id", "$orderby": "id desc", "$count": "true"}
            wanted = {names[name].wire_name: text for name, text in texts.items() if name in names}
            assert query == wanted
            state.received.clear()


def test_every_refusal_names_what_the_operation_needs(
    spec: Document, every_operation: list[Operation], call: Run
) -> None:
    state = State()
    with serving(spec, state) as service:
        for operation in every_operation:
            state.faults[len(state.received) + 1] = lambda handler: handler.error(403, "Forbidden", "No.")
            with pytest.raises(ForbiddenError, match="Forbidden") as refused:
                perform(call, service.url, operation)
            needed = look_up(spec.data, operation.method.pointer)[PERMISSIONS]
            for name in (name for kind in PERMISSION_TYPES for name in (needed[kind] or [])[:1]):
                assert name in str(refused.value)
            for role in operation.method.roles:
                assert role in str(refused.value)


def test_an_item_is_found_by_its_id(spec: Document, every_operation: list[Operation], call: Run) -> None:
    by_path = {operation.method.path: operation for operation in lists(every_operation)}
    for operation in every_operation:
        collection = by_path.get(operation.method.path.rpartition("/")[0])
        if collection and operation.http_method == "GET" and operation.method.path.endswith("}"):
            item = shown(operation)
            with serving(spec, State({collection.name: [item]})) as service:
                method = operation.group, operation.method.name, *operation.arguments[:-1]
                assert call(service.url, *method, item["id"]).id == item["id"]
                with pytest.raises(NotFoundError, match="no item with the id"):
                    call(service.url, *method, "other")


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_fault_on_any_page_of_any_list_neither_loses_nor_repeats_items(
    spec: Document, every_operation: list[Operation], iterate: Iterate, fault: Callable[[Any], None]
) -> None:
    for operation in lists(every_operation):
        for number in (1, 2):
            state = State(faults={number: fault})
            with serving(spec, state) as service:
                found = iterate(service.url, operation, top=1)
            assert moments(found) == moments(shown(operation)["value"])
            assert len(state.received) == 3
