"""Judge the pieces of the inputs, in one process or in several, and give the verdicts in the order of the inputs."""

import gc
import io
import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from functools import lru_cache, partial
from itertools import chain, islice

from .documents import LIMIT, document_findings
from .findings import Finding
from .inputs import READ_ERRORS, Documents, Input, Lines, Piece
from .records import Verdicts, judge
from .reports import FORMATS
from .schemas import travelled
from .shapes import Compiled, compiled

# Processes are started from this many pieces on: for fewer, starting takes longer than judging.
WORTHWHILE = 3

_setup: tuple[Compiled, str, bool]


def verdicts(pieces: Iterable[Piece], schema: str, report: str, *, rejects: bool, jobs: int) -> Generator[Verdicts]:
    """Yield the verdicts on the pieces, in their order.

    `report` names the format of their reports; `rejects` asks for the failing lines too. Raises InputError.
    """
    pieces = iter(pieces)
    head = list(islice(pieces, WORTHWHILE))
    if jobs == 1 or len(head) < WORTHWHILE:
        _set_up(schema, report, rejects)
        for piece in chain(head, pieces):
            yield from _judged(piece)
        return
    # Forking is fastest, and safe only where the system's own libraries start no threads.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    with ProcessPoolExecutor(jobs, context, partial(_set_up_process, schema, report, rejects)) as pool:
        waiting: deque[Future[list[Verdicts]]] = deque()
        try:
            for piece in chain(head, pieces):
                waiting.append(pool.submit(_judged, piece))
                if len(waiting) > 2 * jobs:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _set_up_process(schema: str, report: str, rejects: bool) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the main process stops the others
    gc.disable()  # parsed JSON has no cycles
    _set_up(schema, report, rejects)


def _set_up(schema: str, report: str, rejects: bool) -> None:
    global _setup  # the state of a process
    _setup = compiled(travelled(), schema), report, rejects


def _judged(piece: Piece) -> list[Verdicts]:
    if isinstance(piece, Documents):
        return [_judged_document(each) for each in piece.inputs]
    return [_judged_lines(piece)]


def _judged_lines(piece: Lines) -> Verdicts:
    schema, report, rejects = _setup
    verdict = Verdicts(piece.input.name, size=piece.length)
    after = lru_cache(maxsize=4096)(FORMATS[report].after)
    stream = io.BytesIO(piece.data) if piece.data is not None else piece.input.open()
    with stream:
        if piece.data is None:
            stream.seek(piece.start)
        judge(schema, stream, piece.length, verdict, after, verdict.rejects.append if rejects else None)
    if piece.problem:
        verdict.payloads += 1
        verdict.add([Finding(piece.problem)], after, verdict.lines + 1)
    return verdict


def _judged_document(source: Input) -> Verdicts:
    schema, report, _ = _setup
    try:
        with source.open() as stream:
            data = stream.read(LIMIT + 1)
        found = document_findings(schema, data)
    except READ_ERRORS as error:
        data = b""
        found = [Finding(f"cannot be read: {error}", line=1)]
    verdict = Verdicts(source.name, size=len(data), payloads=1)
    if found:
        verdict.add(found, FORMATS[report].after)
    return verdict
