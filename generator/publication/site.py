"""A published folder -> a folder that a static host shows: one folder per version, the newest one as latest."""

import html
import shutil
from pathlib import Path

from packaging.version import InvalidVersion, Version

from generator import swap
from generator.publication import SUMS
from generator.publication.publish import CHANGELOG, may_replace

LATEST = "latest"
# What add() writes beside the folders of the versions.
INDEX = "index.html"


def may_add(site: Path) -> bool:
    """Whether the folder is missing, empty, or holds what add() wrote and nothing else."""
    present = list(site.iterdir()) if site.is_dir() else []
    folders = [path for path in present if path.is_dir()]
    others = {path.name for path in present} - {path.name for path in folders} - {INDEX, CHANGELOG}
    return not others and all((path / SUMS).is_file() and may_replace(path) for path in folders)


def add(published: Path, site: Path, version: str, title: str) -> list[str]:
    """Add the version to the site, replacing what is there of it. Return the versions there, newest first."""
    _copy(published, site / version)
    versions = sorted({path.name for path in site.iterdir() if _is_version(path)}, key=Version, reverse=True)
    _copy(site / versions[0], site / LATEST)
    shutil.copyfile(site / LATEST / CHANGELOG, site / CHANGELOG)
    (site / INDEX).write_text(_index(title, versions), "utf-8")
    return versions


def _copy(source: Path, target: Path) -> None:
    with swap.replacing(target.resolve()) as folder:
        shutil.copytree(source, folder, dirs_exist_ok=True)


def _is_version(path: Path) -> bool:
    try:
        Version(path.name)
    except InvalidVersion:
        return False
    return (path / SUMS).is_file()


def _index(title: str, versions: list[str]) -> str:
    links = "\n".join(f'<li><a href="{name}/">{name}</a></li>' for name in (LATEST, *versions))
    return f"""<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{html.escape(title)}</title>
<main>
<h1>{html.escape(title)}</h1>
<p><a href="{CHANGELOG}">What changed in each version</a></p>
<ul>
{links}
</ul>
</main>
</html>
"""
