"""A success status is accepted only if the body is what the operation documents."""

import json
from typing import Any

import pytest
from graph_runs import DecodeError, Reply, models

from tests.runtime.conftest import Run
from tests.runtime.scripted import answer, serving

PROCESS = models.ProcessCreate(display_name="A", readiness_status="ready")
ADD = ("industry_data", "add_process", "flow-1", "run-1", PROCESS)
RUN = models.IncomingFlowRunCreate.model_validate_json(
    '{"displayName": "A", "startDateTime": "2022-10-06T19:13:06Z", "status": "running", "statistics": {}}'
)
CREATE = ("industry_data", "create_incoming_flow_run", "flow-1", RUN)
ERROR = {"error": {"code": "Throttled", "message": "Come back later"}}
PAGE = b"<!DOCTYPE html><title>Sign in</title><body>Please log in"


@pytest.mark.parametrize("status", [200, 201, 202, 207])
@pytest.mark.parametrize(
    ("body", "kind", "said"),
    [
        (ERROR, "application/json", "it is an error: Come back later"),
        ({**ERROR, "id": "1"}, "application/json", "it is an error: Come back later"),
        (
            {"error": "invalid_token", "error_description": "It expired"},
            "",
            "it is an error: invalid_token: It expired",
        ),
        (b"\xef\xbb\xbf" + json.dumps(ERROR).encode(), "", "it is an error: Come back later"),
        (PAGE, "text/html; charset=utf-8", "the body is text/html; charset=utf-8: Sign in Please log in"),
        (PAGE, "", "the body is no content type: Sign in Please log in"),
        (b"Please log in", "text/plain", "the body is text/plain: Please log in"),
    ],
    ids=["error", "error and id", "OAuth", "byte order mark", "HTML", "HTML without type", "text"],
)
@pytest.mark.parametrize("operation", [CREATE, ADD], ids=["with a body", "without"])
def test_what_is_not_the_result_is_a_decode_error(
    read: Run, operation: Any, body: Any, kind: str, said: str, status: int
) -> None:
    headers = {"Content_Type": kind} if kind else {}
    with serving(answer(status, body, **headers)) as server, pytest.raises(DecodeError) as caught:
        read(server.url, *operation)
    assert said in str(caught.value)
    assert str(caught.value).startswith(f"{status}, but the body is not as documented: ")
    assert str(caught.value).endswith("; the request may have been processed")
    assert caught.value.content == (body if isinstance(body, bytes) else json.dumps(body).encode())
    assert len(server.received) == 1


@pytest.mark.parametrize("page", [{"value": []}, {"value": [{"id": "1"}], "@odata.context": "x", "@odata.count": 1}])
def test_a_page_is_not_a_resource(call: Run, page: Any) -> None:
    with (
        serving(answer(200, page)) as server,
        pytest.raises(DecodeError, match="it is a page of resources; the body is"),
    ):
        call(server.url, *CREATE)


@pytest.mark.parametrize("body", [{}, {"requestId": "r"}])
def test_that_a_request_was_accepted_is_not_its_result(call: Run, body: Any) -> None:
    with serving(answer(202, body)) as server, pytest.raises(DecodeError, match="only accepted") as caught:
        call(server.url, *CREATE)
    assert (caught.value.status, len(server.received)) == (202, 1)
    with serving(answer(202, {"id": "1"})) as server:
        assert call(server.url, *CREATE).id == "1"


def test_members_named_like_those_of_errors_and_pages_are_kept_where_they_are_something_else(call: Run) -> None:
    for body in ({"id": "1", "error": None}, {"id": "1", "value": [1]}, {"value": 5}, {"errors": [1]}):
        with serving(answer(201, body)) as server:
            assert json.loads(call(server.url, *CREATE).model_dump_json()) == body


def test_a_byte_order_mark_is_not_part_of_the_body(call: Run) -> None:
    replies: list[Reply] = []
    with serving(answer(201, b'\xef\xbb\xbf{"id": "1"}')) as server:
        assert call(server.url, *CREATE, on_response=replies.append).id == "1"
        reply = call(server.url, "", "request", "GET", "/me")
    assert replies[0].content.startswith(b"\xef\xbb\xbf")
    assert reply.json() == {"id": "1"}


@pytest.mark.parametrize("body", [b"", b" \r\n", b"{}", b"null", b'{"id": "1"}', b'{"error": null}', b"[]"])
def test_json_is_ignored_where_no_body_is_documented(read: Run, body: bytes) -> None:
    for status in (200, 202, 204):
        with serving(answer(status, body)) as server:
            assert read(server.url, *ADD) is None


def test_the_excerpt_is_short_and_on_one_line(call: Run) -> None:
    body = b"<p>\x1b[31m" + b"line\r\n" * 100_000 + b"</p>"
    with serving(answer(201, body, Content_Type="text/html")) as server, pytest.raises(DecodeError) as caught:
        call(server.url, *CREATE)
    assert len(str(caught.value)) < 500
    assert str(caught.value).isprintable()
