"""What the tests of publication share: a published folder, and how to make another."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.commands import generator
from tests.conftest import ROOT, MakeOnce

SMALL = ROOT / "tests/spec/small.yaml"
CANARY = "canary-5b1d0e77-secret"
SECRETS = dict.fromkeys(("GRAPH_TOKEN", "AZURE_CLIENT_SECRET", "GITHUB_TOKEN"), CANARY)


def publish(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return generator("publish", *arguments)


def publish_with_secrets(folder: Path) -> None:
    """Publish in an environment that has secrets, as a build server's has."""
    with pytest.MonkeyPatch.context() as patch:
        for name, secret in SECRETS.items():
            patch.setenv(name, secret)
        result = publish("--output", folder)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.endswith(f"{len(files(folder))} files published\n")
    assert CANARY not in result.stdout


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def small(folder: Path, old: str, new: str) -> Path:
    """Return an edited copy of a small spec."""
    text = SMALL.read_text("utf-8")
    assert text.count(old) == 1
    path = folder / "openapi.yaml"
    path.write_text(text.replace(old, new), "utf-8")
    return path


@pytest.fixture(scope="session")
def dist(made_once: MakeOnce) -> Path:
    """Return what was published; tests of several processes read it, so they change copies only."""
    return made_once("dist", publish_with_secrets)
