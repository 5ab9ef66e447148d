"""Show on a terminal how far a run has come."""

import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from .verdicts import Verdicts

if TYPE_CHECKING:
    from rich.progress import Progress

PROGRESS_AFTER = 1.0  # seconds


def with_progress(judged: Iterable[Verdicts], total: int | None) -> Iterator[Verdicts]:
    """Pass the verdicts on; where that takes over a second, show a bar of the bytes done, of `total` if it is known."""
    started = time.monotonic()
    bar: Progress | None = None
    size = payloads = 0
    try:
        for found in judged:
            if bar and found.reports:
                bar.stop()  # what is printed now would run into it
            yield found
            if bar:
                bar.start()
            size += found.size
            payloads += found.payloads
            if bar is None and time.monotonic() - started > PROGRESS_AFTER:
                bar = _bar()
                bar.add_task("", total=total)
            if bar:
                bar.update(bar.task_ids[0], completed=size, description=f"{payloads:,} payloads")
    finally:
        if bar:
            bar.stop()


def _bar() -> "Progress":
    # Not needed by most runs, and slow to import.
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False)
