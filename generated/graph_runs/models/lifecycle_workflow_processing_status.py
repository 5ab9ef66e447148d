# Do not edit: emitted from spec/openapi.yaml by `python -m generator generate`.

from enum import StrEnum


class LifecycleWorkflowProcessingStatus(StrEnum):
    CANCELED = "canceled"
    COMPLETED = "completed"
    COMPLETEDWITHERRORS = "completedWithErrors"
    FAILED = "failed"
    INPROGRESS = "inProgress"
    QUEUED = "queued"
    UNKNOWNFUTUREVALUE = "unknownFutureValue"

    def __str__(self) -> str:
        return str(self.value)
