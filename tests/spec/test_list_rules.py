"""What the rules for lists, clouds, roles and availability refuse, with the line."""

from pathlib import Path

import pytest

from generator.spec import document
from generator.spec.source import InvalidSpecError
from tests.conftest import ROOT

LISTS = ROOT / "tests" / "client" / "lists.yaml"
PAGING = "      x-ms-pageable: {nextLinkName: '@odata.nextLink', itemName: value}\n      x-availability: live\n"
LIVE = "      x-availability: live\n"
VALUE = "              type: array\n              items: {$ref: '#/components/schemas/Run'}\n"
# What is edited -> the text, what replaces it (» marks the line that is named), and what is said.
EDITS = {
    "no next link": (PAGING, f"»      x-ms-pageable: {{itemName: value}}\n{LIVE}", "does not name the next link"),
    "a text": (PAGING, f"»      x-ms-pageable: nextLink\n{LIVE}", "does not name the next link"),
    "another next link": (
        PAGING,
        f"»      x-ms-pageable: {{nextLinkName: nextLink}}\n{LIVE}",
        "nextLinkName is 'nextLink', which the client does not read: write x-ms-pageable: {nextLinkName: '@odata.next",
    ),
    "other items": (
        PAGING,
        f"»      x-ms-pageable: {{nextLinkName: '@odata.nextLink', itemName: items}}\n{LIVE}",
        "itemName is 'items'",
    ),
    "something more": (
        PAGING,
        f"»      x-ms-pageable: {{nextLinkName: '@odata.nextLink', operationName: next}}\n{LIVE}",
        "operationName is 'next'",
    ),
    "not said": (PAGING, LIVE, "the response has @odata.nextLink, but the operation has no x-ms-pageable"),
    "one item": (VALUE, "              $ref: '#/components/schemas/Run'\n", "the response is not a page"),
    "items without a type": (VALUE, "              type: array\n", "the response is not a page"),
    "items or null": (
        VALUE,
        VALUE.replace("type: array", "type: [array, 'null']"),
        "the response is not a page",
    ),
    "no list": (
        "              schema: {$ref: '#/components/schemas/RunCollection'}",
        "              schema: {$ref: '#/components/schemas/RunSummary'}",
        "the response is not a page",
    ),
    "sometimes no page": (
        "        default: {$ref: '#/components/responses/Failure'}\n      x-ms-permissions: {delegatedWork: [Runs",
        "        '204':\n          description: Nothing.\n        default: {$ref: '#/components/responses/Failure'}\n"
        "      x-ms-permissions: {delegatedWork: [Runs",
        "the response is not a page",
    ),
    "beside an operation": (
        "    delete:\n",
        "»    x-ms-pageable: {nextLinkName: '@odata.nextLink'}\n    delete:\n",
        "x-ms-pageable has no effect here",
    ),
    "required, but can be left out": (
        "    Run:\n      description: A run.\n      type: object\n",
        "    Run:\n      description: A run.\n      type: object\n»      required: [id]\n",
        "id is required, but $select of listRuns can leave it out",
    ),
    "misspelt availability": (LIVE, "»      x-availability: beta\n", "x-availability is 'beta'"),
    "unknown cloud": ("x-clouds: [global]", "»x-clouds: [china]", "no server is named 'china'"),
    "one cloud as a text": ("x-clouds: [global]", "»x-clouds: global", "x-clouds is not a list of names"),
    "no cloud": ("x-clouds: [global]", "»x-clouds: []", "x-clouds is not a list of names"),
    "a role twice": (
        "[Global Reader, Lif",
        "»[Global Reader, Global Reader, Lif",
        "duplicate name in x-directory-roles",
    ),
    "a role without a name": ("[Global Reader, Lif", "»[null, Lif", "x-directory-roles is not a list of names"),
}


def test_the_document_itself_is_accepted() -> None:
    document.load(LISTS)


@pytest.mark.parametrize(("old", "new", "said"), EDITS.values(), ids=EDITS)
def test_each_edit_is_refused_with_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = LISTS.read_text("utf-8")
    assert old in text
    edited = text.replace(old, new, 1)
    spec = tmp_path / "lists.yaml"
    spec.write_text(edited.replace("»", ""), "utf-8")
    with pytest.raises(InvalidSpecError) as refused:
        document.load(spec)
    found = [problem for problem in refused.value.problems if said in f"{problem.what}: {problem.fix}"]
    assert found, refused.value
    if "»" in edited:
        assert edited[: edited.index("»")].count("\n") + 1 in {problem.line for problem in found}
