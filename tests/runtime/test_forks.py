"""A client made before a fork, as preloading servers do: parent and child share no connection, lock or event loop."""

import asyncio
import os
import threading
import time
from collections import namedtuple
from collections.abc import Callable
from typing import Any

import pytest
from graph_runs import AsyncGraphRuns, GraphRuns, Retries, models

from tests.runtime.scripted import Handler, answer, serving

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs os.fork"),
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),
]
PROCESS = models.ProcessCreate(display_name="A", readiness_status="ready")
RUN = models.IncomingFlowRunCreate.model_validate_json(
    '{"displayName": "A", "startDateTime": "2022-10-06T19:13:06Z", "status": "running", "statistics": {}}'
)
ONCE = Retries(attempts=1)
AccessToken = namedtuple("AccessToken", "token expires_on")


def echo(handler: Handler) -> None:
    """Answer with the id that is in the path, slowly enough for answers to cross."""
    time.sleep(0.003)
    answer(201, {"id": handler.path.split("/")[4]})(handler)


def in_child(work: Callable[[], object]) -> int:
    """Start a process that does the work and return its id; it ends with 0 if all went well, and after 10 s anyhow."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            threading.Timer(10, os._exit, [2]).start()
            work()
            code = 0
        finally:
            os._exit(code)
    return child


def code_of(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_answers_do_not_cross_between_processes() -> None:
    with serving(echo) as server, GraphRuns("t", base_url=server.url, retries=ONCE, timeout=5) as graph:

        def ask(name: str) -> None:
            for number in range(15):
                flow = f"{name}-{number}"
                assert graph.industry_data.create_incoming_flow_run(flow, RUN).id == flow

        ask("before")
        children = [in_child(lambda name=name: ask(name)) for name in ("a", "b")]  # type: ignore[misc]
        ask("parent")
        assert [code_of(child) for child in children] == [0, 0]
        assert len(server.received) == 60


class Slow:
    """A credential that gives no token before it is told to, except in a fork."""

    def __init__(self) -> None:
        self.asked, self.answering = threading.Event(), threading.Event()
        self.process = os.getpid()

    def get_token(self, *_scopes: str, **_options: Any) -> AccessToken:
        """Return a token."""
        self.asked.set()
        if os.getpid() == self.process:
            self.answering.wait(5)
        return AccessToken("token", int(time.time() + 3600))


def test_a_token_request_in_progress_does_not_block_the_child() -> None:
    credential = Slow()
    with serving(answer(204)) as server, GraphRuns(credential, base_url=server.url, timeout=5) as graph:

        def add() -> None:
            graph.industry_data.add_process("f", "r", PROCESS)

        thread = threading.Thread(target=add)
        thread.start()
        assert credential.asked.wait(5)
        child = in_child(add)
        assert code_of(child) == 0
        credential.answering.set()
        thread.join()
        assert len(server.received) == 2


def test_a_client_under_construction_does_not_block_the_child() -> None:
    made = threading.Event()
    with serving(answer(204)) as server, GraphRuns("t", base_url=server.url, timeout=5) as graph:
        with graph._http._lock:  # as another thread holds it while it makes the connection pool
            child = in_child(lambda: graph.industry_data.add_process("f", "r", PROCESS))
            made.set()
        assert code_of(child) == 0
        assert len(server.received) == 1


def test_an_async_client_works_in_the_event_loop_of_the_child() -> None:
    with serving(echo) as server:
        graph = AsyncGraphRuns("t", base_url=server.url, retries=ONCE, timeout=5)

        async def ask(name: str, *, close: bool) -> None:
            created = await graph.industry_data.create_incoming_flow_run(name, RUN)
            assert created.id == name
            if close:
                await graph.aclose()

        with asyncio.Runner() as runner:
            runner.run(ask("before", close=False))
            child = in_child(lambda: asyncio.run(ask("child", close=True)))
            assert code_of(child) == 0
            runner.run(ask("parent", close=True))
