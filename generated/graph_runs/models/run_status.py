# Do not edit: emitted from spec/openapi.yaml by `python -m generator generate`.

from enum import StrEnum


class RunStatus(StrEnum):
    COMPLETED = "completed"
    COMPLETEDWITHERRORS = "completedWithErrors"
    COMPLETEDWITHWARNINGS = "completedWithWarnings"
    FAILED = "failed"
    RUNNING = "running"
    UNKNOWNFUTUREVALUE = "unknownFutureValue"

    def __str__(self) -> str:
        return str(self.value)
