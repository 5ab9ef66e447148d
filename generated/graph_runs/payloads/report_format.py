# Do not edit: copied from generator/runtime/ by `python -m generator generate`.

"""What a report format consists of, and what the formats share.

The report of one finding surrounds the number of its line, which is known last: lines are judged side by side.
"""

import os
from collections.abc import Callable
from typing import Any, NamedTuple

from .findings import Finding
from .inputs import STANDARD_INPUT


class ReportFormat(NamedTuple):
    """The parts of a report: its begin and end, what separates findings, and what surrounds the number of a line.

    `assemble` puts the report of one finding together where that is not `before`, number, `after`.
    `limit` is how many findings are shown unless the user says how many, and `limit_reason` why.
    """

    before: Callable[[str], bytes]
    after: Callable[[Finding], bytes]
    begin: Callable[[], bytes] = lambda: b""
    between: bytes = b""
    end: Callable[[dict[str, Any]], bytes] = lambda _: b""
    assemble: Callable[[bytes, int, bytes], bytes] | None = None
    limit: int | None = None
    limit_reason: str = ""


def shown_name(name: str) -> str:
    """Return the name of an input as reports show it."""
    return "<stdin>" if name == STANDARD_INPUT else os.fsencode(name).decode(errors="backslashreplace")


def printable(text: str) -> str:
    """Return the text with escapes for whatever could end a line or control a terminal."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "backslashreplace").decode() for c in text)


def located(finding: Finding) -> str:
    """Return the message, after the pointer if there is one."""
    return f"{finding.pointer}: {finding.message}" if finding.pointer else finding.message
