"""`graph-runs` as its users call it: inputs, output formats, exit codes, interruption."""

import gzip
import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif

from generator.document import Document
from tests.payloads.command import COMMAND, WORKFLOW_RUN, graph_runs, validate

NO_STATUS = "is no status of a response: say 201, 4XX or default"
KNOWN = ".json, .jsonl, .ndjson, with or without .gz"
GOOD = json.dumps(WORKFLOW_RUN).encode() + b"\n"
BAD = GOOD.replace(b"inProgress", b"inProgres")
BAD_FINDING = (
    '/processingStatus: "inProgres" is not one of queued, inProgress, completed, completedWithErrors, '
    'canceled, failed, unknownFutureValue (did you mean "inProgress"?)'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "deep").mkdir()
    (tmp_path / "a.json").write_bytes(GOOD)
    (tmp_path / "b.jsonl").write_bytes(GOOD + BAD)
    (tmp_path / "deep" / "c.ndjson.gz").write_bytes(gzip.compress(BAD + GOOD))
    (tmp_path / "deep" / "d.json.gz").write_bytes(gzip.compress(BAD))
    (tmp_path / "notes.txt").write_bytes(b"not JSON")
    return tmp_path


def names_found(result: subprocess.CompletedProcess[bytes]) -> list[str]:
    return [line.split(":")[0] for line in result.stdout.decode().splitlines()]


def test_a_folder_is_searched(folder: Path) -> None:
    result = validate(".", cwd=folder)
    assert names_found(result) == ["b.jsonl", "deep/c.ndjson.gz", "deep/d.json.gz"]
    assert result.stderr.startswith(b"6 payloads, 3 invalid (3 errors), ")
    assert result.returncode == 1


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of so many documents that several processes share them."""
    folder = tmp_path_factory.mktemp("many")
    for number in range(200):
        (folder / f"{number}.json").write_bytes(GOOD)
    return folder


def test_standard_input_may_be_a_file_and_other_processes_may_be_at_work(tmp_path: Path, many: Path) -> None:
    (tmp_path / "x").write_bytes(GOOD + BAD)
    (tmp_path / "y").write_bytes(BAD)
    for options in (["--input-format", "ndjson", "-"], ["--input-format", "ndjson"]):
        with (tmp_path / "x").open("rb") as stdin:
            command = [*COMMAND, "validate", "--schema", "WorkflowRunCreate", *options]
            result = subprocess.run(command, stdin=stdin, capture_output=True, check=False)
        assert result.stdout.decode() == f"<stdin>:2: {BAD_FINDING}\n"
    for options in (["-", str(many)], [str(many), "-"]):
        with (tmp_path / "y").open("rb") as stdin:
            command = [*COMMAND, "validate", "--schema", "WorkflowRunCreate", "--jobs", "2", *options]
            result = subprocess.run(command, stdin=stdin, capture_output=True, check=False)
        assert result.stdout.decode().startswith("<stdin>:1:")
        assert result.stderr.startswith(b"201 payloads, 1 invalid")


def test_a_link_that_leads_nowhere_is_a_finding_and_the_run_goes_on(folder: Path) -> None:
    (folder / "aa.json").symlink_to("gone")
    result = validate(".", cwd=folder)
    assert result.stdout.decode().splitlines()[0] == "aa.json:1: cannot be read: No such file or directory"
    assert result.stderr.startswith(b"7 payloads, 4 invalid")


def test_a_file_is_read_once_whatever_it_is_called(folder: Path) -> None:
    result = validate("a.json", "./a.json", folder / "a.json", cwd=folder)
    assert result.stderr.startswith(b"1 payload, ")


def test_endings_may_be_in_upper_case(tmp_path: Path) -> None:
    (tmp_path / "A.JSONL").write_bytes(GOOD * 2)
    (tmp_path / "B.NDJSON.GZ").write_bytes(gzip.compress(GOOD * 2))
    assert validate(tmp_path).stderr.startswith(b"4 payloads, 0 invalid")


@pytest.mark.parametrize("report", ["text", "json", "sarif"])
def test_names_that_are_no_utf_8(tmp_path: Path, report: str) -> None:
    name = os.fsencode(tmp_path) + b"/n\xff.json"
    Path(os.fsdecode(name)).write_bytes(BAD)
    result = validate("--format", report, os.fsdecode(name))
    assert (result.returncode, b"Traceback" in result.stderr) == (1, False)
    assert {"text": b"n\\xff.json:1:", "json": b"n\\\\xff.json", "sarif": b"n%FF.json"}[report] in result.stdout


def test_a_payload_cannot_forge_a_line_or_steer_the_terminal(tmp_path: Path) -> None:
    forged = {"a\nb.json:1:1: all is well\x1b[31m\x9b": 1, "k" * 10_000: 1}
    (tmp_path / "new\nline.json").write_text(json.dumps(forged, ensure_ascii=False), "utf-8")
    result = validate(tmp_path)
    lines = result.stdout.decode().splitlines()
    assert len(lines) == 2 + 8
    assert "\\nb.json:1:1: all is well\\x1b[31m\\x9b" in lines[0]
    assert all(line.isprintable() and len(line) < 600 for line in lines)


def test_a_quoted_glob_is_expanded_and_an_input_named_twice_is_read_once(folder: Path) -> None:
    result = validate("b*", "b.jsonl", "**/*.gz", cwd=folder)
    assert names_found(result) == ["b.jsonl", "deep/c.ndjson.gz", "deep/d.json.gz"]


def test_standard_input_is_one_document_or_by_option_many_lines() -> None:
    assert validate("-", stdin=GOOD).returncode == 0
    assert validate(stdin=GOOD).returncode == 0
    assert b"--input-format" in validate("-", stdin=GOOD + GOOD).stdout
    assert validate("-", "--input-format", "ndjson", stdin=GOOD + GOOD).returncode == 0
    result = validate("-", "--input-format=ndjson", stdin=GOOD + BAD)
    assert result.stdout.decode() == f"<stdin>:2: {BAD_FINDING}\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a.json", "gone.json"], "graph-runs: gone.json: no such file or folder\n"),
        (["gone*.json"], "graph-runs: gone*.json: no file matches\n"),
        (["empty"], f"graph-runs: empty: the folder has no file that ends in {KNOWN}\n"),
        (["--response", "201", "a.json"], "graph-runs: --response goes with --operation\n"),
        (["--rejects", "a.json", "a.json"], "graph-runs: a.json is an input; name another file for --rejects\n"),
        (["--rejects", "gone/x", "a.json"], "graph-runs: gone/x: No such file or directory\n"),
        ([""], "graph-runs: '': no such file or folder\n"),
        (["a" * 300], f"graph-runs: {'a' * 300}: no such file or folder\n"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("report", ["text", "json"])
def test_wrong_use(folder: Path, arguments: list[str], message: str, report: str) -> None:
    (folder / "empty").mkdir()
    result = validate("--format", report, *arguments, cwd=folder)
    assert (result.stdout, result.stderr.decode(), result.returncode) == (b"", message, 2)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["validat"],
        ["validate", "x"],
        ["validate", "--schem", "Run", "x"],
        ["validate", "--schema", "Run", "--jobs", "0", "x"],
        ["validate", "--schema", "Run", "--max-findings", "-1", "x"],
    ],
)
def test_wrong_arguments_show_the_usage(arguments: list[str]) -> None:
    result = graph_runs(*arguments)
    assert result.stderr.startswith(b"usage: graph-runs")
    assert (result.stdout, result.returncode) == (b"", 2)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--operation", "", "x"], "there is no operation '' (`graph-runs schemas` lists the operations)"),
        (["--operation", "addRun", "--response", "request"], f"request {NO_STATUS}"),
        (["--operation", "addRun", "--response", "4banana"], f"4banana {NO_STATUS}"),
    ],
)
def test_a_wrong_operation_or_status(arguments: list[str], message: str) -> None:
    result = graph_runs("validate", *arguments)
    assert (result.stderr.decode(), result.returncode) == (f"graph-runs: {message}\n", 2)


def test_a_wrong_name_suggests_the_nearest() -> None:
    result = graph_runs("validate", "--schema", "IncommingFlowRunCreate", "x")
    assert (
        result.stderr
        == b"graph-runs: there is no schema IncommingFlowRunCreate (did you mean IncomingFlowRunCreate?)\n"
    )
    assert result.returncode == 2


def test_schemas_and_operations_are_listed(spec: Document) -> None:
    result = graph_runs("schemas")
    assert result.returncode == 0
    listed = result.stdout.decode()
    for name, schema in spec.data["components"]["schemas"].items():
        assert f"  {name} " in listed
        assert " ".join(schema["description"].split()) in listed
    assert "  createWorkflowRun: request WorkflowRunCreate, 201 WorkflowRun, " in listed


def test_without_the_extra_it_says_what_to_install() -> None:
    code = "import sys; sys.modules['orjson'] = None; from graph_runs.__main__ import main; main()"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (result.stdout, result.returncode) == (b"", 2)
    assert result.stderr == b"graph-runs: orjson is missing; run: pip install 'graph-runs[validate]'\n"


def test_json(folder: Path) -> None:
    result = validate("--format", "json", "a.json", "b.jsonl", "deep/d.json.gz", cwd=folder)
    report = json.loads(result.stdout)
    assert report["summary"] == {"payloads": 4, "invalid": 2, "errors": 2, "notes": 0, "shown": 2, "complete": True}
    of_line, of_document = report["findings"]
    assert of_line == {
        "input": "b.jsonl",
        "line": 2,
        "pointer": "/processingStatus",
        "rule": "enum",
        "level": "error",
        "message": BAD_FINDING.partition(": ")[2],
    }
    assert of_document == {**of_line, "input": "deep/d.json.gz", "line": 1, "column": GOOD.index(b'"inProgress"') + 1}


@pytest.mark.parametrize(
    ("name", "uri", "line"),
    [("b.jsonl", "b.jsonl", 2), ("a.json", None, 0), ("with space & ü.json", "with%20space%20%26%20%C3%BC.json", 1)],
)
def test_sarif_follows_its_schema(folder: Path, name: str, uri: str | None, line: int) -> None:
    (folder / "with space & ü.json").write_bytes(BAD)
    result = validate("--format", "sarif", name, cwd=folder)
    log = json.loads(result.stdout)
    Sarif.model_validate_json(result.stdout)
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert run["tool"]["driver"]["name"] == "graph-runs"
    assert len(run["results"]) == result.returncode == (uri is not None)
    for each in run["results"]:
        assert (each["ruleId"], each["level"]) == ("enum", "error")
        (location,) = each["locations"]
        assert location["physicalLocation"]["artifactLocation"]["uri"] == uri
        assert location["physicalLocation"]["region"]["startLine"] == line


def test_the_sarif_model_can_fail() -> None:
    with pytest.raises(ValueError, match="startLine"):
        location = {"physicalLocation": {"region": {"startLine": 0}}}
        results = [{"message": {"text": "x"}, "locations": [location]}]
        Sarif.model_validate({"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x"}}, "results": results}]})


def test_the_number_of_findings_shown_can_be_bounded(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_bytes(BAD * 5)
    result = validate("--max-findings", "2", "x.jsonl", cwd=tmp_path)
    assert len(result.stdout.splitlines()) == 2
    assert b"5 invalid (5 errors), 3 of the findings not shown" in result.stderr
    as_json = json.loads(validate("--max-findings=0", "--format=json", "x.jsonl", cwd=tmp_path).stdout)
    assert (as_json["findings"], as_json["summary"]["errors"], as_json["summary"]["shown"]) == ([], 5, 0)


def test_quiet_tells_by_the_exit_code_alone(folder: Path) -> None:
    for name, code in (("a.json", 0), ("b.jsonl", 1)):
        result = validate("--quiet", folder / name)
        assert (result.stdout, result.stderr, result.returncode) == (b"", b"", code)


def test_rejects_are_the_failing_lines_unchanged(tmp_path: Path) -> None:
    failing = [b'{"a":\t1}\r\n', b"\xff\xfe\n", b"\n", BAD.replace(b" ", b""), b'{"last": "without line end"}']
    (tmp_path / "x.jsonl").write_bytes(GOOD + failing[0] + GOOD + b"".join(failing[1:-1]) + GOOD + failing[-1])
    result = validate("--rejects", "r.jsonl", "--quiet", "x.jsonl", cwd=tmp_path)
    assert result.returncode == 1
    assert (tmp_path / "r.jsonl").read_bytes() == b"".join(failing) + b"\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["r.jsonl", "x.jsonl"]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file of over three pieces, in which one of 997 lines is bad, in one of three ways."""
    path = tmp_path_factory.mktemp("large") / "large.jsonl"
    lines = [BAD, b"\n", GOOD[:-5] + b"\n"]
    with path.open("wb") as file:
        for number in range(1, 100_001):
            file.write(GOOD if number % 997 else lines[number // 997 % len(lines)])
    assert path.stat().st_size > 3 * 8 * 2**20
    return path


@pytest.mark.parametrize("report", ["text", "json", "sarif"])
def test_several_processes_print_what_one_prints(large: Path, tmp_path: Path, report: str) -> None:
    outputs = set()
    rejects = set()
    for jobs in (1, 2, 3):
        out = tmp_path / "rejects"
        result = validate("--format", report, "--jobs", str(jobs), "--rejects", out, large)
        assert result.returncode == 1
        assert result.stderr.startswith(b"100,000 payloads, 100 invalid (100 errors)")
        if report == "text":
            numbers = [int(line.split(b":")[1]) for line in result.stdout.splitlines()]
            assert numbers == list(range(997, 100_000, 997))
        outputs.add(result.stdout)
        rejects.add(out.read_bytes())
    assert len(outputs) == len(rejects) == 1


def test_compressed_and_piped_input_give_the_same_findings(large: Path, tmp_path: Path) -> None:
    data = large.read_bytes()
    compressed = tmp_path / "large.jsonl.gz"
    compressed.write_bytes(gzip.compress(data, 1))
    expected = [line.split(b":", 1)[1] for line in validate(large).stdout.splitlines()]
    assert len(expected) > 50
    for result in (validate(compressed), validate("--input-format", "ndjson", stdin=data)):
        assert [line.split(b":", 1)[1] for line in result.stdout.splitlines()] == expected


@pytest.mark.parametrize(
    ("data", "message", "number"),
    [(gzip.compress(GOOD * 9, 0)[:-20], "Compressed file ended", 9), (b"plain", "Not a gzipped file", 1)],
)
def test_a_damaged_gz_is_a_finding_and_the_run_goes_on(tmp_path: Path, data: bytes, message: str, number: int) -> None:
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


def test_hostile_lines_are_findings_and_the_run_goes_on(tmp_path: Path) -> None:
    lines = [
        b"[" * 100_000,
        b'{"a":' * 1_020 + b"1" + b"}" * 1_020,
        b"1" * 5_000,
        b'"\\ud800"',
        b"{}" + b" " * 17_000_000,
    ]
    (tmp_path / "x.jsonl").write_bytes(b"\n".join([*lines, BAD]))
    found = validate("x.jsonl", cwd=tmp_path).stdout.decode().splitlines()
    assert sorted({int(line.split(":")[1]) for line in found}) == [1, 2, 3, 4, 5, 6]
    assert "x.jsonl:1:1026: nested deeper than 1,024 levels" in found
    assert "x.jsonl:5: over 16 MiB: too large for one payload" in found
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


def test_the_errors_of_one_payload_are_bounded(tmp_path: Path) -> None:
    error = {"error": {"code": "a", "message": "b", "details": [{"code": 1}] * 20_000}}
    (tmp_path / "x.json").write_text(json.dumps(error), "utf-8")
    found = graph_runs("validate", "--schema", "ODataError", tmp_path / "x.json").stdout.decode().splitlines()
    assert len(found) == 10_001
    assert sum("over 10,000 errors in one payload" in line for line in found) == 1


def test_what_has_much_to_report_is_reported_in_full(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_bytes(b"{}\n" * 30_000)
    (tmp_path / "y.jsonl.gz").write_bytes(gzip.compress(b"{}\n" * 30_000))
    for name in ("x.jsonl", "y.jsonl.gz"):
        found = validate(tmp_path / name).stdout.splitlines()
        assert [int(line.split(b":")[1]) for line in found] == [number for number in range(1, 30_001) for _ in range(8)]


def test_an_empty_stream_has_no_payloads(tmp_path: Path) -> None:
    for data in (b"", b"\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\r\n"):
        (tmp_path / "x.jsonl").write_bytes(data)
        result = validate(tmp_path / "x.jsonl")
        assert (result.stdout, result.returncode) == (b"", 0)
        assert result.stderr.startswith(b"0 payloads, 0 invalid")


def test_a_reader_that_goes_away_ends_it_quietly(large: Path) -> None:
    bad = large.with_name("bad.jsonl")
    bad.write_bytes(BAD * 100_000)
    command = [*COMMAND, "validate", "--schema", "WorkflowRunCreate", str(bad)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(30) == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_disk_is_said(large: Path) -> None:
    command = [*COMMAND, "validate", "--schema", "WorkflowRunCreate", str(large)]
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (result.stderr, result.returncode) == (b"graph-runs: the output: No space left on device\n", 2)


def test_rejects_follow_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("target")
    (tmp_path / "x.jsonl").write_bytes(BAD)
    validate("--rejects", "link", "x.jsonl", cwd=tmp_path)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_bytes() == BAD


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]


def is_alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2]
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="processes are looked up in /proc")
@pytest.mark.parametrize(
    ("signals", "code"),
    [([signal.SIGINT], 130), ([signal.SIGINT] * 3, 130), ([signal.SIGTERM], 143), ([signal.SIGKILL], -signal.SIGKILL)],
)
def test_however_it_is_ended_no_process_stays(tmp_path: Path, signals: list[signal.Signals], code: int) -> None:
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


def test_an_interrupt_sums_up_and_leaves_no_rejects(tmp_path: Path) -> None:
    fifo = tmp_path / "endless.jsonl"
    os.mkfifo(fifo)
    arguments = ["--format", "json", "--rejects", "rejects.jsonl", "--jobs", "2", fifo.name]
    command = [*COMMAND, "validate", "--schema", "WorkflowRunCreate", *arguments]
    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    with process, fifo.open("wb") as writer:
        writer.write(BAD * 100_000)
        writer.flush()
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert errors.startswith(b"interrupted: ")
    assert json.loads(output)["summary"]["complete"] is False
    assert [path.name for path in tmp_path.iterdir()] == [fifo.name]


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


def test_progress_is_shown_on_a_terminal_for_what_takes_long() -> None:
    def slowly(stdin: Any) -> None:
        for _ in range(4):
            stdin.write(GOOD * 80_000)
            stdin.flush()
            time.sleep(0.5)

    assert "payloads \x1b" in on_a_terminal(["-", "--input-format", "ndjson"], slowly)
    assert "\x1b" not in on_a_terminal(["-"], lambda stdin: stdin.write(GOOD))
    assert on_a_terminal(["-", "--input-format", "ndjson", "--quiet"], slowly) == ""


def test_findings_stay_whole_beside_the_progress() -> None:
    def slowly(stdin: Any) -> None:
        for _ in range(4):
            stdin.write(GOOD * 80_000 + BAD)
            stdin.flush()
            time.sleep(0.5)

    shown = on_a_terminal(["-", "--input-format", "ndjson"], slowly, output=True)
    assert "payloads \x1b" in shown
    for number in range(1, 5):
        assert f"<stdin>:{number * 80_001}: {BAD_FINDING}\r\n" in shown
