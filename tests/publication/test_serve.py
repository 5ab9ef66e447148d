"""`serve` shows a published folder on loopback until it is interrupted."""

import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.commands import generator
from tests.conftest import ROOT


@contextmanager
def serve(*arguments: str | Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-u", "-m", "generator", "serve", *map(str, arguments)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        try:
            yield server
        finally:
            server.kill()


def test_what_was_published_is_shown_until_interrupted(dist: Path) -> None:
    with serve(dist, "--port", "0") as server:
        assert server.stdout is not None
        line = server.stdout.readline()
        assert line.startswith(f"{dist}: http://127.0.0.1:")
        address = line.split()[1]
        for name in ("", "openapi.yaml", "schemas/index.json"):
            with urllib.request.urlopen(address + name, timeout=10) as answer:  # noqa: S310 (loopback)
                assert answer.read() == (dist / (name or "index.html")).read_bytes()
        server.send_signal(signal.SIGINT)
        _, errors = server.communicate(timeout=10)
    assert (server.returncode, errors) == (0, "")


def test_a_taken_port_is_one_clear_message(dist: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = generator("serve", dist, "--port", str(port))
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == f"127.0.0.1:{port}: Address already in use: name another port, 0 takes any\n"


@pytest.mark.parametrize("port", ["x", "-1", "65536", "8e3", ""])
def test_an_invalid_port_is_a_usage_error(port: str) -> None:
    result = generator("serve", f"--port={port}")
    assert result.returncode == 2
    assert f"{port!r} is not a port: write a number from 0 to 65535" in " ".join(result.stderr.split())


def test_a_folder_without_a_publication_is_a_usage_error(tmp_path: Path) -> None:
    result = generator("serve", tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == f"{tmp_path}: nothing was published there: run make publish\n"


def test_an_interrupt_during_start_up_ends_the_run_silently() -> None:
    command = [sys.executable, "-X", "importtime", "-m", "generator", "serve"]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as run:
        assert run.stderr is not None
        while "typer." not in run.stderr.readline():
            assert run.poll() is None
        run.send_signal(signal.SIGINT)
        rest = run.stderr.read()
    assert run.returncode == -signal.SIGINT
    assert all(line.startswith("import time:") for line in rest.splitlines())
