"""What `graph-runs validate` writes: text, JSON, SARIF, rejects; the same from any number of processes."""

import gzip
import json
import os
from pathlib import Path

import pytest

from tests.runtime.payloads.command import BAD, BAD_FINDING, GOOD, graph_runs, validate


def test_the_json_report_has_a_summary_and_every_finding(folder: Path) -> None:
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


def require_sarif(report: bytes) -> None:
    from pydantic_sarif import model  # builds hundreds of classes

    model.StaticAnalysisResultsFormatSarifVersion210JsonSchema.model_validate_json(report)


@pytest.mark.parametrize(
    ("name", "uri", "line"),
    [("b.jsonl", "b.jsonl", 2), ("a.json", None, 0), ("with space & ü.json", "with%20space%20%26%20%C3%BC.json", 1)],
)
def test_sarif_follows_its_schema(folder: Path, name: str, uri: str | None, line: int) -> None:
    (folder / "with space & ü.json").write_bytes(BAD)
    result = validate("--format", "sarif", name, cwd=folder)
    log = json.loads(result.stdout)
    require_sarif(result.stdout)
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert run["tool"]["driver"]["name"] == "graph-runs"
    assert len(run["results"]) == result.returncode == (uri is not None)
    for each in run["results"]:
        assert (each["ruleId"], each["level"]) == ("enum", "error")
        (location,) = each["locations"]
        assert location["physicalLocation"]["artifactLocation"]["uri"] == uri
        assert location["physicalLocation"]["region"]["startLine"] == line


def test_sarif_names_files_relative_to_the_working_directory(folder: Path) -> None:
    run = json.loads(validate("--format", "sarif", "b.jsonl", folder / "deep", "-", stdin=BAD, cwd=folder).stdout)[
        "runs"
    ][0]
    base = run["originalUriBaseIds"]["WORKINGDIR"]["uri"]
    assert base == f"{folder.as_uri()}/"
    locations = [each["locations"][0]["physicalLocation"]["artifactLocation"] for each in run["results"]]
    assert [each["uri"] for each in locations] == ["b.jsonl", "deep/c.ndjson.gz", "deep/d.json.gz", "stdin"]
    assert {each["uriBaseId"] for each in locations} == {"WORKINGDIR"}
    run = json.loads(validate("--format", "sarif", folder / "b.jsonl", cwd=folder / "deep").stdout)["runs"][0]
    (result,) = run["results"]
    location = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": (folder / "b.jsonl").as_uri()}


def test_sarif_describes_every_rule_that_it_uses(tmp_path: Path) -> None:
    lines = [b"{}", b"{", b'{"value": []}', BAD[:-1], GOOD.replace(b'"scheduled"', b'"String"')[:-1], b'{"statuz": 1}']
    (tmp_path / "x.jsonl").write_bytes(b"\n".join(lines))
    (run,) = json.loads(validate("--format", "sarif", tmp_path / "x.jsonl").stdout)["runs"]
    described = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    used = {result["ruleId"] for result in run["results"]}
    assert used == {"required", "syntax", "page", "enum", "placeholder", "additionalProperties"}
    assert used <= described


@pytest.mark.parametrize(("report", "limit", "marker"), [("sarif", 5_000, b'"ruleId"'), ("github", 10, b"::error ")])
def test_what_github_does_not_show_is_left_out_with_a_notice(
    tmp_path: Path, report: str, limit: int, marker: bytes
) -> None:
    (tmp_path / "x.jsonl").write_bytes(BAD * (limit + 7))
    result = validate("--format", report, "x.jsonl", cwd=tmp_path)
    assert result.stdout.count(marker) == limit
    assert result.stderr.startswith(f"{limit:,} findings are shown (GitHub ".encode())
    assert b"; --max-findings changes that\n" in result.stderr
    assert b"7 findings not shown" in result.stderr
    more = validate("--format", report, "--max-findings", str(limit + 5), "x.jsonl", cwd=tmp_path)
    assert more.stdout.count(marker) == limit + 5
    (tmp_path / "x.jsonl").write_bytes(BAD * limit)
    assert b"findings are shown" not in validate("--format", report, "x.jsonl", cwd=tmp_path).stderr


def test_findings_are_printed_as_github_commands(tmp_path: Path) -> None:
    (tmp_path / "a,b:c%.json").write_bytes(BAD)
    (tmp_path / "note.json").write_bytes(b'{"statuss": "x%\\n"}')
    (tmp_path / "steered.json").write_bytes(b'{"x\\n::set-output name=a::b": 1}')
    column = GOOD.index(b'"inProgress"') + 1
    result = validate("--format", "github", "a,b:c%.json", "steered.json", cwd=tmp_path)
    first, *others = result.stdout.decode().splitlines()
    assert first == f"::error file=a%2Cb%3Ac%25.json,line=1,col={column},title=enum::{BAD_FINDING}"
    assert len(others) == 9
    assert all(line.startswith("::error file=steered.json,line=1,col=") for line in others)
    (note,) = graph_runs(
        "validate", "--format", "github", "--schema", "Run", "note.json", cwd=tmp_path
    ).stdout.splitlines()
    assert note.startswith(b"::notice file=note.json,line=1,col=2,title=undocumented::/statuss: ")


def test_the_sarif_model_can_fail() -> None:
    with pytest.raises(ValueError, match="startLine"):
        location = {"physicalLocation": {"region": {"startLine": 0}}}
        results = [{"message": {"text": "x"}, "locations": [location]}]
        runs = [{"tool": {"driver": {"name": "x"}}, "results": results}]
        require_sarif(json.dumps({"version": "2.1.0", "runs": runs}).encode())


def test_the_number_of_findings_shown_can_be_bounded(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_bytes(BAD * 5)
    result = validate("--max-findings", "2", "x.jsonl", cwd=tmp_path)
    assert len(result.stdout.splitlines()) == 2
    assert b"5 invalid (5 errors), 3 findings not shown" in result.stderr
    as_json = json.loads(validate("--max-findings=0", "--format=json", "x.jsonl", cwd=tmp_path).stdout)
    assert (as_json["findings"], as_json["summary"]["errors"], as_json["summary"]["shown"]) == ([], 5, 0)


def test_quiet_prints_nothing(folder: Path) -> None:
    for name, code in (("a.json", 0), ("b.jsonl", 1)):
        result = validate("--quiet", folder / name)
        assert (result.stdout, result.stderr, result.returncode) == (b"", b"", code)


@pytest.mark.parametrize("report", ["text", "json", "sarif"])
def test_file_names_that_are_not_utf_8_are_escaped(tmp_path: Path, report: str) -> None:
    name = os.fsencode(tmp_path) + b"/n\xff.json"
    Path(os.fsdecode(name)).write_bytes(BAD)
    result = validate("--format", report, os.fsdecode(name), new_process=report == "text")
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


def test_rejects_are_the_failing_lines_unchanged(tmp_path: Path) -> None:
    failing = [b'{"a":\t1}\r\n', b"\xff\xfe\n", b"\n", BAD.replace(b" ", b""), b'{"last": "without line end"}']
    (tmp_path / "x.jsonl").write_bytes(GOOD + failing[0] + GOOD + b"".join(failing[1:-1]) + GOOD + failing[-1])
    result = validate("--rejects", "r.jsonl", "--quiet", "x.jsonl", cwd=tmp_path)
    assert result.returncode == 1
    assert (tmp_path / "r.jsonl").read_bytes() == b"".join(failing) + b"\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["r.jsonl", "x.jsonl"]


def test_rejects_follow_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("target")
    (tmp_path / "x.jsonl").write_bytes(BAD)
    validate("--rejects", "link", "x.jsonl", cwd=tmp_path)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_bytes() == BAD


@pytest.mark.slow
@pytest.mark.parametrize("report", ["text", "json", "sarif"])
def test_several_processes_print_what_one_prints(large: Path, tmp_path: Path, report: str) -> None:
    outputs = set()
    rejects = set()
    for jobs in (1, 2, 3):
        out = tmp_path / "rejects"
        result = validate("--format", report, "--jobs", str(jobs), "--rejects", out, large, new_process=True)
        assert result.returncode == 1
        assert result.stderr.startswith(b"100,000 payloads, 100 invalid (100 errors)")
        if report == "text":
            numbers = [int(line.split(b":")[1]) for line in result.stdout.splitlines()]
            assert numbers == list(range(997, 100_000, 997))
        outputs.add(result.stdout)
        rejects.add(out.read_bytes())
    assert len(outputs) == len(rejects) == 1


def test_the_errors_of_one_payload_are_bounded(tmp_path: Path) -> None:
    error = {"error": {"code": "a", "message": "b", "details": [{"code": 1}] * 10_100}}
    (tmp_path / "x.json").write_text(json.dumps(error), "utf-8")
    found = graph_runs("validate", "--schema", "ODataError", tmp_path / "x.json").stdout.decode().splitlines()
    assert len(found) == 10_001
    assert sum("over 10,000 errors in one payload" in line for line in found) == 1


@pytest.mark.slow
def test_what_has_much_to_report_is_reported_in_full(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_bytes(b"{}\n" * 30_000)
    (tmp_path / "y.jsonl.gz").write_bytes(gzip.compress(b"{}\n" * 30_000))
    for name in ("x.jsonl", "y.jsonl.gz"):
        found = validate(tmp_path / name).stdout.splitlines()
        assert [int(line.split(b":")[1]) for line in found] == [number for number in range(1, 30_001) for _ in range(8)]
