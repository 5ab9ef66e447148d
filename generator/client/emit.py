"""Emit the client package from a checked document: the templates for what depends on it, the runtime copied."""

import difflib
import json
import re
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ruff import find_ruff_bin

from generator.client import list_example, operation_reader, second_reading, supported, trial
from generator.client.api_model import Api
from generator.client.readme_examples import Examples
from generator.client.rendering import environment
from generator.runtime import errors
from generator.spec.document import Document
from generator.spec.source import InvalidSpecError

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
LICENCE = ROOT / "LICENSE"
MARK = "Do not edit: emitted from {} by `python -m generator generate`."
RUNTIME_MARK = "Do not edit: copied from generator/runtime/ by `python -m generator generate`."
STYLE = ("--isolated", "--no-cache", "--quiet", "--line-length=120", "--target-version=py311")
BLOCK = re.compile(r"```python\n(.*?)```", re.DOTALL)
AIO = "The operations of `AsyncGraphRuns`, one module per tag."


def check(document: Document) -> None:
    """Emit into a temporary folder and try the result. Raises InvalidSpecError as emit() does."""
    with TemporaryDirectory() as folder:
        emit(document, Path(folder), formatted=False)


def with_refusals(error: InvalidSpecError) -> InvalidSpecError:
    """Return the error with what the package could not express, if the document is whole enough to tell."""
    if (source := error.source) is None:
        return error
    try:
        refusals = operation_reader.refusals(Document(source.path, source.data, source.lines))
    except (LookupError, TypeError, AttributeError, ValueError):  # a rule that is broken is reported in any case
        return error
    reported = {problem.where for problem in error.problems}
    more = {refusal for refusal in refusals if refusal.where not in reported}
    return InvalidSpecError(sorted({*error.problems, *more}), last=True)


def emit(document: Document, folder: Path, *, formatted: bool = True) -> Api:
    """Write the package into an empty folder, try it, and return the model that it was written from.

    Raises InvalidSpecError where the package cannot express the document, does not work, or where the two readings
    differ.
    """
    api, rendered = write(document, folder)
    trial.run(document, api, folder)
    if formatted:
        _format(rendered, folder / "README.md")
    return api


def write(document: Document, folder: Path) -> tuple[Api, list[Path]]:
    """Write the package without trying it; return the model and the modules that were rendered. Raises as emit()."""
    api = operation_reader.read(document)
    second_reading.reconcile(document, api)
    package = folder / "graph_runs"
    package.mkdir()
    values = _values(document, api)
    rendered: list[Path] = []

    def render(target: Path, template: str, **more: Any) -> None:
        content = environment().get_template(f"{template}.jinja").render(values, **more)
        if target.suffix == ".py":
            rendered.append(target)
            content = f"# {values['mark']}\n\n{content}"
        target.write_text(content, "utf-8")

    for name in ("README.md", "pyproject.toml"):
        render(folder / name, name)
    for name in ("__init__.py", "client.py", "models.py"):
        render(package / name, name)
    (package / "aio").mkdir()
    (package / "aio" / "__init__.py").write_text(f'# {values["mark"]}\n\n"""{AIO}"""\n', "utf-8")
    for group in api.groups:
        render(package / f"{group.module}.py", "group.py", group=group, async_=False)
        render(package / "aio" / f"{group.module}.py", "group.py", group=group, async_=True)
    runtime = HERE.parent / "runtime"
    for module in runtime.rglob("*.py"):
        if module != runtime / "__init__.py":
            target = package / module.relative_to(runtime)
            target.parent.mkdir(exist_ok=True)
            target.write_text(f"# {RUNTIME_MARK}\n\n{module.read_text('utf-8')}", "utf-8")
    schemas = json.dumps({"$comment": values["mark"], **document.json_schemas}, ensure_ascii=False, indent=2)
    (package / "payloads" / "schemas.json").write_text(f"{schemas}\n", "utf-8")
    (package / "py.typed").touch()
    shutil.copyfile(LICENCE, folder / LICENCE.name)
    return api, rendered


def _format(rendered: list[Path], readme: Path) -> None:
    blocks = _take_out_blocks(readme)
    ruff, modules = find_ruff_bin(), [*rendered, *blocks]  # the runtime is formatted where it is copied from
    subprocess.run([ruff, "check", *STYLE, "--select=F401,I,RUF022", "--preview", "--fix", *modules], check=True)
    subprocess.run([ruff, "format", *STYLE, *modules], check=True)
    _put_back_blocks(readme, blocks)


def _take_out_blocks(readme: Path) -> list[Path]:
    """Write the Python blocks of the README to files beside it, so that they are sorted and formatted too."""
    blocks = []
    for index, block in enumerate(BLOCK.findall(readme.read_text("utf-8"))):
        blocks.append(readme.with_name(f"block_{index}.py"))
        blocks[-1].write_text(block, "utf-8")
    return blocks


def _put_back_blocks(readme: Path, blocks: list[Path]) -> None:
    formatted = iter([block.read_text("utf-8") for block in blocks])
    text = BLOCK.sub(lambda _: f"```python\n{next(formatted)}```", readme.read_text("utf-8"))
    readme.write_text(text, "utf-8")
    for block in blocks:
        block.unlink()


def may_replace(folder: Path) -> bool:
    """Whether the folder is missing, empty, or an earlier emission with nothing of others beside the package."""
    if not folder.exists() or not any(folder.iterdir()):
        return True
    emitted = {"graph_runs", "pyproject.toml", "README.md", LICENCE.name}
    project = folder / "pyproject.toml"
    ours = {path.name for path in folder.iterdir()} <= emitted
    return ours and project.is_file() and MARK.partition("{}")[0] in project.read_text("utf-8", errors="replace")


def difference(actual: Path, expected: Path) -> list[str]:
    """Return a unified diff, as lines, from the files of one folder to those of another."""
    lines: list[str] = []
    for name in sorted(_files(actual) | _files(expected)):
        old, new = (_lines(folder / name) for folder in (actual, expected))
        lines += difflib.unified_diff(old, new, f"{actual}/{name}", f"{actual}/{name} (generated)", lineterm="")
        if old == new and (actual / name).exists() != (expected / name).exists():
            lines.append(f"{actual}/{name}: an empty file that is {'not ' * (expected / name).exists()}there")
    return lines


def _values(document: Document, api: Api) -> dict[str, Any]:
    servers = document.data.get("servers", [])
    return {
        "document": document.data,
        "mark": _mark(document),
        "api": api,
        "methods": {method.operation_id: method.name for group in api.groups for method in group.methods},
        "lists": any(method.item for group in api.groups for method in group.methods),
        "list_example": list_example.choose(api),
        "start_example": list_example.choose_start(api),
        "clouds_differ": any(method.clouds for group in api.groups for method in group.methods),
        "has_roles": any(method.roles for group in api.groups for method in group.methods),
        "shows_availability": any(method.availability for group in api.groups for method in group.methods),
        "examples": Examples(document, api),
        "clouds": {supported.cloud(server): server["url"] for server in servers},
        "errors": sorted(
            name for name, kind in vars(errors).items() if isinstance(kind, type) and name.endswith("Error")
        ),
    }


def _files(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8", errors="replace").splitlines() if path.exists() else []


def _mark(document: Document) -> str:
    path, root = document.path.resolve(), ROOT.resolve()
    name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
    return MARK.format(json.dumps(name)[1:-1])  # on one line, whatever the file is called
