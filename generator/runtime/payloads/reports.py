"""Put findings into text, JSON or SARIF 2.1.0.

A report of one finding stands around the number of its line, which is known last: lines are judged side by side.
"""

from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import quote

import orjson

from .findings import Finding
from .inputs import STANDARD_INPUT
from .schemas import travelled

SARIF = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0"}


class ReportFormat(NamedTuple):
    """How a report begins, what stands before the line's number, what after it, between findings, and at the end."""

    begin: Callable[[], bytes]
    before: Callable[[str], bytes]
    after: Callable[[Finding], bytes]
    between: bytes
    end: Callable[[dict[str, Any]], bytes]


def _text_before(name: str) -> bytes:
    return f"{_shown(name)}:".encode(errors="backslashreplace")


def _text_after(finding: Finding) -> bytes:
    column = f":{finding.column}" if finding.column else ""
    note = "note: " if finding.level == "note" else ""
    pointer = f"{finding.pointer}: " if finding.pointer else ""
    return f"{column}: {note}{pointer}{finding.message}\n".encode(errors="backslashreplace")


def _json_before(name: str) -> bytes:
    return b'{"input":%b,"line":' % _dumps(_shown(name))


def _json_after(finding: Finding) -> bytes:
    column = f',"column":{finding.column}' if finding.column else ""
    rest = {"pointer": finding.pointer, "rule": finding.rule, "level": finding.level, "message": finding.message}
    return column.encode() + b"," + _dumps(rest)[1:]


def _json_end(summary: dict[str, Any]) -> bytes:
    return b'],"summary":%b}\n' % _dumps(summary)


def _sarif_begin() -> bytes:
    driver = {"name": "graph-runs", "version": travelled()["version"]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": []}
    return _dumps(SARIF | {"runs": [run]}).removesuffix(b"]}]}")


def _sarif_before(name: str) -> bytes:
    location = b'{"locations":[{"physicalLocation":{"artifactLocation":%b,"region":{"startLine":'
    return location % _dumps({"uri": quote(_shown(name).replace("\\", "/"))})


def _sarif_after(finding: Finding) -> bytes:
    column = f',"startColumn":{finding.column}' if finding.column else ""
    rest = {"ruleId": finding.rule, "level": finding.level, "message": {"text": _sarif_text(finding)}}
    rest |= {"properties": {"pointer": finding.pointer}}
    return column.encode() + b"}}}]," + _dumps(rest)[1:]


def _sarif_text(finding: Finding) -> str:
    return f"{finding.pointer}: {finding.message}" if finding.pointer else finding.message


def _sarif_end(summary: dict[str, Any]) -> bytes:
    return b'],"properties":%b}]}\n' % _dumps({"summary": summary})


def _shown(name: str) -> str:
    return "<stdin>" if name == STANDARD_INPUT else name


def _dumps(value: object) -> bytes:
    return orjson.dumps(value)


FORMATS = {
    "text": ReportFormat(lambda: b"", _text_before, _text_after, b"", lambda _: b""),
    "json": ReportFormat(lambda: b'{"findings":[', _json_before, _json_after, b",\n", _json_end),
    "sarif": ReportFormat(_sarif_begin, _sarif_before, _sarif_after, b",\n", _sarif_end),
}
