"""Prism, an independent server made of the spec, on a free port of this machine."""

import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import node
from tests.conftest import SPEC

CLI = node.MODULES / "@stoplight" / "prism-cli" / "dist" / "index.js"


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Spare the default run the import of schemathesis."""
    return (collection_path.name == "test_schemathesis.py" and "not extra" in config.option.markexpr) or None


@pytest.fixture(scope="session")
def prism(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run Prism and return its address, which has no /beta: Prism leaves the path of `servers` out."""
    if not node.AVAILABLE:
        pytest.skip("needs Node.js and the packages of tests/package.json: make contract")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    output = tmp_path_factory.mktemp("prism") / "output"
    # --errors: an answer that is not as documented is a 500. The seed makes each run invent the same answers (Prism's
    # own --seed would invent one answer again and again).
    options = ("--host", "127.0.0.1", "--port", str(port), "--errors", "--verboseLevel", "fatal")
    with output.open("wb") as file:
        server = subprocess.Popen(
            [str(node.NODE), "--random-seed=1", CLI, "mock", *options, SPEC], stdout=file, stderr=subprocess.STDOUT
        )
    try:
        for _ in range(300):
            if answers(port) or server.poll() is not None:
                break
            time.sleep(0.1)
        if server.poll() is not None or not answers(port):
            pytest.fail(f"Prism did not start within 30 s; it printed:\n{output.read_text('utf-8')}", pytrace=False)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.kill()
        server.wait(timeout=30)


def answers(port: int) -> bool:
    """Tell whether something listens at the port."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
