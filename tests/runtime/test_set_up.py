"""What a client is made with: a mistake names the argument when it is made, or ends the first call with our error."""

import inspect
import typing
from pathlib import Path
from typing import Any

import graph_runs
import httpx2
import pytest
from graph_runs import AsyncGraphRuns, CredentialError, GraphRuns, Retries, TransportError, models

from tests.runtime.conftest import Run
from tests.runtime.scripted import answer, serving

PROCESS = models.ProcessCreate(display_name="A", readiness_status="ready")
ADD = ("industry_data", "add_process", "flow-1", "run-1", PROCESS)


class AsyncOnly:
    """A credential of azure.identity.aio."""

    async def get_token(self, *_scopes: str, **_options: Any) -> Any:
        """Return nothing: it is never awaited."""


async def async_function() -> str:
    """Return a token."""
    return "token"


WRONG: dict[str, tuple[Any, ...]] = {
    "timeout": ("5", (1, 2), -1, 0, float("nan"), float("inf"), True, []),
    "deadline": ("5", -1, 0, float("nan"), False),
    "proxy": ("foo://x", "127.0.0.1:8080", "http://", "http://h:port", 5, "", {}),
    "retries": (3, "3", True, {}),
    "verify": ("/no/such/file.pem", Path("/no/such"), False, 5),
    "ssl_context": ("authority.pem", False),
    "headers": ("X: y", [("X", "y")], 5),
    "max_body_bytes": (-1, "5", None, 1.5),
    "transport": (5, "x"),
    "scopes": ("", [], [""], [5]),
    "base_url": (5, b"https://x"),
    "cloud": ("mars",),
}


@pytest.mark.parametrize("client", [GraphRuns, AsyncGraphRuns])
@pytest.mark.parametrize(
    ("argument", "value"),
    [(argument, value) for argument, values in WRONG.items() for value in values],
    ids=repr,
)
def test_an_invalid_argument_is_named_when_the_client_is_constructed(client: Any, argument: str, value: Any) -> None:
    with pytest.raises((TypeError, ValueError), match=argument):
        client("token", **{argument: value})


@pytest.mark.parametrize("client", [GraphRuns, AsyncGraphRuns])
@pytest.mark.parametrize(
    "credential", [None, 5, b"token", ["token"], {}, object()], ids=lambda value: type(value).__name__
)
def test_an_invalid_credential_is_named_when_the_client_is_constructed(client: Any, credential: Any) -> None:
    with pytest.raises(TypeError, match=f"the credential is {type(credential).__name__}: pass a token"):
        client(credential)


@pytest.mark.parametrize("credential", [AsyncOnly(), async_function], ids=["credential", "function"])
def test_an_async_credential_belongs_to_the_async_client(credential: Any) -> None:
    with pytest.raises(TypeError, match="use AsyncGraphRuns"):
        GraphRuns(credential)
    AsyncGraphRuns(credential)


def test_a_token_function_that_returns_an_awaitable_requires_the_async_client() -> None:
    token: Any = lambda: async_function()  # noqa: E731
    with GraphRuns(token) as graph, pytest.raises(CredentialError, match="use AsyncGraphRuns"):
        graph.industry_data.add_process("f", "r", PROCESS)


def test_transports_are_told_apart() -> None:
    with pytest.raises(TypeError, match="transport is HTTPTransport, which has no handle_async_request"):
        AsyncGraphRuns("t", transport=httpx2.HTTPTransport())  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="with a custom transport: pass them to it"):
        GraphRuns("t", transport=httpx2.HTTPTransport(), ssl_context=httpx2.create_ssl_context())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *[("HTTPS_PROXY", "http://127.0.0.1:port"), ("ALL_PROXY", "foo://user:pr0xy-pass@127.0.0.1")],
        *[("SSL_CERT_FILE", "/no/such/file.pem"), ("SSL_CERT_FILE", __file__)],
    ],
)
def test_a_mistake_in_the_environment_ends_the_call_at_once(
    call: Run, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(TransportError, match="the HTTP client cannot be set up") as caught:
        call("https://127.0.0.1:1/beta", *ADD)
    assert name in str(caught.value)
    assert "pr0xy-pass" not in str(caught.value)
    assert (caught.value.processed, caught.value.permanent) == (False, True)


def test_invalid_options_of_a_call_are_named(call: Run) -> None:
    with serving(answer(204)) as server:
        for name, value in (("timeout", "5"), ("deadline", -1), ("retries", 3), ("headers", "X: y"), ("timout", 1)):
            with pytest.raises((TypeError, ValueError), match=name):
                call(server.url, *ADD, **{name: value})
        assert server.received == []


def test_names_can_be_listed() -> None:
    assert {"GraphRuns", "AsyncGraphRuns", "GraphError", "Reply", "Retries", "CallOptions"} <= set(dir(graph_runs))
    assert set(graph_runs.__all__) <= set(dir(graph_runs))  # type: ignore[attr-defined]


@pytest.mark.parametrize("client", [GraphRuns, AsyncGraphRuns])
def test_annotations_can_be_evaluated_at_run_time(client: Any) -> None:
    hints = typing.get_type_hints(client.__init__)
    assert hints["timeout"] == httpx2.Timeout | float | None
    assert hints["retries"] == Retries | None
    signature = inspect.signature(client, eval_str=True)
    assert signature.parameters["timeout"].annotation == httpx2.Timeout | float | None
    for group in (client.industry_data, client.lifecycle_workflows):
        for name in (name for name in vars(group) if not name.startswith("_")):
            assert "options" in inspect.signature(getattr(group, name), eval_str=True).parameters
            assert "return" in typing.get_type_hints(getattr(group, name))
    assert "path" in inspect.signature(client.request, eval_str=True).parameters
    assert typing.get_type_hints(graph_runs.CallOptions)["timeout"] == httpx2.Timeout | float | None
