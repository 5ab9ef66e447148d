# Do not edit: emitted from spec/openapi.yaml by `python -m generator generate`.

from enum import StrEnum


class ProcessCreateOdataType(StrEnum):
    VALUE_0 = "#microsoft.graph.industryData.process"
    VALUE_1 = "#microsoft.industryData.process"

    def __str__(self) -> str:
        return str(self.value)
