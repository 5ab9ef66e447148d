"""Every answer that is no success, and every way in which none comes: typed, one line to act on, nothing lost."""

import copy
import json
import pickle
import re
import socket
import ssl
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from graph_runs import (
    BadRequestError,
    ConflictError,
    DecodeError,
    ForbiddenError,
    GraphError,
    GraphRunsError,
    NotFoundError,
    Retries,
    ServerError,
    TooManyRequestsError,
    TransportError,
    UnauthorizedError,
    models,
)

from generator.spec.document import Document
from tests.runtime.conftest import Run
from tests.runtime.scripted import Answer, answer, hang_up, reset, serving, silent, stalled, truncated

PROCESS = models.ProcessCreate(display_name="A", readiness_status="ready")
ADD = ("industry_data", "add_process", "flow-1", "run-1", PROCESS)
WORKFLOW = json.dumps(
    {
        **dict.fromkeys(["failedTasksCount", "failedUsersCount", "successfulUsersCount", "totalUsersCount"], 0),
        **{"totalUnprocessedTasksCount": 0, "processingStatus": "queued", "workflowExecutionType": "onDemand"},
        "scheduledDateTime": "2022-10-10T02:00:00Z",
    }
)
CREATE = ("lifecycle_workflows", "create_workflow_run", models.WorkflowRunCreate.model_validate_json(WORKFLOW))
QUICK = {"retries": Retries(attempts=3, longest=0.01, budget=1)}
ONCE = {"retries": Retries(attempts=1)}


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        *[(400, BadRequestError), (401, UnauthorizedError), (402, GraphError), (403, ForbiddenError)],
        *[(404, NotFoundError), (405, GraphError), (406, GraphError), (409, ConflictError), (410, GraphError)],
        *[(411, GraphError), (412, GraphError), (413, GraphError), (415, GraphError), (416, GraphError)],
        *[(422, GraphError), (423, GraphError), (429, TooManyRequestsError), (500, ServerError), (501, ServerError)],
        *[(503, ServerError), (504, ServerError), (507, ServerError), (509, ServerError), (520, ServerError)],
    ],
)
def test_each_status_has_an_error_class(spec: Document, read: Run, status: int, kind: type[GraphError]) -> None:
    body = spec.data["components"]["examples"]["ForbiddenResponseExample"]["value"]
    with serving(answer(status, body)) as server, pytest.raises(kind) as caught:
        read(server.url, *ADD, client=ONCE)
    error = caught.value
    assert type(error) is kind
    assert (error.status, error.code) == (status, "Authorization_RequestDenied")
    assert json.loads(error.content) == body
    assert len(server.received) == 1


def test_the_message_is_one_line_to_act_on(spec: Document, call: Run) -> None:
    body = spec.data["components"]["examples"]["ForbiddenResponseExample"]["value"]
    ids = body["error"]["innerError"]
    with serving(answer(403, body)) as server, pytest.raises(ForbiddenError) as caught:
        call(server.url, *CREATE)
    assert str(caught.value) == (
        "403 Forbidden: Insufficient privileges to complete the operation. (code Authorization_RequestDenied, "
        f"request-id {ids['request-id']}, client-request-id {ids['client-request-id']}); this operation needs "
        "LifecycleWorkflows.ReadWrite.All (delegated work or school account, application)"
    )


@pytest.mark.parametrize("spelling", ["innerError", "innererror"])
def test_both_spellings_of_the_inner_error_and_a_date_without_zone_are_read(call: Run, spelling: str) -> None:
    inner = {"date": "2022-10-10T02:07:31", "requestId": "r-1", "client-request-id": "c-1"}
    body = {"error": {"code": "a", "message": "b\nc", spelling: inner}}
    with (
        serving(answer(400, body)) as server,
        pytest.raises(BadRequestError, match=r"^400 Bad Request: b c ") as caught,
    ):
        call(server.url, *ADD)
    assert caught.value.inner_error == inner
    assert (caught.value.request_id, caught.value.client_request_id) == ("r-1", "c-1")


BODIES_OF_OTHERS = {
    "nothing": (b"", "", None, None, "the body is empty"),
    "a page": (b"<html><title>Bad gateway</title></html>", "text/html", None, None, "text/html: Bad gateway"),
    "a script first": (b"<html><script>x<y</script><p>Blocked", "text/html", None, None, "text/html: Blocked"),
    "text": (b"upstream\n connect error", "text/plain", None, None, "text/plain: upstream connect error"),
    "no type": (b"{", "", None, None, "no content type: {"),
    "null": (b"null", "application/json", None, None, "application/json: null"),
    "a list": (b"[]", "application/json", None, None, "application/json: []"),
    "no error": (b'{"error": null}', "application/json", None, None, 'application/json: {"error": null}'),
    "deep": (b"[" * 100_000, "application/json", None, None, "application/json: [[["),
    "not Unicode": (b"\xff\xfe", "", None, None, "the body is"),
    "wrong types": (b'{"error": {"code": 5, "message": []}}', "", None, None, '{"error": {"code": 5'),
    "no object": (b'{"error": {"innerError": "x"}}', "", None, None, '{"error": {"innerError"'),
    "OAuth": (
        *(b'{"error": "invalid_token", "error_description": "It expired"}', "application/json"),
        *("invalid_token", "It expired", "invalid_token: It expired"),
    ),
    "OAuth without words": (b'{"error": "invalid_grant"}', "application/json", "invalid_grant", None, "invalid_grant"),
    "a problem": (
        *(b'{"title": "Bad", "detail": "displayName is too long"}', "application/problem+json"),
        *(None, "Bad: displayName is too long", "Bad: displayName is too long"),
    ),
    "API Management": (b'{"statusCode": 401, "message": "No key"}', "application/json", None, "No key", "No key"),
    "ASP.NET": (b'{"Message": "Invalid"}', "application/json", None, "Invalid", "Invalid"),
    "capitals": (b'{"Error": {"Code": "c", "Message": "m"}}', "application/json", "c", "m", "520: m (code c"),
    "a byte order mark": (b'\xef\xbb\xbf{"error": {"code": "c", "message": "m"}}', "", "c", "m", "520: m (code c"),
    "Latin-1": (
        *('{"error": {"code": "c", "message": "café"}}'.encode("latin-1"), "application/json; charset=iso-8859-1"),
        *("c", "café", "520: café"),
    ),
    "Latin-1, not declared": ('{"message": "café"}'.encode("latin-1"), "application/json", None, "café", "café"),
    "UTF-16": ('{"message": "é"}'.encode("utf-16"), "application/json; charset=utf-16", None, "é", "é"),
}


@pytest.mark.parametrize("name", BODIES_OF_OTHERS)
def test_an_error_of_any_form_is_shown_and_kept(read: Run, name: str) -> None:
    body, kind, code, message, shown = BODIES_OF_OTHERS[name]
    headers = {"Content_Type": kind} if kind else {}
    with serving(answer(520, body, request_id="r-1", **headers)) as server, pytest.raises(ServerError) as caught:
        read(server.url, *ADD)
    error = caught.value
    assert (error.status, error.content, error.code, error.message) == (520, body, code, message)
    assert shown in str(error)
    assert len(str(error)) < 500
    assert "request-id r-1)" in str(error)
    assert "may have been processed" in str(error)


def test_permissions_are_named_only_where_graph_answered(call: Run) -> None:
    for body, named in ((b"<html>Blocked", False), (b"", False), ({"error": {"code": "a", "message": "b"}}, True)):
        with serving(answer(403, body)) as server, pytest.raises(ForbiddenError) as caught:
            call(server.url, *CREATE)
        assert ("this operation needs LifecycleWorkflows" in str(caught.value)) is named


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"id": 5}', b'{"startDateTime": "2022-10-06"}', b"\xff"])
def test_a_success_with_an_undocumented_body_is_a_decode_error(read: Run, body: bytes) -> None:
    create = models.IncomingFlowRunCreate.model_validate_json(
        '{"displayName": "A", "startDateTime": "2022-10-06T19:13:06Z", "status": "running", "statistics": {}}'
    )
    arguments = ("industry_data", "create_incoming_flow_run", "flow-1", create)
    with serving(answer(201, body)) as server, pytest.raises(DecodeError, match="not as documented") as caught:
        read(server.url, *arguments)
    assert (caught.value.status, caught.value.content) == (201, body)
    assert "\n" not in str(caught.value)
    assert len(server.received) == 1


def test_a_truncated_success_is_an_error_that_keeps_the_received_bytes(call: Run) -> None:
    with (
        serving(truncated(201, b'{"id": "1"', 50)) as server,
        pytest.raises(DecodeError, match="after 10 bytes") as caught,
    ):
        call(server.url, *CREATE)
    assert caught.value.content == b'{"id": "1"'
    assert len(server.received) == 1


def test_a_truncated_error_is_still_the_error(call: Run) -> None:
    with serving(truncated(404, b'{"error"', 50)) as server, pytest.raises(NotFoundError) as caught:
        call(server.url, *ADD)
    assert caught.value.content == b'{"error"'


@pytest.mark.parametrize("fault", [reset, hang_up, silent, stalled], ids=lambda fault: fault.__name__)
def test_a_request_that_may_have_been_processed_is_not_retried(call: Run, fault: Answer) -> None:
    with serving(fault) as server, pytest.raises(GraphRunsError) as caught:
        call(server.url, *CREATE, client={**QUICK, "timeout": 0.1})
    assert len(server.received) == 1
    if fault is stalled:
        assert isinstance(caught.value, DecodeError)
    else:
        assert isinstance(caught.value, TransportError)
        assert caught.value.processed is None
        assert "may have been processed and was not repeated" in str(caught.value)


def test_a_refused_connection_is_retried_and_reported_as_not_sent(call: Run) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}"
        started = datetime.now(UTC)
        with pytest.raises(TransportError, match="the request was not sent") as caught:
            call(url, *ADD, client=QUICK)
    assert caught.value.processed is False
    assert datetime.now(UTC) - started >= timedelta(seconds=0.016)  # two pauses


@pytest.mark.parametrize("after", ["0", "0.008", "-1", "soon", "nan", None], ids=str)
def test_a_throttled_call_is_retried(call: Run, after: str | None) -> None:
    headers = {} if after is None else {"Retry_After": after}
    throttled = answer(429, b"", **headers)
    with serving(throttled, throttled, answer(204)) as server:
        assert call(server.url, *ADD, client=QUICK) is None
    assert len(server.received) == 3
    assert len({received.headers["client-request-id"] for received in server.received}) == 1


def test_a_date_in_the_past_causes_no_pause(call: Run) -> None:
    past = format_datetime(datetime.now(UTC) - timedelta(days=1), usegmt=True)
    with serving(answer(429, b"", Retry_After=past), answer(204)) as server:
        call(server.url, *ADD, client=QUICK)
    assert len(server.received) == 2


@pytest.mark.parametrize("after", ["1000000000", "2.128", None], ids=str)
def test_a_pause_over_the_limit_is_left_to_the_caller(call: Run, after: str | None) -> None:
    text = after or format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    with serving(answer(429, b"", Retry_After=text)) as server, pytest.raises(TooManyRequestsError) as caught:
        call(server.url, *ADD, client=QUICK)
    assert len(server.received) == 1
    assert caught.value.retry_after == pytest.approx(float(after) if after else 3600, rel=0.01)
    assert "try again in" in str(caught.value)


def test_503_is_retried_only_with_retry_after(call: Run) -> None:
    with serving(answer(503, b"", Retry_After="0"), answer(204)) as server:
        call(server.url, *ADD, client=QUICK)
    assert len(server.received) == 2
    with serving(answer(503), answer(204)) as server, pytest.raises(ServerError):
        call(server.url, *ADD, client=QUICK)
    assert len(server.received) == 1


def test_an_invalid_date_in_retry_after_counts_as_none(call: Run) -> None:
    garbage = "21 Oct 2015 99999999999999999999:00:00 GMT"
    with serving(answer(429, b"", Retry_After=garbage), answer(204)) as server:
        call(server.url, *ADD, client=QUICK)
    assert len(server.received) == 2


def test_errors_can_be_pickled_and_copied(call: Run) -> None:
    for script in (answer(403, {"error": {"code": "a", "message": "b"}}, request_id="r-1"), reset):
        with serving(script) as server, pytest.raises(GraphRunsError) as caught:
            call(server.url, *ADD, client=ONCE)
        caught.value.__cause__ = None
        for again in (pickle.loads(pickle.dumps(caught.value)), copy.copy(caught.value)):  # noqa: S301
            assert type(again) is type(caught.value)
            assert str(again) == str(caught.value)
            assert getattr(again, "request_id", None) == getattr(caught.value, "request_id", None)


def test_retries_are_limited(call: Run) -> None:
    with serving(answer(429)) as server, pytest.raises(TooManyRequestsError):
        call(server.url, *ADD, client=QUICK)
    assert len(server.received) == 3


def test_a_redirect_is_an_error_and_takes_the_token_nowhere(call: Run) -> None:
    with serving(answer(204)) as elsewhere, serving(answer(307, b"", Location=f"{elsewhere.url}/x")) as server:
        with pytest.raises(GraphError, match=r"^307 Temporary Redirect"):
            call(server.url, *ADD)
        assert elsewhere.received == []


@pytest.mark.parametrize(
    "url",
    [
        *["http://graph.microsoft.com/beta", "http://10.0.0.1", "ftp://127.0.0.1", "graph.microsoft.com", ""],
        *[
            *["https://h/beta#", "https://h/beta?", "https://h/a b", "https://h/a\nb"],
            "https://user:secret@graph.microsoft.com",
            "https://graph.microsoft.com/?a=b",
            "http://localhost.evil.example",
        ],
    ],
)
def test_a_base_address_that_could_leak_the_token_is_refused(call: Run, url: str) -> None:
    with pytest.raises(ValueError, match="base address") as caught:
        call(url or "/", *ADD)
    assert "secret" not in str(caught.value)


def test_tls_is_verified(call: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import trustme  # loads cryptography

    authority = trustme.CA()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with serving(answer(204), tls=context) as server:
        url = re.sub("^http:", "https:", server.url)
        with pytest.raises(TransportError, match="CERTIFICATE_VERIFY_FAILED"):
            call(url, *ADD, client=ONCE)
        assert server.received == []
        authority.cert_pem.write_to_path(tmp_path / "authority.pem")
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
        call(url, *ADD, client=ONCE)
        assert len(server.received) == 1
