"""What several tests of validation read."""

import gzip
from pathlib import Path

import pytest

from tests.runtime.payloads.command import BAD, GOOD


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "deep").mkdir()
    (tmp_path / "a.json").write_bytes(GOOD)
    (tmp_path / "b.jsonl").write_bytes(GOOD + BAD)
    (tmp_path / "deep" / "c.ndjson.gz").write_bytes(gzip.compress(BAD + GOOD))
    (tmp_path / "deep" / "d.json.gz").write_bytes(gzip.compress(BAD))
    (tmp_path / "notes.txt").write_bytes(b"not JSON")
    return tmp_path


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file of over three pieces, in which one of 997 lines is bad, in one of three ways."""
    path = tmp_path_factory.mktemp("large") / "large.jsonl"
    lines = [BAD, b"\n", GOOD[:-5] + b"\n"]
    with path.open("wb") as file:
        for number in range(1, 100_001):
            file.write(GOOD if number % 997 else lines[number // 997 % len(lines)])
    assert path.stat().st_size > 3 * 8 * 2**20
    return path
