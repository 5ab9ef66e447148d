"""Run `graph-runs` on payloads good and bad, and give the oracle of their verdicts."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from graph_runs.payloads.schemas import bundled
from jsonschema import Draft202012Validator, FormatChecker
from rfc3339_validator import validate_rfc3339

from tests import commands

COMMAND = (sys.executable, "-m", "graph_runs")
WORKFLOW_RUN = {
    "@odata.type": "#microsoft.graph.identityGovernance.run",
    "failedTasksCount": 0,
    "failedUsersCount": 0,
    "processingStatus": "inProgress",
    "scheduledDateTime": "2022-10-10T02:00:00Z",
    "successfulUsersCount": 41,
    "totalUsersCount": 42,
    "totalUnprocessedTasksCount": 0,
    "workflowExecutionType": "scheduled",
}
GOOD = json.dumps(WORKFLOW_RUN).encode() + b"\n"
BAD = GOOD.replace(b"inProgress", b"inProgres")
BAD_FINDING = (
    '/processingStatus: "inProgres" is not one of queued, inProgress, completed, completedWithErrors, '
    'canceled, failed, unknownFutureValue (did you mean "inProgress"?)'
)
LEAP_SECOND = re.compile(r"(.+[Tt])(\d\d):(\d\d):60(\.\d+)?([Zz]|[+-]\d\d:\d\d)")


def graph_runs(
    *arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None, new_process: bool = False
) -> subprocess.CompletedProcess[bytes]:
    """Run the command to its end, in this process unless told otherwise."""
    if not new_process:
        return commands.graph_runs(*arguments, stdin=stdin, cwd=cwd)
    command = [*COMMAND, *map(str, arguments)]
    return subprocess.run(command, input=stdin, cwd=cwd, capture_output=True, check=False, timeout=120)


def validate(*arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Run `graph-runs validate` on lifecycle workflow runs."""
    return graph_runs("validate", "--schema", "WorkflowRunCreate", *arguments, **options)


def is_date_time(text: object) -> bool:
    """Return whether RFC 3339 accepts the text as a date-time.

    rfc3339-validator departs from it in three classes, because it asks Python's datetime: it refuses the year 0000 and
    leap seconds, and accepts a line feed at the end.
    """
    if not isinstance(text, str):
        return True
    if text.endswith("\n"):
        return False
    if leap := LEAP_SECOND.fullmatch(text):
        offset = leap[5] if leap[5] not in "Zz" else "+00:00"
        minutes = int(leap[2]) * 60 + int(leap[3])
        east = (int(offset[1:3]) * 60 + int(offset[4:])) * (1 if offset[0] == "+" else -1)
        at_the_end_of_a_utc_day = (minutes - east) % 1440 == 1439
        return at_the_end_of_a_utc_day and is_date_time(f"{leap[1]}{leap[2]}:{leap[3]}:59{leap[4] or ''}{leap[5]}")
    if text.startswith("0000-"):
        return is_date_time(f"0004{text[4:]}")  # both are leap years
    return bool(validate_rfc3339(text.upper()))


def oracle(schema: str) -> Draft202012Validator:
    """Return the validator of another library for the same schema."""
    checker = FormatChecker()
    checker.checks("date-time")(is_date_time)
    return Draft202012Validator({"$ref": f"#/$defs/{schema}", **bundled()}, format_checker=checker)
