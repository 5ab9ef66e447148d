"""The maintainer's commands: check the spec, emit the client package from it, try it, publish, show.

Exit codes: 0 good, 1 findings (each printed), 2 wrong use.
"""

import signal

if __name__ == "__main__":
    # What follows takes a second to load; Ctrl-C within it ends the run without a traceback.
    signal.signal(signal.SIGINT, signal.SIG_DFL)

import errno
import os
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
Version = Annotated[Path, typer.Argument(dir_okay=False, exists=True, readable=True, help="An OpenAPI 3.1 file.")]
Output = Annotated[
    Path, typer.Option(file_okay=False, metavar="DIR", help="The folder of the emitted package; it is replaced.")
]
CheckOnly = Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 with a diff if DIR is out of date.")]


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
            if not error.last:
                raise
            from generator.client import emit

            raise emit.with_refusals(spec, error) from None
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
        checked = _load(spec)
        if check_only:
            with TemporaryDirectory() as folder:
                emit.emit(checked, Path(folder))
                difference = emit.difference(output, Path(folder))
            if difference:
                typer.echo("\n".join(difference))
                typer.echo(f"{output} is not what {spec} gives: run make", err=True)
                raise typer.Exit(1)
            typer.echo(f"{output} is what {spec} gives")
            return
        with _replacing(output, "emitted", emit.may_replace(output)) as folder:
            emit.emit(checked, folder)
        typer.echo(f"{spec}: {_contents(checked)}, no problems; {output}: {_count(output)} files emitted")


@app.command("publish")
def publish_all(
    spec: Spec = ROOT / "spec/openapi.yaml",
    output: Annotated[Path, typer.Option(file_okay=False, metavar="DIR", help="The folder; it is replaced.")] = ROOT
    / "dist",
) -> None:
    """Check the spec and write what API consumers download: OpenAPI, JSON Schemas, reference, client, checksums."""
    from generator.publication import publish

    with _findings():
        checked = _load(spec)
        with _replacing(output, "published", publish.may_replace(output)) as folder:
            compared = publish.write(checked, folder, ROOT)
        typer.echo(compared)
        typer.echo(f"{spec}: {_contents(checked)}, no problems; {output}: {_count(output)} files published")


@app.command("diff")
def compare(old: Version, new: Version = ROOT / "spec/openapi.yaml") -> None:
    """List what changed between two versions of a description for those who use the API, breaking changes first.

    A change is breaking if a correct caller or a generated client of the old version can fail with the new one.
    Exit codes: 0 no breaking change, 1 breaking changes, 2 usage error.
    """
    from generator.publication.changes import compare
    from generator.spec import document

    with _findings():
        sides = [document.load_version(_regular(path)) for path in (old, new)]
        changes = compare.compare(*sides)
        for change in changes:
            typer.echo(change)
        breaking = sum(change.breaking for change in changes)
        versions = " to ".join(str(side.data["info"]["version"]) for side in sides)
        typer.echo(f"{old} to {new} ({versions}): {breaking} breaking, {len(changes) - breaking} other changes")
        raise typer.Exit(1 if breaking else 0)


@app.command("serve")
def show(
    folder: Annotated[Path, typer.Argument(file_okay=False, metavar="[DIR]", help="What was published.")] = ROOT
    / "dist",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any that is free.")] = 8000,
) -> None:
    """Show what was published in a browser, on 127.0.0.1, until Ctrl-C."""
    from generator.publication import serve

    with _findings():
        serve.run(folder, port, typer.echo)


@app.command("demo")
def demonstrate(spec: Spec = ROOT / "spec/openapi.yaml") -> None:
    """Make a first call, offline, against a server that answers from the spec's examples."""
    from generator.client import demo

    with _findings():
        demo.run(_load(spec), typer.echo)


@app.command()
def docs(
    page: Annotated[list[Path], typer.Argument(exists=True, metavar="PAGE|FOLDER…", help="Pages in Markdown.")],
    spec: Annotated[
        Path,
        typer.Option("--spec", exists=True, dir_okay=False, help="The OpenAPI file; its facts are beside it."),
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
        origin = command.Origin(source, commit, tuple(describes or ()))
        report = command.run(page, checking.readable(spec), folder, origin, update=update, csdl=metadata)
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
) -> None:
    """Print the YAML, payloads and open decisions for the operations of documentation pages."""
    from generator.documentation import checking, draft_text
    from generator.documentation.files import FOLDER

    with _findings():
        typer.echo(draft_text.run(page, checking.readable(spec), spec.parent / FOLDER))


@contextmanager
def _replacing(output: Path, how: str, may_replace: bool) -> Iterator[Path]:
    """Yield a folder that takes the place of the output, unless that would lose what was not made here."""
    if Path.cwd().is_relative_to(output.resolve()):
        typer.echo(f"{output} would be replaced while you are in it: leave it first", err=True)
        raise typer.Exit(2)
    if not may_replace:
        typer.echo(f"{output} holds files that were not {how} here: name another folder", err=True)
        raise typer.Exit(2)
    with swap.replacing(output.resolve()) as folder:
        yield folder


def _count(folder: Path) -> int:
    return sum(path.is_file() for path in folder.rglob("*"))


def _load(spec: Path) -> "Document":
    from generator.documentation import checking

    return checking.load(_regular(spec))


def _regular(path: Path) -> Path:
    if not path.is_file():
        raise OSError(errno.EINVAL, "not a regular file: name one", str(path))
    return path


def _contents(checked: "Document") -> str:
    from generator.spec import walk

    components = checked.data.get("components", {})
    counts = {
        "operations": sum(1 for _ in walk.operations(checked.data)),
        "schemas": len(components.get("schemas", {})),
        "examples": len(components.get("examples", {})),
    }
    return ", ".join(f"{count} {what}" for what, count in counts.items())


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
