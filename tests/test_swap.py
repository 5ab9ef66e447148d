"""A folder is replaced as a whole or not at all, whatever interrupts the writing."""

import subprocess
import sys
from pathlib import Path

import pytest

from generator import swap

# Kills itself, for real and without cleaning up, after the given number of renames.
KILLED = """
import os, signal, sys
from pathlib import Path
from generator import swap

target, renames, rename = Path(sys.argv[1]), int(sys.argv[2]), Path.rename

def counted(self, to):
    global renames
    if renames == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    renames -= 1
    return rename(self, to)

Path.rename = counted
with swap.replacing(target) as folder:
    (folder / "file").write_text("new")
"""


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "package"
    folder.mkdir()
    (folder / "file").write_text("old")
    (folder / "stale").write_text("old")
    return folder


def contents(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def test_the_new_folder_takes_the_place_of_the_old(target: Path) -> None:
    with swap.replacing(target) as folder:
        (folder / "file").write_text("new")
        assert contents(target) == {"file": "old", "stale": "old"}
    assert contents(target.parent) == {"package/file": "new"}


def test_a_missing_folder_is_created_with_its_parents(tmp_path: Path) -> None:
    with swap.replacing(tmp_path / "a" / "b") as folder:
        (folder / "file").write_text("new")
    assert contents(tmp_path) == {"a/b/file": "new"}


@pytest.mark.parametrize("interruption", [ValueError, KeyboardInterrupt, SystemExit])
def test_an_exception_leaves_the_old_folder(target: Path, interruption: type[BaseException]) -> None:
    with pytest.raises(interruption), swap.replacing(target) as folder:
        (folder / "file").write_text("new")
        raise interruption
    assert contents(target.parent) == {"package/file": "old", "package/stale": "old"}


@pytest.mark.parametrize("renames", [0, 1])
def test_the_next_run_recovers_from_a_killed_one(target: Path, renames: int) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, target, str(renames)], check=False)
    assert killed.returncode == -9
    assert target.exists() == (renames == 0)
    with pytest.raises(ValueError, match="stop"), swap.replacing(target) as folder:
        assert contents(target) == {"file": "old", "stale": "old"}
        assert contents(folder) == {}
        raise ValueError("stop")
    assert contents(target.parent) == {"package/file": "old", "package/stale": "old"}


def test_two_runs_at_once_do_not_disturb_each_other(target: Path) -> None:
    with swap.replacing(target) as folder:
        (folder / "file").write_text("first")
        with pytest.raises(BlockingIOError, match="another run"), swap.replacing(target):
            pass
    assert contents(target.parent) == {"package/file": "first"}


def test_folders_with_similar_names_are_left_alone(target: Path) -> None:
    for name in (".package.old", ".package.new", "package.swap"):
        (target.parent / name).mkdir()
        (target.parent / name / "thesis").write_text("years of work")
    with swap.replacing(target) as folder:
        (folder / "file").write_text("new")
    assert len([path for path in target.parent.rglob("thesis") if path.read_text() == "years of work"]) == 3
