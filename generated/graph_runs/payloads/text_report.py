# Do not edit: copied from generator/runtime/ by `python -m generator generate`.

"""Findings as text: one line each, `name:line:column: pointer: message`."""

from .findings import Finding
from .report_format import ReportFormat, located, printable, shown_name

LONG = 200  # characters of a pointer


def _before(name: str) -> bytes:
    return f"{printable(shown_name(name))}:".encode()


def _after(finding: Finding) -> bytes:
    column = f":{finding.column}" if finding.column else ""
    note = "note: " if finding.level == "note" else ""
    if len(finding.pointer) > LONG:
        finding = finding._replace(pointer=f"{finding.pointer[:LONG]}…")
    return f"{column}: {printable(note + located(finding))}\n".encode()


TEXT = ReportFormat(_before, _after)
