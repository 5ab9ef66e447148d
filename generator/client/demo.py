"""Make a first call without a tenant: a server on loopback answers it from the examples of the spec."""

import json
from collections.abc import Callable
from typing import Any

from generator.client.service.server import State, serving
from generator.spec.document import Document

TOKEN = "demo-token"  # noqa: S105


def run(document: Document, say: Callable[[str], None]) -> None:
    """Create a run with the emitted client and say what was sent and what came back."""
    from graph_runs import GraphRuns, Reply
    from graph_runs.models import IncomingFlowRunCreate

    example = document.data["components"]["examples"]["CreateIncomingFlowRunRequestExample"]["value"]
    body = IncomingFlowRunCreate.model_validate(example)
    replies: list[Reply] = []
    state = State(tokens={TOKEN})
    with serving(document, state) as server, GraphRuns(TOKEN, base_url=server.url) as graph:
        created = graph.industry_data.create_incoming_flow_run("flow-1", body, on_response=replies.append)
    (request,) = state.received
    headers = "\n".join(f"> {name}: {value}" for name, value in request.headers.items() if name != "Authorization")
    say(f"> {request.method} {request.target}\n{headers}\n{_indented(json.loads(request.body))}\n")
    say(f"< {replies[0].status}\n{_indented(json.loads(replies[0].content))}")
    say(f"\ncreate_incoming_flow_run returned a {type(created).__name__}: id {created.id}, status {created.status}")


def _indented(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)
