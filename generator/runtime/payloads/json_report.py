"""Findings as one JSON document."""

from typing import Any

import orjson

from .findings import Finding
from .report_format import ReportFormat, shown_name


def _before(name: str) -> bytes:
    return b'{"input":%b,"line":' % orjson.dumps(shown_name(name))


def _after(finding: Finding) -> bytes:
    column = f',"column":{finding.column}' if finding.column else ""
    rest = {"pointer": finding.pointer, "rule": finding.rule, "level": finding.level, "message": finding.message}
    return column.encode() + b"," + orjson.dumps(rest)[1:]


def _end(summary: dict[str, Any]) -> bytes:
    return b'],"summary":%b}\n' % orjson.dumps(summary)


JSON = ReportFormat(_before, _after, lambda: b'{"findings":[', b",\n", _end)
