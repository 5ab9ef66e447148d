"""Items that are judged in runs have the verdicts, lines and counts that they have one by one."""

import io
import json
import random
from pathlib import Path
from typing import Any

import pytest
from graph_runs.payloads import Validator, item_records, items, work
from graph_runs.payloads.batches import Judge
from graph_runs.payloads.findings import Finding
from graph_runs.payloads.inputs import Input
from graph_runs.payloads.pieces import cut_items
from graph_runs.payloads.report_writer import FORMATS, ReportWriter

from tests.runtime.payloads.command import WORKFLOW_RUN, graph_runs

INCOMPLETE: dict[str, Any] = WORKFLOW_RUN
TIMES = ("startedDateTime", "completedDateTime", "lastUpdatedDateTime")
COMPLETE = {**INCOMPLETE, **dict.fromkeys(TIMES, "2022-10-10T02:00:00Z")}
WRONG: list[dict[str, Any]] = [
    {"processingStatus": "inProgres"},
    {"totalUsersCount": 1.50},
    {"failedTasksCount": "0"},
    {"unknown": [1, 2]},
]


def random_item(chance: random.Random, lacking: float, bad: float, indent: int | None) -> bytes:
    """Return an item; `lacking` and `bad` are how often it lacks optional properties, and how often it is invalid."""
    payload = INCOMPLETE if chance.random() < lacking else COMPLETE
    if chance.random() >= bad:
        return json.dumps(payload, indent=indent).encode()
    text = json.dumps({**payload, **chance.choice(WRONG)}, indent=indent).encode()
    return chance.choice([text, text.rstrip(b"\n}") + b', "totalUsersCount": 1}'])  # a repeated key


@pytest.mark.parametrize("source", ["x.json", "-"], ids=["file", "stdin"])
@pytest.mark.cases(12, 60, 600)
def test_items_in_runs_have_the_verdicts_and_counts_of_single_items(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, cases: int
) -> None:
    monkeypatch.chdir(tmp_path)
    validator = Validator("WorkflowRunCreate")
    for seed in range(cases):
        chance = random.Random(seed)  # noqa: S311
        run = chance.choice([700, 3_000, 12_000])
        for module in (items, item_records):
            monkeypatch.setattr(module, "RUN", run)
        monkeypatch.setattr(items, "PIECE", 4 * run)
        usual = chance.choice([b",", b", ", b",\n", b"\n,\n\n  "])
        indent = chance.choice([None, None, 1])
        odd = chance.choice([0.0, 0.0, 0.02])  # how often an item differs from the first, by which cuts are guessed
        often = chance.choice([0.0, 0.02, 0.5]), chance.choice([0.0, 0.03, 0.2])
        text, expected, invalid = b"\n[", [], 0
        number = chance.randrange(60, 120)
        for index in range(number):
            item = random_item(chance, *often, 1 if chance.random() < odd else indent)
            found = validator.findings(item)
            invalid += bool(found)
            line = text.count(b"\n") + 1
            expected += [(line, f"/{index}{each.pointer}", each.rule, each.message) for each in found]
            text += item + ((b" , " if chance.random() < odd else usual) if index + 1 < number else b"]")
        Path("x.json").write_bytes(text)
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(text))))
        pieces = cut_items(Input(source, "json"), "")
        written, size = list[bytes](), 0
        with ReportWriter(FORMATS["json"], written.append, None) as report:
            for judged in work.verdicts(pieces, work.Options("WorkflowRunCreate", "json", None, rejects=False), 1):
                report.add(judged)
                size += judged.size
        whole = json.loads(b"".join(written))
        shown = [(each["line"], each["pointer"], each["rule"], each["message"]) for each in whole["findings"]]
        assert shown == expected, seed
        counts = [whole["summary"][name] for name in ("payloads", "invalid", "errors")]
        assert counts == [number, invalid, len(expected)], seed
        assert size == len(text.removeprefix(b"\n[")), seed  # each item with the comma or bracket after it


@pytest.mark.parametrize("refused", [0.02, 1.0])
def test_runs_are_short_only_while_a_few_items_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: float
) -> None:
    few, many = 2, 20  # items of this size in a run that is short, and in one that is not
    bad = json.dumps(COMPLETE).encode().replace(b"inProgress", b"inProgres_")
    payloads = [json.dumps(COMPLETE).encode() if refused < 1 and index % 50 else bad for index in range(1_000)]
    for module in (items, item_records):
        monkeypatch.setattr(module, "RUN", many * (len(bad) + 2) + 200)
    judged, numbers = Judge.judged, list[int]()

    def counting(judge: Judge, values: list[object], broken: dict[int, Finding]) -> list[tuple[int, list[Finding]]]:
        numbers.append(len(values))
        return judged(judge, values, broken)

    monkeypatch.setattr(Judge, "judged", counting)  # is given what the acceptor refused, or was not tried on
    (tmp_path / "x.json").write_bytes(b"[%b]" % b", ".join(payloads))
    graph_runs("validate", "--schema=WorkflowRunCreate", "--jobs=1", tmp_path / "x.json")
    first, others = numbers[0], numbers[1:]
    assert first == many
    if refused < 1:
        assert len(others) == 19
        assert max(others) <= few
    else:
        assert others[0] <= few
        assert others.count(many) * many > 0.9 * 1_000
