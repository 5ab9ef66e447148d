"""Replace a folder by a newly written one, as a whole or not at all."""

import errno
import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Yield an empty folder that takes the place of `target` when the block ends without an exception.

    An exception, an interrupt included, leaves `target` as it was. After a kill the old folder may stand in
    `.<name>.swap/old` beside `target`; the next call for the same target puts it back first.
    Raises BlockingIOError while another process does the same.
    """
    work = target.with_name(f".{target.name}.swap")
    work.mkdir(parents=True, exist_ok=True)
    with (work / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BlockingIOError(errno.EAGAIN, "another run is writing it; wait for its end", str(target)) from None
        new, old = work / "new", work / "old"
        try:
            _recover(target, new, old)
            new.mkdir()
            yield new
            if target.exists():
                target.rename(old)
            new.rename(target)
        finally:
            _recover(target, new, old)
            shutil.rmtree(work)


def _recover(target: Path, new: Path, old: Path) -> None:
    if old.exists() and not target.exists():
        old.rename(target)
    for leftover in (new, old):
        if leftover.exists():
            shutil.rmtree(leftover)
