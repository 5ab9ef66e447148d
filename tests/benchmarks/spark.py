"""Compare validation in Spark with what a user would write, and with what Spark takes itself; prints Markdown.

Run by `make bench`; alone by `.venv/bin/python -m tests.benchmarks.spark`, with a number of rows if not 500,000.
"""

import shutil
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson
from graph_runs.payloads import Validator

from tests.benchmarks.bench import table
from tests.benchmarks.columns import SCHEMA, rates
from tests.runtime.payloads.spark_session import local_session

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

ROWS = 500_000
TEXTS = 1_000  # that differ
ROUNDS = 4


def measured(lines: list[bytes], rows: int, folder: Path) -> None:
    """Measure dataframes with two workers: warm, and the first time, which is told apart."""
    warnings.simplefilter("ignore", FutureWarning)  # of pandas, about what PySpark does with it
    started = time.perf_counter()
    spark = local_session(folder)
    try:
        few = spark.createDataFrame([(line,) for line in lines], "payload binary")
        frame = few.crossJoin(spark.range(rows // TEXTS)).select("id", "payload").repartition(4).cache()
        frame.count()
        cold: dict[str, float | str] = {"session and dataframe": time.perf_counter() - started}
        calls = queries(frame)
        for name, query in calls.items():
            started = time.perf_counter()
            query()
            cold[f"first {name}"] = time.perf_counter() - started
        title = f"Spark, {rows:,} rows, 1 % invalid, warm, two workers"
        table(title, "rows/s", rates(calls, rows, ROUNDS, time.perf_counter))
        table("Spark, the first time", "s", cold, ratios=False)
    finally:
        spark.stop()


def queries(frame: "DataFrame") -> dict[str, Callable[[], object]]:
    """Return what is compared. All but ours run in the workers as they stand here."""
    from graph_runs.payloads.spark import is_valid, validate
    from pyspark.sql import functions as F  # noqa: N812

    def naive(payload: Any) -> int:
        return len(Validator(SCHEMA).findings(bytes(payload)))

    def parse(batches: Iterator[Any]) -> Iterator[Any]:
        for batch in batches:
            for text in batch.column("payload").to_pylist():
                orjson.loads(text)
        return iter(())

    def nothing(batches: Iterator[Any]) -> Iterator[Any]:
        for _ in batches:
            pass
        return iter(())

    by_arrow, pickled = (F.udf(naive, "int", useArrow=each)("payload") for each in (True, False))
    return {
        "udf with findings(bytes), by Arrow": lambda: frame.where(by_arrow > 0).count(),
        "udf with findings(bytes), pickled": lambda: frame.where(pickled > 0).count(),
        "graph_runs.payloads.spark.validate": lambda: validate(frame, "payload", SCHEMA, id="id").count(),
        "graph_runs.payloads.spark.is_valid": lambda: frame.where(~is_valid("payload", SCHEMA)).count(),
        "mapInArrow with orjson.loads alone": lambda: frame.mapInArrow(parse, "id long").count(),
        "mapInArrow that does nothing": lambda: frame.mapInArrow(nothing, "id long").count(),
    }


def main(rows: int, write: Callable[[Path, int, float], None]) -> None:
    """Measure and print, if Spark can run here; `write` writes payloads."""
    if not shutil.which("java") or not find_spec("pyspark"):
        print("Spark is left out: it needs PySpark and Java 17", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "column.jsonl")
        write(path, TEXTS, 0.01)
        measured(path.read_bytes().splitlines(), rows, path.parent)


if __name__ == "__main__":
    from tests.benchmarks.validation import write as write_payloads

    main(int(sys.argv[1]) if sys.argv[1:] else ROWS, write_payloads)
