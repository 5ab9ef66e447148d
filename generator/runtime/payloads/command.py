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
from .pieces import Piece, pieces
from .progress import with_progress
from .report_writer import FORMATS, ReportWriter
from .shapes import compiled
from .work import Options, verdicts

MAX_JOBS = 61  # the limit of ProcessPoolExecutor on Windows
INTERRUPTED = 130
BROKEN_PIPE = 141
VALIDATE = """\
Validate JSON payloads against a schema of the spec.

A file is one JSON document; .jsonl and .ndjson files have one payload per line; .gz files of either are decompressed.
Folders are searched for .json, .jsonl and .ndjson files at any depth. Findings go to standard output, the summary to
standard error. A payload may have up to 16 MiB.
"""
EXIT_CODES = """\
Exit codes: 0 all payloads are valid (notes do not count), 1 findings, or no payload without --allow-empty,
2 usage error or output cannot be written, 130 interrupted, 141 the output pipe was closed.
"""


class UsageError(GraphRunsError):
    """The arguments contradict each other."""


def run(arguments: list[str]) -> int:
    """Run `graph-runs` with these arguments and return the exit code."""
    if sys.stdout is None or sys.stderr is None:
        return 2  # closed: neither results nor an error can be written
    parsed = _parser().parse_args(arguments)
    signal.signal(signal.SIGINT, _interrupt)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        return int(parsed.run(parsed))
    except GraphRunsError as error:
        print(f"graph-runs: {error}", file=sys.stderr)
        return 2
    except BrokenProcessPool:
        print("graph-runs: a worker process was killed, possibly out of memory", file=sys.stderr)
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
    described = "List the schemas and operations that --schema and --operation accept."
    listing = commands.add_parser("schemas", help="list schemas and operations", description=described)
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
        help="file, folder or glob; - is standard input, the default if it is piped",
    )
    which = validate.add_mutually_exclusive_group(required=True)
    which.add_argument("--schema", metavar="NAME", help="the schema; `graph-runs schemas` lists them")
    which.add_argument("--operation", metavar="ID", help="use the schema of this operation's request")
    add("--response", metavar="STATUS", help="with --operation: use that of its response with this status, such as 201")
    add("--input-format", choices=("json", "ndjson"), help="the format of all inputs (default: by their names)")
    add(
        "--items",
        type=_pointer,
        metavar="POINTER",
        help="validate the items of this array: '' the document, /value a page; "
        "if the schema is that of a page, by the schema of its items",
    )
    add("--format", choices=tuple(FORMATS), default="text", help="report format (default: text)")
    add("--max-findings", type=_count, metavar="N", help="show at most N (sarif: 5,000, github: 10); all are counted")
    add("--allow-empty", action="store_true", help="succeed even if there was no payload to validate")
    add("--quiet", action="store_true", help="print usage errors only; rely on the exit code")
    add("--rejects", type=Path, metavar="FILE", help="write the invalid lines of NDJSON to FILE, unchanged")
    add("--jobs", type=_jobs, default=_cores(), metavar="N", help="number of processes (default: one per core)")
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
    report = FORMATS[options.format]
    limit = 0 if options.quiet else report.limit if options.max_findings is None else options.max_findings
    judged = verdicts(_pieces(found, schema, options), Options(schema, options.format, limit, rejects), options.jobs)
    write = (lambda _: None) if options.quiet else _write
    reports = ReportWriter(report, write, limit)
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
    nothing = not reports.payloads and not options.allow_empty
    if not options.quiet:
        if options.max_findings is None and limit is not None and reports.errors + reports.notes > reports.shown:
            print(f"{limit:,} findings are shown ({report.limit_reason}); --max-findings changes that", file=sys.stderr)
        summary = reports.summary(time.monotonic() - started)
        hint = " (--allow-empty accepts that)" if nothing else ""
        print(f"interrupted: {summary}" if interrupted else summary + hint, file=sys.stderr)
    return INTERRUPTED if interrupted else int(reports.errors > 0 or nothing)


def _pieces(found: list[inputs.Input], schema: str, options: Namespace) -> Iterator[Piece]:
    if options.items is not None:
        lines = next((each.name for each in found if each.format == "ndjson"), None)
        if lines:
            raise UsageError(f"--items is for JSON documents; {lines} has one payload per line")
        return pieces(found, options.items)
    if compiled(schema).takes_arrays:
        return pieces(found)
    chosen: list[str] = []

    def choose(source: inputs.Input) -> bool:
        if not chosen and not options.quiet:
            name = "<stdin>" if source.name == inputs.STANDARD_INPUT else source.name
            print(f"{name} is an array: each item is validated as a payload, as with --items ''", file=sys.stderr)
        chosen.append(source.name)
        return True

    return pieces(found, choose=choose)


def _schema(options: Namespace) -> str:
    if options.operation is not None:
        name = schemas.schema_of(options.operation, options.response)
    elif options.response is not None:
        raise UsageError("--response requires --operation")
    else:
        name = schemas.checked_name(options.schema)
    return schemas.schema_of_items(name, options.items) or name if options.items else name


def _interrupt(*_: object) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second one would disturb the cleanup after the first
    raise KeyboardInterrupt


@contextmanager
def _replacing(path: Path | None) -> Iterator[IO[bytes]]:
    """Yield a file that replaces the one at the path if no exception is raised; a device is written to directly."""
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


def _write(data: bytes) -> None:
    rest = memoryview(data)
    while rest:  # unbuffered, as with PYTHONUNBUFFERED, a pipe or a full disk may take a part only
        rest = rest[sys.stdout.buffer.write(rest) :]


def _pointer(text: str) -> str:
    if text and not text.startswith("/"):
        raise ArgumentTypeError(f"{text!r}: must be a JSON pointer, such as /value, or empty")
    return text


def _count(text: str) -> int:
    if not text.isdecimal():
        raise ArgumentTypeError(f"{text!r}: must be a non-negative integer")
    return int(text)


def _jobs(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MAX_JOBS:
        raise ArgumentTypeError(f"{text!r}: must be an integer from 1 to {MAX_JOBS}")
    return int(text)


def _cores() -> int:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, MAX_JOBS)
