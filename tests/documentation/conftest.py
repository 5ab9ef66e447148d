"""A spec of the tests' own pages, and its facts."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from generator.__main__ import app

HERE = Path(__file__).parent
PAGES = HERE / "pages"


@dataclass(frozen=True)
class Archive:
    """Copies of the pages and of the spec that describes one of them, to be edited."""

    spec: Path
    page: Path

    @property
    def facts(self) -> Path:
        """The facts file of the page."""
        return self.spec.parent / "documentation" / f"{self.page.stem}.yaml"

    def docs(self, *options: str) -> Result:
        """Run `docs` on the page."""
        return CliRunner().invoke(app, ["docs", str(self.page), "--spec", str(self.spec), *options])

    def check(self) -> Result:
        """Run `check` on the spec."""
        return CliRunner().invoke(app, ["check", str(self.spec)])

    def edit(self, old: str, new: str) -> int:
        """Replace the text, which is on the page once, and return its line."""
        text = self.page.read_text("utf-8")
        assert text.count(old) == 1, old
        self.page.write_text(text.replace(old, new), "utf-8")
        return text.count("\n", 0, text.index(old)) + 1


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    shutil.copytree(PAGES, tmp_path / "pages")
    (tmp_path / "spec/documentation").mkdir(parents=True)
    shutil.copy(HERE / "archive.yaml", tmp_path / "spec/openapi.yaml")
    shutil.copy(HERE / "common.yaml", tmp_path / "spec/documentation")
    return Archive(tmp_path / "spec/openapi.yaml", tmp_path / "pages/api/create-tape.md")
