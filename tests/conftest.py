"""What all tests share: the checked spec, and how many cases those with seeds try."""

from pathlib import Path

import pytest

from generator.spec import document
from generator.spec.document import Document

ROOT = Path(__file__).parent.parent
SPEC = ROOT / "spec" / "openapi.yaml"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--fuzz", action="store_true", help="try many more seeded cases: minutes, not seconds")


@pytest.fixture(scope="session")
def fuzz(request: pytest.FixtureRequest) -> bool:
    """Whether the tests with seeds shall try many more of them."""
    return bool(request.config.getoption("--fuzz"))


@pytest.fixture(scope="session")
def spec() -> Document:
    return document.load(SPEC)
