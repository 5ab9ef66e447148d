"""The maintainer's commands: check the spec, emit the client package from it, try it, publish, show.

Exit codes: 0 good, 1 findings (each printed), 2 usage error.
"""

import signal

if __name__ == "__main__":
    # What follows takes a second to load; Ctrl-C within it ends the run without a traceback.
    signal.signal(signal.SIGINT, signal.SIG_DFL)

import errno
import os
import re
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from generator import swap
from generator.spec.source import InvalidSpecError, RefusedError

# Each command imports what it runs: together that takes over a second to load.
if TYPE_CHECKING:
    from generator.spec.document import Document

ROOT = Path(os.path.relpath(Path(__file__).parent.parent))

Spec = Annotated[
    Path, typer.Argument(exists=True, dir_okay=False, readable=True, metavar="[SPEC]", help="The OpenAPI 3.1 file.")
]
Old = Annotated[
    Path,
    typer.Argument(exists=True, dir_okay=False, readable=True, metavar="OLD", help="The earlier OpenAPI 3.1 file."),
]
New = Annotated[
    Path,
    typer.Argument(exists=True, dir_okay=False, readable=True, metavar="[NEW]", help="The later OpenAPI 3.1 file."),
]
Output = Annotated[
    Path, typer.Option(file_okay=False, metavar="DIR", help="The folder of the emitted package; it is replaced.")
]
CheckOnly = Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 with a diff if DIR is out of date.")]


def _port(value: str | int) -> int:
    text = str(value)  # the default is a number
    if not re.fullmatch(r"[0-9]{1,5}", text, re.ASCII) or int(text) > 65535:
        raise typer.BadParameter(f"{text!r} is not a port: write a number from 0 to 65535")
    return int(text)


class Format(StrEnum):
    """How findings are printed."""

    text = "text"
    json = "json"


app = typer.Typer(add_completion=False, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.callback(help=__doc__)
def _commands() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))


@app.command()
def check(spec: Spec = ROOT / "spec/openapi.yaml") -> None:
    """Check the spec and print every problem as `file:line: what, where: what to do`."""
    from generator.documentation import checking

    with _findings():
        try:
            checked = _load(spec)
        except InvalidSpecError as error:
            if error.source is None:
                raise
            from generator.client import emit

            raise emit.with_refusals(error) from None
        from generator.client import emit

        emit.check(checked)
        typer.echo(f"{spec}: {_contents(checked)}, no problems")
        if not checking.folder_beside(spec):
            typer.echo("no facts: documentation not compared")


@app.command()
def generate(
    spec: Spec = ROOT / "spec/openapi.yaml", output: Output = ROOT / "generated", check_only: CheckOnly = False
) -> None:
    """Check the spec and emit the client package from it."""
    from generator.client import emit

    with _findings():
        if check_only:
            _refuse_unless(emit.may_replace(output), output)
            checked = _load(spec)
            with TemporaryDirectory() as folder:
                emit.emit(checked, Path(folder))
                difference = emit.difference(output, Path(folder))
            if difference:
                typer.echo("\n".join(difference))
                is_default = (output, spec) == (ROOT / "generated", ROOT / "spec/openapi.yaml")
                explicit = ["python", "-m", "generator", "generate", str(spec), "--output", str(output)]
                command = "make" if is_default else shlex.join(explicit)
                typer.echo(f"{output} is out of date: run {command}", err=True)
                raise typer.Exit(1)
            typer.echo(f"{output} is up to date with {spec}")
            return
        with _replacing(output, emit.may_replace(output)) as folder:
            checked = _load(spec)
            emit.emit(checked, folder)
        typer.echo(f"{spec}: {_contents(checked)}, no problems; {output}: {_count(output)} files emitted")


@app.command("publish")
def publish_all(
    spec: Spec = ROOT / "spec/openapi.yaml",
    output: Annotated[Path, typer.Option(file_okay=False, metavar="DIR", help="The folder; it is replaced.")] = ROOT
    / "dist",
    site_folder: Annotated[
        Path | None,
        typer.Option("--site", file_okay=False, metavar="DIR", help="Add it as DIR/<version>/ and DIR/latest/ too."),
    ] = None,
) -> None:
    """Check the spec and write what API consumers download: OpenAPI, JSON Schemas, reference, client, checksums."""
    from generator.publication import publish, site

    with _findings():
        if site_folder:
            _refuse_unless(site.may_add(site_folder), site_folder)
        with _replacing(output, publish.may_replace(output)) as folder:
            checked = _load(spec)
            compared = publish.write(checked, folder, ROOT)
        typer.echo(compared)
        typer.echo(f"{spec}: {_contents(checked)}, no problems; {output}: {_count(output)} files published")
        if site_folder:
            info = checked.data["info"]
            versions = site.add(output, site_folder, str(info["version"]), str(info["title"]))
            typer.echo(f"{site_folder}: {', '.join(versions)}; {site.LATEST} is {versions[0]}")


@app.command("diff")
def compare(old: Old, new: New = ROOT / "spec/openapi.yaml") -> None:
    """List what changed between two versions of a description for those who use the API, breaking changes first.

    A change is breaking if a correct caller or a generated client of the old version can fail with the new one.
    Exit codes: 0 no breaking change, 1 breaking changes, 2 usage error.
    """
    from generator.publication.changes import compare
    from generator.spec import document

    with _findings():
        sides = [document.load_version(_readable_file(path)) for path in (old, new)]
        changes = compare.compare(*sides)
        for change in changes:
            typer.echo(change)
        breaking = sum(change.breaking for change in changes)
        versions = " to ".join(str(side.data["info"]["version"]) for side in sides)
        typer.echo(f"{old} to {new} ({versions}): {breaking} breaking, {len(changes) - breaking} other changes")
        raise typer.Exit(1 if breaking else 0)


@app.command("serve")
def show(
    folder: Annotated[Path, typer.Argument(file_okay=False, metavar="[DIR]", help="The published folder.")] = ROOT
    / "dist",
    port: Annotated[
        int, typer.Option("--port", parser=_port, metavar="PORT", help="From 0 to 65535; 0 takes any that is free.")
    ] = 8000,
) -> None:
    """Show the published folder in a browser, on 127.0.0.1, until Ctrl-C."""
    from generator.publication import serve

    with _findings():
        serve.run(folder, port, typer.echo)


@app.command("demo")
def demonstrate(spec: Spec = ROOT / "spec/openapi.yaml") -> None:
    """Make first calls, offline, against a server that answers from the spec's examples."""
    from generator.client import demo

    with _findings():
        demo.run(_load(spec), typer.echo)


@app.command()
def docs(
    page: Annotated[list[Path], typer.Argument(exists=True, metavar="PAGE|FOLDER…", help="Pages in Markdown.")],
    spec: Annotated[
        Path,
        typer.Option(
            "--spec", exists=True, dir_okay=False, help="The OpenAPI file; its facts are in documentation/ next to it."
        ),
    ] = ROOT / "spec/openapi.yaml",
    update: Annotated[bool, typer.Option("--update", help="Write the facts of pages that the spec covers.")] = False,
    output_format: Annotated[Format, typer.Option("--format", help="How to print the findings.")] = Format.text,
    source: Annotated[str | None, typer.Option(metavar="TEXT", help="Where the pages come from.")] = None,
    commit: Annotated[str | None, typer.Option(metavar="HASH", help="The commit of the pages.")] = None,
    metadata: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="A CSDL file to cross-check with.")
    ] = None,
    describes: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="An operation or schema that the page describes.")
    ] = None,
) -> None:
    """Read documentation pages; report what was not read, contradictions, and differences to the facts and the spec."""
    from generator.documentation import checking, command
    from generator.documentation.files import FOLDER

    with _findings():
        folder = spec.parent / FOLDER
        for path in (*page, *([metadata] if metadata else [])):
            if not path.is_dir():
                _readable_file(path)
        known = checking.readable(_readable_file(spec))
        names = tuple(describes or ())
        _refuse_origin(command.unknown_names(known, names), commit)
        report = command.run(page, known, folder, command.Origin(source, commit, names), update=update, csdl=metadata)
        typer.echo(command.as_json(report) if output_format is Format.json else command.as_text(report))
        raise typer.Exit(1 if report.findings else 0)


@app.command("draft")
def draft_pages(
    page: Annotated[
        list[Path], typer.Argument(exists=True, dir_okay=False, metavar="PAGE…", help="Pages of methods, in Markdown.")
    ],
    spec: Annotated[
        Path, typer.Option("--spec", exists=True, dir_okay=False, help="The OpenAPI file that the draft is for.")
    ] = ROOT / "spec/openapi.yaml",
    operation: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="The operationId, one for each address of the pages."),
    ] = None,
    write: Annotated[bool, typer.Option("--write", help="Write into the spec, its examples and its facts.")] = False,
) -> None:
    """Draft the operations of documentation pages: print YAML, payloads and open decisions, or write them."""
    from generator.documentation import checking, draft_text
    from generator.documentation.files import FOLDER

    with _findings():
        pages = [_readable_file(each) for each in page]
        known = checking.readable(_readable_file(spec))
        typer.echo(draft_text.run(pages, known, spec.parent / FOLDER, tuple(operation or ()), into_spec=write))


@contextmanager
def _replacing(output: Path, may_replace: bool) -> Iterator[Path]:
    """Yield a folder that takes the place of the output, unless that would delete files of the user."""
    if Path.cwd().is_relative_to(output.resolve()):
        typer.echo(f"{output} is the current directory or contains it: run from elsewhere", err=True)
        raise typer.Exit(2)
    _refuse_unless(may_replace, output)
    with swap.replacing(output.resolve()) as folder:
        yield folder


def _refuse_unless(may_replace: bool, output: Path) -> None:
    if not may_replace:
        typer.echo(f"{output} contains files that this command did not write: name another folder", err=True)
        raise typer.Exit(2)


def _refuse_origin(unknown: list[str], commit: str | None) -> None:
    """End the run if the command line describes a page with names or a commit that cannot be."""
    problems = [f"--describes: no operation or schema named {name}: name one of the spec" for name in unknown]
    if commit is not None and not re.fullmatch(r"[0-9a-fA-F]+", commit):
        problems.append(f"--commit: {commit!r} is not a commit hash: write hexadecimal digits")
    for problem in problems:
        typer.echo(problem, err=True)
    if problems:
        raise typer.Exit(2)


def _count(folder: Path) -> int:
    return sum(path.is_file() for path in folder.rglob("*"))


def _load(spec: Path) -> "Document":
    from generator.documentation import checking

    return checking.load(_readable_file(spec))


def _readable_file(path: Path) -> Path:
    """Return the path. Raises OSError, which names it, if it is not a regular file or its first byte is unreadable."""
    if not path.is_file():
        raise OSError(errno.EINVAL, "not a regular file: name one", str(path))
    try:
        with path.open("rb") as file:
            file.read(1)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None
    return path


def _contents(checked: "Document") -> str:
    from generator.spec import walk

    components = checked.data.get("components", {})
    counts = {
        "operations": sum(1 for _ in walk.operations(checked.data)),
        "schemas": len(components.get("schemas", {})),
        "examples": len(components.get("examples", {})),
    }
    return ", ".join(f"{count} {what if count != 1 else what[:-1]}" for what, count in counts.items())


@contextmanager
def _findings() -> Iterator[None]:
    """Turn what can go wrong with the user's files into lines on stderr and an exit code."""
    try:
        yield
    except InvalidSpecError as error:
        for problem in error.problems:
            typer.echo(problem)
        count = len(error.problems)
        rest = "" if error.last else "; checks that build on the above were not run"
        typer.echo(f"{count} problem{'s'[: count > 1]}{rest}", err=True)
        raise typer.Exit(1) from None
    except RefusedError as error:
        typer.echo(error, err=True)
        raise typer.Exit(1) from None
    except OSError as error:
        typer.echo(f"{error.filename or 'the file'}: {error.strerror or error}", err=True)
        raise typer.Exit(2) from None
    except KeyboardInterrupt:
        raise typer.Exit(128 + signal.SIGINT) from None


if __name__ == "__main__":
    app(prog_name="python -m generator")
