"""Put findings into text, JSON or SARIF 2.1.0.

A report of one finding stands around the number of its line, which is known last: lines are judged side by side.
"""

import os
from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import quote

import orjson

from .findings import Finding
from .inputs import STANDARD_INPUT
from .records import Verdicts
from .schemas import bundled

AT_ONCE = 10_000  # reports that are put together
LONG = 200  # characters of a pointer in text
SARIF = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0"}


class ReportFormat(NamedTuple):
    """How a report begins, what stands before the line's number, what after it, between findings, and at the end."""

    begin: Callable[[], bytes]
    before: Callable[[str], bytes]
    after: Callable[[Finding], bytes]
    between: bytes
    end: Callable[[dict[str, Any]], bytes]


def _text_before(name: str) -> bytes:
    return f"{_printable(_shown(name))}:".encode()


def _text_after(finding: Finding) -> bytes:
    column = f":{finding.column}" if finding.column else ""
    note = "note: " if finding.level == "note" else ""
    pointer = finding.pointer if len(finding.pointer) < LONG else f"{finding.pointer[:LONG]}…"
    text = f"{note}{pointer}: {finding.message}" if pointer else f"{note}{finding.message}"
    return f"{column}: {_printable(text)}\n".encode()


def _printable(text: str) -> str:
    """Return the text with what could end a line or steer a terminal written out."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "backslashreplace").decode() for c in text)


def _json_before(name: str) -> bytes:
    return b'{"input":%b,"line":' % orjson.dumps(_shown(name))


def _json_after(finding: Finding) -> bytes:
    column = f',"column":{finding.column}' if finding.column else ""
    rest = {"pointer": finding.pointer, "rule": finding.rule, "level": finding.level, "message": finding.message}
    return column.encode() + b"," + orjson.dumps(rest)[1:]


def _json_end(summary: dict[str, Any]) -> bytes:
    return b'],"summary":%b}\n' % orjson.dumps(summary)


def _sarif_begin() -> bytes:
    driver = {"name": "graph-runs", "version": bundled()["version"]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": []}
    return orjson.dumps(SARIF | {"runs": [run]}).removesuffix(b"]}]}")


def _sarif_before(name: str) -> bytes:
    location = b'{"locations":[{"physicalLocation":{"artifactLocation":%b,"region":{"startLine":'
    return location % orjson.dumps({"uri": quote(os.fsencode(name.replace(os.sep, "/")))})


def _sarif_after(finding: Finding) -> bytes:
    column = f',"startColumn":{finding.column}' if finding.column else ""
    rest = {"ruleId": finding.rule, "level": finding.level, "message": {"text": _sarif_text(finding)}}
    rest |= {"properties": {"pointer": finding.pointer}}
    return column.encode() + b"}}}]," + orjson.dumps(rest)[1:]


def _sarif_text(finding: Finding) -> str:
    return f"{finding.pointer}: {finding.message}" if finding.pointer else finding.message


def _sarif_end(summary: dict[str, Any]) -> bytes:
    return b'],"properties":%b}]}\n' % orjson.dumps({"summary": summary})


def _shown(name: str) -> str:
    return "<stdin>" if name == STANDARD_INPUT else os.fsencode(name).decode(errors="backslashreplace")


FORMATS = {
    "text": ReportFormat(lambda: b"", _text_before, _text_after, b"", lambda _: b""),
    "json": ReportFormat(lambda: b'{"findings":[', _json_before, _json_after, b",\n", _json_end),
    "sarif": ReportFormat(_sarif_begin, _sarif_before, _sarif_after, b",\n", _sarif_end),
}


class ReportWriter:
    """Writes reports with the final numbers of lines, and sums up what was found."""

    def __init__(self, report: ReportFormat, write: Callable[[bytes], object], most: int | None) -> None:
        self.payloads = self.invalid = self.errors = self.notes = self.shown = 0
        self._report, self._write, self._most = report, write, most
        self._name, self._line = "", 0

    def __enter__(self) -> "ReportWriter":
        """Write what stands before all findings."""
        self._write(self._report.begin())
        return self

    def __exit__(self, error: object, *_: object) -> None:
        """Write what stands after all findings, whatever has happened."""
        counts = ("payloads", "invalid", "errors", "notes", "shown")
        summary = {name: getattr(self, name) for name in counts} | {"complete": error is None}
        self._write(self._report.end(summary))

    def add(self, found: Verdicts) -> None:
        """Write and count what was found in the next piece of the inputs."""
        if found.name != self._name:
            self._name, self._line = found.name, 0
        self.payloads += found.payloads
        self.invalid += found.invalid
        self.errors += found.errors
        self.notes += found.notes
        self._show(found)
        self._line += found.lines

    def _show(self, found: Verdicts) -> None:
        room = len(found.reports) if self._most is None else self._most - self.shown
        before, between, line = self._report.before(found.name), self._report.between, self._line
        for start in range(0, min(room, len(found.reports)), AT_ONCE):
            part = slice(start, min(room, start + AT_ONCE))
            pairs = zip(found.numbers[part], found.reports[part], strict=True)
            reports = [b"%b%d%b" % (before, line + number, after) for number, after in pairs]
            self._write((between if self.shown else b"") + between.join(reports))
            self.shown += len(reports)

    def summary(self, seconds: float) -> str:
        """Return what was found in one line."""
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


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'s'[: count != 1]}"
