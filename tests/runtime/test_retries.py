"""What is repeated: what the server cannot have processed, and what changes nothing; never too soon or too long."""

import logging
import re
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from typing import Any

import pytest
from graph_runs import DecodeError, GraphError, GraphRunsError, Retries, TooManyRequestsError, TransportError, models

from tests.runtime.conftest import Run, call_async, call_sync
from tests.runtime.scripted import Answer, Handler, answer, hang_up, reset, serving, silent, stalled, truncated

PROCESS = models.ProcessCreate(display_name="A", readiness_status="ready")
ADD = ("industry_data", "add_process", "flow-1", "run-1", PROCESS)
GET = ("", "request", "GET", "/me")
QUICK = {"retries": Retries(attempts=3, longest=0.01, budget=1)}
FAULTS = [reset, hang_up, silent, stalled, truncated(200, b"{", 9)]


@pytest.mark.parametrize(
    ("method", "status"),
    [
        *[("POST", status) for status in (408, 500, 501, 502, 503, 504, 520)],
        ("PATCH", 500),
        ("PUT", 500),
        ("DELETE", 500),
    ],
)
def test_a_failure_is_not_retried_if_the_service_may_have_acted(call: Run, method: str, status: int) -> None:
    with serving(answer(status), answer(200)) as server, pytest.raises(GraphError) as caught:
        call(server.url, "", "request", method, "/me", client=QUICK)
    assert len(server.received) == 1
    assert caught.value.status == status
    with serving(answer(status), answer(204)) as server, pytest.raises(GraphError):
        call(server.url, *ADD, client=QUICK)
    assert len(server.received) == 1


@pytest.mark.parametrize("fault", FAULTS, ids=["reset", "hang_up", "silent", "stalled", "truncated"])
def test_a_broken_connection_is_not_retried_if_the_service_may_have_acted(call: Run, fault: Answer) -> None:
    with serving(fault, answer(200)) as server:
        with pytest.raises((DecodeError, TransportError), match="may have been processed") as caught:
            call(server.url, "", "request", "POST", "/me", client={**QUICK, "timeout": 0.1})
        assert getattr(caught.value, "processed", None) is None
    assert len(server.received) == 1


@pytest.mark.parametrize(
    ("method", "status"),
    [*[("GET", status) for status in (408, 429, 500, 502, 503, 504, 520)], ("HEAD", 503), ("OPTIONS", 503)],
)
def test_safe_methods_are_retried_after_a_transient_failure(call: Run, method: str, status: int) -> None:
    with serving(answer(status), answer(status), answer(204)) as server:
        assert call(server.url, "", "request", method, "/me", client=QUICK).status == 204
    assert len(server.received) == 3


@pytest.mark.parametrize("fault", FAULTS, ids=["reset", "hang_up", "silent", "stalled", "truncated"])
def test_safe_methods_are_retried_after_a_broken_connection(call: Run, fault: Answer) -> None:
    with serving(fault, answer(200, {"id": "1"})) as server:
        assert call(server.url, *GET, client={**QUICK, "timeout": 0.1}).json() == {"id": "1"}
    assert len(server.received) == 2


@pytest.mark.parametrize("status", [400, 403, 404, 409, 412, 501])
def test_a_permanent_failure_is_not_retried(call: Run, status: int) -> None:
    with serving(answer(status), answer(200)) as server, pytest.raises(GraphError):
        call(server.url, *GET, client=QUICK)
    assert len(server.received) == 1


def test_five_attempts_are_the_default(call: Run) -> None:
    with serving(answer(429, b"", Retry_After="0")) as server, pytest.raises(TooManyRequestsError):
        call(server.url, *ADD)
    assert len(server.received) == 5


def test_all_pauses_together_stay_within_the_budget(call: Run) -> None:
    retries = Retries(attempts=100, budget=0.09)
    with serving(answer(429, b"", Retry_After="0.03")) as server, pytest.raises(TooManyRequestsError):
        call(server.url, *ADD, client={"retries": retries})
    assert len(server.received) == 3  # pauses of 30 to 37.5 ms; a third would be over
    total = paused = 0.0
    for attempt in range(1, 5):
        pause = Retries().pause(attempt, None, paused)
        assert pause is not None
        paused += pause
        total += 2 ** (attempt - 1) / 2
    assert total <= paused <= total * 1.25
    assert Retries(attempts=1000).pause(9, 50, 140) is None


def arrivals(call: Run, *script: Answer, **options: Any) -> list[float]:
    """Return the seconds between the requests that one call makes."""
    times: list[float] = []

    def timed(made: Answer) -> Answer:
        def send(handler: Handler) -> None:
            times.append(time.monotonic())
            made(handler)

        return send

    with serving(*map(timed, script)) as server:
        call(server.url, *ADD, **options)
    return [later - earlier for earlier, later in pairwise(times)]


def twice(*values: str) -> Answer:
    """Answer 429 with several Retry-After headers."""

    def send(handler: Handler) -> None:
        handler.send_response(429)
        for value in values:
            handler.send_header("Retry-After", value)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return send


@pytest.mark.parametrize(
    "values", [("0.05",), ("0.05", "0.05"), ("0.05, 0.05",), ("0.02", "0.05"), ("soon", "0.05"), ("0.0500",)]
)
def test_a_pause_is_never_shorter_than_retry_after(call: Run, values: tuple[str, ...]) -> None:
    (pause,) = arrivals(call, twice(*values), answer(204))
    assert 0.05 <= pause < 0.45  # without Retry-After it would be 0.5 s or more


def test_a_pause_lasts_until_the_date() -> None:
    until = (datetime.now(UTC) + timedelta(seconds=1.1)).replace(microsecond=0)  # a tenth of a second from now or more
    dated = format_datetime(until, usegmt=True)

    def ended(call: Run) -> datetime:
        assert len(arrivals(call, twice(dated, dated), answer(204))) == 1
        return datetime.now(UTC)

    with ThreadPoolExecutor() as both:  # they wait together
        for end in both.map(ended, (call_sync, call_async)):
            assert until <= end < until + timedelta(seconds=1)


@pytest.mark.parametrize("value", ["", "soon", "-1", "1e3", "0x10", "1_0", "٣", "+9", "9" * 400, "5; x", "nan", "inf"])
def test_an_invalid_retry_after_counts_as_none(value: str) -> None:
    assert TooManyRequestsError(headers={"Retry-After": value}).retry_after is None


def test_a_503_with_an_invalid_retry_after_is_not_retried(call: Run) -> None:
    with serving(answer(503, b"", Retry_After="soon"), answer(204)) as server, pytest.raises(GraphError):
        call(server.url, *ADD, client=QUICK)
    assert len(server.received) == 1


def test_a_call_can_have_retries_of_its_own(call: Run) -> None:
    for retries, count in ((Retries(attempts=1), 1), (Retries(attempts=2, longest=0.01), 2)):
        with serving(answer(429)) as server, pytest.raises(TooManyRequestsError):
            call(server.url, *ADD, retries=retries)
        assert len(server.received) == count
    with serving(answer(204)) as server, pytest.raises(TypeError, match="retries is int"):
        call(server.url, *ADD, retries=3)


def test_an_unknown_host_is_reported_at_once(call: Run) -> None:
    started = time.monotonic()
    with pytest.raises(TransportError, match="the request was not sent") as caught:
        call("https://no-such-host.invalid/beta", *ADD)
    if isinstance(cause := root(caught.value), socket.gaierror) and cause.errno != socket.EAI_AGAIN:
        assert caught.value.permanent
        assert time.monotonic() - started < 5  # the first pause alone is half a second, four are 7.5


def root(error: BaseException) -> BaseException:
    while error.__cause__ or error.__context__:
        error = error.__cause__ or error.__context__  # type: ignore[assignment]
    return error


def test_retries_are_logged_with_reason_and_pause(call: Run, caplog: pytest.LogCaptureFixture) -> None:
    with (
        caplog.at_level(logging.INFO, "graph_runs"),
        serving(answer(429), answer(204, b"", request_id="r-1")) as server,
    ):
        call(server.url, *ADD, client=QUICK)
    (record,) = [one for one in caplog.records if one.name == "graph_runs"]
    assert record.levelno == logging.INFO
    said = r"POST /beta/\S+: attempt 1 of 3 failed \(429 Too Many Requests\); the next one follows in 0\.01 s"
    assert re.fullmatch(said, record.getMessage())


def test_requests_and_responses_are_logged_for_debugging(call: Run, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, "graph_runs"), serving(answer(204, b"", request_id="r-1")) as server:
        call(server.url, "", "request", "GET", "/me", params={"$filter": "secret"}, credential="secret-token")
    lines = [one.getMessage() for one in caplog.records if one.name == "graph_runs"]
    sent = server.received[0].headers["client-request-id"]
    assert lines[0] == f"GET {server.url}/me (client-request-id {sent})"
    assert re.fullmatch(rf"GET {server.url}/me: 204 in \d+ ms \(request-id r-1\)", lines[1])
    assert len(lines) == 2
    assert "secret" not in "".join(lines)


def closing(count: int) -> Answer:
    """Answer without a warning that the connection is closed after so many requests."""
    served = 0

    def send(handler: Handler) -> None:
        nonlocal served
        served += 1
        answer(204)(handler)
        handler.close_connection = served % count == 0

    return send


def test_a_kept_connection_that_the_server_closed_is_replaced(calls: Run) -> None:
    ports: list[int] = []

    def noted(handler: Handler) -> None:
        ports.append(handler.client_address[1])
        closing_one(handler)

    closing_one = closing(2)
    with serving(noted) as server:
        calls(server.url, 4, pause=0.03)
    assert len(server.received) == 4
    assert len(set(ports)) == 2  # two requests on each connection


def test_a_decode_error_is_not_retried(call: Run) -> None:
    create = models.IncomingFlowRunCreate.model_validate_json(
        '{"displayName": "A", "startDateTime": "2022-10-06T19:13:06Z", "status": "running", "statistics": {}}'
    )
    with serving(answer(201, b"<html>"), answer(201, {})) as server, pytest.raises(DecodeError) as caught:
        call(server.url, "industry_data", "create_incoming_flow_run", "flow-1", create)
    assert isinstance(caught.value, GraphRunsError)
    assert len(server.received) == 1
