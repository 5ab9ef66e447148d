"""Findings as workflow commands of GitHub Actions, which become annotations of the files."""

from .findings import Finding
from .report_format import ReportFormat, located, shown_name

LIMIT = 10  # annotations of each level that GitHub keeps of one step


def _before(name: str) -> bytes:
    return _property(shown_name(name)).encode()


def _after(finding: Finding) -> bytes:
    command = "error" if finding.level == "error" else "notice"
    column = f",col={finding.column}" if finding.column else ""
    return f"{command}\n{column},title={_property(finding.rule)}::{_data(located(finding))}".encode()


def _assemble(before: bytes, line: int, after: bytes) -> bytes:
    command, _, rest = after.partition(b"\n")
    return b"::%b file=%b,line=%d%b\n" % (command, before, line, rest)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


GITHUB = ReportFormat(
    _before,
    _after,
    assemble=_assemble,
    limit=LIMIT,
    limit_reason=f"GitHub keeps {LIMIT} annotations of each level of a step",
)
