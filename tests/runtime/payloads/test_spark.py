"""A Spark dataframe has the findings that the command gives for the same texts; on PySpark, with two workers."""

import json
import random
import re
import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from graph_runs.payloads import UnknownNameError

from tests.conftest import ROOT
from tests.runtime.payloads.command import BAD, GOOD, validate
from tests.runtime.payloads.spark_session import local_session

pytestmark = [
    pytest.mark.extra,
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("java"), reason="Spark needs Java 17"),
    pytest.mark.filterwarnings("ignore"),
]
pyspark = pytest.importorskip("pyspark")
README = (ROOT / "generated" / "README.md").read_text("utf-8")
ROWS = 500_000
PARTITIONS = 5


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    environment = pytest.MonkeyPatch()
    environment.setenv("PYTHONPATH", str(ROOT / "generated"))
    session = local_session(tmp_path_factory.mktemp("tables"))
    yield session
    session.stop()
    environment.undo()


def texts(share: float, count: int) -> list[bytes | None]:
    """Return texts of which a share is invalid, some are null, and some have line ends inside."""
    chance = random.Random(share)  # noqa: S311
    wrong = [BAD, b"{", b'{"failedUsersCount": 1.50}', b"[]", BAD.replace(b", ", b",\n")]
    right = [GOOD, GOOD.replace(b", ", b",\n"), None]
    return [chance.choice(wrong if chance.random() < share else right) for _ in range(count)]


@pytest.mark.parametrize("kind", ["binary", "string"])
@pytest.mark.parametrize("share", [0.0, 0.01, 1.0])
def test_findings_are_those_of_the_command(spark: Any, tmp_path: Path, share: float, kind: str) -> None:
    from graph_runs.payloads.spark import is_valid
    from graph_runs.payloads.spark import validate as validate_spark

    some = texts(share, ROWS // 500)
    rows = [(number, text if text is None or kind == "binary" else text.decode()) for number, text in enumerate(some)]
    few = spark.createDataFrame(rows, f"number long, payload {kind}")
    # All rows are made by Spark, many of each text, and the last of the partitions are empty.
    many = few.crossJoin(spark.range(500).withColumnRenamed("id", "copy")).repartition(PARTITIONS, "number")
    frame = many.selectExpr("number * 500 + copy AS id", "payload").union(few.where("false"))
    assert frame.count() == ROWS

    found = validate_spark(frame, "payload", "WorkflowRunCreate", id="id")
    assert found.columns == ["id", "pointer", "rule", "level", "message"]
    table = found.toArrow()

    lines = tmp_path / "x.jsonl"
    # A line of NDJSON has no line end inside; white space in its place changes no finding of the schema.
    lines.write_bytes(b"".join(text.replace(b"\n", b" ") + b"\n" for text in some if text is not None))
    numbers = [number for number, text in enumerate(some) if text is not None]
    report = json.loads(validate("--format", "json", lines).stdout)
    expected = sorted(
        (numbers[each["line"] - 1], each["pointer"], each["rule"], each["level"], each["message"])
        for each in report["findings"]
    )
    ids, *columns = (column.to_pylist() for column in table.columns)
    copies: dict[int, list[Any]] = {}
    for number, *row in zip(ids, *columns, strict=True):
        copies.setdefault(number % 500, []).append((number // 500, *row))
    assert set(copies) == (set(range(500)) if share else set())
    assert all(sorted(rows) == expected for rows in copies.values())

    flags = frame.select("id", is_valid("payload", "WorkflowRunCreate").alias("valid")).groupBy("valid").count()
    counts = {row["valid"]: row["count"] for row in flags.collect()}
    invalid = {number for number, *_ in expected}
    assert counts.get(None, 0) == 500 * (len(some) - len(numbers))
    assert counts.get(False, 0) == 500 * len(invalid)
    assert sum(counts.values()) == ROWS


def test_an_empty_dataframe_and_rows_without_an_id(spark: Any) -> None:
    from graph_runs.payloads.spark import is_valid
    from graph_runs.payloads.spark import validate as validate_spark

    frame = spark.createDataFrame([("{",), (None,)], "payload string")
    assert frame.schema["payload"].nullable
    (row,) = validate_spark(frame, "payload", "Run").collect()
    assert (row["rule"], row["level"]) == ("syntax", "error")
    none = frame.where("false")
    assert validate_spark(none, "payload", "Run").count() == 0
    assert none.select(is_valid("payload", "Run")).collect() == []


def test_the_lines_of_the_readme(spark: Any) -> None:
    (lines,) = re.findall(r"```py\n(.*?)```", README.partition("### Spark")[2].partition("\n### ")[0], re.DOTALL)
    assert len([line for line in lines.splitlines() if line]) == 5
    text = GOOD.decode()
    rows = [("a", text), ("b", BAD.decode()), ("c", None), ("d", "{")]
    spark.sql("CREATE DATABASE lake")
    spark.createDataFrame(rows, "run_id string, payload string").write.saveAsTable("lake.runs")
    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)  # PySpark's, about how it is used
        exec(lines.replace("IncomingFlowRunCreate", "WorkflowRunCreate"), {"spark": spark})  # noqa: S102
    findings = spark.read.table("lake.findings").orderBy("id").collect()
    assert [(row["id"], row["pointer"], row["rule"]) for row in findings] == [
        ("b", "/processingStatus", "enum"),
        ("d", "", "syntax"),
    ]
    assert [tuple(row) for row in spark.read.table("lake.valid_runs").collect()] == [("a", text)]


def test_a_column_without_texts_is_an_error_at_once(spark: Any) -> None:
    from graph_runs.payloads.spark import validate as validate_spark

    frame = spark.createDataFrame([(1, {"a": 1})], "number int, payload map<string, int>")
    with pytest.raises(TypeError, match="column number of int has no JSON texts"):
        validate_spark(frame, "number", "Run")
    with pytest.raises(TypeError, match="column payload of map<string,int> has no JSON texts"):
        validate_spark(frame, "payload", "Run")


def test_an_unknown_schema_is_an_error_at_once(spark: Any) -> None:
    from graph_runs.payloads.spark import is_valid
    from graph_runs.payloads.spark import validate as validate_spark

    frame = spark.createDataFrame([], "payload string")
    for call in (lambda: validate_spark(frame, "payload", "Rum"), lambda: is_valid("payload", "Rum")):
        with pytest.raises(UnknownNameError, match=r"did you mean Run\?"):
            call()
