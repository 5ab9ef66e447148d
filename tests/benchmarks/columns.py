"""Compare validation inside of Python and of Arrow columns with what a user would write; prints Markdown.

Run by `make bench`, after validation.py; Spark has spark.py. Calls that are compared take turns, and their CPU time is
measured, because the machine may have other work.
"""

import io
import sys
import tempfile
import time
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import orjson
from graph_runs.payloads import Validator
from graph_runs.payloads.inputs import Input
from graph_runs.payloads.item_records import ItemJudge
from graph_runs.payloads.items import Guess, items
from graph_runs.payloads.records import judge
from graph_runs.payloads.report_writer import FORMATS
from graph_runs.payloads.schemas import bundled
from graph_runs.payloads.shapes import DATE_TIME, compiled
from graph_runs.payloads.verdicts import Verdicts

from tests.benchmarks.bench import table

SCHEMA = "WorkflowRunCreate"
ROUNDS = 25
CPU = time.process_time
VALIDATOR = Validator(SCHEMA)


def users_validator() -> jsonschema_rs.Validator:
    """Return what a user would compile for the same verdicts: with the pattern for date-times."""

    def exact(value: Any) -> Any:
        if isinstance(value, list):
            return [exact(item) for item in value]
        if not isinstance(value, dict):
            return value
        schema = {key: exact(item) for key, item in value.items()}
        return schema | DATE_TIME if value.get("format") == "date-time" else schema

    schema = {"$ref": f"#/$defs/{SCHEMA}", "$defs": exact(bundled()["$defs"])}
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True)


USERS = users_validator()


def rates(
    calls: dict[str, Callable[[], object]], count: int, rounds: int = ROUNDS, clock: Callable[[], float] = CPU
) -> dict[str, float | str]:
    """Return the payloads a second of the fastest round of each call, in rounds that take turns."""
    best: dict[str, float | str] = {}
    for _ in range(rounds):
        for name, call in calls.items():
            started = clock()
            call()
            best[name] = max(float(best.get(name, 0)), count / (clock() - started))
    return best


def users_errors(lines: list[bytes]) -> list[list[jsonschema_rs.ValidationError]]:
    """Return what is wrong with each text."""
    return [[] if USERS.is_valid(value := orjson.loads(line)) else list(USERS.iter_errors(value)) for line in lines]


def in_python(lines: list[bytes]) -> None:
    """Measure texts in a list of Python."""
    calls: dict[str, Callable[[], object]] = {
        "loop of verdicts: orjson.loads, jsonschema-rs": lambda: [USERS.is_valid(orjson.loads(line)) for line in lines],
        "is_valid(bytes)": lambda: [VALIDATOR.is_valid(line) for line in lines],
        "loop of errors: orjson.loads, jsonschema-rs": lambda: users_errors(lines),
        "findings(bytes)": lambda: [VALIDATOR.findings(line) for line in lines],
        "check(iterable)": lambda: list(VALIDATOR.check(lines)),
    }
    table("In Python, valid payloads, one process", "payloads/s of CPU", rates(calls, len(lines)))


def judged(data: bytes) -> int:
    """Judge lines as a process of the command does, and return how many are invalid."""
    found = Verdicts("lines.jsonl")
    after = lru_cache(maxsize=4096)(FORMATS["text"].after)
    judge(compiled(SCHEMA), io.BytesIO(data), len(data), found, after)
    return found.invalid


def page_judged(page: bytes) -> int:
    """Cut and judge a page as the command does, and return how many items are invalid."""
    found = Verdicts("page.json")
    judge_of_items = ItemJudge(compiled(SCHEMA), "/value", found, FORMATS["text"].after)
    for piece in items(Input("page.json", "json"), io.BytesIO(page), "/value", in_place=True):
        if isinstance(piece, Guess):
            assert judge_of_items.prove(piece, page[piece.start : piece.start + piece.size])
        else:
            assert judge_of_items.judge(piece, io.BytesIO(page[piece.start :]))
    return found.invalid


def in_arrow(lines: list[bytes], label: str) -> None:
    """Measure a column, beside the same texts in the command's own batches, without its start-up."""
    import pyarrow as pa

    column = pa.array(lines)
    data, page = b"\n".join(lines) + b"\n", b'{"value": [%b]}' % b", ".join(map(bytes.strip, lines))
    calls: dict[str, Callable[[], object]] = {
        "graph-runs validate, its batches": lambda: judged(data),
        "graph-runs validate --items, cut and judged": lambda: page_judged(page),
        "check_arrow": lambda: VALIDATOR.check_arrow(column),
        "check(iterable)": lambda: list(VALIDATOR.check(lines)),
        "loop of errors over to_pylist()": lambda: users_errors(column.to_pylist()),
    }
    table(f"The command and Arrow, {label} invalid, one process", "payloads/s of CPU", rates(calls, len(lines)))


def main(folder: Path, count: int, write: Callable[[Path, int, float], None]) -> None:
    """Measure and print; `write` writes payloads."""
    for label, share in {"0 %": 0.0, "1 %": 0.01, "100 %": 1.0}.items():
        write(folder / "column.jsonl", count, share)
        lines = (folder / "column.jsonl").read_bytes().splitlines()
        if not share:
            in_python(lines)
        try:
            in_arrow(lines, label)
        except ModuleNotFoundError as error:
            print(f"{error.name} is missing: run make bench", file=sys.stderr)


if __name__ == "__main__":
    from tests.benchmarks.validation import write as write_payloads

    with tempfile.TemporaryDirectory() as name:
        main(Path(name), 2_000, write_payloads)
