"""The tests that SECURITY.md and tests/README.md name are there."""

import re

import pytest

from tests.conftest import ROOT


@pytest.mark.parametrize("document", ["SECURITY.md", "tests/README.md"])
def test_named_tests_exist(document: str) -> None:
    path = ROOT / document
    links = named = 0
    source = ""
    for link, test in re.findall(r"\]\(([^)]+)\)|`(test_\w+)`", path.read_text("utf-8")):
        if link:
            links += 1
            assert (path.parent / link).exists(), link
            source = (path.parent / link).read_text("utf-8") if link.endswith(".py") else ""
        else:
            assert f"def {test}(" in source, test
            named += 1
    assert links > 10
    assert named > 20 or document != "SECURITY.md"
