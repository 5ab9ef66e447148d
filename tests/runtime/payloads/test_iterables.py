"""`Validator.check` gives each text of an iterable the findings that it gets alone, and counts."""

import json
import random
from collections.abc import Iterator

import pytest
from graph_runs.payloads import Checked, Validator
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.runtime.payloads.command import BAD, GOOD, WORKFLOW_RUN, oracle
from tests.runtime.payloads.test_differential import mutated

VALIDATOR = Validator("WorkflowRunCreate")
PRETTY = json.dumps(WORKFLOW_RUN, indent=1)


def test_bytes_and_text_and_none_are_judged_in_order() -> None:
    check = VALIDATOR.check([GOOD, BAD, None, PRETTY, "{", bytearray(GOOD), memoryview(BAD), b""])  # type: ignore[list-item]
    verdicts = list(check)
    assert [each.index for each in verdicts] == list(range(8))
    assert [each.valid for each in verdicts] == [True, False, True, True, False, True, False, False]
    assert [each.empty for each in verdicts] == [each == 2 for each in range(8)]
    assert (check.payloads, check.invalid, check.empty) == (7, 4, 1)
    assert [each.rule for each in verdicts[1].findings] == ["enum"]
    assert all(isinstance(each, Checked) for each in verdicts)


def test_missing_payloads_can_be_reported() -> None:
    check = VALIDATOR.check([None, GOOD], nulls="report")
    missing, good = check
    assert (missing.valid, missing.empty, missing.findings[0].rule, good.valid) == (False, True, "missing", True)
    assert (check.payloads, check.invalid, check.empty) == (1, 1, 1)
    with pytest.raises(ValueError, match="nulls must be 'skip' or 'report', not 'drop'"):
        VALIDATOR.check([], nulls="drop")  # type: ignore[arg-type]


def test_values_are_a_type_error_that_names_the_place() -> None:
    with pytest.raises(TypeError, match=r"payload 1 is of type dict: pass JSON text .* use Validator.findings"):
        list(VALIDATOR.check([GOOD, WORKFLOW_RUN]))  # type: ignore[list-item]


@pytest.mark.parametrize("text", [GOOD, GOOD.decode(), bytearray(GOOD)])
def test_a_single_text_is_refused_instead_of_read_as_many(text: bytes) -> None:
    with pytest.raises(TypeError, match="check takes many texts: pass a list, or use findings"):
        VALIDATOR.check(text)  # type: ignore[arg-type]


def test_an_iterable_is_read_no_further_than_a_batch() -> None:
    taken = 0

    def payloads() -> Iterator[bytes]:
        nonlocal taken
        while True:
            taken += 1
            yield GOOD

    check = VALIDATOR.check(payloads())
    assert next(check).valid
    assert taken < 1_000


def test_invalid_texts_do_not_affect_their_neighbours() -> None:
    texts: list[bytes | str | None] = ['{"a": [', "]}", "{},{}", "[1", "2]", '"', GOOD, "\ud800", BAD]
    for _ in range(3):
        texts += texts
    assert [each.valid for each in VALIDATOR.check(texts)] == [text == GOOD for text in texts]


PIECES = st.sampled_from([b"{}", b'{"a":\n1}', b"[", b"]", b"{", b"}", b","])


@pytest.mark.cases(20, 100, 1_000)
def test_any_bytes_have_the_verdict_that_they_get_alone(cases: int) -> None:
    validator = Validator("RunStatistics")

    @settings(max_examples=cases, deadline=None)
    @given(st.lists(st.binary(max_size=6) | PIECES, max_size=300))
    def holds(texts: list[bytes]) -> None:
        check = validator.check(texts)
        assert [each.valid for each in check] == [not validator.findings(text) for text in texts]
        assert check.payloads == len(texts)

    holds()


@pytest.mark.cases(100, 500, 5_000)
def test_verdicts_are_those_of_another_library(cases: int) -> None:
    for schema in ("WorkflowRunCreate", "Run"):
        other = oracle(schema)
        payloads = [mutated(random.Random(seed), WORKFLOW_RUN) for seed in range(cases)]  # noqa: S311
        texts = [json.dumps(payload, indent=number % 3) for number, payload in enumerate(payloads)]
        verdicts = Validator(schema).check(texts)
        assert [each.valid for each in verdicts] == [other.is_valid(payload) for payload in payloads]
