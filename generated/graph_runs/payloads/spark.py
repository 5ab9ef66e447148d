# Do not edit: copied from generator/runtime/ by `python -m generator generate`.

"""Judge the JSON texts in a column of a Spark dataframe, on the workers. Needs the extra `arrow` there, and PySpark.

from graph_runs.payloads.spark import is_valid, validate

findings = validate(df, "payload", "WorkflowRunCreate", id="run_id")
good = df.where(is_valid("payload", "WorkflowRunCreate"))
"""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import pyarrow as pa  # type: ignore[import-untyped,import-not-found,unused-ignore]
from pyspark.sql import functions as F  # noqa: N812 - as everybody imports it
from pyspark.sql.pandas.functions import arrow_udf
from pyspark.sql.types import BinaryType, StringType, StructField, StructType

from .arrow import check_arrow, valid_arrow
from .schemas import checked_name
from .shapes import compiled

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame


def validate(df: "DataFrame", column: str, schema: str, *, id: str | None = None) -> "DataFrame":  # noqa: A002
    """Return the findings on a column of JSON texts, one row each: `id`, `pointer`, `rule`, `level`, `message`.

    Args:
        df: A dataframe.
        column: The name of a column of strings or binary data. Null is not a payload.
        schema: The name of a schema, such as `IncomingFlowRunCreate`.
        id: The name of the column whose values identify rows in the findings; without it, `id` is Spark's
            monotonically increasing number.

    Raises:
        UnknownNameError: There is no schema of that name.
        TypeError: The column has neither strings nor binary data.

    """
    checked_name(schema)
    identifier = F.col(id) if id else F.monotonically_increasing_id()
    rows = df.select(identifier.alias("id"), F.col(column).alias("text"))
    kind = rows.schema["text"].dataType
    if not isinstance(kind, StringType | BinaryType):
        raise TypeError(f"column {column} of {kind.simpleString()} has no JSON texts: take to_json(…), or cast it")
    texts = [StructField(name, StringType(), nullable=False) for name in ("pointer", "rule", "level", "message")]
    return rows.mapInArrow(partial(_findings, schema), StructType([rows.schema["id"], *texts]))


def is_valid(column: "str | Column", schema: str) -> "Column":
    """Return a column that says whether a JSON text is valid; null for null.

    Raises UnknownNameError. A column that has no texts ends the query with a TypeError.
    """
    checked_name(schema)

    def valid(texts: pa.Array) -> pa.Array:
        return valid_arrow(compiled(schema), texts)

    # PySpark reads the annotations, and warns where the type of function is passed, which its stubs demand.
    flag: Column = arrow_udf(valid, "boolean")(column)  # type: ignore[call-overload,unused-ignore]
    return flag


def _findings(schema: str, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        found = check_arrow(compiled(schema), batch.column("text"), batch.column("id"))
        if found.num_rows:
            yield from found.replace_schema_metadata().to_batches()
