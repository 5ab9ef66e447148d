"""The spec says what the committed facts say: each edit of one fact is named with both files and both values."""

import pickle
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from generator.__main__ import app
from generator.documentation import checking, facts, files
from generator.spec.document import Document
from generator.spec.source import InvalidSpecError, Problem, Source
from tests.conftest import SPEC, the_facts
from tests.documentation.spec_edits import Edit, common_edits, page_edits, resource_edits

FOLDER = SPEC.parent / files.FOLDER
FILES = the_facts()
DRAFTS = [file.facts for file in FILES if isinstance(file.facts, facts.ApiPage) and re.match(r"\d{3}_", file.page)]
DESCRIBED = frozenset(name for file in FILES if isinstance(file.facts, facts.ResourcePage) for name in file.schemas)
PAGES = [file.page for file in FILES if not isinstance(file.facts, facts.EnumPage)]
# The only permissions that a draft names, and the only property that one calls nullable in a request.
S4_5 = "x-ms-permissions: # decision S4-5\n        delegatedWork: "
IN_PROGRESS = "format: date-time}, {type: 'null'}]\n        status:"


def test_every_fact_of_the_five_drafts_is_in_a_facts_file() -> None:
    bodies = [page.body for page in DRAFTS if page.body]
    rows = [row for body in bodies for row in body.rows]
    cells = [cell for page in DRAFTS if (table := page.permissions)
             for cell in (table.delegated_work, table.delegated_personal, table.application)]  # fmt: skip
    assert (len(DRAFTS), len(rows), len(cells)) == (5, 30, 15)
    assert sum(len(row.members) for row in rows) == 34
    assert sum(len(page.requests) for page in DRAFTS) == 6
    assert [response.status for page in DRAFTS for response in page.responses] == ["204", "204", "201", "201", "201"]
    assert sum(row.mark == "required" for row in rows) == 2 + 4 + 8
    assert [body.lead for body in bodies] == ["available", "required", "available", "required", "available"]
    assert [row.name for row in rows if row.nullable] == ["endDateTime"]
    assert sum(cell.todo for cell in cells) == 12


def test_the_spec_is_what_the_facts_say(spec: Document) -> None:
    assert checking.problems(spec, FOLDER) == []


@pytest.fixture(scope="module")
def kept() -> checking.Kept:
    return checking.load_folder(FOLDER)


@pytest.mark.parametrize(
    ("name", "step"),
    [
        *(pytest.param(name, 60, id=f"{name}-one in sixty") for name in (*PAGES[::4], "common")),
        *(pytest.param(name, 6, id=f"{name}-one in six", marks=pytest.mark.slow) for name in PAGES if name[0] != "0"),
        *(pytest.param(name, 1, id=f"{name}-all", marks=pytest.mark.slow) for name in PAGES if name[0] == "0"),
        pytest.param("common", 1, id="common-all", marks=pytest.mark.slow),
    ],
)
def test_each_edit_of_one_fact_is_named(
    spec: Document, kept: checking.Kept, name: str, step: int, pytestconfig: pytest.Config
) -> None:
    step = 1 if pytestconfig.getoption("--fuzz") else step
    page = next((file for file in FILES if file.page == name), None)
    if page is None:
        tried = list(common_edits(spec.data))
    else:
        tried = list(page_edits(spec.data, page, DESCRIBED) if page.operations else resource_edits(spec.data, page))
    assert len(tried) > 10
    first = len(name) * 7 % min(step, len(tried))  # another kind of edit for each page
    silent = [
        edit.what
        for edit in tried[first::step]
        if not any(names(problem, edit) for problem in problems_after(spec, edit, kept))
    ]
    assert "\n".join(silent) == ""


def problems_after(spec: Document, edit: Edit, kept: checking.Kept) -> list[Problem]:
    data = pickle.loads(pickle.dumps(spec.data))  # noqa: S301 - a copy, in a fifth of the time of deepcopy
    edit.change(data)
    return checking.compare(Source(spec.path, data, spec.lines), kept)


def names(problem: Problem, edit: Edit) -> bool:
    """Whether the problem is one of the spec and names the file that states the fact."""
    stated = "which no page states" if edit.stated_by is None else edit.stated_by
    return problem.path == SPEC and stated in problem.what


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("required: [displayName, readinessStatus]", "required: [displayName]", "required is false, but true in"),
        ("deleted, expired", "disabled, expired", '"disabled", "expired", "unknownFutureValue"], but ["notReady"'),
        (S4_5 + "[LifecycleWorkflows.ReadWrite.All]", S4_5 + "null", "delegatedWork is absent, but [\"Life"),
        ("'#microsoft.industryData.process']", "'#microsoft.industry.process']", "decision X2 records other values"),
        ("        '204': # decision S0-1\n", "        '202': # decision S0-1\n", 'success is ["202"], but ["204"] in'),
        (IN_PROGRESS, IN_PROGRESS.replace(", {type: 'null'}", ""), "request/endDateTime/nullable is false, but true"),
    ],
)  # fmt: skip
def test_check_names_line_file_and_both_values(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = SPEC.read_text("utf-8")
    assert text.count(old) == 1
    copied = copy_of_the_spec(tmp_path)
    copied.write_text(text.replace(old, new), "utf-8")
    line = text.count("\n", 0, text.index(old)) + 1
    (named,) = {each for each in reported(copied) if said in each and "createProcessRun" not in each}
    assert named.startswith(f"{copied}:")
    assert abs(int(named.removeprefix(f"{copied}:").split(":")[0]) - line) <= 2
    assert f"{copied.parent / 'documentation'}/" in named


def reported(spec: Path) -> list[str]:
    """Return the problems of the spec as `check` prints them."""
    with pytest.raises(InvalidSpecError) as caught:
        checking.load(spec)
    return [str(problem) for problem in caught.value.problems]


def copy_of_the_spec(folder: Path) -> Path:
    (folder / "documentation").mkdir()
    for path in FOLDER.iterdir():
        (folder / "documentation" / path.name).write_bytes(path.read_bytes())
    (folder / "DECISIONS.md").write_bytes((SPEC.parent / "DECISIONS.md").read_bytes())
    return folder / "openapi.yaml"


def test_check_reports_missing_facts(tmp_path: Path) -> None:
    alone = tmp_path / "openapi.yaml"
    alone.write_bytes((Path(__file__).parent / "archive.yaml").read_bytes())
    result = CliRunner().invoke(app, ["check", str(alone)])
    assert result.exit_code == 0, result.stdout
    assert "no facts: documentation not compared" in result.stdout


def test_a_decision_that_silences_nothing_is_reported(tmp_path: Path) -> None:
    copied = copy_of_the_spec(tmp_path)
    copied.write_bytes(SPEC.read_bytes())
    decisions = copied.parent / "documentation/decisions.yaml"
    lines = decisions.read_text("utf-8").count("\n")
    with decisions.open("a", encoding="utf-8") as file:
        file.write("- decision: X5\n  at: addRun/request/endDateTime/invented\n  page: true\n  spec: false\n")
    result = CliRunner().invoke(app, ["check", str(copied)])
    assert result.exit_code == 1
    assert result.stdout.startswith(
        f"{decisions}:{lines + 1}: decision X5 silences nothing: addRun/request/endDateTime"
    )
    assert len(result.stdout.splitlines()) == 1


def test_a_decision_needs_a_number_of_the_list(spec: Document, tmp_path: Path) -> None:
    copied = copy_of_the_spec(tmp_path)
    decisions = copied.parent / "documentation/decisions.yaml"
    decisions.write_text(decisions.read_text("utf-8").replace("decision: S3-1", "decision: S3-9"), "utf-8")
    (problem,) = checking.problems(spec, copied.parent / "documentation")
    assert "has no decision S3-9: add it there" in str(problem)


def test_a_decision_without_a_number_is_reported_as_such(spec: Document, tmp_path: Path) -> None:
    copied = copy_of_the_spec(tmp_path)
    decisions = copied.parent / "documentation/decisions.yaml"
    decisions.write_text(decisions.read_text("utf-8").replace("decision: S3-1\n", "decision: TODO\n", 1), "utf-8")
    (problem,) = checking.problems(spec, copied.parent / "documentation")
    assert "createOutgoingFlowRun/address is a TODO: give it a number of " in str(problem)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("000_ae8b8eb34dd80151.yaml", "kind: api", "kind: apes", "kind 'apes'"),
        ("000_ae8b8eb34dd80151.yaml", "namespace:", "name:", "unexpected key name"),
        ("000_ae8b8eb34dd80151.yaml", "    content: object", "    contents: object", "content is missing"),
        ("decisions.yaml", "  also: process", "  other: process", "exactly the keys"),
        (
            "common.yaml",
            "statuses:\n  source: learn.microsoft.com/graph/errors\n",
            "statuses:\n",
            "statuses has no source",
        ),
    ],
)
def test_a_broken_file_of_facts_is_named_with_its_line(
    spec: Document, tmp_path: Path, file: str, old: str, new: str, said: str
) -> None:
    copied = copy_of_the_spec(tmp_path)
    path = copied.parent / "documentation" / file
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(InvalidSpecError) as caught:
        checking.problems(spec, path.parent)
    lines = [str(problem) for problem in caught.value.problems]
    assert any(line.startswith(f"{path}:") and said in line for line in lines), lines
