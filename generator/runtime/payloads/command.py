"""The command line of `graph-runs`: arguments in; reports, summary and exit code out."""

import os
import signal
import sys
import time
from argparse import ArgumentParser, ArgumentTypeError, Namespace, RawDescriptionHelpFormatter
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

from ..errors import GraphRunsError
from . import inputs, schemas
from .progress import with_progress
from .reports import FORMATS, ReportWriter
from .work import Options, verdicts

MOST_JOBS = 61  # what ProcessPoolExecutor takes on Windows
INTERRUPTED = 130
BROKEN_PIPE = 141
VALIDATE = """\
Validate JSON payloads against a schema of the spec.

A file is one JSON document; .jsonl and .ndjson hold one payload a line; .gz of either is decompressed. Folders are
searched for .json, .jsonl and .ndjson, at any depth. Findings go to standard output, the summary to standard error. A
payload has at most 16 MiB.
"""
EXIT_CODES = """\
Exit codes: 0 all payloads are valid (notes do not count), 1 findings, 2 wrong use or no place to write to,
130 interrupted, 141 the reader of the output has gone.
"""


class UsageError(GraphRunsError):
    """The arguments do not go together."""


def run(arguments: list[str]) -> int:
    """Run `graph-runs` with these arguments and return the exit code."""
    if sys.stdout is None or sys.stderr is None:
        return 2  # closed: there is no place for results, nor to say so
    parsed = _parser().parse_args(arguments)
    signal.signal(signal.SIGINT, _interrupt)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        return int(parsed.run(parsed))
    except GraphRunsError as error:
        print(f"graph-runs: {error}", file=sys.stderr)
        return 2
    except BrokenProcessPool:
        print("graph-runs: a process was ended from outside, perhaps for want of memory", file=sys.stderr)
        return 2
    except OSError as error:
        # Python would complain again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            return BROKEN_PIPE  # the reader has gone, as `head` does
        print(f"graph-runs: {error.filename or 'the output'}: {error.strerror}", file=sys.stderr)
        return 2


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        "graph-runs", allow_abbrev=False, description="Validate payloads of the run endpoints of Microsoft Graph."
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {schemas.bundled()['version']}")
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
        help="a file, folder or glob; - is standard input, which is read too if no FILE is named",
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
    for operation, bodies in schemas.bundled()["operations"].items():
        print(f"  {operation}: {', '.join(f'{body} {name}' for body, name in bodies.items())}")
    sys.stdout.flush()
    return 0


def _validate(options: Namespace) -> int:
    schema = _schema(options)
    piped = sys.stdin and not sys.stdin.isatty()
    names = options.names or ([inputs.STANDARD_INPUT] if piped else [])
    if not names or (inputs.STANDARD_INPUT in names and not sys.stdin):
        raise UsageError("name files or folders, or - for standard input")
    found = inputs.inputs(names, options.input_format)
    started = time.monotonic()
    rejects = options.rejects is not None
    if rejects and os.path.realpath(options.rejects) in {os.path.realpath(each.name) for each in found}:
        raise UsageError(f"{options.rejects} is an input; name another file for --rejects")
    most = 0 if options.quiet else options.max_findings
    judged = verdicts(inputs.pieces(found), Options(schema, options.format, most, rejects), options.jobs)
    write = (lambda _: None) if options.quiet else sys.stdout.buffer.write
    reports = ReportWriter(FORMATS[options.format], write, most)
    interrupted = False
    try:
        with closing(judged), _replacing(options.rejects) as rejected, reports:
            total = inputs.size(found)
            for each in judged if options.quiet or not sys.stderr.isatty() else with_progress(judged, total):
                reports.add(each)
                sys.stdout.flush()
                rejected.writelines(each.rejects)
    except KeyboardInterrupt:
        interrupted = True
    sys.stdout.flush()
    if not options.quiet:
        summary = reports.summary(time.monotonic() - started)
        print(f"interrupted: {summary}" if interrupted else summary, file=sys.stderr)
    return INTERRUPTED if interrupted else int(reports.errors > 0)


def _schema(options: Namespace) -> str:
    if options.operation is not None:
        return schemas.schema_of(options.operation, options.response)
    if options.response is not None:
        raise UsageError("--response goes with --operation")
    return schemas.checked_name(options.schema)


def _interrupt(*_: object) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second one would disturb the clearing up after the first
    raise KeyboardInterrupt


@contextmanager
def _replacing(path: Path | None) -> Iterator[IO[bytes]]:
    """Give a file that becomes the path's if all goes well, and nothing if not; a device is written to directly."""
    path = Path(os.path.realpath(path or os.devnull))  # a link is followed, not replaced
    direct = os.path.exists(path) and not path.is_file()  # noqa: PTH110 - False for overlong names
    aside = path if direct else path.with_name(f".{path.name}.{os.getpid()}")
    try:
        file = aside.open("wb")
    except OSError as error:
        raise UsageError(f"{os.path.relpath(path)}: {error.strerror}") from None
    try:
        with file:
            yield file
        if not direct:
            aside.replace(path)
    finally:
        if not direct:
            aside.unlink(missing_ok=True)


def _count(text: str) -> int:
    if not text.isdecimal():
        raise ArgumentTypeError(f"{text!r} is no number of findings")
    return int(text)


def _jobs(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST_JOBS:
        raise ArgumentTypeError(f"{text!r} is no number of processes from 1 to {MOST_JOBS}")
    return int(text)


def _cores() -> int:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, MOST_JOBS)
