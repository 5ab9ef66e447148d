"""Files that shrink, vanish or grow between being cut into pieces and being judged: a finding, and the run goes on."""

import os
from pathlib import Path

import pytest
from graph_runs.payloads.inputs import inputs
from graph_runs.payloads.pieces import Piece, pieces
from graph_runs.payloads.report_writer import FORMATS, ReportWriter
from graph_runs.payloads.work import Options, verdicts

from tests.runtime.payloads.command import BAD, BAD_FINDING, GOOD

TRUNCATED = "cannot be read: the file was truncated while it was read; the rest was not judged"
JOBS = pytest.mark.parametrize("jobs", [1, pytest.param(2, marks=pytest.mark.slow)])
LAST = f"z.jsonl:1: {BAD_FINDING}"


@pytest.fixture(scope="module")
def data() -> bytes:
    """Return lines that make three pieces, of which the first is bad."""
    return BAD + GOOD * (18_000_000 // len(GOOD))


def cut(folder: Path, data: bytes) -> list[Piece]:
    (folder / "a.jsonl").write_bytes(data)
    (folder / "z.jsonl").write_bytes(BAD)
    found = list(pieces(inputs(["a.jsonl", "z.jsonl"])))
    assert len(found) == 4
    return found


def reported(found: list[Piece], jobs: int) -> tuple[list[str], ReportWriter]:
    parts: list[bytes] = []
    writer = ReportWriter(FORMATS["text"], parts.append, None)
    with writer:
        for each in verdicts(iter(found), Options("WorkflowRunCreate", "text", None, False), jobs):
            writer.add(each)
    return b"".join(parts).decode().splitlines(), writer


@JOBS
@pytest.mark.parametrize("left", [0, 4_000_000, 9_000_000])
def test_a_file_that_shrinks_has_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes, left: int, jobs: int
) -> None:
    monkeypatch.chdir(tmp_path)
    found = cut(tmp_path, data)
    os.truncate("a.jsonl", left)
    lines, writer = reported(found, jobs)
    assert lines[-1] == LAST
    assert lines[-2].endswith(TRUNCATED)
    assert sum(TRUNCATED in line for line in lines) == 1
    assert writer.payloads == pytest.approx(left / len(GOOD) + 2, abs=2)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_file_that_vanishes_has_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes, jobs: int
) -> None:
    monkeypatch.chdir(tmp_path)
    found = cut(tmp_path, data)
    Path("a.jsonl").unlink()
    lines, writer = reported(found, jobs)
    assert lines == ["a.jsonl:1: cannot be read: No such file or directory", LAST]
    assert (writer.payloads, writer.invalid) == (2, 2)


@JOBS
def test_a_file_that_is_replaced_during_the_run_ends_it_cleanly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes, jobs: int
) -> None:
    monkeypatch.chdir(tmp_path)
    found = cut(tmp_path, data)
    Path("a.jsonl").write_bytes(b"x" * (len(data) + 99))  # one line without an end, longer than all pieces
    lines, _ = reported(found, jobs)
    assert len(lines) == 4
    assert lines[-1] == LAST


def test_a_file_that_grows_is_judged_as_far_as_it_was_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    monkeypatch.chdir(tmp_path)
    found = cut(tmp_path, data)
    with Path("a.jsonl").open("ab") as file:
        file.write(BAD * 9)
    lines, writer = reported(found, 1)
    assert (len(lines), writer.payloads) == (2, data.count(b"\n") + 1)


def cut_array(folder: Path) -> list[Piece]:
    (folder / "a.json").write_bytes(b"[" + b", ".join([BAD, *[GOOD] * 9_000]) + b"]")
    (folder / "z.jsonl").write_bytes(BAD)
    found = list(pieces(inputs(["a.json", "z.jsonl"]), ""))
    assert len(found) > 4
    return found


@JOBS
@pytest.mark.parametrize("left", [0, 2_000_000])
def test_an_array_that_shrinks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left: int, jobs: int) -> None:
    monkeypatch.chdir(tmp_path)
    found = cut_array(tmp_path)
    os.truncate("a.json", left)
    lines, _ = reported(found, jobs)
    assert lines[-1] == LAST
    assert lines[-2].endswith(TRUNCATED)
    assert len(lines) == (3 if left else 2)


@JOBS
def test_an_array_that_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    monkeypatch.chdir(tmp_path)
    found = cut_array(tmp_path)
    # As long as before, and with other cuts: where the pieces began there are no items.
    Path("a.json").write_bytes(b"[" + b"x" * Path("a.json").stat().st_size)
    lines, _ = reported(found, jobs)
    assert lines[-1] == LAST
    assert lines[0].startswith("a.json:1: /0: ")
    assert len(lines) == 2
