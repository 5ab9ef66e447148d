"""Find pages, and where each of them comes from."""

import errno
import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.spec.source import InvalidSpecError, Problem

SUFFIXES = (".md", ".txt")
INDEX = "index.json"


def pages(paths: list[Path]) -> Iterator[Path]:
    """Yield the pages that the arguments name: files, and those in folders except what pages include.

    Raises OSError if a folder contains none.
    """
    for path in paths:
        if path.is_dir():
            found = [
                each
                for each in sorted(path.rglob("*"))
                if each.suffix in SUFFIXES and each.is_file() and "includes" not in each.relative_to(path).parts
            ]
            if not found:
                what = f"no pages ({' or '.join(SUFFIXES)}) in this folder: name another"
                raise OSError(errno.ENOENT, what, str(path))
            yield from found
        else:
            yield path


def origin(page: Path) -> tuple[str | None, str | None]:
    """Return the source and the commit of a page, as an index next to it or its folder records them."""
    for folder in (page.parent, page.parent.parent):
        entry = _index(folder / INDEX).get(page.relative_to(folder).as_posix())
        if isinstance(entry, dict):
            place = "/".join(str(entry[name]) for name in ("repository", "path") if entry.get(name))
            commit = entry.get("commit")
            return place or None, str(commit) if commit else None
    return None, None


def checked_out(page: Path) -> tuple[str | None, str | None]:
    """Return the source and the commit of a page in a checkout of git: the repository and path, and the last commit."""

    def git(*arguments: str) -> str:
        run = [shutil.which("git") or "git", "-C", str(page.resolve().parent), *arguments]
        return subprocess.run(run, check=True, capture_output=True, text=True, timeout=60).stdout.strip()

    try:
        path = git("ls-files", "--full-name", "--error-unmatch", page.name)
        commit = git("log", "-1", "--format=%H", "--", page.name)
        remote = git("config", "--get", "remote.origin.url")
    except (OSError, subprocess.SubprocessError):  # no git, no checkout, or a page that is not in it
        return None, None
    repository = "/".join(remote.removesuffix(".git").replace(":", "/").split("/")[-2:])
    return f"{repository}/{path}", commit


def _index(path: Path) -> dict[str, Any]:
    """Return the content of an index; empty if the file is missing. Raises InvalidSpecError if it is not JSON."""
    if not path.is_file():
        return {}
    try:
        index = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise InvalidSpecError([Problem(path, 1, f"not JSON ({error})", "", "correct it, or remove it")]) from None
    return index if isinstance(index, dict) else {}
