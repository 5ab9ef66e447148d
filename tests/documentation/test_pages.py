"""Every block of a page becomes a fact, is known boilerplate, or is reported with its line."""

import random
import re
from pathlib import Path

import pytest

from generator.documentation import facts
from generator.documentation.pages import read_page
from tests.documentation.conftest import PAGES

CREATE = PAGES / "api/create-tape.md"
LIST = PAGES / "api/list-tapes.md"
RESOURCE = PAGES / "resources/archive-tape.md"
ENUMS = PAGES / "resources/enums-archive.md"
# Lines that state nothing of their own, and comments whose content no page needs.
BOILERPLATE = re.compile(
    r"author:.*|---|```.*|.*TODO.*|# \[.*\]\(#tab/.*|"
    r"\[!INCLUDE \[(?:beta-disclaimer|sample-code|sdk-documentation)\].*|"
    r'.*"blockType".*|<!--|-->|\{|\}|  "type": "#page.annotation",|  "namespace": .*'
)


def read(folder: Path, page: Path, old: str = "", new: str = "") -> tuple[facts.Page, list[str]]:
    """Return the facts of an edited copy of the page, and what was not read."""
    text = page.read_text("utf-8")
    assert not old or text.count(old) == 1, old
    for include in (PAGES / "includes").rglob("*.md"):
        copied = folder / include.relative_to(PAGES)
        copied.parent.mkdir(parents=True, exist_ok=True)
        copied.write_bytes(include.read_bytes())
    path = folder / page.parent.name / page.name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text.replace(old, new) if old else text, "utf-8")
    found, reading = read_page(path)
    assert found
    return found, [str(problem).removeprefix(f"{path}:") for problem in sorted(reading.left())]


def api(folder: Path, page: Path, old: str = "", new: str = "") -> facts.ApiPage:
    found, problems = read(folder, page, old, new)
    assert isinstance(found, facts.ApiPage)
    assert problems == []
    return found


@pytest.mark.parametrize("page", [CREATE, LIST, RESOURCE, ENUMS], ids=lambda page: page.stem)
def test_pages_of_the_known_forms_are_read_whole(tmp_path: Path, page: Path) -> None:
    assert read(tmp_path, page)[1] == []


def test_a_page_of_a_method_states_this(tmp_path: Path) -> None:
    page = api(tmp_path, CREATE)
    assert (page.title, page.namespace, page.todo) == ("Create tape", "microsoft.graph.archive", ("author",))
    assert page.permissions
    assert page.permissions.order == "least to most"
    assert page.permissions.delegated_work.names == ("Tapes.Write", "Tapes.Write.All")
    assert page.permissions.delegated_personal.names == ()
    assert page.permissions.application.names is None
    assert [(each.method, each.path) for each in page.requests] == [("POST", "/archive/shelves/{shelfId}/tapes")]
    assert page.body
    assert [(row.name, row.type, row.mark) for row in page.body.rows] == [
        ("label", "String", "required"),
        ("length", "Int32", "optional"),
        ("state", "tapeState", "required"),
        ("recordedDateTime", "DateTimeOffset", "optional"),
        ("notes", "microsoft.graph.archive.note", None),
    ]
    assert [row.nullable for row in page.body.rows] == [None, None, None, True, None]
    assert page.body.rows[2].members == ("blank", "full", "unknownFutureValue")
    assert (page.body.rows[4].collection, page.body.rows[4].inherited, page.body.rows[4].todo) == (True, "item", True)
    assert [(each.status, each.type, each.collection) for each in page.responses] == [("201", "tape", False)]
    assert page.examples[0].request
    assert page.examples[0].response
    assert list(page.examples[0].response.payload)[:2] == ["@odata.type", "id"]
    assert page.examples[0].response.truncated


def test_remarks_on_permissions_are_kept_as_hashes(tmp_path: Path) -> None:
    cell = "|Tapes.Write, Tapes.Write.All|"
    plain = api(tmp_path, CREATE)
    remarked = api(tmp_path, CREATE, cell, "|Tapes.Write, Tapes.Write.All (see below)|")
    noted = api(tmp_path, CREATE, "\n## HTTP request", "\n> [!IMPORTANT]\n> Only archivists can.\n\n## HTTP request")
    assert plain.permissions
    assert remarked.permissions
    assert remarked.permissions.delegated_work.names == ("Tapes.Write", "Tapes.Write.All")
    assert remarked.permissions.delegated_work.wording
    assert not plain.permissions.delegated_work.wording
    assert (len(plain.permissions_wording), len(noted.permissions_wording)) == (0, 1)


def test_a_page_of_a_list_states_this(tmp_path: Path) -> None:
    page = api(tmp_path, LIST)
    assert page.clouds == ("global", "usGov", "usGovDod")
    assert page.roles == ("Archivist", "Global reader")
    assert page.permissions
    assert page.permissions.order == "least, higher"
    assert page.permissions.include == "list-tapes-permissions"
    assert page.permissions.delegated_work.names == ("Tapes.Read",)
    assert page.permissions.delegated_work.higher == ("Tapes.Read.All", "Tapes.Write")
    assert page.query
    assert page.query.options == ("$select", "$top", "$filter", "$expand")
    assert page.query.expand == ("notes",)
    assert page.body
    assert page.body.content == "none"
    assert [(each.status, each.type, each.collection) for each in page.responses] == [("200", "tape", True)]


def test_pages_of_types_state_this(tmp_path: Path) -> None:
    tape, _ = read(tmp_path, RESOURCE)
    assert isinstance(tape, facts.ResourcePage)
    assert (tape.base, tape.type, tape.key, tape.open) == ("item", "microsoft.graph.archive.tape", "id", False)
    assert [row.name for row in tape.properties] == ["id", "label", "length", "state", "recordedDateTime"]
    assert tape.properties[3].members_on_request == ("torn",)
    assert [(row.name, row.collection) for row in tape.relationships] == [("notes", True)]
    enums, _ = read(tmp_path, ENUMS)
    assert isinstance(enums, facts.EnumPage)
    assert [(each.name, each.members) for each in enums.enums] == [
        ("tapeState", ("blank", "full", "unknownFutureValue", "torn"))
    ]


@pytest.mark.parametrize(
    "words", ["Possible values:", "The possible values are", "The possible values are based on the number of"]
)
def test_members_are_read_however_they_are_introduced(tmp_path: Path, words: str) -> None:
    tape, not_read = read(tmp_path, RESOURCE, "The possible values are:", words)
    assert isinstance(tape, facts.ResourcePage)
    assert tape.properties[3].members == ("blank", "full", "unknownFutureValue")
    assert not_read == []


# What is irregular -> the page, the text, what replaces it, and what is reported.
IRREGULAR = {
    "permissions joined by and": (
        CREATE,
        "Tapes.Write, Tapes.Write.All",
        "Tapes.Write and Tapes.Write.All",
        "they are not a list",
    ),
    "permissions of unknown meaning": (
        CREATE,
        "|Permissions (from least to most privileged)|",
        "|Permissions|",
        "under Permissions",
    ),
    "an unknown way to sign in": (CREATE, "|Application|", "|Robots|", "permission type 'Robots'"),
    "a missing include": (LIST, "list-tapes-permissions.md", "other-permissions.md", "other-permissions.md is missing"),
    "unquoted members": (
        CREATE,
        "`blank`, `full`, `unknownFutureValue`",
        "blank, full",
        "not a list of quoted members",
    ),
    "both marks": (CREATE, "In minutes. Optional.", "In minutes. Optional. Required.", "both required and optional"),
    "a cell too many": (
        CREATE,
        "|length|Int32|In minutes. Optional.|",
        "|length|Int32|In minutes.|Optional.|",
        "has 4 cells",
    ),
    "a cell too few": (CREATE, "|length|Int32|In minutes. Optional.|", "|length|Int32|", "has 2 cells, the header 3"),
    "a row twice": (CREATE, "|length|Int32|", "|label|Int32|", "duplicate row label"),
    "a type in words": (CREATE, "|length|Int32|", "|length|a whole number|", "type 'a whole number'"),
    "an unknown column": (
        CREATE,
        "|Property|Type|Description|",
        "|Property|Kind|Description|",
        "table 'Property | Kind",
    ),
    "a trailing comma": (
        CREATE,
        '"id": "b3a1",\n  "label": "String",',
        '"id": "b3a1",,\n  "label": "String",',
        "not JSON",
    ),
    "several statuses": (CREATE, "`201 Created`", "`200 OK` or `201 Created`", "sentence 'If successful"),
    "prose about errors": (
        CREATE,
        "\n## Examples",
        "\nOtherwise it is a `409 Conflict`.\n\n## Examples",
        "sentence 'Otherwise",
    ),
    "a header in prose": (CREATE, "in the response body.", "in the response body, and a Location header.", "sentence"),
    "a section that nobody knows": (
        CREATE,
        "\n## Response",
        "\n## Limits\n\nTen a day.\n\n## Response",
        "heading 'Limits'",
    ),
    "prose on rights": (CREATE, "\n## HTTP request", "\nApps need consent.\n\n## HTTP request", "paragraph 'Apps need"),
    "a note": (CREATE, "\n## Request headers", "\n> Apps need consent.\n\n## Request headers", "quote 'Apps need"),
    "an unknown comment key": (CREATE, '"truncated": true', '"shortened": true', "comment key shortened"),
    "query options in words": (LIST, "`$select`, `$top`, and `$filter`", "usual", "sentence 'This method supports"),
    "a list of steps": (CREATE, "\n## Request headers", "\n1. Look.\n2. Post.\n\n## Request headers", "item 'Look.'"),
    "raw HTML": (CREATE, "\n## Request headers", "\n<b>\nmore\n</b>\n\n## Request headers", "other '<b>"),
    "a link definition": (CREATE, "\n## Request headers", "\n[a]: /b\n\n## Request headers", "paragraph '[a]: /b'"),
    "an enum heading": (ENUMS, "### tapeState values", "### tapeState", "heading 'tapeState'"),
    "a return type in words": (
        RESOURCE,
        "[tape](../resources/archive-tape.md) collection|S",
        "some tapes|S",
        "'some tapes'",
    ),
    "metadata": (CREATE, 'author: "', 'owner: me\nauthor: "', "frontmatter 'owner: me'"),
}


@pytest.mark.parametrize("name", IRREGULAR)
def test_an_irregularity_of_a_page_is_reported_with_its_line(tmp_path: Path, name: str) -> None:
    page, old, new, said = IRREGULAR[name]
    _, problems = read(tmp_path, page, old, new)
    line = page.read_text("utf-8").split(old)[0].count("\n") + 1
    assert problems
    assert any(said in problem for problem in problems), problems
    assert abs(int(problems[0].split(":")[0]) - line) <= 4


def test_a_cell_that_is_not_read_is_unknown_and_not_empty(tmp_path: Path) -> None:
    joined, _ = read(tmp_path, CREATE, "Tapes.Write, Tapes.Write.All", "Tapes.Write and Tapes.Write.All")
    missing, _ = read(tmp_path, LIST, "list-tapes-permissions.md", "other-permissions.md")
    for page in (joined, missing):
        assert isinstance(page, facts.ApiPage)
        assert page.permissions
        assert page.permissions.delegated_work.names is None


def test_a_payload_with_a_trailing_comma_is_read_and_reported(tmp_path: Path) -> None:
    old, new = '"@odata.type": "#microsoft.graph.archive.tape",\n  "id"', '"size": {"a": 1,},\n  "id"'
    page, problems = read(tmp_path, CREATE, old, new)
    assert isinstance(page, facts.ApiPage)
    assert page.examples[0].response
    assert page.examples[0].response.payload["size"] == {"a": 1}
    assert page.examples[0].response.mended == ("trailing comma",)
    assert len(problems) == 1
    assert "trailing comma" in problems[0]


def test_pages_of_another_form_are_reported_as_a_whole(tmp_path: Path) -> None:
    for old, new, said in (
        ("doc_type: apiPageType", "doc_type: conceptualPageType", "doc_type 'conceptualPageType' is not a known form"),
        ("doc_type: apiPageType", "doc_type: apiPageType\nms.subservice: intune", "pages of Intune have another form"),
    ):
        path = tmp_path / "page.md"
        path.write_text(CREATE.read_text("utf-8").replace(old, new), "utf-8")
        page, reading = read_page(path)
        assert page is None
        (problem,) = reading.left()
        assert said in str(problem)


@pytest.mark.cases(12, 50, 10_000)
@pytest.mark.parametrize("page", [CREATE, LIST, RESOURCE, ENUMS], ids=lambda page: page.stem)
def test_whatever_is_deleted_or_inserted_changes_the_facts_or_is_reported(
    tmp_path: Path, page: Path, cases: int
) -> None:
    text = page.read_text("utf-8")
    before = read(tmp_path, page)
    words = [
        (line.start() + word.start(), line.start() + word.end())
        for line in re.finditer(r".+", text)
        if not BOILERPLATE.fullmatch(line[0])
        for word in re.finditer(r"[^\s|]+", line[0])
    ]
    path = tmp_path / page.parent.name / page.name
    unnoticed = []
    for start, end in random.Random(7).sample(words, min(len(words), cases)):  # noqa: S311 - which words are tried
        for edited in (text[:start] + text[end:], f"{text[:start]}inserted {text[start:]}"):
            path.write_text(edited, "utf-8")
            found, reading = read_page(path)
            if found == before[0] and not list(reading.left()):
                unnoticed.append(f"{text[:start].count(chr(10)) + 1}: {text[start:end]}")
    assert unnoticed == []
