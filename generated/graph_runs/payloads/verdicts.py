# Do not edit: copied from generator/runtime/ by `python -m generator generate`.

"""What was found in a piece of the inputs, as it travels between processes."""

from array import array
from collections.abc import Callable
from dataclasses import dataclass, field

from .findings import Finding


@dataclass(slots=True)
class Verdicts:
    """What was found in some lines, whose numbers count from the first of them as 1, or in a document or its items."""

    name: str
    size: int = 0
    lines: int = 0
    payloads: int = 0
    invalid: int = 0
    errors: int = 0
    notes: int = 0
    numbers: "array[int]" = field(default_factory=lambda: array("L"))
    reports: list[bytes] = field(default_factory=list)
    rejects: list[bytes] = field(default_factory=list)
    most: int | None = None  # reports; what is found beyond them is counted only
    unread: bool = False  # whether this is about an input that cannot be read further

    def add(self, found: list[Finding], report: Callable[[Finding], bytes], number: int | None = None) -> None:
        """Count and report what was found, errors first, in one payload, on the line of that number."""
        self.invalid += found[0].level == "error"
        for finding in found:
            if finding.level == "error":
                self.errors += 1
            else:
                self.notes += 1
            if self.most is None or len(self.reports) < self.most:
                self.numbers.append(number or finding.line or 1)
                self.reports.append(report(finding))
