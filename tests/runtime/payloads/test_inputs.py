"""What `graph-runs validate` reads: files, folders, globs, standard input; whole, broken or hostile."""

import gzip
import json
import subprocess
from pathlib import Path

import pytest

from tests.runtime.payloads.command import BAD, BAD_FINDING, COMMAND, GOOD, WORKFLOW_RUN, graph_runs, validate


def names_found(result: subprocess.CompletedProcess[bytes]) -> list[str]:
    return [line.split(":")[0] for line in result.stdout.decode().splitlines()]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of so many documents that several processes share them."""
    folder = tmp_path_factory.mktemp("folder") / "many"
    folder.mkdir()
    for number in range(200):
        (folder / f"{number}.json").write_bytes(GOOD)
    return folder


def test_a_folder_is_searched(folder: Path) -> None:
    result = validate(".", cwd=folder)
    assert names_found(result) == ["b.jsonl", "deep/c.ndjson.gz", "deep/d.json.gz"]
    assert result.stderr.startswith(b"6 payloads, 3 invalid (3 errors), ")
    assert result.returncode == 1


def test_standard_input_is_one_document_or_by_option_many_lines() -> None:
    assert validate("-", stdin=GOOD).returncode == 0
    assert validate(stdin=GOOD).returncode == 0
    assert b"--input-format" in validate("-", stdin=GOOD + GOOD).stdout
    assert validate("-", "--input-format", "ndjson", stdin=GOOD + GOOD).returncode == 0
    result = validate("-", "--input-format=ndjson", stdin=GOOD + BAD)
    assert result.stdout.decode() == f"<stdin>:2: {BAD_FINDING}\n"


@pytest.mark.parametrize(
    ("options", "payloads"),
    [
        pytest.param(["-"], 2, marks=pytest.mark.slow),
        (["--jobs", "2", "-", "many"], 202),
        pytest.param(["--jobs", "2", "many", "-"], 202, marks=pytest.mark.slow),
    ],
    ids=["one process", "first", "last"],
)
def test_standard_input_may_be_a_file_and_other_processes_may_be_at_work(
    tmp_path: Path, many: Path, options: list[str], payloads: int
) -> None:
    (tmp_path / "x").write_bytes(GOOD + BAD)
    with (tmp_path / "x").open("rb") as stdin:
        command = [*COMMAND, "validate", "--schema", "WorkflowRunCreate", "--input-format", "ndjson", *options]
        result = subprocess.run(command, stdin=stdin, capture_output=True, check=False, cwd=many.parent)
    assert result.stdout.decode() == f"<stdin>:2: {BAD_FINDING}\n"
    assert result.stderr.startswith(f"{payloads} payloads, 1 invalid".encode())


def test_a_quoted_glob_is_expanded_and_an_input_named_twice_is_read_once(folder: Path) -> None:
    result = validate("b*", "b.jsonl", "**/*.gz", cwd=folder)
    assert names_found(result) == ["b.jsonl", "deep/c.ndjson.gz", "deep/d.json.gz"]


def test_a_file_is_read_once_whatever_it_is_called(folder: Path) -> None:
    result = validate("a.json", "./a.json", folder / "a.json", cwd=folder)
    assert result.stderr.startswith(b"1 payload, ")


def test_a_dangling_link_is_a_finding_and_the_run_continues(folder: Path) -> None:
    (folder / "aa.json").symlink_to("gone")
    result = validate(".", cwd=folder)
    assert result.stdout.decode().splitlines()[0] == "aa.json:1: cannot be read: No such file or directory"
    assert result.stderr.startswith(b"7 payloads, 4 invalid")


def test_file_extensions_may_be_in_upper_case(tmp_path: Path) -> None:
    (tmp_path / "A.JSONL").write_bytes(GOOD * 2)
    (tmp_path / "B.NDJSON.GZ").write_bytes(gzip.compress(GOOD * 2))
    assert validate(tmp_path).stderr.startswith(b"4 payloads, 0 invalid")


def test_an_empty_stream_has_no_payloads(tmp_path: Path) -> None:
    for data in (b"", b"\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\r\n"):
        (tmp_path / "x.jsonl").write_bytes(data)
        result = validate(tmp_path / "x.jsonl")
        assert (result.stdout, result.returncode) == (b"", 1)
        assert result.stderr.startswith(b"no payload was judged, 0 invalid, ")
        assert result.stderr.endswith(b"(--allow-empty accepts that)\n")
        allowed = validate("--allow-empty", tmp_path / "x.jsonl")
        assert (allowed.stdout, allowed.returncode) == (b"", 0)
        assert allowed.stderr.startswith(b"no payload was judged, 0 invalid, ")
        assert validate("--quiet", tmp_path / "x.jsonl").returncode == 1


@pytest.mark.slow
def test_compressed_and_piped_input_give_the_same_findings(large: Path, tmp_path: Path) -> None:
    data = large.read_bytes()
    compressed = tmp_path / "large.jsonl.gz"
    compressed.write_bytes(gzip.compress(data, 1))
    expected = [line.split(b":", 1)[1] for line in validate(large, new_process=True).stdout.splitlines()]
    assert len(expected) > 50
    results = (
        validate(compressed, new_process=True),
        validate("--input-format", "ndjson", stdin=data, new_process=True),
    )
    for result in results:
        assert [line.split(b":", 1)[1] for line in result.stdout.splitlines()] == expected


@pytest.mark.parametrize(
    ("data", "message", "number"),
    [
        (gzip.compress(GOOD * 9, 0)[:-20], "the gzip data is cut off", 9),
        (b"plain", "not gzip data, despite the .gz suffix", 1),
        (b"", "not gzip data: the file is empty", 1),
        (gzip.compress(GOOD) + b"garbage", "data after the end of the gzip stream", 2),
        (gzip.compress(GOOD, 0)[:-8] + b"\0" * 8, "the gzip data is damaged", 2),
    ],
)
def test_a_damaged_gz_is_a_finding_and_the_run_continues(
    tmp_path: Path, data: bytes, message: str, number: int
) -> None:
    for name in ("a.jsonl.gz", "b.json.gz"):
        (tmp_path / name).write_bytes(data)
    (tmp_path / "c.jsonl").write_bytes(BAD)
    result = validate("--rejects", "rejects", "a.jsonl.gz", "b.json.gz", "c.jsonl", cwd=tmp_path)
    of_lines, of_document, last = result.stdout.decode().splitlines()
    assert last == f"c.jsonl:1: {BAD_FINDING}"
    assert of_lines.startswith(f"a.jsonl.gz:{number}: cannot be read: {message}")
    assert of_document.startswith(f"b.json.gz:1: cannot be read: {message}")
    assert result.stderr.startswith(f"{number + 2} payloads, 3 invalid (3 errors)".encode())
    assert (tmp_path / "rejects").read_bytes() == BAD  # and no half line


@pytest.mark.parametrize("large", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["small", "large"])
def test_hostile_lines_are_findings_and_the_run_continues(tmp_path: Path, large: bool) -> None:
    lines = [b"[" * 100_000, b'{"a":' * 1_020 + b"1" + b"}" * 1_020, b"1" * 5_000, b'"\\ud800"']
    lines += [b"{}" + b" " * 17_000_000] * large
    (tmp_path / "x.jsonl").write_bytes(b"\n".join([*lines, BAD]))
    found = validate("x.jsonl", cwd=tmp_path, new_process=large).stdout.decode().splitlines()
    assert {int(line.split(":")[1]) for line in found} == set(range(1, len(lines) + 2))
    assert "x.jsonl:1:1026: nested deeper than 1,024 levels" in found
    assert ("x.jsonl:5: over 16 MiB: too large for one payload" in found) is large
    for number, line in enumerate(lines):
        (tmp_path / f"{number}.json").write_bytes(line)
        result = validate(tmp_path / f"{number}.json")
        assert (result.returncode, len(result.stdout.splitlines()) > 0) == (1, True)
        assert b"Traceback" not in result.stderr


def test_a_document_nested_deeper_than_python_follows_has_findings(tmp_path: Path) -> None:
    payload = {**WORKFLOW_RUN, "failedTasksCount": "x"}
    for depth in (900, 990, 1_000, 1_015, 1_023):
        deep = b', "deep": ' + b"[" * depth + b"]" * depth + b"}"
        (tmp_path / "x.json").write_bytes(json.dumps(payload).encode()[:-1] + deep)
        (tmp_path / "x.jsonl").write_bytes(json.dumps(payload).encode()[:-1] + deep)
        (tmp_path / "run.json").write_bytes(b'{"id": "1"' + deep)
        for name in ("x.json", "x.jsonl"):
            found = validate(tmp_path / name).stdout.decode().splitlines()
            assert '/deep: "deep" is not' in found[0]
            assert '/failedTasksCount: "x" is a string' in found[1]
        assert graph_runs("validate", "--schema", "Run", tmp_path / "run.json").returncode == 0
