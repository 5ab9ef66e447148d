"""A draft can be pasted into the spec: what check asks for then is marked TODO, and nothing is guessed."""

import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from generator.__main__ import app
from generator.documentation import draft_text
from generator.spec import document
from generator.spec.document import Document
from tests.documentation.conftest import HERE, Archive

TODO = re.compile(r"TODO")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def draft(archive: Archive, *pages: Path) -> str:
    result = run("draft", *map(str, pages), "--spec", str(archive.spec))
    assert result.exit_code == 0, result.stdout
    return result.stdout


def parts(text: str) -> list[tuple[str, list[str]]]:
    """Return each part of a draft by the place that it names."""
    found: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        if line.startswith("# ==> "):
            found.append((line.removeprefix("# ==> "), []))
        elif found:
            found[-1][1].append(line)
    return found


def paste(archive: Archive, text: str) -> None:
    """Do what a person does: put each part at the end of its section, and run what the draft names."""
    lines = archive.spec.read_text("utf-8").splitlines()
    decisions = archive.facts.parent / "decisions.yaml"
    for place, content in parts(text):
        if place == "paths":
            lines[lines.index("components:") : lines.index("components:")] = content
        elif place.startswith("paths, under "):
            start = lines.index(f"  {place.removeprefix('paths, under ')}:")
            end = next(n for n in range(start + 1, len(lines)) if not lines[n].startswith("    "))
            lines[end:end] = content
        elif place.startswith("components/"):
            header = f"  {place.removeprefix('components/')}:"
            start = next(n for n, line in enumerate(lines) if line.split(" #")[0] == header)
            later = [n for n in range(start + 1, len(lines)) if re.match(r"  \w", lines[n])]
            lines[(later or [len(lines)])[0] : (later or [len(lines)])[0]] = content
        elif place.startswith(str(decisions)):
            with decisions.open("a", encoding="utf-8") as file:
                file.write("\n".join(content).replace("decision: TODO", "decision: A1") + "\n")
    archive.spec.write_text("\n".join(lines) + "\n", "utf-8")
    run("docs", str(archive.page), "--spec", str(archive.spec), "--update")
    for command in re.findall(r"^# .*python -m generator (docs .*)$", text, re.MULTILINE):
        run(*command.split(), "--spec", str(archive.spec))


@pytest.mark.parametrize("name", ["list-tapes", "rewind-tape", "length-of-tapes"])
def test_what_check_asks_for_after_pasting_is_marked(described: Archive, name: str) -> None:
    text = draft(described, described.page.parent / f"{name}.md")
    paste(described, text)
    result = described.check()
    lines = described.spec.read_text("utf-8").splitlines()
    said = result.stdout.splitlines() if result.exit_code else []
    for problem in said:
        number = int(problem.removeprefix(f"{described.spec}:").split(":")[0])
        assert TODO.search(lines[number - 1]), problem


def test_a_list_is_drafted_in_the_shape_of_the_spec(archive: Archive) -> None:
    found = dict(parts(draft(archive, archive.page.parent / "list-tapes.md")))
    operation = "\n".join(found["paths, under /archive/shelves/{shelfId}/tapes"])
    for expected in (
        "operationId: listTapes # TODO choose a name",
        "tags: [archive]",
        "#/components/parameters/ShelfId",
        "#/components/parameters/Select",
        "#/components/parameters/Top",
        "delegatedWork: [Tapes.Read, Tapes.Read.All, Tapes.Write]",
        "delegatedPersonal: []",
        "x-availability: live",
        "x-clouds: [global, usGov, usGovDod]",
        "x-directory-roles: [Archivist, Global reader]",
        "nextLinkName: '@odata.nextLink'",
    ):
        assert expected in operation
    assert "        default: {$ref: '#/components/responses/Error'}" in operation.splitlines()
    example = "\n".join(found["components/examples"])
    assert "'@odata.nextLink': https://graph.microsoft.com/beta/archive/shelves/s1/tapes?$top=2&$skiptoken=2" in example
    schemas = "\n".join(found["components/schemas"])
    assert "TapeCollection:" in schemas
    assert "'@odata.nextLink':" in schemas
    assert "    Tape:" not in schemas  # the spec has it
    assert '"label": "Holidays"' in "\n".join(found[str(archive.spec.parent / "examples/listTapes.response.json")])


def test_a_query_option_has_the_spelling_of_the_guideline(archive: Archive) -> None:
    page = archive.page.parent / "list-tapes.md"
    page.write_text(page.read_text("utf-8").replace("`$filter` OData", "`$orderBy` OData"), "utf-8")
    text = draft(archive, page)
    assert "      name: $orderby" in dict(parts(text))["components/parameters"]
    difference = "  at: listTapes/parameters/$orderby\n  page: $orderBy\n  spec: $orderby"
    assert difference in text
    assert "listTapes/parameters/$orderBy" not in text


def test_a_page_extends_what_all_pages_of_the_spec_have(archive: Archive) -> None:
    spec = archive.spec.read_text("utf-8")
    links = "".join(
        f"        '@odata.{name}':\n          description: Words.\n          type: {kind}\n"
        for name, kind in (("nextLink", "string"), ("count", "integer"))
    )
    shared = f"    Collection:\n      description: Words.\n      type: object\n      properties:\n{links}"
    archive.spec.write_text(spec.replace("  schemas:\n", f"  schemas:\n{shared}", 1), "utf-8")
    schemas = dict(parts(draft(archive, archive.page.parent / "list-tapes.md")))["components/schemas"]
    start = schemas.index("    TapeCollection:")
    assert schemas[start + 2 : start + 4] == ["      allOf:", "        - $ref: '#/components/schemas/Collection'"]
    assert not any("@odata.nextLink" in line for line in schemas)


def test_what_the_spec_has_is_not_drafted_again(archive: Archive) -> None:
    result = run("draft", str(archive.page), "--spec", str(archive.spec))
    assert result.exit_code == 1
    (line,) = result.stdout.splitlines()
    assert re.match(rf"{archive.page}:\d+: the spec already has what this page describes: createTape: compare", line)


def test_another_list_of_the_same_items_uses_their_page(archive: Archive) -> None:
    page = archive.page.parent / "list-tapes.md"
    paste(archive, draft(archive, page))
    other = archive.page.parent / "list-lent-tapes.md"
    other.write_text(page.read_text("utf-8").replace("/shelves/{shelfId}/tapes\n", "/lent\n"), "utf-8")
    text = draft(archive, other)
    assert "operationId: listTapesAnother" in text
    assert "components/schemas/TapeCollection'" in text
    assert "TapeCollection:" not in text


def test_each_example_of_a_page_is_a_payload_file_of_its_operation(archive: Archive) -> None:
    page = archive.page.parent / "list-tapes.md"
    text = page.read_text("utf-8")
    start = text.index("### Example 1")
    second = text[start:].replace("Example 1", "Example 2").replace("/shelves/s1/tapes?$top=1", "/lent")
    both = text.replace(
        "GET /archive/shelves/{shelfId}/tapes\n", "GET /archive/shelves/{shelfId}/tapes\nGET /archive/lent\n"
    )
    page.write_text(both + second.replace("Holidays", "Lent"), "utf-8")
    found = dict(parts(draft(archive, page)))
    for name, label in (("listTapes", "Holidays"), ("listTapesAnother.2", "Lent")):
        assert f'"label": "{label}"' in "\n".join(found[str(archive.spec.parent / f"examples/{name}.response.json")])


def test_a_page_without_an_address_is_drafted_without_an_operation(archive: Archive) -> None:
    page = archive.page.parent / "list-tapes.md"
    page.write_text(page.read_text("utf-8").replace("GET /archive/shelves/{shelfId}/tapes\n", ""), "utf-8")
    assert "# - the page has no address" in draft(archive, page)


def test_a_type_is_the_schema_that_the_facts_of_its_page_name(archive: Archive) -> None:
    text = archive.spec.read_text("utf-8")
    renamed = text.replace("    Tape:\n", "    StoredTape:\n").replace("schemas/Tape'", "schemas/StoredTape'")
    archive.spec.write_text(renamed, "utf-8")
    types_page = archive.page.parent.parent / "resources/archive-tape.md"
    run("docs", str(types_page), "--spec", str(archive.spec), "--update", "--describes", "StoredTape")
    found = dict(parts(draft(archive, archive.page.parent / "list-tapes.md")))
    schemas = "\n".join(found["components/schemas"])
    assert "    StoredTapeCollection:" in schemas
    assert "    Tape:" not in schemas


def test_a_parameter_is_the_one_that_other_operations_have_at_its_place(archive: Archive) -> None:
    page = archive.page.parent / "rewind-tape.md"
    spec = archive.spec.read_text("utf-8")
    edited = spec.replace("parameters/ShelfId'", "parameters/ArchiveShelfId'").replace(
        "    ShelfId:", "    ArchiveShelfId:"
    )
    start = edited.index("    ArchiveShelfId:")
    other = edited[start : edited.index("  responses:", start)].replace("ArchiveShelfId", "ShelfId")
    archive.spec.write_text(edited[:start] + other + edited[start:], "utf-8")
    text = draft(archive, page)
    assert "- $ref: '#/components/parameters/ArchiveShelfId'" in text
    assert "parameters/ShelfId'" not in text


def test_a_function_is_part_of_the_path(archive: Archive) -> None:
    text = draft(archive, archive.page.parent / "length-of-tapes.md")
    assert "  /archive/shelves/{shelfId}/tapes/length(from={from},to={to}):" in text
    assert "drafted as /archive/shelves/{shelfId}/tapes/length(from={from},to={to})" in text


def test_two_pages_are_drafted_together(archive: Archive) -> None:
    folder = archive.page.parent
    text = draft(archive, folder / "rewind-tape.md", folder / "length-of-tapes.md")
    assert text.count("    ShelfId:\n") == 0
    assert text.count("    TapeId:\n") == 1


# What the page leaves open -> the page, the text, what replaces it, and what the draft says.
OPEN = {
    "no address": (
        "rewind-tape",
        "POST /archive/shelves/{shelfId}/tapes/{tapeId}/rewind",
        "POST ** not found",
        "cannot be used as it is",
    ),
    "a malformed address": (
        "rewind-tape",
        "{shelfId}/tapes/{tapeId}/rewind",
        "{{shelf}}/tapes/rewind",
        "cannot be used as it is",
    ),
    "a parameter twice": (
        "rewind-tape",
        "{shelfId}/tapes/{tapeId}/rewind",
        "{id}/tapes/{id}",
        "cannot be used as it is",
    ),
    "an alternative": ("rewind-tape", "{tapeId}/rewind", "{id | label}/rewind", "cannot be used as it is"),
    "unnamed query options": (
        "list-tapes",
        "supports the `$select`, `$top`, and `$filter` OData",
        "supports some of the OData",
        "does not name them: none are drafted",
    ),
    "no table": (
        "rewind-tape",
        "|Parameter|Type|Description|\n|:---|:---|:---|\n|minutes|Int32|How far.|",
        "",
        "no table of the request body: none is drafted",
    ),
    "no mark": ("rewind-tape", "that are required with", "that can be used with", "which properties are required"),
    "permissions joined by and": (
        "list-tapes-permissions",
        "Tapes.Read.All, Tapes.Write",
        "Tapes.Read.All and Tapes.Write",
        "the permissions are not known: null",
    ),
    "permissions of unknown meaning": (
        "rewind-tape",
        "|Permissions (from least to most privileged)|",
        "|Permissions|",
        "an order that is not known",
    ),
    "reversed permissions": (
        "rewind-tape",
        "(from least to most privileged)",
        "(from most to least privileged)",
        "from most to least",
    ),
    "a note on permissions": (
        "list-tapes",
        "\n## HTTP request",
        "\n> Apps need consent.\n\n## HTTP request",
        "has a note on the permissions",
    ),
    "a missing include": (
        "list-tapes",
        "/list-tapes-permissions.md",
        "/other.md",
        "the permissions are not known: null",
    ),
    "several statuses": (
        "rewind-tape",
        "response code.",
        "response code.\n\nIf successful, this action returns a `202 Accepted` response code.",
        "success has the statuses 204, 202: choose",
    ),
    "members in words": (
        "rewind-tape",
        "How far.",
        "How far. The possible values are one and two.",
        "not a list of quoted members",
    ),
    "unreadable JSON": ("rewind-tape", '"minutes": 20', '"minutes": 20,', "trailing comma"),
    "a type without a page": (
        "length-of-tapes",
        "[tape](../resources/archive-tape.md)",
        "[reel](../resources/archive-reel.md)",
        "reel has no page in this folder",
    ),
}


@pytest.fixture(scope="module")
def tapes() -> Document:
    return document.load(HERE / "archive.yaml")


@pytest.mark.parametrize("name", OPEN)
def test_a_draft_does_not_guess(archive: Archive, tapes: Document, name: str) -> None:
    stem, old, new, said = OPEN[name]
    folder = archive.page.parent
    edited = folder / f"{stem}.md"
    if stem.endswith("-permissions"):
        edited = folder.parent / "includes/permissions" / f"{stem}.md"
    text = edited.read_text("utf-8")
    assert text.count(old) == 1
    edited.write_text(text.replace(old, new), "utf-8")
    page = folder / f"{stem.removesuffix('-permissions')}.md"
    drafted = draft_text.run([page], tapes, archive.facts.parent)
    decisions = drafted.split("# ==> decisions to take\n")[1]
    assert said in decisions
    if ("permissions" in name or "include" in name) and "note" not in name:
        assert re.search(r"x-ms-permissions: # TODO|delegatedWork: null", drafted)
        assert "delegatedWork: []" not in drafted


def test_pages_that_are_not_of_methods_are_refused(archive: Archive, tmp_path: Path) -> None:
    for page in (archive.page.parent.parent / "resources/archive-tape.md", tmp_path / "intune.md"):
        if not page.exists():
            shutil.copy(archive.page, page)
            page.write_text(
                page.read_text("utf-8").replace("doc_type: api", "ms.subservice: intune\ndoc_type: api"), "utf-8"
            )
        result = run("draft", str(page), "--spec", str(archive.spec))
        assert result.exit_code == 1
        assert result.stdout.startswith(f"{page}:1: ")


@pytest.mark.parametrize(
    ("text", "reason"),
    [("", "the page is empty"), ("hello\n", "the whole page: doc_type '' is not a known form")],
)
def test_a_page_without_facts_is_refused_with_one_reason(
    archive: Archive, tmp_path: Path, text: str, reason: str
) -> None:
    page = tmp_path / "other.md"
    page.write_text(text, "utf-8")
    result = run("draft", str(page), "--spec", str(archive.spec))
    assert (result.exit_code, result.stdout) == (1, f"{page}:1: {reason}: name a page of a method\n")
    assert result.stderr == "1 problem\n"
