# Do not edit: emitted from spec/openapi.yaml by `python -m generator generate`.

from enum import StrEnum


class WorkflowExecutionType(StrEnum):
    ONDEMAND = "onDemand"
    SCHEDULED = "scheduled"
    UNKNOWNFUTUREVALUE = "unknownFutureValue"

    def __str__(self) -> str:
        return str(self.value)
