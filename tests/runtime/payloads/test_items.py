"""Arrays and pages are judged item by item, with the verdicts that the items get alone, however the text is cut."""

import gzip
import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import orjson
import pytest
from graph_runs.payloads import Validator, item_records, items
from graph_runs.payloads.inputs import LIMIT

from tests.runtime.payloads.command import BAD, BAD_FINDING, COMMAND, GOOD, WORKFLOW_RUN, graph_runs, validate

MESSAGE = BAD_FINDING.partition(": ")[2]


def page(*payloads: bytes, before: bytes = b"", after: bytes = b"") -> bytes:
    return b'{%b"value": [%b]%b}' % (before, b", ".join(payloads), after)


def reported(path: Path, *options: str, schema: str = "WorkflowRunCreate", code: int = 1) -> dict[str, Any]:
    result = graph_runs("validate", "--schema", schema, "--format", "json", *options, path)
    assert result.returncode == code, result.stderr
    report: dict[str, Any] = json.loads(result.stdout)
    return report


def test_the_items_of_a_page(tmp_path: Path) -> None:
    for indent in (None, 2):
        value = {"@odata.context": "x", "value": [WORKFLOW_RUN, json.loads(BAD)], "@odata.count": 2}
        text = json.dumps(value, indent=indent)
        (tmp_path / "page.json").write_text(text, "utf-8")
        (tmp_path / "page.json.gz").write_bytes(gzip.compress(text.encode()))
        line = text[: text.rindex("{")].count("\n") + 1
        for name in ("page.json", "page.json.gz"):
            result = validate("--items", "/value", name, cwd=tmp_path)
            assert result.stdout.decode() == f"{name}:{line}: /value/1/processingStatus: {MESSAGE}\n"
            assert result.stderr.startswith(b"2 payloads, 1 invalid (1 error), ")
        assert (
            f"/value/1/processingStatus: {MESSAGE}"
            in validate("--items=/value", "-", stdin=text.encode()).stdout.decode()
        )


def test_an_array_is_split_into_items_with_a_notice_unless_the_schema_accepts_arrays(tmp_path: Path) -> None:
    (tmp_path / "array.json").write_bytes(b"\xef\xbb\xbf [%b, %b]\n" % (GOOD, BAD))
    for arguments, stdin, name in ((["array.json"], b"", "array.json"), (["-"], b"[%b, %b]" % (GOOD, BAD), "<stdin>")):
        result = validate(*arguments, stdin=stdin, cwd=tmp_path)
        assert result.stdout.decode().startswith(f"{name}:")
        assert result.stdout.decode().endswith(f": /1/processingStatus: {MESSAGE}\n")
        notice, summary = result.stderr.decode().splitlines()
        assert notice == f"{name} is an array: each item is validated as a payload, as with --items ''"
        assert summary.startswith("2 payloads, 1 invalid (1 error), ")
    assert len(validate("--items", "", "array.json", cwd=tmp_path).stderr.splitlines()) == 1


LARGE = [  # LARGE stands for a string over the limit
    pytest.param(data, pointer, rule, message, marks=pytest.mark.slow)
    for data, pointer, rule, message in (
        (b'[{}, {"a": "LARGE"}, {}]', "", "tooLarge", "over 16 MiB: too large for one payload"),
        (b'{"a": "LARGE"}', "/value", "items", "no array at /value in the first 16 MiB"),
        (b'{"value": [], "a": "LARGE"}', "/value", "tooLarge", "over 16 MiB around the array"),
    )
]


@pytest.mark.parametrize(
    ("data", "pointer", "rule", "message"),
    [
        (b'{"values": []}', "/value", "items", "no array at /value"),
        (b'{"value": {}}', "/value", "items", "no array at /value"),
        (b'{"value": []}', "", "items", "no array at the top (use --items /value)"),
        (b"[]", "/value", "items", "no array at /value (the document itself is one: use --items '')"),
        (b'{"error": {"code": "x"}}', "/value", "errorBody", "an error body (code x), not the documented payload"),
        (b'{"value": [', "/value", "syntax", "unexpected end of data: the array is not closed"),
        (b"", "", "syntax", "no payload: it is empty"),
        (b'{"a": ', "/value", "syntax", "invalid JSON: unexpected end of data"),
        (b'{"value": [{}, {}}', "/value", "syntax", "invalid JSON: "),
        (b'{"value": []', "/value", "syntax", "invalid JSON: "),
        (b'{"value": [] "a": 1}', "/value", "syntax", "invalid JSON: "),
        (b'{"value": [], "value": []}', "/value", "duplicateKey", "the key is repeated"),
        (b"[{},]", "", "syntax", "invalid JSON: an item is missing before or after a comma"),
        (b"[,{}]", "", "syntax", "invalid JSON: an item is missing before or after a comma"),
        (b"[{} {}]", "", "syntax", "more than one value"),
        (b"[{}] {}", "", "syntax", "more than one value"),
        (b'[{"a": "\xff"}]', "", "syntax", "invalid UTF-8: byte 0xff"),
        *LARGE,
    ],
)  # fmt: skip
def test_a_document_without_a_valid_array_has_one_finding(
    tmp_path: Path, data: bytes, pointer: str, rule: str, message: str
) -> None:
    (tmp_path / "x.json").write_bytes(data.replace(b"LARGE", b"x" * (LIMIT + 1)))
    findings = reported(tmp_path / "x.json", "--items", pointer, schema="RunStatistics")["findings"]
    assert [each["rule"] for each in findings] == [rule]
    assert findings[0]["message"].startswith(message)


def test_an_empty_array_has_no_payloads(tmp_path: Path) -> None:
    for data, pointer in ((b"[ ]", ""), (b'{"value":[]}', "/value")):
        (tmp_path / "x.json").write_bytes(data)
        assert reported(tmp_path / "x.json", "--items", pointer)["summary"]["payloads"] == 0
        assert reported(tmp_path / "x.json", "--items", pointer, "--allow-empty", code=0)["findings"] == []


@pytest.mark.parametrize("pointer", ["/a~1b/~0/1", "/value/0/value", "/x y", "/\u00fc"])
def test_items_can_be_at_any_pointer(tmp_path: Path, pointer: str) -> None:
    value: Any = [WORKFLOW_RUN, {}]
    for step in reversed(pointer.split("/")[1:]):
        step = step.replace("~1", "/").replace("~0", "~")
        value = [[]] * int(step) + [value, 1] if step.isdigit() else {"0": [], step: value, "value ": []}
    for ascii_only in (True, False):
        (tmp_path / "x.json").write_text(json.dumps(value, ensure_ascii=ascii_only), "utf-8")
        report = reported(tmp_path / "x.json", "--items", pointer)
        assert report["summary"]["payloads"] == 2
        assert {each["pointer"] for each in report["findings"]} == {f"{pointer}/1"}


def test_incorrect_use_of_items_is_a_usage_error(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_bytes(GOOD)
    result = validate("--items", "/value", "x.jsonl", cwd=tmp_path)
    message = b"graph-runs: --items is for JSON documents; x.jsonl has one payload per line\n"
    assert (result.stderr, result.returncode) == (message, 2)
    result = validate("--items", "value", "x.jsonl", cwd=tmp_path)
    assert result.stderr.endswith(b"'value': must be a JSON pointer, such as /value, or empty\n")


def test_repeated_keys_and_numbers_as_written_and_lines(tmp_path: Path) -> None:
    bad = [b'{"a": 1,\n "b": {"c": 1, "c": 2}}', b'{"x": "{\\"[", "x": 1}', b"5", b'{\n"x": 1e2}', b"1.50"]
    (tmp_path / "x.json").write_bytes(b"[{},\n" + b",\n".join(bad) + b"]")
    report = reported(tmp_path / "x.json", "--items", "", schema="RunStatistics")
    assert [(each["line"], each["pointer"], each["rule"]) for each in report["findings"]] == [
        (2, "/1/b/c", "duplicateKey"),
        (4, "/2/x", "duplicateKey"),
        (5, "/3", "type"),
        (8, "/5", "type"),
    ]
    assert report["findings"][-1]["message"] == "1.50 is a number, not an object"
    assert report["summary"]["payloads"] == 6


SIZES = [1, 7, 60, 700]
TEXTS = ['"', "\\", "},", '},{"a"', "[", "]", "{", "\u00fc", ",", "", '\\"']


def random_value(chance: random.Random, depth: int = 0) -> Any:
    pick = chance.random()
    if depth < 3 and pick < 0.3:
        return {chance.choice(TEXTS): random_value(chance, depth + 1) for _ in range(chance.randrange(4))}
    if depth < 3 and pick < 0.5:
        return [random_value(chance, depth + 1) for _ in range(chance.randrange(4))]
    return chance.choice([None, True, 5, -1.5, "".join(chance.choices(TEXTS, k=chance.randrange(5)))])


@pytest.mark.parametrize("run", SIZES)
@pytest.mark.cases(10, 60, 2_000)
def test_the_items_are_those_of_a_parser_wherever_the_text_is_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: int, cases: int
) -> None:
    for module in (items, item_records):
        monkeypatch.setattr(module, "RUN", run)
    monkeypatch.setattr(items, "PIECE", 3 * run)
    validator = Validator("RunStatistics")
    for seed in range(cases):
        chance = random.Random(f"{run} {seed}")  # noqa: S311
        value = [random_value(chance) for _ in range(chance.randrange(1, 30))]
        text = json.dumps(value, indent=chance.choice([None, 1]), separators=chance.choice([None, (",", ":")])).encode()
        if chance.random() < 0.5:
            place = chance.randrange(len(text))
            text = text[:place] + chance.choice([b"", b",", b'"', b"}", b"]", b"{", b" "]) + text[place + 1 :]
        pointer = chance.choice(["", "/value"])
        document = b'{"a": "]", "value": %b, "z": [1]}' % text if pointer else text
        (tmp_path / "x.json").write_bytes(document)
        options = ("--schema=RunStatistics", f"--items={pointer}", "--jobs=1", "--format=json")
        report = json.loads(graph_runs("validate", *options, tmp_path / "x.json").stdout)
        try:
            whole = orjson.loads(document)
            payloads = whole["value"] if pointer else whole
            assert isinstance(payloads, list)
        except (orjson.JSONDecodeError, AssertionError, KeyError):
            assert report["findings"][-1]["rule"] in ("syntax", "items"), document
            continue
        # In the values of orjson a key is there once, however often it was written.
        whole = json.loads(document, object_pairs_hook=with_repetitions_marked)
        payloads = whole["value"] if pointer else whole
        wrong = {index for index, each in enumerate(payloads) if REPEATED in str(each) or not validator.is_valid(each)}
        failing = {int(each["pointer"].removeprefix(pointer).split("/")[1]) for each in report["findings"]}
        assert report["summary"]["payloads"] == len(payloads), document
        assert failing == wrong, document


REPEATED = "a key is repeated"


def with_repetitions_marked(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    return value if len(value) == len(pairs) else {REPEATED: True}


@pytest.mark.slow
def test_the_deepest_and_the_largest_item_are_read(tmp_path: Path) -> None:
    deep = b'{"a":' * 1_023 + b"1" + b"}" * 1_023
    large = b'{"a": "' + b'\\"},{[' * (15 * 2**20 // 6) + b'"}'
    (tmp_path / "x.json").write_bytes(b"[%b, {}, %b, 5, {}]" % (deep, large))
    report = reported(tmp_path / "x.json", "--items", "", schema="RunStatistics")
    assert [each["pointer"] for each in report["findings"]] == ["/3"]
    assert report["summary"]["payloads"] == 5


def with_lookalikes(number: int, every: int) -> tuple[bytes, dict[str, int]]:
    """Return a page, in which some items hold arrays that look like it, and pointer and line of the items that fail."""
    text, failing = '{"value": [', {}
    for index in range(number):
        if index % 97 == 96:
            failing[f"/value/{index}"] = text.count("\n") + 1
            text += "1.50"
        else:
            inside = ', "in": [{"a": 1}, {"a": 2}]' if index % every == every - 1 else ""
            text += f'{{"a": {index}{inside}}}'
        text += ", " if index % 5 else ",\n" if index + 1 < number else ""
    return f'{text.rstrip(", ")}], "z": [{{"a": 1}}, {{"a": 2}}]}}'.encode(), failing


@pytest.mark.parametrize("every", [1, 7, 400, 10_000])
@pytest.mark.parametrize("jobs", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_wrong_guesses_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, every: int, jobs: int) -> None:
    monkeypatch.setattr(items, "PIECE", 2**12)
    for module in (items, item_records):
        monkeypatch.setattr(module, "RUN", 2**10)
    text, failing = with_lookalikes(1_500, every)
    (tmp_path / "x.json").write_bytes(text)
    report = reported(tmp_path / "x.json", "--items=/value", f"--jobs={jobs}", schema="RunStatistics")
    assert {each["pointer"]: each["line"] for each in report["findings"]} == failing
    assert {each["message"] for each in report["findings"]} == {"1.50 is a number, not an object"}
    assert report["summary"]["payloads"] == 1_500


@pytest.mark.parametrize("name", ["value", "long" * 60])
def test_similar_findings_have_separate_indexes(tmp_path: Path, name: str) -> None:
    (tmp_path / "x.json").write_bytes(page(*[BAD] * 300).replace(b"value", name.encode()))
    found = reported(tmp_path / "x.json", "--items", f"/{name}")["findings"]
    assert [each["pointer"] for each in found] == [f"/{name}/{index}/processingStatus" for index in range(300)]
    lines = validate("--items", f"/{name}", "x.json", cwd=tmp_path).stdout.decode().splitlines()
    cut = len(name) > 200  # reports in text cut such a pointer, before the index
    assert len({line.partition(": ")[2] for line in lines}) == (1 if cut else 300)


MEMORY = """
import resource, sys
from graph_runs.payloads.command import run
code = run(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
sys.exit(code)
"""


@pytest.mark.slow
def test_memory_does_not_grow_with_the_array(tmp_path: Path) -> None:
    peaks = []
    for size in (20_000, 200_000):
        path = tmp_path / "x.json"
        with path.open("wb") as file:
            file.write(b"[")
            file.writelines(GOOD[:-1] + b"," for _ in range(size))
            file.write(BAD + b"]")
        command = [sys.executable, "-c", MEMORY, "validate", "--schema=WorkflowRunCreate", "--jobs=1", str(path)]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
        assert f"{size + 1:,} payloads, 1 invalid" in result.stderr
        assert f"/{size}/processingStatus" in result.stdout
        peaks.append(int(result.stdout.splitlines()[-1]))
    assert peaks[1] < 1.1 * peaks[0]


@pytest.mark.slow
def test_several_processes_find_what_one_finds(tmp_path: Path) -> None:
    payloads = [BAD if number % 97 == 0 else GOOD for number in range(12_000)]
    (tmp_path / "x.json").write_bytes(page(*payloads, after=b', "@odata.count": 12000'))
    outputs = set()
    for jobs in ("1", "2", "3"):
        command = [*COMMAND, "validate", "--schema", "WorkflowRunCreate", "--items", "/value", "--jobs", jobs, "x.json"]
        outputs.add(subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).stdout)
    (output,) = outputs
    pointers = [line.split(b": ")[1] for line in output.splitlines()]
    assert pointers == [b"/value/%d/processingStatus" % number for number in range(0, 12_000, 97)]
