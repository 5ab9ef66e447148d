"""What every call can have: requests without a method of their own, scopes, deadlines, hooks, no cookies."""

import asyncio
import time
from datetime import UTC, datetime
from typing import Any

import pytest
from graph_runs import (
    AsyncGraphRuns,
    DecodeError,
    ForbiddenError,
    GraphRuns,
    GraphRunsError,
    Reply,
    TransportError,
    models,
)

from tests.runtime.conftest import Run
from tests.runtime.scripted import Answer, Handler, answer, serving, silent

PROCESS = models.ProcessCreate(display_name="A", readiness_status="ready")
ADD = ("industry_data", "add_process", "flow-1", "run-1", PROCESS)


def test_request_reaches_whatever_has_no_method(call: Run) -> None:
    with serving(answer(200, {"value": [1]}, request_id="r-1", Retry_After="7")) as server:
        reply = call(
            *(server.url, "", "request", "post", "/me/events?a=b"),
            json={"body": PROCESS, "at": datetime(2022, 10, 6, tzinfo=UTC), "ü": None},
            params={"$top": 5, "flag": True, "none": None},
            headers={"Prefer": "x"},
        )
    (received,) = server.received
    assert (received.method, received.target) == ("POST", "/beta/me/events?a=b&%24top=5&flag=true")
    assert received.headers["Authorization"] == "Bearer t0ken"
    assert received.headers["Prefer"] == "x"
    assert received.headers["Content-Type"] == "application/json"
    process = PROCESS.model_dump_json()
    assert received.body.decode() == '{"body": ' + process.replace(":", ": ").replace(",", ", ").replace("# ", "#") + (
        ', "at": "2022-10-06T00:00:00+00:00", "ü": null}'
    )
    assert (reply.status, reply.json(), reply.request_id, reply.retry_after) == (200, {"value": [1]}, "r-1", 7)


def test_a_model_can_be_the_body_and_errors_are_raised(call: Run) -> None:
    with serving(answer(201, {}), answer(403, {"error": {"code": "a", "message": "b"}})) as server:
        call(server.url, "", "request", "PUT", "me", json=PROCESS)
        with pytest.raises(ForbiddenError, match="b"):
            call(server.url, "", "request", "GET", "/me")
    assert server.received[0].body.decode() == PROCESS.model_dump_json()
    assert server.received[1].body == b""


@pytest.mark.parametrize("spelling", ["{url}/x?$skiptoken=a%20b", "{upper}/x?$skiptoken=a%20b"])
def test_an_absolute_url_of_the_same_server_is_requested_as_it_is(call: Run, spelling: str) -> None:
    with serving(answer(200, {})) as server:
        url = spelling.format(url=server.url, upper=server.url.replace("http", "HTTP"))
        call(server.url, "", "request", "GET", url, headers={"ConsistencyLevel": "eventual"})
    assert server.received[0].target == "/beta/x?$skiptoken=a%20b"
    assert server.received[0].headers["ConsistencyLevel"] == "eventual"


@pytest.mark.parametrize(
    "url",
    [
        *("https://evil.example/me", "//evil.example/me", "http://127.0.0.1:1/me", "https://127.0.0.1/me", "ftp://x"),
        *("http://user@{host}/me", "http://{host}@evil.example/me", "http://{host}.evil.example/", "\\\\evil\\x"),
        *("/a b", "/a\nb", "/a#b", "http://{host}:80/\\@evil.example", "javascript:x", "https:me"),
    ],
)
def test_the_token_goes_to_no_other_server(call: Run, url: str) -> None:
    with serving(answer(200, {})) as server:
        url = url.format(host=server.url.split("/")[2])
        with pytest.raises(ValueError, match=r"not one of|must have no"):
            call(server.url, "", "request", "GET", url)
        assert server.received == []


def test_a_path_that_looks_like_another_server_stays_a_path(call: Run) -> None:
    with serving(answer(200, {})) as server:
        for path in ("@evil.example/", "/@evil.example", ".evil.example", "/:80/x", "evil.example"):
            root = server.url.removesuffix("/beta")
            call(root, "", "request", "GET", path)
    assert len(server.received) == 5
    assert all(received.target.startswith("/") for received in server.received)


@pytest.mark.parametrize("method", ["GET /x", "", "GÉT", None, "G\r\n"])
def test_what_is_not_a_method_is_refused(call: Run, method: Any) -> None:
    with serving(answer(200)) as server, pytest.raises(ValueError, match="is not an HTTP method"):
        call(server.url, "", "request", method, "/me")
    assert server.received == []


@pytest.mark.parametrize("body", [float("nan"), {"a": {1}}, {1: 2}, datetime(2022, 10, 6)], ids=str)
def test_what_json_cannot_represent_is_refused(call: Run, body: Any) -> None:
    with serving(answer(200)) as server, pytest.raises(ValueError, match="json"):
        call(server.url, "", "request", "POST", "/me", json=body)
    assert server.received == []


@pytest.mark.parametrize("scopes", ["api://x/.default", ["api://x/.default"], ("a", "b")], ids=str)
def test_scopes_can_be_given(call: Run, scopes: Any) -> None:
    asked: list[tuple[str, ...]] = []

    class Credential:
        def get_token(self, *scopes: str, **_: Any) -> Any:
            asked.append(scopes)
            return type("Token", (), {"token": "t", "expires_on": int(time.time() + 3600)})()

    with serving(answer(204)) as server:
        call(server.url, *ADD, credential=Credential(), client={"scopes": scopes})
    assert asked == [(scopes,) if isinstance(scopes, str) else tuple(scopes)]


def dripping(head: bool) -> Answer:
    """Send a byte now and then: the head too, or only the body."""

    def send(handler: Handler) -> None:
        start = b"HTTP/1.1 200 OK\r\n"
        rest = b"X-Drip: " + b"a" * 400 if head else b"Content-Length: 400\r\n\r\n"
        handler.wfile.write(start + (b"" if head else rest))
        for sign in rest if head else b"a" * 400:
            if handler.server.stop.wait(0.02):
                break
            try:
                handler.wfile.write(bytes([sign]))
                handler.wfile.flush()
            except OSError:
                break
        handler.close_connection = True

    return send


@pytest.mark.parametrize("script", [silent, dripping(head=False), dripping(head=True)], ids=["silent", "body", "head"])
@pytest.mark.parametrize("where", ["call", pytest.param("client", marks=pytest.mark.slow)])
def test_a_deadline_ends_the_whole_call(call: Run, script: Answer, where: str) -> None:
    options: dict[str, Any] = {"deadline": 0.15} if where == "call" else {"client": {"deadline": 0.15}}
    with serving(script) as server:
        started = time.monotonic()
        with pytest.raises(GraphRunsError, match="deadline of the call") as caught:
            call(server.url, *ADD, **options)
        assert 0.13 <= time.monotonic() - started < 5
        assert len(server.received) == 1
    assert isinstance(caught.value, DecodeError) or caught.value.processed is None  # type: ignore[attr-defined]


@pytest.mark.parametrize("options", [{"deadline": 3}, {"client": {"deadline": 3}}], ids=["call", "client"])
def test_a_deadline_counts_pauses(call: Run, options: dict[str, Any]) -> None:
    with serving(answer(429, b"", Retry_After="5")) as server, pytest.raises(GraphRunsError, match="try again in 5 s"):
        call(server.url, *ADD, **options)
    assert len(server.received) == 1


def test_cookies_are_not_kept(calls: Run) -> None:
    with serving(answer(204, b"", Set_Cookie="sid=alice; Path=/")) as server:
        calls(server.url, 3, pause=0)
    assert not any("Cookie" in received.headers for received in server.received)


def test_an_async_hook_is_awaited() -> None:
    seen: list[int] = []

    async def hook(reply: Reply) -> None:
        await asyncio.sleep(0)
        seen.append(reply.status)

    async def main(url: str) -> None:
        async with AsyncGraphRuns("t", base_url=url) as graph:
            await graph.industry_data.add_process("f", "r", PROCESS, on_response=hook)
            await graph.industry_data.add_process("f", "r", PROCESS, on_response=lambda reply: hook(reply))

    with serving(answer(204)) as server:
        asyncio.run(main(server.url))
        with GraphRuns("t", base_url=server.url) as graph, pytest.raises(TypeError, match="use AsyncGraphRuns"):
            graph.industry_data.add_process("f", "r", PROCESS, on_response=hook)
        assert len(server.received) == 2
    assert seen == [204, 204]


def test_errors_can_be_made_in_tests() -> None:
    from graph_runs import GraphError, ServerError, TooManyRequestsError

    throttled = TooManyRequestsError(headers={"Retry-After": "5", "Request-Id": "r-1"})
    assert (throttled.status, throttled.retry_after, throttled.request_id) == (429, 5, "r-1")
    assert str(throttled).startswith("429 Too Many Requests: ")
    denied = ForbiddenError(code="Authorization_RequestDenied", message="No.")
    assert str(denied) == "403 Forbidden: No. (code Authorization_RequestDenied)"
    assert GraphError(418, content=b'{"error": {"code": "teapot", "message": "short"}}').code == "teapot"
    assert "may have been processed" in str(ServerError())
    assert TransportError("down").processed is None
    assert DecodeError("odd").content == b""
    assert isinstance(models.Run(id="1"), models.Run)
