"""Batching changes nothing: lines judged together get the verdicts that each gets alone."""

import io
import json
import random

import orjson
import pytest
from graph_runs.payloads import Validator, batches, records
from graph_runs.payloads.inputs import LIMIT
from graph_runs.payloads.shapes import Compiled, compiled
from graph_runs.payloads.verdicts import Verdicts
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.runtime.payloads.command import WORKFLOW_RUN

SCHEMA = compiled("RunStatistics")  # takes any object: what fails here fails as JSON
REQUEST = compiled("WorkflowRunCreate")
WHOLE = json.dumps(WORKFLOW_RUN).encode()
SEPARATOR = str(batches.NUMBER).encode()


def failing(lines: list[bytes], schema: Compiled = SCHEMA) -> list[int]:
    """Return the numbers of the lines that fail when judged together."""
    data = b"\n".join(lines) + b"\n"
    verdicts = Verdicts("x")
    records.judge(schema, io.BytesIO(data), len(data), verdicts, lambda finding: finding.level.encode())
    assert (verdicts.lines, verdicts.payloads) == (len(lines), len(lines))
    reports = zip(verdicts.numbers, verdicts.reports, strict=True)
    numbers = sorted({number for number, report in reports if report == b"error"})
    assert verdicts.invalid == len(numbers)
    return numbers


def failing_alone(lines: list[bytes]) -> list[int]:
    def is_object(line: bytes) -> bool:
        try:
            return isinstance(orjson.loads(line), dict)
        except orjson.JSONDecodeError:
            return False

    return [number for number, line in enumerate(lines, 1) if not is_object(line)]


BROKEN_ALONE = {
    "half an object, ending in a brace": [b'{"a": {"b": 1}', b'"c": {"d": 1}}'],
    "half an object, then one that begins with a brace": [b'{"a": [{}', b"{}]}"],
    "that, balanced by a line of two values": [b'{"a": [{}', b"{}]}", b"{}, {}"],
    "half an array, balanced": [b"[1", b"2]", b"3, 4, 5"],
    "half a string, balanced": [b'{"a": "x', b'y"}', b"{}, {}"],
    "an open object and its end": [b"{", b"}"],
    "a value that contains what looks like a separator": [b'{"a": 1},' + b"1" * 19 + b',{"a": 1}'],
    "two values with a guess between them": [b"{}, 4611686018427387905, {}", b"{}"],
    "a blank line": [b"{}", b"", b"{}"],
    "the ends of the batch's own array": [b"{}]", b"[{}"],
    "only a comma": [b"{}", b",", b"{}"],
    "a comma at the end": [b"{},", b"{}"],
}


@pytest.mark.parametrize("lines", BROKEN_ALONE.values(), ids=BROKEN_ALONE)
def test_lines_that_are_valid_only_together_fail(lines: list[bytes]) -> None:
    surrounded = [b"{}", *lines, b"{}"]
    assert failing(surrounded) == failing_alone(surrounded) != []


def test_a_line_that_contains_the_separator_counts_as_one() -> None:
    lines = [b"{}" + batches.SEPARATOR + b"{}", b"{}"]
    assert failing(lines) == failing_alone(lines) == [1]
    two = WHOLE + batches.SEPARATOR + WHOLE
    assert failing([two, WHOLE], REQUEST) == [1]
    assert failing([WHOLE, b"{}", two, *[WHOLE] * 200], REQUEST) == [2, 3]


def test_the_separator_inside_a_payload_is_data() -> None:
    assert failing([b'{"a": ' + SEPARATOR + b"}", b'{"b": "' + batches.SEPARATOR + b'"}', b"{}"]) == []


PIECES = st.sampled_from(
    [b"{", b"}", b"[", b"]", b",", b":", b'"', b'"a":', b"1", b"{}", b'{"a":1}', b" ", b"\r", b"\\"]
)


LINES_OF_PIECES = st.lists(st.lists(PIECES, max_size=5).map(b"".join), min_size=1, max_size=8)
LINES_OF_BYTES = st.lists(st.binary(max_size=6).filter(lambda line: b"\n" not in line), min_size=1, max_size=6)


@pytest.mark.cases(20, 100, 2_000)
@pytest.mark.parametrize("strategy", [LINES_OF_PIECES, LINES_OF_BYTES], ids=["pieces", "bytes"])
def test_batches_of_any_lines_have_the_verdicts_of_single_lines(
    strategy: st.SearchStrategy[list[bytes]], cases: int
) -> None:
    @settings(max_examples=cases, deadline=None)
    @given(strategy)
    def holds(lines: list[bytes]) -> None:
        assert failing(lines) == failing_alone(lines)

    holds()


def test_many_lines_around_the_edges_of_batches() -> None:
    validator = Validator.for_schema("WorkflowRunCreate")
    chance = random.Random(7)  # noqa: S311
    kinds = [WHOLE, WHOLE + b"\r", WHOLE.replace(b"inProgress", b"inProgres"), WHOLE[:-1], b"", b"[]", b" " + WHOLE]
    for share in (0.0, 0.01, 0.5, 1.0):
        lines = [chance.choice(kinds) if chance.random() < share else WHOLE for _ in range(2_000)]
        assert sum(map(len, lines)) > 4 * batches.BATCH or share == 1.0
        expected = [number for number, line in enumerate(lines, 1) if not validator.is_valid(line)]
        assert failing(lines, REQUEST) == expected


def test_payloads_without_optional_properties_among_complete_ones() -> None:
    complete = compiled("PublicErrorDetailCreate")
    lines = [b"{}", b'{"@odata.type":"x","code":"a","message":"b","target":null}', b'{"code":1}'] * 40
    assert failing(lines, complete) == list(range(3, 121, 3))


@pytest.mark.parametrize("size", [LIMIT - 4, LIMIT + 1, pytest.param(3 * LIMIT + 5, marks=pytest.mark.slow)])
def test_a_line_over_the_limit_fails_and_the_next_is_judged(size: int) -> None:
    long = b"{}" + b" " * size
    assert failing([b"{}", long, b"{}", b"[]"]) == ([4] if size < LIMIT else [2, 4])
    assert failing([long]) == ([] if size < LIMIT else [1])
    long = WHOLE + long[2:]
    assert failing([WHOLE, b"{}", long, WHOLE], REQUEST) == ([2] if len(long) <= LIMIT else [2, 3])
