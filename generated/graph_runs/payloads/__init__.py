# Do not edit: copied from generator/runtime/ by `python -m generator generate`.

"""Validate JSON payloads against the spec. Needs the extra: `pip install 'graph-runs[validate]'`."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from .documents import document_findings, document_is_valid
from .findings import Finding, findings_of
from .iterables import Check, Checked, Nulls
from .schemas import UnknownNameError, checked_name, schema_names, schema_of
from .shapes import compiled
from .values import require_json_value

if TYPE_CHECKING:
    import pyarrow  # type: ignore[import-untyped,import-not-found,unused-ignore]

__all__ = ["Check", "Checked", "Finding", "UnknownNameError", "Validator", "schema_names"]


class Validator:
    """The validator of one schema. It can be pickled, and shared by threads."""

    def __init__(self, schema: str) -> None:
        """Prepare for the schema of this name. Raises UnknownNameError."""
        self.schema = checked_name(schema)
        self._compiled = compiled(self.schema)
        from .accepting import acceptor  # takes long to load, and the command does without it for single documents

        accepting = acceptor(self._compiled)
        self._accepts = accepting.accepts_document if accepting else lambda _: False

    @classmethod
    def for_schema(cls, name: str) -> "Validator":
        """Return the validator of a schema, such as `IncomingFlowRunCreate`. Raises UnknownNameError."""
        return cls(name)

    @classmethod
    def for_operation(cls, operation: str, response: str | int | None = None) -> "Validator":
        """Return the validator of an operation's request, or of its response with this status.

        Raises UnknownNameError if there is no such operation, or if the body is not JSON.
        """
        return cls(schema_of(operation, None if response is None else str(response)))

    def findings(self, payload: Any) -> list[Finding]:
        """Return all errors, the most telling first, then the notes; an empty list for a good payload.

        `bytes` are a JSON document in UTF-8, and findings have lines and columns. Anything else is a JSON value as
        json.loads returns it, so a `str` is a JSON string (see `check_text`), and findings have pointers only.

        Raises:
            TypeError: The value is not a JSON value, or contains what is not: NaN, a lone surrogate, a set, a subclass
                such as those of numpy. The message names the type and what to pass instead.

        """
        if type(payload) is bytes and self._accepts(payload):
            return []  # a closed schema, which alone has an acceptor, has no notes
        if isinstance(payload, bytes | bytearray | memoryview):
            return document_findings(self._compiled, bytes(payload))
        require_json_value(payload)
        found = findings_of(self._compiled, payload)
        if found and isinstance(payload, str) and payload.lstrip()[:1] in ("{", "["):
            hint = "(for JSON text pass bytes, or use Validator.check_text)"
            found = [each._replace(message=f"{each.message} {hint}") for each in found]
        return found

    def check_text(self, text: str) -> list[Finding]:
        """Return the findings on a JSON document in a `str`, with lines and columns."""
        return document_findings(self._compiled, text.encode(errors="surrogatepass"))

    def is_valid(self, payload: Any) -> bool:
        """Return whether `findings` would have no errors; notes do not count. Raises TypeError as `findings` does."""
        if type(payload) is bytes:
            return self._accepts(payload) or document_is_valid(self._compiled, payload)
        if isinstance(payload, bytes | bytearray | memoryview):
            return document_is_valid(self._compiled, bytes(payload))
        require_json_value(payload)
        return self._compiled.one.is_valid(payload)

    def check(self, payloads: Iterable[bytes | str | None], *, nulls: Nulls = "skip") -> Check:
        """Return an iterator over the verdicts on JSON texts, one for each, which judges them in batches.

        This is the fastest way to judge many. Both `bytes` and `str` are JSON text here. The iterator counts
        `payloads`, `invalid` and `empty`. Findings have pointers only; of repeated keys the last counts, as in NDJSON.

        Args:
            payloads: JSON texts, and None where there is none.
            nulls: What None is: `skip` counts it as empty, `report` makes it a finding too, of the rule `missing`.

        Raises:
            TypeError: A payload is neither text nor None, or the payloads are a single text.

        """
        if isinstance(payloads, str | bytes | bytearray | memoryview):
            raise TypeError("check takes many texts: pass a list, or use findings (bytes) or check_text (str) for one")
        return Check(self._compiled, payloads, nulls)

    def check_arrow(self, column: "pyarrow.Array | pyarrow.ChunkedArray", ids: Any = None) -> "pyarrow.Table":
        """Return the findings on a column of JSON texts as a table. Needs the extra `arrow`.

        The table has the columns `id`, `pointer`, `rule`, `level` and `message`, all strings but `id`, and one row for
        each finding, in the order of the column. The metadata of its schema counts `payloads`, `invalid` and `empty`.
        Null is not a payload; of repeated keys the last counts, as in NDJSON.

        Args:
            column: Strings or binary data of any of Arrow's layouts, or whatever offers them as an Arrow stream.
            ids: An array or series of the same length, whose values take the place of row numbers (from 0) in `id`.

        """
        from .arrow import check_arrow

        return check_arrow(self._compiled, column, ids)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the name alone: what is compiled from it cannot be."""
        return type(self), (self.schema,)

    def __repr__(self) -> str:
        """Return the expression that makes an equal validator."""
        return f"Validator({self.schema!r})"
