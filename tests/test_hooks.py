"""The pre-commit hooks of this repository accept it as it is."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.mark.extra
def test_every_hook_runs_and_passes(tmp_path: Path) -> None:
    # Git's own variables would lead into another repository when the tests run as a hook.
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = [sys.executable, "-m", "pre_commit", "run", "--all-files"]
    environment = clean | {"PRE_COMMIT_HOME": str(tmp_path)}
    result = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    assert result.returncode == 0, result.stdout
    configured = (ROOT / ".pre-commit-config.yaml").read_text("utf-8").count("- id: ")
    assert result.stdout.count("Passed") == configured > 4
