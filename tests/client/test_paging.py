"""Lists: every item once, whatever happens between the pages, with one page in memory."""

import weakref
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from tests import faults
from tests.client.lists import Sync, runs, serving, state
from tests.runtime.scripted import answer
from tests.runtime.scripted import serving as scripted

IDS = [f"run-{index}" for index in range(10_000)]
FAULTS = (
    faults.throttled,
    faults.unavailable,
    faults.token_expired,
    faults.failed,
    faults.broken_off,
    faults.reset,
)


class Credential:
    """Gives the token that is good at first, and then the one that is good when that has expired."""

    def __init__(self) -> None:
        self.tokens = ["t0ken", "renewed"]

    def get_token(self, *_: str, **__: object) -> SimpleNamespace:
        """Return the next one."""
        return SimpleNamespace(token=self.tokens.pop(0), expires_on=2**33)


def page(*names: str, link: object = None, **members: object) -> dict[str, Any]:
    body: dict[str, Any] = {"value": [{"id": name} for name in names], **members}
    return body if link is None else {**body, "@odata.nextLink": link}


def listed(graph: Any) -> Any:
    return graph.workflows.list_runs("w")


def test_1_000_items_over_50_pages_are_yielded_once_with_one_page_in_memory(client: Sync) -> None:
    iterate(client, 1_000)


@pytest.mark.slow
def test_10_000_items_over_500_pages_are_yielded_once_with_one_page_in_memory(client: Sync) -> None:
    iterate(client, 10_000)


def iterate(client: Sync, number: int) -> None:
    """Iterate over so many items; while a page is fetched, those of the one before must be gone."""
    alive = weakref.WeakValueDictionary[int, Any]()
    during_fetches: list[int] = []
    requests_at_items: list[int] = []
    known = runs(number)

    def answered(_: object) -> list[Any]:
        during_fetches.append(len(alive))
        return known

    def count(item: Any) -> None:
        alive[id(item)] = item
        requests_at_items.append(len(held.received))

    held = state()
    held.values["listRuns"] = answered
    with serving(held) as service:
        assert client.items(service.url, listed, count) == IDS[:number]
    assert requests_at_items == [1 + index // 20 for index in range(number)]  # nothing is fetched ahead
    assert max(during_fetches) <= 1  # the last item, which a generator may still name


def test_nothing_is_sent_before_the_list_is_iterated_and_each_iteration_starts_anew(client: Sync) -> None:
    held = state(runs(3))
    with serving(held) as service:

        def made(graph: Any) -> Any:
            paged = listed(graph)
            assert repr(paged).endswith("Paged: GET /workflows/w/runs, sent when iterated>")
            assert not held.received
            return paged

        assert client.items(service.url, made, times=2) == IDS[:3] * 2
    assert len(held.received) == 2


def test_pages_have_items_count_and_next_link_and_the_list_can_be_resumed(client: Sync) -> None:
    with serving(state(runs(45))) as service:
        pages = client.items(service.url, lambda graph: graph.workflows.list_runs("w", count=True).pages())
        assert [(len(one.value), one.count) for one in pages] == [(20, 45), (20, 45), (5, 45)]
        assert [one.next_link is None for one in pages] == [False, False, True]
        assert pages[0].model_extra == {"@odata.context": "$metadata#runs"}
        link = pages[0].next_link
        assert client.items(service.url, lambda graph: graph.workflows.list_runs("w").resume(link)) == IDS[20:45]
        first = client.call(service.url, lambda graph: graph.workflows.list_runs("w", top=2).first_page())
        assert ([run.id for run in first.value], first.count) == (IDS[:2], None)


def test_every_page_is_requested_with_the_headers_and_options_of_the_call(client: Sync) -> None:
    held = state(runs(7), advanced=True)
    statuses: list[int] = []
    with serving(held) as service:

        def made(graph: Any) -> Any:
            headers = {"Prefer": "odata.maxpagesize=3", "X-Trace": "a", "client-request-id": "mine"}
            return graph.workflows.list_runs(
                "w",
                count=True,
                consistency_level="eventual",
                prefer="respond-async",
                headers=headers,
                on_response=lambda reply: statuses.append(reply.status),
            )

        found = client.items(service.url, made, headers={"prefer": "include-unknown-enum-members, odata.maxpagesize=9"})
        client.items(service.url, listed)
    assert (found, statuses) == (IDS[:7], [200] * 3)
    for received in held.received[:3]:
        sent = {name.lower(): value for name, value in received.headers.items()}
        assert received.method == "GET"
        assert sent["prefer"] == "odata.maxpagesize=3, respond-async, include-unknown-enum-members"
        assert (sent["consistencylevel"], sent["x-trace"], sent["client-request-id"]) == ("eventual", "a", "mine")
    assert "Prefer" not in held.received[3].headers


def test_each_page_has_a_request_id_of_its_own_and_the_next_link_is_sent_as_it_came(client: Sync) -> None:
    query = "$skiptoken=aB%2F%3d%27x'~!*(),;:@/?&%24top=1&x=a+b&empty="
    with scripted(answer(200, page("1")), answer(200, page("2"))) as server:
        server.script[0] = answer(200, page("1", link=f"{server.url}/other/place(a='b')?{query}"))
        assert client.items(server.url, listed) == ["1", "2"]
        first, second = server.received
    assert second.target == f"/beta/other/place(a='b')?{query}"
    assert second.headers["client-request-id"] != first.headers["client-request-id"]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_fault_on_any_page_neither_loses_nor_repeats_items(client: Sync, fault: Callable[[Any], None]) -> None:
    retries = client.package.Retries(longest=0.01)
    for number in (1, 2, 3):  # the first page, one in the middle, the last
        held = state(runs(45), faults={number: fault, number + 1: faults.throttled})
        with serving(held) as service:
            assert client.items(service.url, listed, credential=Credential(), retries=retries) == IDS[:45]
        assert len(held.received) == 5


def test_what_was_fetched_is_yielded_before_the_error_of_a_later_page(client: Sync) -> None:
    found: list[str] = []
    held = state(runs(45), faults={2: lambda handler: handler.error(403, "Forbidden", "No.")})
    with serving(held) as service, pytest.raises(client.package.ForbiddenError):
        client.items(service.url, listed, lambda run: found.append(run.id))
    assert found == IDS[:20]


def test_an_empty_page_with_a_link_is_not_the_end(client: Sync) -> None:
    with scripted(answer(200)) as server:
        server.script[:] = [answer(200, page(link=f"{server.url}/a")), answer(200, page("1"))]
        assert client.items(server.url, listed) == ["1"]


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("{0}/workflows/w/runs", "fetched before"),  # the first page itself
        ("{0}/workflows/%77/runs", "fetched before"),
        ("https://graph.example/beta/next", "is not one of http://127.0.0.1"),
        ("https://127.0.0.1:{1}/beta/next", "is not one of http://127.0.0.1"),
        ("http://127.0.0.1:1/beta/next", "is not one of http://127.0.0.1"),
        ("http://user@127.0.0.1:{1}/beta/next", "is not one of http://127.0.0.1"),
        ("http://127.0.0.1:{1}.example/next", "the next link cannot be followed"),
        ("http://127.0.0.1:{1}/ne xt", "whitespace"),
        ("http://127.0.0.1:{1}\\@graph.example/", "backslash"),
        ("/beta/next", "not an absolute URL"),
        ("//127.0.0.1:{1}/beta/next", "not an absolute URL"),
        ("", "not an absolute URL"),
        ("file:///etc/hosts", "is not one of"),
    ],
)
def test_a_link_that_cannot_be_followed_is_an_error_after_the_items_of_its_page(
    client: Sync, link: str, reason: str
) -> None:
    found: list[str] = []
    with scripted(answer(200)) as server:
        link = link.format(server.url, server.server_port)
        server.script[:] = [answer(200, page("1", link=link))]
        with pytest.raises(client.package.NextLinkError, match=reason) as raised:
            client.items(server.url, listed, lambda run: found.append(run.id))
        assert (found, raised.value.next_link, len(server.received)) == (["1"], link, 1)


def test_circular_next_links_are_an_error(client: Sync) -> None:
    found: list[str] = []
    with scripted(answer(200)) as server:
        a, b = (answer(200, page(name, link=f"{server.url}/{link}")) for name, link in (("1", "b"), ("2", "a")))
        end = answer(200, {"value": []})  # for a client that goes round: it would never come to an end
        server.script[:] = [answer(200, page("0", link=f"{server.url}/a")), a, b, end]
        with pytest.raises(client.package.NextLinkError, match="fetched before"):
            client.items(server.url, listed, lambda run: found.append(run.id))
    assert found == ["0", "1", "2"]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({"@odata.count": 3}, "/value: Field required"),
        ({"value": None}, "/value: Input should be a valid array"),
        ({"error": {"code": "x", "message": "y"}}, "/value: Field required"),
        ({"value": [{"id": 7}]}, "/value/0/id: Input should be a valid string"),
        (page("1", link=7), "nextLink: Input should be a valid string"),
        ([], "/: Input should be an object"),
    ],
)
def test_a_body_that_is_not_a_page_is_a_decode_error(client: Sync, body: object, reason: str) -> None:
    with scripted(answer(200, body)) as server, pytest.raises(client.package.DecodeError, match=reason):
        client.items(server.url, listed)


def test_the_count_is_read_wherever_it_arrives(client: Sync) -> None:
    with scripted(answer(200)) as server:
        last = {"@odata.count": 2, "value": [{"id": "2"}], "@odata.nextLink": None}
        server.script[:] = [answer(200, page("1", link=f"{server.url}/a")), answer(200, last)]
        pages = client.items(server.url, lambda graph: listed(graph).pages())
    assert [one.count for one in pages] == [None, 2]


def test_mistakes_raise_before_the_list_is_iterated(lists_package: Any) -> None:
    graph = lists_package.GraphRuns("t0ken", base_url="http://127.0.0.1:9/beta")
    with pytest.raises(ValueError, match="top: Input should be greater"):
        graph.workflows.list_runs("w", top=0)
    with pytest.raises(ValueError, match="workflow_id is empty"):
        graph.workflows.list_runs("")
    with pytest.raises(TypeError, match="unexpected option tpo"):
        graph.workflows.list_runs("w", tpo=1)
    for link in ("https://graph.example/beta/next", "next", ""):
        with pytest.raises(ValueError, match="is not"):
            graph.workflows.list_runs("w").resume(link)
    with pytest.raises(TypeError, match="not iterable"):
        iter(lists_package.AsyncGraphRuns("t").workflows.list_runs("w"))
