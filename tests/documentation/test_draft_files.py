"""A draft can be written into the spec: what is left to do is what a person has to decide or to say."""

import json
import re
import shutil
import subprocess

import pytest
from typer.testing import CliRunner, Result

from generator.__main__ import app
from tests.documentation.conftest import Archive


def draft(archive: Archive, *arguments: str, page: str = "list-tapes") -> Result:
    path = archive.page.parent / f"{page}.md"
    return CliRunner().invoke(app, ["draft", str(path), "--spec", str(archive.spec), *arguments])


def finish(archive: Archive) -> None:
    """Do what a person does: write the words, and number the decisions."""
    text = archive.spec.read_text("utf-8")
    archive.spec.write_text(re.sub(" # TODO.*", "", text).replace("TODO in your own words", "Our words"), "utf-8")
    decisions = archive.spec.parent / "documentation/decisions.yaml"
    if decisions.is_file():
        decisions.write_text(decisions.read_text("utf-8").replace("decision: TODO", "decision: A1"), "utf-8")


def show_one_cloud(archive: Archive, name: str) -> None:
    """Let the page name the only cloud whose server the spec has."""
    page = archive.page.parent / f"{name}.md"
    page.write_text(page.read_text("utf-8").replace("global-us.md", "global-only.md"), "utf-8")


@pytest.mark.parametrize("name", ["list-tapes", "rewind-tape", "length-of-tapes"])
def test_check_asks_for_nothing_but_the_todos_that_are_listed(described: Archive, name: str) -> None:
    show_one_cloud(described, name)
    written = draft(described, "--write", page=name)
    assert written.exit_code == 0, written.stdout
    todos = [line.rsplit(":", 1)[0] for line in written.stdout.splitlines() if "TODO" in line]
    assert todos
    decisions = described.spec.parent / "documentation/decisions.yaml"
    numbers = described.spec.parent / "DECISIONS.md"
    numbers.write_text("- **A1** Decided.\n", "utf-8")
    asked = [line.split(": ")[0] for line in described.check().stdout.splitlines()]
    assert {place for place in asked if place.startswith(str(described.spec))} <= {
        ":".join(each.split(":")[:2]) for each in todos
    }
    assert all(place.startswith((str(described.spec), str(decisions))) for place in asked)
    finish(described)
    assert described.problems() == []


def test_check_and_the_package_take_what_was_drafted(described: Archive) -> None:
    for name in ("list-tapes", "rewind-tape", "length-of-tapes"):
        show_one_cloud(described, name)
        assert draft(described, "--write", page=name).exit_code == 0
    finish(described)
    result = described.check()
    assert (result.exit_code, "4 operations, " in result.stdout) == (0, True), result.stdout
    assert result.stdout.endswith("no problems\n")


def test_payloads_and_facts_are_written_and_the_name_is_used_throughout(archive: Archive) -> None:
    written = draft(archive, "--write", "--operation", "listTapesOfShelf")
    assert written.exit_code == 0, written.stdout
    spec = archive.spec.read_text("utf-8")
    assert "operationId: listTapesOfShelf\n" in spec
    assert "    ListTapesOfShelfResponseExample:" in spec
    payload = archive.spec.parent / "examples/listTapesOfShelf.response.json"
    assert json.loads(payload.read_text("utf-8"))["value"][0]["label"] == "Holidays"
    facts = (archive.spec.parent / "documentation/list-tapes.yaml").read_text("utf-8")
    assert "operations: [listTapesOfShelf]" in facts
    assert archive.docs().exit_code == 0


def test_the_facts_name_the_commit_of_a_checkout(archive: Archive) -> None:
    def git(*arguments: str) -> str:
        identity = ("-c", "user.name=tests", "-c", "user.email=tests@example.test", "-c", "commit.gpgsign=false")
        run = [shutil.which("git") or "git", "-C", str(archive.page.parent.parent), *identity, *arguments]
        return subprocess.run(run, check=True, capture_output=True, text=True).stdout.strip()

    git("init", "-q")
    git("remote", "add", "origin", "https://git.example/tapes/docs.git")
    git("add", "-A")
    git("commit", "-q", "-m", "Pages")
    draft(archive, "--write")
    facts = (archive.spec.parent / "documentation/list-tapes.yaml").read_text("utf-8")
    assert f"source: tapes/docs/api/list-tapes.md\ncommit: {git('rev-parse', 'HEAD')}\n" in facts


def test_more_names_than_operations_are_refused(archive: Archive) -> None:
    result = draft(archive, "--operation", "listTapes", "--operation", "listReels")
    assert result.exit_code == 1
    assert "no operation is left for the name listReels: name one for each address" in result.stdout


def test_what_the_spec_has_is_used_whatever_its_name(archive: Archive) -> None:
    spec = archive.spec.read_text("utf-8")
    spec = re.sub(r"\bTape(?=['\n:])", "Reel", spec).replace("ShelfId", "Shelf")
    archive.spec.write_text(spec, "utf-8")
    page = archive.page.parent.parent / "resources/archive-tape.md"
    facts = ["docs", str(page), "--spec", str(archive.spec), "--update", "--describes", "Reel"]
    CliRunner().invoke(app, facts)
    drafted = draft(archive).stdout
    assert "- $ref: '#/components/parameters/Shelf'" in drafted
    assert "    ReelCollection:" in drafted
    assert "    Tape:" not in drafted
    assert draft(archive, "--write").exit_code == 0
    other = archive.page.parent / "list-reels.md"
    text = (archive.page.parent / "list-tapes.md").read_text("utf-8")
    other.write_text(text.replace("shelves/{shelfId}/tapes", "shelves/{shelfId}/reels"), "utf-8")
    again = draft(archive, page="list-reels").stdout
    assert "#/components/schemas/ReelCollection" in again
    assert "    ReelCollection:" not in again


def test_a_path_comes_after_those_of_its_service(archive: Archive) -> None:
    spec = archive.spec.read_text("utf-8")
    other = spec[spec.index("  /archive/shelves") : spec.index("components:\n")]
    other = other.replace("/archive/shelves/{shelfId}/tapes", "/films/{shelfId}/tapes")
    other = other.replace("createTape", "createFilm").replace("tags: [archive]", "tags: [films]")
    spec = spec.replace("components:\n", f"{other}components:\n", 1).replace(
        "paths:\n", "  - name: films\n    description: Films.\npaths:\n", 1
    )
    ours = "        application: null\n"
    spec = spec.replace(ours, f"{ours}      x-availability: live\n", 1)
    archive.spec.write_text(spec, "utf-8")
    assert "# ==> paths, after /archive/shelves/{shelfId}/tapes\n" in draft(archive, page="rewind-tape").stdout
    draft(archive, "--write", page="rewind-tape")
    paths = re.findall(r"(?m)^  (/\S+):", archive.spec.read_text("utf-8"))
    assert [path.split("/")[1] for path in paths] == ["archive", "archive", "films"]


def test_what_a_page_states_in_two_ways_is_an_entry(archive: Archive) -> None:
    page = archive.page.parent / "list-tapes.md"
    text = page.read_text("utf-8")
    assert text.count('"@odata.type": "microsoft.graph.archive.tape"') == 1
    page.write_text(text.replace('graph.archive.tape"', 'graph.archive.reel"'), "utf-8")
    assert "  at: list-tapes/response/type" in draft(archive).stdout


def test_a_difference_that_other_places_have_is_shown_with_the_number_of_its_decision(archive: Archive) -> None:
    page = archive.page.parent / "list-tapes.md"
    page.write_text(page.read_text("utf-8").replace("`$filter` OData", "`$orderBy` OData"), "utf-8")
    difference = "parameters/$orderby\n  page: $orderBy\n  spec: $orderby\n"
    decisions = archive.spec.parent / "documentation/decisions.yaml"
    assert difference in draft(archive).stdout
    decisions.write_text(f"- decision: A7\n  at: listReels/{difference}", "utf-8")
    assert "# - listTapes/parameters/$orderby: other places have these values by decision A7\n" in draft(archive).stdout
    decisions.write_text(
        "- decision: A7\n  at: listReels/parameters/$top\n  page: $orderBy\n  spec: $orderby\n", "utf-8"
    )
    assert "decision A7" not in draft(archive).stdout


def test_what_the_draft_leaves_out_is_among_the_decisions(archive: Archive) -> None:
    page = archive.page.parent / "list-tapes.md"
    include = "[!INCLUDE [roles](../includes/rbac-for-apis/archive-roles.md)]\n\n## HTTP request"
    page.write_text(page.read_text("utf-8").replace("## HTTP request", include), "utf-8")
    spec = archive.spec.read_text("utf-8")
    archive.spec.write_text(re.sub(r"\bTape(?=['\n:])", "Reel", spec), "utf-8")
    drafted = draft(archive).stdout
    assert "# - directory roles: the page includes archive-roles, and the reader reads no such includes: " in drafted
    assert "# - Tape: no example shows the relationships notes: add those that requests can expand\n" in drafted


def test_a_nullable_time_is_drafted_on_one_line(archive: Archive) -> None:
    spec = archive.spec.read_text("utf-8")
    archive.spec.write_text(re.sub(r"\bTape(?=['\n:])", "Reel", spec), "utf-8")
    assert "anyOf: [{type: string, format: date-time}, {type: 'null'}]\n" in draft(archive).stdout
