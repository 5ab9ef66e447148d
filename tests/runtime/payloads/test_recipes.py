"""The recipes for dataframes in the client's README run as they stand, and find what `check` finds."""

import re
from pathlib import Path
from typing import Any

import pytest
from graph_runs.payloads import Validator

from tests.conftest import ROOT
from tests.runtime.payloads.command import BAD, GOOD

pytestmark = pytest.mark.extra
README = (ROOT / "generated" / "README.md").read_text("utf-8")
RECIPES = re.findall(r"```py\n(.*?)```", README.partition("### Dataframes")[2].partition("### Spark")[0], re.DOTALL)
TEXTS = [GOOD.decode(), BAD.decode(), None, "{\n}", "{"]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("recipe", RECIPES, ids=["pandas", "polars", "DuckDB", "Parquet"])
def test_a_recipe(recipe: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    validator = Validator("WorkflowRunCreate")
    parquet.write_table(pa.table({"run_id": list("abcde"), "payload": TEXTS}), tmp_path / "runs.parquet")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {"validator": validator}
    exec(recipe, names)  # noqa: S102
    findings = names["findings"]
    rows = findings.to_pylist() if isinstance(findings, pa.Table) else list(_records(findings))
    expected = [
        (identifier, each.rule)
        for identifier, checked in zip("abcde", validator.check(TEXTS), strict=True)
        for each in checked.findings
    ]
    assert len(expected) == 10
    assert [(row["id"], row["rule"]) for row in rows] == expected


def _records(frame: Any) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = frame.to_dicts() if hasattr(frame, "to_dicts") else frame.to_dict("records")
    return records
