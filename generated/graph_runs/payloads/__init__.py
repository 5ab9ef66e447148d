# Do not edit: copied from generator/runtime/ by `python -m generator generate`.

"""Validate JSON payloads against the spec. Needs the extra: `pip install 'graph-runs[validate]'`."""

from typing import Any

from .documents import document_findings
from .findings import Finding, findings_of
from .schemas import UnknownNameError, checked_name, schema_names, schema_of
from .shapes import compiled

__all__ = ["Finding", "UnknownNameError", "Validator", "schema_names"]


class Validator:
    """The validator of one schema. It can be pickled, and shared by threads."""

    def __init__(self, schema: str) -> None:
        """Prepare for the schema of this name. Raises UnknownNameError."""
        self.schema = checked_name(schema)
        self._compiled = compiled(self.schema)

    @classmethod
    def for_schema(cls, name: str) -> "Validator":
        """Return the validator of a schema, such as `IncomingFlowRunCreate`. Raises UnknownNameError."""
        return cls(name)

    @classmethod
    def for_operation(cls, operation: str, response: str | int | None = None) -> "Validator":
        """Return the validator of an operation's request, or of its response with this status.

        Raises UnknownNameError where there is no such operation, or no JSON body in it.
        """
        return cls(schema_of(operation, None if response is None else str(response)))

    def findings(self, payload: Any) -> list[Finding]:
        """Return all errors, the most telling first, then the notes; an empty list for a good payload.

        `bytes` are a JSON document, in UTF-8, and findings have lines and columns. Anything else is a JSON value as
        json.loads gives it, so a `str` is a JSON string; findings have pointers only. Raises TypeError where it meets
        what is no JSON value.
        """
        if isinstance(payload, bytes | bytearray | memoryview):
            return document_findings(self._compiled, bytes(payload))
        try:
            return findings_of(self._compiled, payload)
        except ValueError as error:
            raise TypeError(f"no JSON value: {error}") from None

    def is_valid(self, payload: Any) -> bool:
        """Return whether `findings` would have no errors; notes do not count."""
        if isinstance(payload, bytes | bytearray | memoryview):
            return all(finding.level == "note" for finding in self.findings(payload))
        try:
            return self._compiled.one.is_valid(payload)
        except ValueError as error:
            raise TypeError(f"no JSON value: {error}") from None

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the name alone: what is compiled from it cannot be."""
        return type(self), (self.schema,)

    def __repr__(self) -> str:
        """Return the expression that makes an equal validator."""
        return f"Validator({self.schema!r})"
