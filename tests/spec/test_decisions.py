"""Each contradiction in the drafts has a number in DECISIONS.md and in the YAML."""

import re

from tests.conftest import SPEC

NUMBER = r"\b(?:S\d-|[A-RT-Z])\d+\b"
# How many contradictions the five drafts hold, by family.
CONTRADICTIONS = {"X": 11, "S0-": 6, "S1-": 5, "S2-": 4, "S3-": 3, "S4-": 6}


def decided() -> list[str]:
    return re.findall(rf"^- \*\*({NUMBER})\*\* ", (SPEC.parent / "DECISIONS.md").read_text("utf-8"), re.MULTILINE)


def test_every_decision_is_in_the_yaml_and_vice_versa() -> None:
    comments = re.findall(r"# decisions? (.+)", SPEC.read_text("utf-8"))
    assert {number for comment in comments for number in re.findall(NUMBER, comment)} == set(decided())


def test_every_contradiction_is_decided_once() -> None:
    numbers = decided()
    assert len(numbers) == len(set(numbers))
    expected = {f"{family}{number + 1}" for family, count in CONTRADICTIONS.items() for number in range(count)}
    assert expected <= set(numbers)
