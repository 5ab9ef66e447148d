"""`docs` reports what changed on a page, what it could not read, and where the spec says otherwise."""

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from generator.__main__ import app
from tests.documentation.conftest import PAGES, Archive

# What stands in the example's request only.
REST = """  "recordedDateTime": "String (timestamp)",
  "notes": [
    {
      "@odata.type": "microsoft.graph.archive.note"
    }
  ]
}
```

### Response"""
# What is edited on the page, and what must be said at its line.
EDITS = {
    "member": ("`blank`, `full`,", "`blank`, `torn`,", '"full", "unknownFutureValue"] → ["blank", "torn"'),
    "mark": ("In minutes. Optional.", "In minutes. Required.", "length/mark: optional → required"),
    "permission": ("|Tapes.Write, Tapes.Write.All|", "|Tapes.Write.All|", 'Work/names: ["Tapes.Write", "Tapes'),
    "path": ("\nPOST /archive/shelves", "\nPOST /archives/shelves", "added: requests/POST /archives/shelves/"),
    "status": ("`201 Created`", "`202 Accepted`", "added: responses/202"),
    "type": ("|length|Int32|", "|length|Int64|", "length/type: Int32 → Int64"),
    "row added": ("|notes|[micro", "|weight|Int32|In grams.|\n|notes|[micro", "added: body/rows/weight"),
    "row removed": ("|length|Int32|In minutes. Optional.|\n", "", "removed: body/rows/length"),
    "renamed property": ("|label|String|", "|caption|String|", "added: body/rows/caption"),
    "example key": ('"state": "String",\n' + REST, '"condition": "String",\n' + REST,
                    "added: examples/1/request/payload/condition"),
    "TODO filled": ("**TODO: names**", "Tapes.Write.All", 'application/names: not stated → ["Tapes.Write.All"]'),
    "reworded": ("|What is written on it. Required.|", "|The words on it. Required.|", "label/description changed"),
}  # fmt: skip


def test_an_untouched_page_has_nothing_to_report(archive: Archive) -> None:
    assert archive.docs("--update").exit_code == 0
    assert archive.facts.is_file()
    result = archive.docs()
    assert (result.exit_code, result.stdout) == (0, "1 page, 37 of 37 blocks read\n")
    assert archive.problems() == []


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_of_the_page_is_reported_with_its_line(described: Archive, name: str) -> None:
    old, new, said = EDITS[name]
    line = described.edit(old, new) + old.startswith("\n")
    result = described.docs()
    assert result.exit_code == 1
    drift = [each for each in result.stdout.splitlines() if said in each]
    assert drift, result.stdout
    # A row that is gone is missing from the table, whose line is named.
    assert (
        drift[0].startswith(f"{described.page}:")
        if name == "row removed"
        else drift[0].startswith(f"{described.page}:{line}: ")
    )


def test_update_keeps_what_was_written_by_hand(described: Archive) -> None:
    described.edit("\nPOST /archive/shelves/{shelfId}/tapes", "\nPOST ** no address found")
    result = described.docs("--update")
    assert f"{described.facts}: written" in result.stdout
    assert "createTape/address is POST /archive/shelves/{shelfId}/tapes, but POST ** no address found" in result.stdout
    assert "operations: [createTape]" in described.facts.read_text("utf-8")


def test_a_second_page_of_the_same_name_is_compared_with_what_the_first_one_states(described: Archive) -> None:
    other = described.page.parent.parent / "other" / described.page.name
    other.parent.mkdir()
    other.write_bytes(described.page.read_bytes())
    described.edit("In minutes. Optional.", "In minutes. Required.")
    pages = [str(described.page), str(other)]
    result = CliRunner().invoke(app, ["docs", *pages, "--spec", str(described.spec), "--update"])
    drift = [line for line in result.stdout.splitlines() if "length/mark: " in line]
    assert [line.split(":")[0] for line in drift] == pages
    assert f"required → optional ({described.facts}:" in drift[1]


@pytest.mark.parametrize("name", ["common", "decisions"])
def test_a_page_named_like_another_file_of_the_folder_does_not_replace_it(described: Archive, name: str) -> None:
    kept = described.facts.with_name(f"{name}.yaml")
    if not kept.exists():
        kept.write_text("[]\n", "utf-8")
    before = kept.read_bytes()
    page = described.page.rename(described.page.with_name(f"{name}.md"))
    result = CliRunner().invoke(app, ["docs", str(page), "--spec", str(described.spec), "--update"])
    assert result.exit_code == 1
    assert result.stdout.startswith(f"{kept}:1: ")
    assert kept.read_bytes() == before


def test_a_page_and_the_spec_that_differ_are_named_with_both_lines(archive: Archive) -> None:
    line = archive.edit("In minutes. Optional.", "In minutes. Required.")
    result = archive.docs()
    (said,) = (each for each in result.stdout.splitlines() if "length/required" in each)
    assert said.startswith(f"{archive.spec}:")
    assert f"createTape/request/length/required is false, but true in {archive.page}:{line}" in said


def test_the_report_for_programs_has_kind_file_and_line(archive: Archive) -> None:
    line = archive.edit("`201 Created`", "`201 Created` or `200 OK`")
    report = json.loads(archive.docs("--format", "json").stdout)
    (finding,) = (each for each in report["findings"] if each["kind"] == "not read")
    assert (finding["path"], finding["line"]) == (str(archive.page), line)
    assert report["blocksRead"] < report["blocks"]


def test_a_contradiction_is_reported_until_a_decision_records_both_values(described: Archive) -> None:
    line = described.edit("Namespace: microsoft.graph.archive", "Namespace: microsoft.graph")
    said = f"{described.page}:{line - 1}: the page contradicts itself: create-tape/namespace is microsoft.graph and "
    result = described.docs("--update")
    assert said in result.stdout
    assert "create-tape/namespace" in described.check().stdout
    (described.facts.parent / "decisions.yaml").write_text(
        "- decision: A1\n  at: create-tape/namespace\n  page: microsoft.graph\n  also: microsoft.graph.archive\n"
    )
    assert said not in described.docs().stdout
    assert described.problems() == []


def test_facts_name_their_source_and_commit(archive: Archive) -> None:
    index = {"api/create-tape.md": {"repository": "pages", "path": "beta/api/create-tape.md", "commit": "abc123"}}
    (archive.page.parent.parent / "index.json").write_text(json.dumps(index))
    archive.docs("--update")
    kept = archive.facts.read_text("utf-8")
    assert "source: pages/beta/api/create-tape.md\ncommit: abc123\noperations: [createTape]\n" in kept
    archive.docs("--update", "--source", "elsewhere", "--commit", "def456")
    assert "source: elsewhere\ncommit: def456\n" in archive.facts.read_text("utf-8")


def test_pages_that_the_spec_leaves_out_are_listed_by_kind(described: Archive) -> None:
    result = CliRunner().invoke(app, ["docs", str(described.page.parent.parent), "--spec", str(described.spec)])
    said = result.stdout
    assert result.exit_code == 0
    assert f"{described.page.parent}/rewind-tape.md: action, not in the spec: a draft needs 0 decisions" in said
    assert f"{described.page.parent}/list-tapes.md: list, not in the spec: a draft needs 0 decisions" in said
    assert f"{described.page.parent}/length-of-tapes.md: function, not in the spec: a draft needs 1 decision\n" in said
    assert "  - Tape/recordedDateTime: an example shows null" not in said
    assert "not in the spec: 1 action, 1 enums, 1 function, 1 list, 1 type" in said


def test_no_sentence_of_a_page_is_kept(described: Archive) -> None:
    kept = described.facts.read_text("utf-8")
    for words in ("What is written on it", "Adds a tape", "If successful", "You can specify"):
        assert words in described.page.read_text("utf-8")
        assert words not in kept


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["missing.md"], "does not exist"), ([str(PAGES), "--format", "xml"], "is not one of"), ([], "Missing argument")],
)
def test_a_usage_error_exits_with_2(arguments: list[str], said: str) -> None:
    result = CliRunner().invoke(app, ["docs", *arguments])
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())


EMPTY = {
    "empty": "",
    "blank": "  \n\n",
    "byte order mark": "\ufeff",
    "metadata only": "---\ndoc_type: apiPageType\n---\n",
}


@pytest.mark.parametrize("name", EMPTY)
def test_an_empty_page_is_reported_and_the_others_are_read(described: Archive, name: str) -> None:
    empty = described.page.with_name("empty.md")
    empty.write_text(EMPTY[name], "utf-8")
    result = CliRunner().invoke(app, ["docs", str(empty), str(described.page), "--spec", str(described.spec)])
    assert result.exit_code == 1
    reported, summary = result.stdout.splitlines()
    assert reported == f"{empty}:1: not read: the page is empty"
    assert summary.startswith("2 pages, 37 of ")


@pytest.mark.parametrize("text", ["---\n", "hello\n", "# A\n\ntext\n\n# B\n"])
def test_nothing_counts_as_read_on_a_page_of_unknown_form(archive: Archive, text: str) -> None:
    archive.page.write_text(text, "utf-8")
    result = archive.docs()
    assert result.exit_code == 1
    assert "1 page, 0 of " in result.stdout


def test_a_summary_counts_in_singular_and_plural(archive: Archive) -> None:
    archive.page.write_text("hello\n", "utf-8")
    assert archive.docs().stdout.endswith("1 page, 0 of 1 block read, 1 not read\n")


def test_several_differences_are_counted_in_plural(archive: Archive) -> None:
    archive.edit("In minutes. Optional.", "In minutes. Required.")
    archive.edit("|What is written on it. Required.|", "|What is written on it. Optional.|")
    assert archive.docs().stdout.endswith(", 2 differences\n")


def test_a_folder_without_pages_is_a_usage_error(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    result = CliRunner().invoke(app, ["docs", str(tmp_path / "nothing"), "--spec", str(archive.spec)])
    assert result.exit_code == 2
    assert result.stderr == f"{tmp_path / 'nothing'}: no pages (.md or .txt) in this folder: name another\n"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--describes", "nope"], "--describes: no operation or schema named nope: name one of the spec"),
        (["--commit", "zzz"], "--commit: 'zzz' is not a commit hash: write hexadecimal digits"),
        (["--commit", ""], "--commit: '' is not a commit hash: write hexadecimal digits"),
    ],
)
def test_an_invalid_origin_is_a_usage_error(archive: Archive, options: list[str], said: str) -> None:
    result = archive.docs("--update", *options)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"{said}\n")
    assert not archive.facts.exists()


@pytest.mark.parametrize("command", ["docs", "draft"])
def test_a_page_or_spec_that_is_not_a_regular_file_is_a_usage_error(
    archive: Archive, tmp_path: Path, command: str
) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    for arguments in ([str(fifo), "--spec", str(archive.spec)], [str(archive.page), "--spec", str(fifo)]):
        result = CliRunner().invoke(app, [command, *arguments])
        assert (result.exit_code, result.stderr) == (2, f"{fifo}: not a regular file: name one\n")


@pytest.mark.parametrize("command", ["check", "docs"])
def test_a_file_that_fails_to_be_read_is_named(command: str) -> None:
    unreadable = Path("/proc/self/mem")
    if not unreadable.exists():
        pytest.skip("needs a file that opens and cannot be read")
    result = CliRunner().invoke(app, [command, str(unreadable)])
    assert (result.exit_code, result.stderr) == (2, f"{unreadable}: {os.strerror(5)}\n")
