"""How a run ends and what it leaves: signals, readers that go away, full disks; and what a terminal shows of it."""

import json
import os
import pty
import shutil
import signal
import subprocess
import sys
import time
import zipapp
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.runtime.payloads.command import BAD, BAD_FINDING, COMMAND, GOOD


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]


def is_alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2]
    except OSError:
        return False


def on_a_terminal(arguments: list[str | Path], feed: Callable[[Any], None], *, output: bool = False) -> str:
    """Return what the command writes to a terminal on standard error, and on standard output too."""
    screen, terminal = pty.openpty()
    command = [*COMMAND, "validate", "--schema", "WorkflowRunCreate", *map(str, arguments)]
    stdout = terminal if output else subprocess.DEVNULL
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=stdout, stderr=terminal) as process:
        os.close(terminal)
        assert process.stdin
        feed(process.stdin)
        process.stdin.close()
        shown = b""
        try:
            while data := os.read(screen, 2**16):
                shown += data
        except OSError:
            pass  # the terminal's other end is closed
    os.close(screen)
    return shown.decode()


@pytest.mark.parametrize("unbuffered", ["", pytest.param("1", marks=pytest.mark.slow)])
def test_a_closed_output_pipe_ends_the_run_quietly(tmp_path: Path, unbuffered: str) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_bytes(BAD * 2_000)
    command = [*COMMAND, "validate", "--schema", "WorkflowRunCreate", str(bad)]
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(30) == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_disk_is_reported(folder: Path) -> None:
    command = [*COMMAND, "validate", "--schema", "WorkflowRunCreate", str(folder)]
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (result.stderr, result.returncode) == (b"graph-runs: the output: No space left on device\n", 2)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="processes are looked up in /proc")
@pytest.mark.parametrize(
    ("signals", "code"),
    [
        ([signal.SIGKILL], -signal.SIGKILL),
        pytest.param([signal.SIGINT], 130, marks=pytest.mark.slow),
        pytest.param([signal.SIGINT] * 3, 130, marks=pytest.mark.slow),
        pytest.param([signal.SIGTERM], 143, marks=pytest.mark.slow),
    ],
)
def test_no_process_remains_however_the_run_ends(tmp_path: Path, signals: list[signal.Signals], code: int) -> None:
    fifo = tmp_path / "endless.jsonl"
    os.mkfifo(fifo)
    command = [*COMMAND, "validate", "--schema", "WorkflowRunCreate", "--jobs", "2", str(fifo)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)
    with process, fifo.open("wb") as writer:
        try:
            for _ in range(50):
                writer.write(GOOD * 20_000)
                if len(workers := children(process.pid)) == 2:
                    break
            for each in signals:
                # As a terminal does: to all processes of the group.
                (os.killpg if each == signal.SIGINT else os.kill)(process.pid, each)
                time.sleep(0.02)
        except BrokenPipeError:
            pass
        assert process.wait(30) == code
        assert process.stderr
        assert b"Traceback" not in process.stderr.read()
    deadline = time.monotonic() + 10
    while any(map(is_alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(is_alive, workers))


def test_an_interrupted_run_prints_a_summary_and_leaves_no_rejects_file(tmp_path: Path) -> None:
    fifo = tmp_path / "endless.jsonl"
    os.mkfifo(fifo)
    arguments = ["--format", "json", "--rejects", "rejects.jsonl", "--jobs", "2", fifo.name]
    command = [*COMMAND, "validate", "--schema", "WorkflowRunCreate", *arguments]
    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    with process, fifo.open("wb") as writer:
        writer.write(BAD * 80_000)
        writer.flush()
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert errors.startswith(b"interrupted: ")
    assert json.loads(output)["summary"]["complete"] is False
    assert [path.name for path in tmp_path.iterdir()] == [fifo.name]


@pytest.mark.slow
def test_progress_is_shown_on_a_terminal_for_what_takes_long() -> None:
    def slowly(stdin: Any) -> None:
        for _ in range(4):
            stdin.write(GOOD * 80_000)
            stdin.flush()
            time.sleep(0.5)

    assert "payloads \x1b" in on_a_terminal(["-", "--input-format", "ndjson"], slowly)
    assert "\x1b" not in on_a_terminal(["-"], lambda stdin: stdin.write(GOOD))
    assert on_a_terminal(["-", "--input-format", "ndjson", "--quiet"], slowly) == ""


@pytest.mark.slow
def test_progress_does_not_break_findings() -> None:
    def slowly(stdin: Any) -> None:
        for _ in range(4):
            stdin.write(GOOD * 80_000 + BAD)
            stdin.flush()
            time.sleep(0.5)

    shown = on_a_terminal(["-", "--input-format", "ndjson"], slowly, output=True)
    assert "payloads \x1b" in shown
    for number in range(1, 5):
        assert f"<stdin>:{number * 80_001}: {BAD_FINDING}\r\n" in shown


@pytest.mark.slow
def test_thousands_of_files_end_without_a_traceback(tmp_path: Path) -> None:
    for number in range(2_000):
        (tmp_path / f"{number}.json").write_bytes(GOOD)
    command = [*COMMAND, "validate", "--schema", "WorkflowRunCreate", "--jobs", "2", str(tmp_path)]
    result = subprocess.run(command, capture_output=True, check=False, timeout=120)
    assert (result.stdout, result.returncode) == (b"", 0)
    assert result.stderr.startswith(b"2,000 payloads, 0 invalid, ")
    assert result.stderr.count(b"\n") == 1


def test_it_runs_from_a_zipapp(tmp_path: Path) -> None:
    (tmp_path / "app").mkdir()
    skipped = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "generated" / "graph_runs", tmp_path / "app" / "graph_runs", ignore=skipped)
    zipapp.create_archive(tmp_path / "app", tmp_path / "app.pyz", main="graph_runs.__main__:main")
    (tmp_path / "x.json").write_bytes(BAD)
    command = [sys.executable, "app.pyz", "validate", "--schema", "WorkflowRunCreate", "x.json"]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.stdout.endswith(f": {BAD_FINDING}\n")
    assert result.returncode == 1
