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

    def problems(self) -> list[str]:
        """Return what `check` finds in the spec and in its facts, without a trial of the package."""
        from generator.documentation import checking
        from generator.spec.source import InvalidSpecError

        try:
            checking.load(self.spec)
        except InvalidSpecError as error:
            return list(map(str, error.problems))
        return []

    def edit(self, old: str, new: str) -> int:
        """Replace the text, which is on the page once, and return its line."""
        text = self.page.read_text("utf-8")
        assert text.count(old) == 1, old
        self.page.write_text(text.replace(old, new), "utf-8")
        return text.count("\n", 0, text.index(old)) + 1


def copied_to(folder: Path) -> Archive:
    shutil.copytree(PAGES, folder / "pages")
    (folder / "spec/documentation").mkdir(parents=True)
    shutil.copy(HERE / "archive.yaml", folder / "spec/openapi.yaml")
    shutil.copy(HERE / "common.yaml", folder / "spec/documentation")
    return Archive(folder / "spec/openapi.yaml", folder / "pages/api/create-tape.md")


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return copied_to(tmp_path)


@pytest.fixture(scope="session")
def facts_of_the_page(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    archive = copied_to(tmp_path_factory.mktemp("archive"))
    assert archive.docs("--update").exit_code == 0
    return archive.facts.read_bytes()


@pytest.fixture
def described(archive: Archive, facts_of_the_page: bytes) -> Archive:
    """Return the copies after `docs --update`."""
    archive.facts.write_bytes(facts_of_the_page)
    return archive
