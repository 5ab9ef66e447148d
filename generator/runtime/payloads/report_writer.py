"""Write reports with the final numbers of lines, and sum up what was found."""

from collections.abc import Callable

from .github_report import GITHUB
from .json_report import JSON
from .report_format import ReportFormat
from .sarif_report import SARIF_REPORT
from .text_report import TEXT
from .verdicts import Verdicts

AT_ONCE = 10_000  # reports that are put together
FORMATS = {"text": TEXT, "json": JSON, "sarif": SARIF_REPORT, "github": GITHUB}


class ReportWriter:
    """Writes reports with the final numbers of lines, and counts what was found."""

    def __init__(self, report: ReportFormat, write: Callable[[bytes], object], most: int | None) -> None:
        self.payloads = self.invalid = self.errors = self.notes = self.shown = 0
        self._report, self._write, self._most = report, write, most
        self._name, self._line = "", 0

    def __enter__(self) -> "ReportWriter":
        """Write the begin of the report."""
        self._write(self._report.begin())
        return self

    def __exit__(self, error: object, *_: object) -> None:
        """Write the end of the report, whatever has happened."""
        counts = ("payloads", "invalid", "errors", "notes", "shown")
        summary = {name: getattr(self, name) for name in counts} | {"complete": error is None}
        self._write(self._report.end(summary))

    def add(self, found: Verdicts) -> None:
        """Write and count the verdicts on the next piece of the inputs."""
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
            if assemble := self._report.assemble:
                reports = [assemble(before, line + number, after) for number, after in pairs]
            else:
                reports = [b"%b%d%b" % (before, line + number, after) for number, after in pairs]
            self._write((between if self.shown else b"") + between.join(reports))
            self.shown += len(reports)

    def summary(self, seconds: float) -> str:
        """Return the counts in one line."""
        rate = self.payloads / seconds if seconds else 0.0
        hidden = self.errors + self.notes - self.shown
        parts = [_counted(self.payloads, "payload") if self.payloads else "no payload was judged"]
        parts.append(f"{self.invalid:,} invalid" + f" ({_counted(self.errors, 'error')})" * (self.errors > 0))
        if self.notes:
            parts.append(_counted(self.notes, "note"))
        if hidden:
            parts.append(f"{_counted(hidden, 'finding')} not shown")
        parts.append(f"{seconds:.1f} s" + f", {rate:,.0f} payloads/s" * (seconds >= 1))
        return ", ".join(parts)


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'s'[: count != 1]}"
