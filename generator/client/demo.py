"""Make a first call without a tenant: a server on loopback answers it from the examples of the spec."""

import json
import re
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from generator.spec import walk
from generator.spec.document import Document


def run(document: Document, say: Callable[[str], None]) -> None:
    """Create a run with the emitted client and say what was sent and what came back."""
    from graph_runs import GraphRuns, Reply
    from graph_runs.models import IncomingFlowRunCreate

    example = document.data["components"]["examples"]["CreateIncomingFlowRunRequestExample"]["value"]
    body = IncomingFlowRunCreate.model_validate(example)
    replies: list[Reply] = []
    with ThreadingHTTPServer(("127.0.0.1", 0), _handler(document, say)) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            with GraphRuns("demo-token", base_url=f"http://127.0.0.1:{server.server_port}/beta") as graph:
                created = graph.industry_data.create_incoming_flow_run("flow-1", body, on_response=replies.append)
        finally:
            server.shutdown()
            thread.join()
    say(f"< {replies[0].status}\n{_indented(json.loads(replies[0].content))}")
    say(f"\ncreate_incoming_flow_run returned a {type(created).__name__}: id {created.id}, status {created.status}")


def _handler(document: Document, say: Callable[[str], None]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """Answers every documented operation with its first example."""

        def do_POST(self) -> None:
            """Say the request and answer it."""
            content = self.rfile.read(int(self.headers["Content-Length"]))
            headers = "\n".join(f"> {name}: {value}" for name, value in self.headers.items() if name != "Authorization")
            say(f"> {self.command} {self.path}\n{headers}\n{_indented(json.loads(content))}\n")
            status, answer = _answer(document, self.command.lower(), self.path.removeprefix("/beta"))
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Say nothing beside the call itself."""

    return Handler


def _answer(document: Document, method: str, address: str) -> tuple[int, bytes]:
    for pointer, operation in walk.operations(document.data):
        _, path, operation_method = pointer
        pattern = re.sub(r"\\{[^}]*\\}", "[^/]+", re.escape(path))
        if method == operation_method and re.fullmatch(pattern, address):
            status = next(status for status in operation["responses"] if status[0] == "2")
            place, response = walk.resolve(document.data, (*pointer, "responses", status))
            examples = response.get("content", {}).get("application/json", {}).get("examples", {})
            for name in examples:
                _, example = walk.resolve(document.data, (*place, "content", "application/json", "examples", name))
                return int(status), json.dumps(example["value"]).encode()
            return int(status), b""
    return 404, b'{"error": {"code": "NotFound", "message": "no such operation"}}'


def _indented(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)
