"""Emit the client package from a checked document."""

import difflib
import io
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path

from openapi_python_client import Project
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError

from generator import walk
from generator.document import Document

TEMPLATES = Path(__file__).parent / "templates"
ROOT = Path(__file__).parent.parent
MARK = "Do not edit: emitted from {} by `python -m generator generate`."
RUFF = (sys.executable, "-m", "ruff")
STYLE = ("--isolated", "--no-cache", "--quiet", "--line-length=120", "--target-version=py311")


class UnsupportedError(Exception):
    """The document holds something that would be dropped or changed in the emitted package."""


def emit(document: Document, folder: Path) -> None:
    """Write the package into an empty folder.

    Raises UnsupportedError on any warning of openapi-python-client: it warns of what it leaves out.
    """
    config = Config.from_sources(
        ConfigFile(
            project_name_override="graph-runs",
            package_name_override="graph_runs",
            docstrings_on_attributes=True,
            post_hooks=[],
        ),
        meta_type=MetaType.UV,
        document_source=document.path,
        file_encoding="utf-8",
        overwrite=True,
        output_path=folder,
    )
    parsed = GeneratorData.from_dict(document.data, config=config)
    if isinstance(parsed, GeneratorError):
        raise UnsupportedError(_reason(parsed))
    project = Project(openapi=parsed, config=config, custom_template_path=TEMPLATES)
    project.env.globals.update(
        document=document.data, operations=list(walk.operations(document.data)), mark=_mark(document)
    )
    with redirect_stdout(io.StringIO()):
        if warnings := project.build():
            raise UnsupportedError("\n".join(_reason(warning) for warning in warnings))
    (folder / ".gitignore").unlink()
    for path in sorted(folder.rglob("*.py")):
        path.write_text(f"# {_mark(document)}\n\n{path.read_text('utf-8')}", "utf-8")
    subprocess.run([*RUFF, "check", *STYLE, "--select=F401,I,RUF100", "--fix", folder], check=True)
    subprocess.run([*RUFF, "format", *STYLE, folder], check=True)


def may_replace(folder: Path) -> bool:
    """Whether the folder is missing, empty, or an earlier emission."""
    if not folder.exists() or not any(folder.iterdir()):
        return True
    project = folder / "pyproject.toml"
    return project.is_file() and MARK.partition("{}")[0] in project.read_text("utf-8", errors="replace")


def difference(actual: Path, expected: Path) -> list[str]:
    """Return a unified diff, as lines, from the files of one folder to those of another."""
    lines: list[str] = []
    for name in sorted(_files(actual) | _files(expected)):
        old, new = (_lines(folder / name) for folder in (actual, expected))
        lines += difflib.unified_diff(
            old, new, f"{actual}/{name}", f"{actual}/{name} (as the spec gives it)", lineterm=""
        )
        if old == new and (actual / name).exists() != (expected / name).exists():
            lines.append(f"{actual}/{name}: an empty file that is {'not ' * (expected / name).exists()}there")
    return lines


def _files(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8", errors="replace").splitlines() if path.exists() else []


def _mark(document: Document) -> str:
    path = document.path.resolve()
    return MARK.format(
        path.relative_to(ROOT.resolve()).as_posix() if path.is_relative_to(ROOT.resolve()) else path.name
    )


def _reason(error: GeneratorError) -> str:
    return " ".join(f"openapi-python-client: {error.header} {error.detail or ''}".split())
