"""Run this project's commands inside the tests' own process, which takes a tenth of the time of a new one."""

import contextlib
import io
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess
from unittest.mock import patch

from graph_runs.__main__ import main
from typer.testing import CliRunner

from generator.__main__ import app


def generator(*arguments: str | Path) -> CompletedProcess[str]:
    """Run `python -m generator`. An exception that a user would see as a traceback is raised."""
    command = list(map(str, arguments))
    with _signal_handlers_restored():
        result = CliRunner().invoke(app, command)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return CompletedProcess(command, result.exit_code, result.stdout, result.stderr)


def graph_runs(*arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None) -> CompletedProcess[bytes]:
    """Run `graph-runs`. Inputs over 16 MiB need a process of their own: for them the command starts others."""
    command = list(map(str, arguments))
    output, errors = io.BytesIO(), io.BytesIO()
    code: object = 0
    with (
        _signal_handlers_restored(),
        contextlib.chdir(cwd or "."),
        patch.multiple(
            sys,
            argv=["graph-runs", *command],
            stdin=io.TextIOWrapper(io.BufferedReader(io.BytesIO(stdin)), "utf-8"),
            stdout=io.TextIOWrapper(output, "utf-8", write_through=True),
            stderr=io.TextIOWrapper(errors, "utf-8", "backslashreplace", write_through=True),
        ),
    ):
        try:
            main()
        except SystemExit as error:
            code = error.code
        written = output.getvalue(), errors.getvalue()
    assert isinstance(code, int)
    return CompletedProcess(command, code, *written)


@contextlib.contextmanager
def _signal_handlers_restored() -> Iterator[None]:
    handlers = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for each, handler in handlers.items():
            signal.signal(each, handler)
