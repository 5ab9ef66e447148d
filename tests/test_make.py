"""`make` sets up once, also when two runs start at the same time."""

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

# Stands for Python: notes what it is asked for, and is slow, so that two set-ups at a time would overlap.
STAND_IN = f"""#!/bin/sh
case "$1 $2" in
    "-c "*) exec {sys.executable} "$@" ;;
esac
echo "begin $*" >> log
sleep 0.1
case "$2" in
    venv) mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
    generator) mkdir -p generated ;;
esac
echo "end $*" >> log
"""
SETUP = ["-m venv --clear .venv", "-m pip", "-m pip", "-m generator generate"]


def test_two_runs_at_once_set_up_once(tmp_path: Path) -> None:
    (tmp_path / "Makefile").write_bytes((ROOT / "Makefile").read_bytes())
    for name in ("spec", "generator"):
        (tmp_path / name).mkdir()
    (tmp_path / "requirements.lock").touch()
    python = tmp_path / "python"
    python.write_text(STAND_IN, "utf-8")
    python.chmod(0o755)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    runs = [
        subprocess.Popen(
            ["make", f"PYTHON={python}"], cwd=tmp_path, env=environment, stderr=subprocess.PIPE, stdout=subprocess.PIPE
        )
        for _ in range(2)
    ]
    for run in runs:
        output, errors = run.communicate(timeout=60)
        assert (run.returncode, errors) == (0, b""), output
    lines = (tmp_path / "log").read_text("utf-8").splitlines()
    assert [line.split()[0] for line in lines] == ["begin", "end"] * len(SETUP)
    for line, expected in zip(lines[::2], SETUP, strict=True):
        assert line.startswith(f"begin {expected}")
