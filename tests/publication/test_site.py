"""What a static host shows: a folder per version, and the newest one as latest."""

import re
import shutil
from pathlib import Path

import pytest

from generator.publication import site
from generator.spec.document import Document
from tests.publication.conftest import files, publish

TITLE = "Runs & <flows>"


@pytest.fixture
def other(dist: Path, tmp_path: Path) -> Path:
    """Return a published folder whose reference differs."""
    folder = shutil.copytree(dist, tmp_path / "other")
    (folder / "index.html").write_text("another", "utf-8")
    return folder


def test_each_version_has_a_folder_and_the_newest_is_also_latest(dist: Path, other: Path, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    assert site.add(other, folder, "0.9.0", TITLE) == ["0.9.0"]
    assert site.add(dist, folder, "0.10.0", TITLE) == ["0.10.0", "0.9.0"]
    assert site.add(other, folder, "0.2.0", TITLE) == ["0.10.0", "0.9.0", "0.2.0"]
    assert files(folder / "0.10.0") == files(folder / "latest") == files(dist)
    assert files(folder / "0.9.0") == files(folder / "0.2.0") == files(other)
    assert (folder / "CHANGELOG.md").read_bytes() == (dist / "CHANGELOG.md").read_bytes()
    assert site.add(other, folder, "0.10.0", TITLE)[0] == "0.10.0"
    assert files(folder / "0.10.0") == files(folder / "latest") == files(other)


def test_the_index_leads_to_all_of_it(dist: Path, tmp_path: Path) -> None:
    site.add(dist, tmp_path / "site", "0.1.0", TITLE)
    page = (tmp_path / "site" / "index.html").read_text("utf-8")
    targets = re.findall(r'href="(.*?)"', page)
    assert targets == ["CHANGELOG.md", "latest/", "0.1.0/"]
    assert all((tmp_path / "site" / target).exists() for target in targets)
    assert "Runs &amp; &lt;flows&gt;" in page


@pytest.mark.parametrize("name", ["thesis", "drafts/thesis", "0.1.0/thesis", "latest/thesis"])
def test_a_folder_with_files_of_the_user_is_left_alone(dist: Path, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "site"
    assert site.may_add(folder)
    site.add(dist, folder, "0.1.0", TITLE)
    assert site.may_add(folder)
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).touch()
    before = files(folder)
    result = publish("--output", tmp_path / "dist", "--site", folder)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == f"{folder} contains files that this command did not write: name another folder\n"
    assert files(folder) == before
    assert not (tmp_path / "dist").exists()


@pytest.mark.slow
def test_publish_adds_to_the_site(spec: Document, dist: Path, tmp_path: Path) -> None:
    version = spec.data["info"]["version"]
    result = publish("--output", tmp_path / "dist", "--site", tmp_path / "site")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.endswith(f"{tmp_path / 'site'}: {version}; latest is {version}\n")
    assert files(tmp_path / "site" / version) == files(dist)
