"""The command line of `graph-runs`: arguments in; reports, summary and exit code out."""

import os
import sys
import time
from argparse import ArgumentParser, ArgumentTypeError, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

from ..errors import GraphRunsError
from . import inputs, schemas
from .progress import with_progress
from .records import Verdicts
from .reports import FORMATS, ReportFormat
from .work import verdicts

INTERRUPTED = 130
BROKEN_PIPE = 141
VALIDATE = """\
Validate JSON payloads against a schema of the spec.

A file is one JSON document; .jsonl and .ndjson hold one payload a line; .gz of either is decompressed. Folders are
searched for such files. Findings go to standard output, the summary to standard error. A payload has at most 16 MiB.
"""
EXIT_CODES = "Exit codes: 0 all payloads are valid, 1 findings, 2 wrong use, 130 interrupted. Notes are no errors."


class UsageError(GraphRunsError):
    """The arguments do not go together."""


class _Reports:
    """Writes reports with the final numbers of lines, and sums up what was found."""

    def __init__(self, report: ReportFormat, write: Callable[[bytes], object], most: int | None) -> None:
        self.payloads = self.invalid = self.errors = self.notes = self.shown = 0
        self._report, self._write, self._most = report, write, most
        self._name, self._line = "", 0
        self._write(report.begin())

    def add(self, found: Verdicts) -> None:
        if found.name != self._name:
            self._name, self._line = found.name, 0
        self.payloads += found.payloads
        self.invalid += found.invalid
        self.errors += found.errors
        self.notes += found.notes
        self._show(found)
        self._line += found.lines

    def _show(self, found: Verdicts) -> None:
        room = None if self._most is None else self._most - self.shown
        before, line = self._report.before(found.name), self._line
        reports = [
            b"%b%d%b" % (before, line + number, after)
            for number, after in zip(found.numbers[:room], found.reports, strict=False)
        ]
        if reports:
            between = self._report.between
            self._write((between if self.shown else b"") + between.join(reports))
            self.shown += len(reports)

    def end(self, *, complete: bool) -> None:
        counts = ("payloads", "invalid", "errors", "notes", "shown")
        self._write(self._report.end({name: getattr(self, name) for name in counts} | {"complete": complete}))

    def summary(self, seconds: float) -> str:
        rate = self.payloads / seconds if seconds else 0.0
        hidden = self.errors + self.notes - self.shown
        return ", ".join(
            [
                _counted(self.payloads, "payload"),
                f"{self.invalid:,} invalid" + f" ({_counted(self.errors, 'error')})" * (self.errors > 0),
                *([_counted(self.notes, "note")] if self.notes else []),
                *([f"{hidden:,} of the findings not shown"] if hidden else []),
                f"{seconds:.1f} s" + f", {rate:,.0f} payloads/s" * (seconds >= 1),
            ]
        )


def run(arguments: list[str]) -> int:
    """Run `graph-runs` with these arguments and return the exit code."""
    parsed = _parser().parse_args(arguments)
    try:
        return int(parsed.run(parsed))
    except GraphRunsError as error:
        print(f"graph-runs: {error}", file=sys.stderr)
        return 2
    except BrokenProcessPool:
        print("graph-runs: a process was ended from outside, perhaps for want of memory", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # The reader has gone, as `head` does. Python would complain again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        "graph-runs", allow_abbrev=False, description="Validate payloads of the run endpoints of Microsoft Graph."
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {schemas.travelled()['version']}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    listing = commands.add_parser("schemas", help="list schemas and operations", description="List what can be named.")
    listing.set_defaults(run=_schemas)
    validate = commands.add_parser(
        "validate",
        allow_abbrev=False,
        help="validate payloads",
        description=VALIDATE,
        epilog=EXIT_CODES,
        formatter_class=RawDescriptionHelpFormatter,
    )
    validate.set_defaults(run=_validate)
    add = validate.add_argument
    add(
        "names",
        nargs="*",
        metavar="FILE",
        help="a file, folder or glob; - is standard input",
    )
    which = validate.add_mutually_exclusive_group(required=True)
    which.add_argument("--schema", metavar="NAME", help="the schema; `graph-runs schemas` lists them")
    which.add_argument("--operation", metavar="ID", help="the schema of this operation's request")
    add("--response", metavar="STATUS", help="with --operation: that of its response, such as 201")
    add("--input-format", choices=("json", "ndjson"), help="read all inputs as this, whatever their names end in")
    add("--format", choices=tuple(FORMATS), default="text", help="of the findings (default: text)")
    add("--max-findings", type=_count, metavar="N", help="show at most N; all are counted")
    add("--quiet", action="store_true", help="print nothing but what is wrong with the call; the exit code tells")
    add("--rejects", type=Path, metavar="FILE", help="write the failing lines of NDJSON to FILE, unchanged")
    add("--jobs", type=_jobs, default=_cores(), metavar="N", help="processes (default: one a core)")
    return parser


def _schemas(_: Namespace) -> int:
    described = schemas.schema_names()
    width = max(map(len, described))
    print("Schemas:")
    for name, description in described.items():
        print(f"  {name:{width}}  {' '.join(description.split())}".rstrip())
    print("\nOperations:")
    for operation, bodies in schemas.travelled()["operations"].items():
        print(f"  {operation}: {', '.join(f'{body} {name}' for body, name in bodies.items())}")
    return 0


def _validate(options: Namespace) -> int:
    if options.response and not options.operation:
        raise UsageError("--response goes with --operation")
    name = schemas.schema_of(options.operation, options.response) if options.operation else options.schema
    schema = schemas.existing(name)
    names = options.names or ([] if sys.stdin.isatty() else [inputs.STANDARD_INPUT])
    if not names:
        raise UsageError("name files or folders, or - for standard input")
    found = inputs.inputs(names, options.input_format)
    started = time.monotonic()
    reports = _Reports(FORMATS[options.format], _writer(quiet=options.quiet), options.max_findings)
    rejects = options.rejects is not None
    if rejects and any(options.rejects.resolve() == Path(each.name).resolve() for each in found):
        raise UsageError(f"{options.rejects} is an input; name another file for --rejects")
    judged = verdicts(inputs.pieces(found), schema, options.format, rejects=rejects, jobs=options.jobs)
    complete = interrupted = False
    try:
        with closing(judged), _replacing(options.rejects) as rejected:
            total = inputs.size(found)
            for each in judged if options.quiet or not sys.stderr.isatty() else with_progress(judged, total):
                reports.add(each)
                rejected.writelines(each.rejects)
        complete = True
    except KeyboardInterrupt:
        interrupted = True
    finally:
        reports.end(complete=complete)
        sys.stdout.flush()
    if not options.quiet:
        summary = reports.summary(time.monotonic() - started)
        print(f"interrupted: {summary}" if interrupted else summary, file=sys.stderr)
    return INTERRUPTED if interrupted else int(reports.errors > 0)


def _writer(*, quiet: bool) -> Callable[[bytes], object]:
    if quiet:
        return lambda _: None
    if sys.stdout.isatty():
        # Looked up at each call: while there is a progress bar, what is printed goes above it.
        return lambda data: sys.stdout.write(data.decode())
    return sys.stdout.buffer.write


@contextmanager
def _replacing(path: Path | None) -> Iterator[IO[bytes]]:
    """Give a file that becomes the path's if all goes well, and nothing if not; a device is written to directly."""
    path = path or Path(os.devnull)
    direct = path.exists() and not path.is_file()
    aside = path if direct else path.with_name(f".{path.name}.{os.getpid()}")
    try:
        file = aside.open("wb")
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from None
    try:
        with file:
            yield file
        if not direct:
            aside.replace(path)
    finally:
        if not direct:
            aside.unlink(missing_ok=True)


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'s'[: count != 1]}"


def _count(text: str) -> int:
    if not text.isdecimal():
        raise ArgumentTypeError(f"{text!r} is no number of findings")
    return int(text)


def _jobs(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise ArgumentTypeError(f"{text!r} is no number of processes")
    return int(text)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
