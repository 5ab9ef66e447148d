# Do not edit: copied from generator/runtime/ by `python -m generator generate`.

"""Judge the JSON texts in a column of Arrow data, in batches. Needs the extra `arrow`."""

from collections.abc import Iterator
from importlib import import_module
from operator import attrgetter
from typing import Any, cast

import pyarrow as pa  # type: ignore[import-untyped,import-not-found,unused-ignore]

from .batches import BATCH, Judge
from .documents import shows_fraction, with_numbers_as_written
from .findings import Finding
from .shapes import Compiled

pc: Any = import_module("pyarrow.compute")  # makes its functions at run time, unseen by type checkers
FIELDS = tuple(pa.field(name, pa.string(), nullable=False) for name in ("pointer", "rule", "level", "message"))


def findings_schema(identifier: pa.DataType) -> pa.Schema:
    """Return the schema of a table of findings: `id`, of this type, `pointer`, `rule`, `level` and `message`."""
    return pa.schema([pa.field("id", identifier), *FIELDS])


def check_arrow(schema: Compiled, column: Any, ids: Any = None) -> pa.Table:
    """Return the findings on the texts of a column; see Validator.check_arrow."""
    chunks = [column] if isinstance(column, pa.Array) else _chunks(column)
    if ids is not None and len(ids) != sum(map(len, chunks)):
        raise ValueError(f"{sum(map(len, chunks)):,} rows, but {len(ids):,} ids")
    judge = Judge(schema)
    rows: list[int] = []
    found: list[Finding] = []
    first = payloads = invalid = 0
    for chunk in chunks:
        binary = _binary(chunk)
        texts = binary.drop_null()
        numbers = None if binary.null_count == 0 else pc.indices_nonzero(binary.is_valid())
        for index, findings in _failing(judge, texts):
            rows += [first + (index if numbers is None else numbers[index].as_py())] * len(findings)
            found += findings
            invalid += findings[0].level == "error"
        payloads += len(texts)
        first += len(chunk)
    picked = pa.array(rows, pa.int64())
    identifiers = picked if ids is None else pc.take(_identifiers(ids), picked)
    columns = [pa.array(map(attrgetter(field.name), found), pa.string(), size=len(found)) for field in FIELDS]
    counts = {"payloads": payloads, "invalid": invalid, "empty": first - payloads}
    table = pa.table([identifiers, *columns], findings_schema(identifiers.type))
    return table.replace_schema_metadata({name: str(count) for name, count in counts.items()})


def valid_arrow(schema: Compiled, column: Any) -> pa.Array:
    """Return for each text whether it is valid, null for null."""
    judge = Judge(schema)
    chunks = [column] if isinstance(column, pa.Array) else _chunks(column)
    return pa.concat_arrays([pa.array([], pa.bool_()), *(_flags(judge, chunk) for chunk in chunks)])


def _flags(judge: Judge, chunk: pa.Array) -> pa.Array:
    binary = _binary(chunk)
    texts = binary.drop_null()
    flags = [True] * len(texts)
    for index, found in _failing(judge, texts):
        flags[index] = found[0].level != "error"
    valid = pa.array(flags, pa.bool_())
    if not binary.null_count:
        return valid
    return pc.replace_with_mask(pa.nulls(len(binary), pa.bool_()), binary.is_valid(), valid)


def _chunks(column: Any) -> list[pa.Array]:
    if isinstance(column, pa.ChunkedArray):
        return cast("list[pa.Array]", column.chunks)
    if hasattr(column, "__arrow_c_stream__") or hasattr(column, "__arrow_c_array__"):
        return cast("list[pa.Array]", pa.chunked_array(column).chunks)  # a column of polars, for instance
    raise TypeError(f"{type(column).__name__} is not a column of Arrow data; pyarrow.array(values) makes one")


def _identifiers(ids: Any) -> Any:
    """Return ids that are not Arrow's own, such as a series of polars or pandas, as an array that can be indexed."""
    if isinstance(ids, pa.Array | pa.ChunkedArray) or not hasattr(ids, "__arrow_c_stream__"):
        return ids
    array = pa.chunked_array(ids)
    return array.cast(pa.large_string()) if pa.types.is_string_view(array.type) else array


def _binary(texts: pa.Array) -> pa.Array:
    """Return the texts as an array of `large_binary`."""
    if pa.types.is_dictionary(texts.type):
        texts = texts.dictionary_decode()
    if pa.types.is_null(texts.type):
        return pa.nulls(len(texts), pa.large_binary())
    try:
        return texts.cast(pa.large_binary())
    except pa.ArrowNotImplementedError:
        raise TypeError(f"a column of {texts.type} has no JSON texts; cast it to string or binary") from None


def _failing(judge: Judge, texts: pa.Array) -> Iterator[tuple[int, list[Finding]]]:
    """Yield index and findings of the texts that have any."""
    if not len(texts):
        return
    size = max(1, pc.sum(pc.binary_length(texts)).as_py() // len(texts))  # of a text, on average
    rows = max(1, BATCH // size)
    for start in range(0, len(texts), rows):
        part = texts.slice(start, rows).to_pylist()
        for index, found in judge.failing(part):
            if shows_fraction(found):
                found = with_numbers_as_written(part[index].decode(), found)
            yield start + index, found
