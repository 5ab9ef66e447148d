"""What the tests of publishing share: a published folder, and how to make another."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

CANARY = "canary-5b1d0e77-secret"
SECRETS = dict.fromkeys(("GRAPH_TOKEN", "AZURE_CLIENT_SECRET", "GITHUB_TOKEN"), CANARY)


def publish(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "generator", "publish", *map(str, arguments)]
    environment = os.environ | SECRETS
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=120)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


@pytest.fixture(scope="session")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published") / "dist"
    result = publish("--output", folder)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.endswith(f"{len(files(folder))} files published\n")
    assert CANARY not in result.stdout
    return folder
