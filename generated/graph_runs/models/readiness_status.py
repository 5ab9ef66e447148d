# Do not edit: emitted from spec/openapi.yaml by `python -m generator generate`.

from enum import StrEnum


class ReadinessStatus(StrEnum):
    DELETED = "deleted"
    EXPIRED = "expired"
    FAILED = "failed"
    NOTREADY = "notReady"
    READY = "ready"
    UNKNOWNFUTUREVALUE = "unknownFutureValue"

    def __str__(self) -> str:
        return str(self.value)
