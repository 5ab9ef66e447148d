"""Where the token comes from, how often it is asked for, and that it stands nowhere else."""

import asyncio
import base64
import gc
import logging
import threading
import time
import traceback
import types
from collections import namedtuple
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from graph_runs import AsyncGraphRuns, CredentialError, GraphRuns, GraphRunsError, Retries, UnauthorizedError, models

from tests.runtime.conftest import Run, call_sync
from tests.runtime.scripted import answer, reset, serving, truncated

PROCESS = models.ProcessCreate(display_name="A", readiness_status="ready")
ADD = ("industry_data", "add_process", "flow-1", "run-1", PROCESS)
CANARY = "canary-7f3a9c51-token"
CODE = (types.FrameType, types.TracebackType, types.ModuleType, types.FunctionType, types.MethodType)
AccessToken = namedtuple("AccessToken", "token expires_on")


class Credential:
    """Like those of azure-identity; counts how often it is asked."""

    def __init__(self, lifetime: float) -> None:
        self.lifetime = lifetime
        self.asked: list[tuple[str, ...]] = []

    def get_token(self, *scopes: str, **_: Any) -> AccessToken:
        """Return a new token, slowly."""
        time.sleep(0.005)
        self.asked.append(scopes)
        return AccessToken(f"token-{len(self.asked)}", int(time.time() + self.lifetime))


class AsyncCredential(Credential):
    """Like those of azure.identity.aio."""

    async def get_token(self, *scopes: str, **_: Any) -> AccessToken:  # type: ignore[override]
        """Return a new token, slowly."""
        await asyncio.sleep(0.005)
        self.asked.append(scopes)
        return AccessToken(f"token-{len(self.asked)}", int(time.time() + self.lifetime))


def test_a_token_function_is_called_for_every_attempt(call: Run) -> None:
    tokens = iter(["first", "second"])
    with serving(answer(429, b"", Retry_After="0"), answer(204)) as server:
        call(server.url, *ADD, credential=lambda: next(tokens))
    assert [received.headers["Authorization"] for received in server.received] == ["Bearer first", "Bearer second"]


def test_an_async_function_is_awaited() -> None:
    async def token() -> str:
        return "awaited"

    async def main() -> None:
        with serving(answer(204)) as server:
            async with AsyncGraphRuns(token, base_url=server.url) as graph:
                await graph.industry_data.add_process("flow-1", "run-1", PROCESS)
            assert server.received[0].headers["Authorization"] == "Bearer awaited"

    asyncio.run(main())


def test_the_scope_is_the_root_of_the_server(call: Run) -> None:
    credential = Credential(3600)
    with serving(answer(204)) as server:
        call(server.url, *ADD, credential=credential)
    assert credential.asked == [(f"http://127.0.0.1:{server.server_port}/.default",)]


@pytest.mark.parametrize(("lifetime", "asked"), [(3600, 1), (299, 8)])
def test_threads_share_one_token_until_it_ages(lifetime: float, asked: int) -> None:
    credential = Credential(lifetime)
    with serving(answer(204)) as server, GraphRuns(credential, base_url=server.url) as graph:
        calls = [lambda: graph.industry_data.add_process("flow-1", "run-1", PROCESS) for _ in range(8)]
        threads = [threading.Thread(target=one) for one in calls]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(server.received) == 8
    assert len(credential.asked) == asked


@pytest.mark.parametrize("kind", [Credential, AsyncCredential])
def test_tasks_share_one_token(kind: type[Credential]) -> None:
    credential = kind(3600)

    async def main(url: str) -> None:
        async with AsyncGraphRuns(credential, base_url=url) as graph:
            await asyncio.gather(*(graph.industry_data.add_process("f", "r", PROCESS) for _ in range(8)))

    with serving(answer(204)) as server:
        asyncio.run(main(server.url))
        assert len(server.received) == 8
    assert len(credential.asked) == 1


def test_each_cloud_can_be_chosen_by_name(spec: Any) -> None:
    for server in spec.data["servers"]:
        graph = GraphRuns("t", cloud=server["x-name"])
        assert graph.industry_data._transport._settings.base_url == server["url"]
        graph.close()


def texts_within(root: BaseException) -> Iterator[str]:
    """Yield every text that an error leads to, through its causes and their requests; not the frames of the caller."""
    seen: dict[int, Any] = {}
    pending: list[Any] = [root]
    while pending:
        value = pending.pop()
        if id(value) not in seen and not isinstance(value, (type, *CODE)):
            seen[id(value)] = value
            pending += gc.get_referents(value)
            if isinstance(value, (str, bytes)):
                yield str(value)


def test_the_token_appears_in_no_log_repr_error_or_traceback(
    call: Run, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    said = []
    with caplog.at_level(logging.DEBUG):
        for script in (answer(204), answer(403), answer(500, b"<html>"), reset, truncated(404, b"{", 9)):
            with serving(script) as server:
                try:
                    call(server.url, *ADD, credential=CANARY, client={"retries": Retries(attempts=1)})
                except GraphRunsError as error:
                    said += [str(error), repr(error), repr(vars(error)), "".join(traceback.format_exception(error))]
                    assert not any(CANARY in text for text in texts_within(error))
                assert server.received[0].headers["Authorization"] == f"Bearer {CANARY}"
    with GraphRuns(CANARY) as graph:
        said += [repr(graph), str(graph), repr(graph.industry_data), repr(vars(graph))]
    output = capfd.readouterr()
    assert len(said) >= 16
    assert CANARY not in "".join([*said, caplog.text, output.out, output.err])


def test_a_credential_that_fails_is_not_hidden() -> None:
    def broken() -> str:
        raise PermissionError("no sign-in")

    with serving(answer(204)) as server, pytest.raises(PermissionError, match="no sign-in"):
        call_sync(server.url, *ADD, credential=broken)
    assert server.received == []


@pytest.mark.parametrize("token", ["", CANARY + "\n", CANARY + "\0", None, b"bytes", f"{CANARY} x"], ids=ascii)
def test_an_invalid_token_is_refused_without_being_quoted(call: Run, token: Any) -> None:
    with serving(answer(204)) as server, pytest.raises(CredentialError) as caught:
        call(server.url, *ADD, credential=lambda: token)
    assert CANARY not in "".join(traceback.format_exception(caught.value))
    assert server.received == []


def test_requests_to_loopback_bypass_the_proxy_of_the_environment(call: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(answer(204)) as proxy, serving(answer(204)) as server:
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{proxy.server_port}")
        call(server.url, *ADD)
        assert len(server.received) == 1
        assert proxy.received == []


def test_a_token_over_http_is_not_sent_through_a_proxy() -> None:
    for client in (GraphRuns, AsyncGraphRuns):
        with pytest.raises(ValueError, match="a proxy could read the token"):
            client("t", base_url="http://127.0.0.1:1/beta", proxy="http://127.0.0.1:2")


def test_a_custom_transport_may_remove_the_token() -> None:
    def pop(request: httpx2.Request) -> httpx2.Response:
        request.headers.pop("authorization")
        return httpx2.Response(204)

    with GraphRuns("t", transport=httpx2.MockTransport(pop)) as graph:
        graph.industry_data.add_process("f", "r", PROCESS)


def test_a_plain_function_that_returns_an_awaitable_is_awaited() -> None:
    async def main(url: str) -> None:
        async with AsyncGraphRuns(lambda: asyncio.sleep(0, "awaited"), base_url=url) as graph:
            await graph.industry_data.add_process("f", "r", PROCESS)

    with serving(answer(204)) as server:
        asyncio.run(main(server.url))
        assert server.received[0].headers["Authorization"] == "Bearer awaited"


def test_the_headers_of_a_call_cannot_replace_the_token(call: Run) -> None:
    with serving(answer(204)) as server:
        with pytest.raises(ValueError, match="the header authorization is set by the client itself") as refused:
            call(server.url, *ADD, headers={"authorization": "Basic s3cret"})
        assert "s3cret" not in str(refused.value)
        assert server.received == []
        call(server.url, *ADD, headers={"Client-Request-Id": "mine", "accept": "a/b"})
    sent = {name.lower(): value for name, value in server.received[0].headers.items()}
    assert (sent["authorization"], sent["client-request-id"], sent["accept"]) == ("Bearer t0ken", "mine", "a/b")
    assert len(sent) == len(server.received[0].headers)


def test_a_closed_client_raises_a_clear_error() -> None:
    for used in (False, True):
        with serving(answer(204)) as server:
            graph = GraphRuns("t", base_url=server.url)
            if used:
                graph.industry_data.add_process("f", "r", PROCESS)
            graph.close()
            with pytest.raises(RuntimeError, match="the client is closed"):
                graph.industry_data.add_process("f", "r", PROCESS)


def test_invalid_arguments_are_named() -> None:
    with serving(answer(204)) as server, GraphRuns("t", base_url=server.url) as graph:
        with pytest.raises(TypeError, match="run_id is NoneType"):
            graph.industry_data.add_process("f", None, PROCESS)  # type: ignore[arg-type]
        with pytest.raises(TypeError, match="unexpected option timout"):
            graph.industry_data.add_process("f", "r", PROCESS, timout=1)  # type: ignore[call-arg]
        with pytest.raises(ValueError, match="unknown cloud 'mars'"):
            GraphRuns("t", cloud="mars")  # type: ignore[arg-type]
        with pytest.raises(ValueError, match="base address"):
            GraphRuns("t", base_url="")
        assert server.received == []


class Renewing(Credential):
    """Gives a new token each time, and keeps what it was asked for."""

    def __init__(self, **_: Any) -> None:
        super().__init__(3600)
        self.options: list[dict[str, Any]] = []

    def get_token(self, *scopes: str, **options: Any) -> AccessToken:
        """Return a new token."""
        self.options.append(options)
        return super().get_token(*scopes)


def only(token: str, **challenge: str) -> Any:
    """Accept that token only."""

    def check(handler: Any) -> None:
        accepted = handler.headers["Authorization"] == f"Bearer {token}"
        answer(204 if accepted else 401, b"", **({} if accepted else challenge))(handler)

    return check


def test_a_rejected_token_is_replaced_for_all_later_calls(calls: Run) -> None:
    credential = Renewing()
    with serving(only("token-2")) as server:
        calls(server.url, 3, pause=0, credential=credential)
    sent = [received.headers["Authorization"] for received in server.received]
    assert sent == ["Bearer token-1", "Bearer token-2", "Bearer token-2", "Bearer token-2"]


@pytest.mark.parametrize("credential", [Renewing, lambda: iter("abcdef").__next__], ids=["credential", "function"])
def test_a_rejected_token_is_replaced_once_in_a_call(call: Run, credential: Any) -> None:
    with serving(answer(401)) as server, pytest.raises(UnauthorizedError):
        call(server.url, *ADD, credential=credential())
    assert len({received.headers["Authorization"] for received in server.received}) == len(server.received) == 2


@pytest.mark.parametrize("credential", ["t0ken", lambda: "t0ken"], ids=["string", "function"])
def test_a_rejected_token_is_not_sent_again(call: Run, credential: Any) -> None:
    with serving(answer(401)) as server, pytest.raises(UnauthorizedError):
        call(server.url, *ADD, credential=credential)
    assert len(server.received) == 1


CLAIMS = '{"access_token":{"nbf":{"essential":true,"value":"1>?1"}}}'


@pytest.mark.parametrize(
    "challenge",
    [
        f'Bearer realm="", error="insufficient_claims", claims="{base64.b64encode(CLAIMS.encode()).decode()}"',
        "Bearer claims=" + base64.urlsafe_b64encode(CLAIMS.encode()).decode().rstrip("="),
        'Basic realm="x", Bearer error="x", CLAIMS="{}"'.format(CLAIMS.replace('"', '\\"')),
    ],
    ids=["base64", "URL-safe", "as it is"],
)
def test_claims_of_a_challenge_are_passed_to_the_credential(call: Run, challenge: str) -> None:
    credential = Renewing()
    with serving(only("token-2", WWW_Authenticate=challenge)) as server:
        call(server.url, *ADD, credential=credential)
    assert credential.options == [{}, {"claims": CLAIMS}]
    assert len(server.received) == 2


def test_a_challenge_without_claims_asks_for_none(call: Run) -> None:
    for challenge in ('Bearer realm="x"', 'Bearer claims="%%%"', "", "Bearer claims="):
        credential = Renewing()
        with serving(only("token-2", WWW_Authenticate=challenge)) as server:
            call(server.url, *ADD, credential=credential)
        assert credential.options == [{}, {}]


@pytest.mark.parametrize(
    "returned",
    [None, "token", types.SimpleNamespace(token=CANARY), types.SimpleNamespace(token=CANARY, expires_on="x")],
)
def test_an_invalid_access_token_is_named(call: Run, returned: Any) -> None:
    class Wrong:
        def get_token(self, *_scopes: str, **_options: Any) -> Any:
            return returned

    with serving(answer(204)) as server, pytest.raises(CredentialError, match="`token` and `expires_on`"):
        call(server.url, *ADD, credential=Wrong())
    assert server.received == []
