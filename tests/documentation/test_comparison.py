"""The spec says what the committed facts say: each edit of one fact is named with both files and both values."""

import pickle
import re
from pathlib import Path

import pytest

from generator.documentation import checking, facts, files
from generator.spec.document import Document
from generator.spec.source import Problem, Source, read
from tests.conftest import SPEC, the_documentation, the_facts
from tests.documentation.conftest import Archive
from tests.documentation.spec_edits import Edit, common_edits, page_edits, resource_edits

FOLDER = SPEC.parent / files.FOLDER
KEPT = the_documentation()
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
    assert checking.compare(spec, KEPT) == []


@pytest.mark.parametrize(
    ("name", "step"),
    [
        *(pytest.param(name, 200, id=f"{name}-one in 200") for name in (*PAGES[::4], "common")),
        *(pytest.param(name, 6, id=f"{name}-one in six", marks=pytest.mark.slow) for name in PAGES if name[0] != "0"),
        *(pytest.param(name, 1, id=f"{name}-all", marks=pytest.mark.slow) for name in PAGES if name[0] == "0"),
        pytest.param("common", 1, id="common-all", marks=pytest.mark.slow),
    ],
)
def test_each_edit_of_one_fact_is_named(spec: Document, name: str, step: int, pytestconfig: pytest.Config) -> None:
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
        if not any(names(problem, edit) for problem in problems_after(spec, edit))
    ]
    assert "\n".join(silent) == ""


def problems_after(spec: Document, edit: Edit) -> list[Problem]:
    data = pickle.loads(pickle.dumps(spec.data))  # noqa: S301 - a copy, in a fifth of the time of deepcopy
    edit.change(data)
    return checking.compare(Source(spec.path, data, spec.lines), KEPT)


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
    edited = tmp_path / "openapi.yaml"
    edited.write_text(text.replace(old, new), "utf-8")
    line = text.count("\n", 0, text.index(old)) + 1
    problems = map(str, checking.compare(read(edited), KEPT))
    (named,) = {each for each in problems if said in each and "createProcessRun" not in each}
    assert named.startswith(f"{edited}:")
    assert abs(int(named.removeprefix(f"{edited}:").split(":")[0]) - line) <= 2
    assert f"{FOLDER}/" in named


def decide(archive: Archive, text: str) -> Path:
    decisions = archive.facts.parent / "decisions.yaml"
    decisions.write_text(text, "utf-8")
    return decisions


def test_a_decision_that_silences_nothing_is_reported(described: Archive) -> None:
    decisions = decide(
        described,
        "# What we decided.\n- decision: A1\n  at: createTape/request/length/invented\n  page: true\n  spec: false\n",
    )
    result = described.check()
    assert result.exit_code == 1
    assert result.stdout.startswith(f"{decisions}:2: decision A1 silences nothing: createTape/request/length/invented")
    assert len(result.stdout.splitlines()) == 1


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("A2", "DECISIONS.md has no decision A2: add it there"),
        ("TODO", "the decision on createTape/request/length/required is a TODO: give it a number of "),
    ],
)
def test_a_decision_needs_a_number_of_the_list(described: Archive, number: str, said: str) -> None:
    facts = described.facts.read_text("utf-8")
    row = "name: length, type: Int32, mark: optional"
    assert facts.count(row) == 1
    described.facts.write_text(facts.replace(row, row.replace("optional", "required")), "utf-8")
    (described.spec.parent / "DECISIONS.md").write_text("- **A1** Decided.\n", "utf-8")
    entry = "- decision: {}\n  at: createTape/request/length/required\n  page: true\n  spec: false\n"
    decide(described, entry.format("A1"))
    assert described.problems() == []
    decisions = decide(described, entry.format(number))
    (problem,) = described.problems()
    assert problem.startswith(f"{decisions}:1: ")
    assert said in problem


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("create-tape.yaml", "kind: api", "kind: apes", "kind 'apes'"),
        ("create-tape.yaml", "namespace:", "name:", "unexpected key name"),
        ("create-tape.yaml", "    content: object", "    contents: object", "content is missing"),
        ("decisions.yaml", "  also: process", "  other: process", "exactly the keys"),
        ("common.yaml", "servers:\n  source: the tests\n", "servers:\n", "servers has no source"),
    ],
)
def test_a_broken_file_of_facts_is_named_with_its_line(
    described: Archive, file: str, old: str, new: str, said: str
) -> None:
    decide(described, "- decision: A1\n  at: create-tape/namespace\n  page: processes\n  also: process\n")
    path = described.facts.parent / file
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    problems = described.problems()
    assert any(each.startswith(f"{path}:") and said in each for each in problems), problems
