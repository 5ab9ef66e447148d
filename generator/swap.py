"""Replace a folder by a newly written one, as a whole or not at all."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Yield an empty folder beside `target` that takes its place when the block ends without an exception.

    An exception, an interrupt included, leaves `target` as it was. A kill may leave it under the name
    `.<name>.old`; the next call for the same target puts it back first.
    """
    new, old = target.with_name(f".{target.name}.new"), target.with_name(f".{target.name}.old")
    _recover(target, new, old)
    try:
        new.mkdir(parents=True)
        yield new
        if target.exists():
            target.rename(old)
        new.rename(target)
    finally:
        _recover(target, new, old)


def _recover(target: Path, new: Path, old: Path) -> None:
    if old.exists() and not target.exists():
        old.rename(target)
    for leftover in (new, old):
        if leftover.exists():
            shutil.rmtree(leftover)
