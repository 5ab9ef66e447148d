"""What all tests share: the checked spec."""

from pathlib import Path

import pytest

from generator import document
from generator.document import Document

ROOT = Path(__file__).parent.parent
SPEC = ROOT / "spec" / "openapi.yaml"


@pytest.fixture(scope="session")
def spec() -> Document:
    return document.load(SPEC)
