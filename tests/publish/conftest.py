"""What the tests of publishing share: a published folder, and how to make another."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT


def publish(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "generator", "publish", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="session")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published") / "dist"
    result = publish("--output", folder)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.endswith(f"{len(files(folder))} files published\n")
    return folder
