"""A published version is final, and the changelog names what breaks: in a repository of git with tags."""

import shutil
import subprocess
from pathlib import Path

import pytest

from generator.publication import versions
from generator.publication.versions import UnpublishableError
from generator.spec import document
from generator.spec.document import Document
from tests.conftest import ROOT

GIT = shutil.which("git") or "git"
WIDE = ROOT / "tests/client/wide.yaml"
IDENTITY = ("-c", "user.name=tests", "-c", "user.email=tests@example.test", "-c", "commit.gpgsign=false")
RENAMED = ("        labels:\n", "        tags:\n")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    (tmp_path / "spec").mkdir()
    write(tmp_path, "0.1.0", "## 0.1.0\n\n- First.\n")
    return tmp_path


def git(folder: Path, *arguments: str) -> None:
    subprocess.run([GIT, "-C", folder, *IDENTITY, *arguments], check=True, capture_output=True)


def write(folder: Path, version: str, entry: str, *edits: tuple[str, str]) -> None:
    text = WIDE.read_text("utf-8").replace("  version: 2.0.0\n", f"  version: {version}\n")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    (folder / "spec/openapi.yaml").write_text(text, "utf-8")
    (folder / "CHANGELOG.md").write_text(f"# Changelog\n\n{entry}", "utf-8")


def tag(folder: Path, name: str) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", name)
    git(folder, "tag", name)


def check(folder: Path) -> str:
    return versions.check(load(folder), folder / "CHANGELOG.md", folder)


def load(folder: Path) -> Document:
    return document.load_version(folder / "spec/openapi.yaml")


def refusal(folder: Path) -> str:
    with pytest.raises(UnpublishableError) as caught:
        check(folder)
    return str(caught.value)


def test_a_missing_tag_is_reported(repository: Path) -> None:
    assert check(repository) == "there is no tag v0.1.0: the version is not final"
    shutil.rmtree(repository / ".git")
    assert check(repository) == "there is no tag v0.1.0: the version is not final"


def test_a_tagged_version_is_published_again_only_as_it_was(repository: Path) -> None:
    tag(repository, "v0.1.0")
    assert check(repository) == "compared with v0.1.0"
    write(repository, "0.1.0", "## 0.1.0\n", RENAMED)
    lines = refusal(repository).splitlines()
    assert lines[0].startswith("v0.1.0:spec/openapi.yaml:")
    assert "breaking: " in lines[0]
    assert lines[-1] == (
        f"{repository}/spec/openapi.yaml: tag v0.1.0 is published and differs: "
        "raise info.version and add its entry to the changelog, or undo the changes"
    )


def test_even_a_changed_word_is_a_changed_version(repository: Path) -> None:
    tag(repository, "v0.1.0")
    write(repository, "0.1.0", "## 0.1.0\n", ("description: The id of the node.", "description: An id."))
    assert "other: the description: paths/" in refusal(repository)


def test_the_changelog_names_what_breaks(repository: Path) -> None:
    tag(repository, "v0.1.0")
    edit = ("operationId: deleteNode\n", "operationId: dropNode\n")
    write(
        repository,
        "0.2.0",
        "## 0.2.0\n\n### Breaking\n\n- A method has another name.\n\n## 0.1.0\n\n- dropNode\n",
        edit,
    )
    assert refusal(repository).endswith(
        "CHANGELOG.md: the entry for 0.2.0 must say what breaks since v0.1.0: add dropNode in it"
    )
    write(repository, "0.2.0", "## 0.2.0\n\n- `deleteNode` is called `dropNode`.\n", edit)
    assert refusal(repository).endswith("since v0.1.0: add a heading `### Breaking`")
    write(repository, "0.2.0", "## 0.2.0\n\n### Breaking\n\n- `deleteNode` is called `dropNode`.\n", edit)
    assert check(repository) == "there is no tag v0.2.0: the version is not final; compared with v0.1.0"
    write(repository, "0.1.1", "## 0.1.1\n\n### Breaking\n\n- `deleteNode` is called `dropNode`.\n", edit)
    assert refusal(repository).endswith(
        "0.1.1 follows v0.1.0 and breaks what used it: raise the second number of info.version"
    )


def test_a_version_is_compared_with_the_last_one_before_it(repository: Path) -> None:
    for version in ("0.9.0", "0.10.0", "0.11.0"):
        write(repository, version, f"## {version}\n")
        tag(repository, f"v{version}")
    write(repository, "0.10.1", "## 0.10.1\n")
    assert check(repository).endswith("compared with v0.10.0")


@pytest.mark.parametrize("content", [None, b"\xff", b"openapi: 3.0.3\n"])
def test_a_tag_that_cannot_be_compared_is_one_clear_message(repository: Path, content: bytes | None) -> None:
    if content is None:
        (repository / "spec/openapi.yaml").unlink()
    else:
        (repository / "spec/openapi.yaml").write_bytes(content)
    tag(repository, "v0.1.0")
    write(repository, "0.1.0", "## 0.1.0\n")
    assert "tag v0.1.0" in refusal(repository)
    assert "remove the tag" in refusal(repository)


def test_a_description_elsewhere_is_not_compared(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    tag(repository, "v0.1.0")
    copy = shutil.copy(repository / "spec/openapi.yaml", tmp_path_factory.mktemp("elsewhere"))
    elsewhere = document.load_version(Path(copy))
    assert "not compared" in versions.check(elsewhere, repository / "CHANGELOG.md", repository)
