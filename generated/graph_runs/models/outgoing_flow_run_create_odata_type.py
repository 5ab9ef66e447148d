# Do not edit: emitted from spec/openapi.yaml by `python -m generator generate`.

from enum import StrEnum


class OutgoingFlowRunCreateOdataType(StrEnum):
    VALUE_0 = "#microsoft.graph.industryData.outgoingFlowRun"

    def __str__(self) -> str:
        return str(self.value)
