"""What all tests share: the checked spec."""

from pathlib import Path

import pytest

from generator import document
from generator.document import Document

ROOT = Path(__file__).parent.parent
SPEC = ROOT / "spec" / "openapi.yaml"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--mutations", type=int, default=20_000, help="how many payloads test_differential.py tries")


@pytest.fixture(scope="session")
def spec() -> Document:
    return document.load(SPEC)
