# Do not edit: emitted from spec/openapi.yaml by `python -m generator generate`.

from enum import StrEnum


class IncomingFlowRunCreateOdataType(StrEnum):
    VALUE_0 = "#microsoft.graph.industryData.run"
    VALUE_1 = "#microsoft.industryData.run"

    def __str__(self) -> str:
        return str(self.value)
