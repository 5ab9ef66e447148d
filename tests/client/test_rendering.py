"""Compiled templates are kept where Python keeps compiled modules; where that is impossible, nothing else changes."""

import shutil
import sys
from pathlib import Path

import pytest
from jinja2 import Environment

from generator.client import rendering

VALUES = {"document": {"info": {"summary": "Things.", "version": "1.2.3"}}, "errors": ["GraphError"]}


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have Python keep what it compiles in a folder that does not exist yet."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "kept"


def new_environment() -> Environment:
    return rendering.environment.__wrapped__()


def rendered(environment: Environment) -> str:
    return environment.get_template("__init__.py.jinja").render(VALUES)


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_compiled_template_is_kept_and_used_again(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = rendered(new_environment())
    assert "__version__ = '1.2.3'" in first
    (file,) = files(kept)
    monkeypatch.setattr(Environment, "compile", None)  # whoever calls it fails
    assert rendered(new_environment()) == first
    assert files(kept) == [file]


def test_nothing_is_kept_where_python_keeps_nothing(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert "GraphError" in rendered(new_environment())
    assert not kept.exists()


def test_templates_are_rendered_where_nothing_can_be_kept(kept: Path) -> None:
    kept.write_text("a file, not a folder", "utf-8")
    assert "GraphError" in rendered(new_environment())
    kept.unlink()
    environment = new_environment()
    shutil.rmtree(kept)
    assert "GraphError" in rendered(environment)
    assert not kept.exists()
