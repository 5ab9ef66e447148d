"""Hold a version to what was published before: a tag is final, and CHANGELOG.md names what breaks."""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from generator.publication.changes import compare
from generator.publication.changes.change import Change
from generator.spec import document
from generator.spec.document import Document
from generator.spec.source import InvalidSpecError, RefusedError

TAG = re.compile(r"v(\d+)\.(\d+)\.(\d+)")
BREAKING = "Breaking"


class UnpublishableError(RefusedError):
    """The checkout is not ready to be published; the message says what to do."""


class Tag(NamedTuple):
    """A published version; tags compare by version, so that v0.10.0 follows v0.9.0."""

    version: tuple[int, ...]
    name: str


def check(checked: Document, changelog: Path, repository: Path) -> str:
    """Return what the version was compared with: the tags of the repository, if the description is a file in it.

    Raises UnpublishableError where the version is published already and differs, where the changelog has no entry for
    it, or where breaking changes since the version before are not named there.
    """
    version = str(checked.data["info"]["version"])
    entry = changelog_entry(changelog, version)
    try:
        spec = checked.path.resolve().relative_to(repository.resolve()).as_posix()
    except ValueError:
        return f"{checked.path} is not part of {repository.resolve()}: not compared with its tags"
    tags = _tags(repository)
    same = next((tag for tag in tags if tag.name == f"v{version}"), None)
    if same and (changes := _changes(same, checked, repository, spec)):
        lines = "\n".join(map(str, changes))
        fix = "raise info.version and add its entry to the changelog, or undo the changes"
        raise UnpublishableError(f"{lines}\n{checked.path}: tag {same.name} is published and differs: {fix}")
    number = TAG.fullmatch(f"v{version}")
    older = [tag for tag in tags if number and tag.version < tuple(map(int, number.groups()))]
    if older:
        _check_entry(entry, changelog, older[-1], version, _changes(older[-1], checked, repository, spec))
    compared = [tag.name for tag in (same, *older[-1:]) if tag]
    missing = "" if same else f"there is no tag v{version}: the version is not final"
    return "; ".join(filter(None, (missing, f"compared with {' and '.join(compared)}" if compared else "")))


def changelog_entry(changelog: Path, version: str) -> str:
    """Return the changelog's entry for the version. Raises UnpublishableError where there is none."""
    found = re.search(rf"^## {re.escape(version)}(?!\S).*?(?=^## |\Z)", text(changelog), re.MULTILINE | re.DOTALL)
    if not found:
        raise UnpublishableError(f"{changelog} has no entry for {version}: add a section `## {version}`")
    return found[0]


def text(path: Path) -> str:
    """Return the text of a file. Raises UnpublishableError where it is not UTF-8."""
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise UnpublishableError(f"{path} is not UTF-8 at byte {error.start}: save it as UTF-8") from None


def _check_entry(entry: str, changelog: Path, before: Tag, version: str, changes: list[Change]) -> None:
    breaking = [change for change in changes if change.breaking]
    if not breaking:
        return
    lines = "\n".join(map(str, breaking))
    subjects = dict.fromkeys(subject.rpartition(" ")[2] for change in breaking for subject in change.subjects)
    missing = [name for name in subjects if not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", entry)]
    if BREAKING not in entry or missing:
        what = f"{', '.join(missing)} in it" if missing else f"a heading `### {BREAKING}`"
        fix = f"the entry for {version} must say what breaks since {before.name}: add {what}"
        raise UnpublishableError(f"{lines}\n{changelog}: {fix}")
    old, new = before.version, tuple(map(int, version.split(".")))
    if old[:2] == new[:2]:
        fix = f"raise the {'second' if new[0] == 0 else 'first'} number of info.version"
        raise UnpublishableError(f"{lines}\n{version} follows {before.name} and breaks what used it: {fix}")


def _changes(tag: Tag, checked: Document, repository: Path, spec: str) -> list[Change]:
    content = _git(repository, "show", f"{tag.name}:{spec}")
    if content is None:
        raise UnpublishableError(f"tag {tag.name} has no {spec}: remove the tag, or tag a commit that has the file")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "openapi.yaml"
        path.write_bytes(content)
        try:
            before = document.load_version(path)
        except InvalidSpecError as error:
            what = f"{spec} of tag {tag.name} cannot be compared: {error.problems[0].what}"
            raise UnpublishableError(f"{what}: remove the tag, or tag a commit whose file is valid") from None
    return compare.compare(replace(before, path=Path(f"{tag.name}:{spec}")), checked)


def _tags(repository: Path) -> list[Tag]:
    names = (_git(repository, "tag", "--list", "v*") or b"").decode().split()
    found = [(name, TAG.fullmatch(name)) for name in names]
    return sorted(Tag(tuple(map(int, match.groups())), name) for name, match in found if match)


def _git(repository: Path, *arguments: str) -> bytes | None:
    """Return what git prints; None where it fails, or where there is no git or no repository."""
    git = shutil.which("git")
    if not git or not (repository / ".git").exists():
        return None
    done = subprocess.run((git, "-C", repository, *arguments), capture_output=True, check=False)
    return done.stdout if done.returncode == 0 else None
