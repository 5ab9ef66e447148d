"""Judge the pieces of the inputs, in one process or in several, and give the verdicts in the order of the inputs."""

import gc
import io
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache, partial
from itertools import chain, dropwhile, islice
from typing import NamedTuple, TypeAlias

from .causes import MORE_THAN_ONE, unreadable
from .documents import document_findings
from .findings import Finding
from .inputs import READ_ERRORS, Input
from .item_records import ItemJudge
from .items import Guess, Items
from .pieces import Documents, Lines, Piece, cut_items
from .records import ENOUGH, judge
from .report_writer import FORMATS
from .shapes import compiled
from .verdicts import Verdicts

# Processes are started from this many pieces on: for fewer, starting takes longer than judging.
WORTHWHILE = 3
NDJSON_HINT = " (for one payload per line name the file .jsonl or use --input-format ndjson)"
SHRUNK = "cannot be read: the file was truncated while it was read; the rest was not judged"


class Options(NamedTuple):
    """What to judge by and what to give: names of schema and report format, how many reports, and failing lines."""

    schema: str
    report: str
    most: int | None
    rejects: bool


# The verdicts, and what is left of a piece: of one that had too much to report, or all of a guess that was wrong.
_Judged: TypeAlias = tuple[list[Verdicts], Piece | None]


def verdicts(pieces: Iterable[Piece], options: Options, jobs: int) -> Generator[Verdicts]:
    """Yield the verdicts on the pieces, in their order; that an input cannot be read further, once for each."""
    unread = None
    for each in _verdicts(iter(pieces), options, jobs):
        if each.unread and each.name == unread:
            continue
        unread = each.name if each.unread else unread
        yield each


def _verdicts(pieces: Iterator[Piece], options: Options, jobs: int) -> Generator[Verdicts]:
    head = list(islice(pieces, WORTHWHILE))
    pieces = chain(head, pieces)
    if jobs == 1 or len(head) < WORTHWHILE:
        yield from _in_order(pieces, lambda piece: partial(_judged, options, piece), 1)
        return
    # Forking is fastest, and safe only where the system's own libraries start no threads.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    pool = ProcessPoolExecutor(jobs, context, _prepare_process)
    try:
        yield from _in_order(pieces, lambda piece: pool.submit(_judged, options, piece).result, 2 * jobs + 1)
    finally:
        # Waiting takes at most as long as the pieces at work; without it Python's own clearing up at exit may fail.
        pool.shutdown(cancel_futures=True)


def _in_order(
    pieces: Iterator[Piece], start: Callable[[Piece], Callable[[], _Judged]], together: int
) -> Generator[Verdicts]:
    """Yield the verdicts on the pieces; `start` begins to judge one and returns what waits for the result."""
    waiting: deque[tuple[Piece, Callable[[], _Judged]]] = deque()
    while True:
        for piece in islice(pieces, together - len(waiting)):
            waiting.append((piece, start(piece)))
        if not waiting:
            return
        _, result = waiting.popleft()
        found, rest = result()
        yield from found
        if isinstance(rest, Guess):
            # All guesses that build upon it are void.
            others = dropwhile(partial(_is_of, rest.input), chain([each for each, _ in waiting], pieces))
            pieces = chain(cut_items(rest.input, rest.pointer, rest), others)
            waiting.clear()
        elif rest:
            waiting.appendleft((rest, start(rest)))


def _is_of(source: Input, piece: Piece) -> bool:
    return not isinstance(piece, Documents) and piece.input == source


def _prepare_process() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the main process stops the others
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.disable()  # parsed JSON has no cycles
    if main_process := multiprocessing.parent_process():

        def end_with_it() -> None:
            main_process.join()
            os._exit(1)

        threading.Thread(target=end_with_it, daemon=True).start()


def _judged(options: Options, piece: Piece) -> _Judged:
    if isinstance(piece, Lines):
        return _judged_lines(options, piece)
    if isinstance(piece, Guess):
        return _judged_guess(options, piece)
    return (_judged_items(options, piece), None) if isinstance(piece, Items) else _judged_documents(options, piece)


def _judged_lines(options: Options, piece: Lines) -> _Judged:
    found = Verdicts(piece.input.name, most=options.most)
    after = lru_cache(maxsize=4096)(FORMATS[options.report].after)
    reject = found.rejects.append if options.rejects else None
    problem = piece.problem
    try:
        with piece.input.open() if piece.data is None else io.BytesIO(piece.data) as stream:
            if piece.data is None:
                stream.seek(piece.start)
            found.size = judge(compiled(options.schema), stream, piece.length, found, after, reject)
    except READ_ERRORS as error:
        problem = unreadable(error)
    else:
        if found.size < piece.length and len(found.reports) > ENOUGH:
            data = piece.data[found.size :] if piece.data is not None else None
            return [found], piece._replace(start=piece.start + found.size, length=piece.length - found.size, data=data)
        if found.size < piece.length:
            problem = SHRUNK
    if not problem:
        return [found], None
    return [found, _unread(options, piece.input, [Finding(problem, "", "unreadable", line=1)])], None


def _unread(options: Options, source: Input, problems: list[Finding]) -> Verdicts:
    """Return the verdict on an input that cannot be read further, or on what surrounds its array."""
    unread = Verdicts(source.name, payloads=1, most=options.most, unread=True)
    unread.add(problems, FORMATS[options.report].after)
    return unread


def _judged_items(options: Options, piece: Items) -> list[Verdicts]:
    found = Verdicts(piece.input.name, most=options.most)
    problems = piece.problems
    after = FORMATS[options.report].after
    try:
        with piece.input.open() if piece.data is None else io.BytesIO(piece.data) as stream:
            if piece.data is None:
                stream.seek(piece.start)
            if not ItemJudge(compiled(options.schema), piece.pointer, found, after).judge(piece, stream):
                problems = [Finding(SHRUNK, "", "unreadable", line=1)]
    except READ_ERRORS as error:
        problems = [Finding(unreadable(error), "", "unreadable", line=1)]
    return [found, _unread(options, piece.input, problems)] if problems else [found]


def _judged_guess(options: Options, piece: Guess) -> _Judged:
    found = Verdicts(piece.input.name, most=options.most)
    after = FORMATS[options.report].after
    problem = SHRUNK
    try:
        with piece.input.open() as stream:
            stream.seek(piece.start)
            text = stream.read(piece.size)
    except READ_ERRORS as error:
        problem = unreadable(error)
    else:
        if len(text) == piece.size:
            right = ItemJudge(compiled(options.schema), piece.pointer, found, after).prove(piece, text)
            return ([found], None) if right else ([], piece)
    return [_unread(options, piece.input, [Finding(problem, "", "unreadable", line=1)])], None


def _judged_documents(options: Options, piece: Documents) -> _Judged:
    found: list[Verdicts] = []
    reports = 0
    for index, each in enumerate(piece.inputs):
        if reports > ENOUGH:
            return found, Documents(piece.inputs[index:])
        found.append(_judged_document(options, each))
        reports += len(found[-1].reports)
    return found, None


def _judged_document(options: Options, document: Input) -> Verdicts:
    size = 0
    try:
        data = document.read_document()
        size = len(data)
        findings = document_findings(compiled(options.schema), data)
    except READ_ERRORS as error:
        findings = [Finding(unreadable(error), "", "unreadable", line=1)]
    if findings and findings[0].message == MORE_THAN_ONE and findings[0].line != 1:
        findings = [findings[0]._replace(message=MORE_THAN_ONE + NDJSON_HINT)]
    found = Verdicts(document.name, size=size, payloads=1, most=options.most)
    if findings:
        found.add(findings, FORMATS[options.report].after)
    return found
