"""What all tests share: the checked spec, folders made once for all processes, and the number of seeded cases."""

import fcntl
import gc
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pytest

if TYPE_CHECKING:  # loaded when it is needed, which it never is in the process that starts the others
    from generator.documentation import checking
    from generator.documentation.facts import FactsFile
    from generator.spec.document import Document

ROOT = Path(__file__).parent.parent
SPEC = ROOT / "spec" / "openapi.yaml"
ONLY_EXTRA = re.compile(r"^pytestmark = (\[\s*)?pytest\.mark\.extra\b", re.MULTILINE)
MakeOnce: TypeAlias = Callable[[str, Callable[[Path], None]], Path]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--fuzz", action="store_true", help="try many more seeded cases: minutes, not seconds")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not load a file of extra tests unless they are asked for: it may import pandas, which takes a second."""
    if "not extra" not in config.option.markexpr or collection_path.suffix != ".py":
        return None
    return bool(ONLY_EXTRA.search(collection_path.read_text("utf-8"))) or None


def pytest_sessionstart() -> None:
    """Collect no garbage while modules are loaded: all of it stays."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Spare the garbage collector what stays until the end, a million objects, and let it run less often."""
    gc.freeze()
    gc.set_threshold(50_000)
    gc.enable()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test with the mark `cases` its number of cases: a few, many (slow), or with --fuzz very many."""
    if marker := metafunc.definition.get_closest_marker("cases"):
        few, many, very_many = marker.args
        thorough = pytest.param(many, marks=pytest.mark.slow)
        metafunc.parametrize("cases", [very_many] if metafunc.config.getoption("--fuzz") else [few, thorough])


@cache
def the_spec() -> "Document":
    """Return the checked spec, read once, for those who need it while tests are collected."""
    from generator.spec import document

    return document.load(SPEC)


@cache
def the_documentation() -> "checking.Kept":
    """Return the facts of all pages, what is common to them, and the decisions, read once."""
    from generator.documentation import checking, files

    return checking.load_folder(SPEC.parent / files.FOLDER)


@cache
def the_facts() -> "list[FactsFile]":
    """Return the facts of all pages, read once."""
    return [file for _, file in the_documentation().files]


@pytest.fixture(scope="session")
def spec() -> "Document":
    return the_spec()


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> MakeOnce:
    """Return a function that makes a folder with the given name, unless another process of this session has made it."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent

    def make(name: str, fill: Callable[[Path], None]) -> Path:
        folder = shared / "made-once" / name / "dist"
        folder.parent.mkdir(parents=True, exist_ok=True)
        with (folder.parent / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            done = folder.parent / "done"
            if not done.exists():
                fill(folder)
                done.touch()
        return folder

    return make
