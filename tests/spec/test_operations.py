"""The operations of the spec keep to the form that CONTRIBUTING.md gives, whatever pages are added."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest

from generator.documentation import facts
from generator.spec import walk
from generator.spec.source import Pointer
from tests.conftest import the_facts, the_spec
from tests.spec.schemas import bodies, examples

DATA = the_spec()
DRAFT = "draft page, never published"
# How many lines an operation takes in the file, without its schemas and examples.
BUDGETS = {"a list": 50, "a function": 40, "a get": 36}


class Described(NamedTuple):
    """An operation, and the page that describes it."""

    pointer: Pointer
    operation: dict[str, Any]
    file: facts.FactsFile

    @property
    def page(self) -> facts.ApiPage:
        """What the page states."""
        assert isinstance(self.file.facts, facts.ApiPage)
        return self.file.facts

    @property
    def kind(self) -> str:
        """A list, a function, a get or another, as the page has it."""
        if any(response.collection for response in self.page.responses):
            return "a list"
        if str(self.pointer[1]).endswith(")"):
            return "a function"
        return "a get" if self.pointer[2] == "get" else "another"


def described() -> Iterator[Described]:
    by_name = {name: file for file in the_facts() for name in file.operations}
    for pointer, operation in walk.operations(DATA.data):
        yield Described(pointer, operation, by_name[operation["operationId"]])


OPERATIONS = {one.operation["operationId"]: one for one in described()}


@pytest.mark.parametrize("one", OPERATIONS.values(), ids=OPERATIONS)
def test_an_operation_is_live_if_its_page_was_published(one: Described) -> None:
    availability = "draft" if one.file.source == DRAFT else "live"
    assert one.operation["x-availability"] == availability
    link = urlsplit(one.operation["externalDocs"]["url"])
    section, name = Path(link.path).parts[-2:]
    if availability == "live":
        assert (section, name) == ("api", one.file.page)
        assert one.operation["externalDocs"]["description"] == f'Page "{one.page.title}" ({one.page.namespace})'
    else:
        assert section == "resources"
        assert one.operation["externalDocs"]["description"].startswith(f'Draft page "{one.page.title}"')


@pytest.mark.parametrize("one", OPERATIONS.values(), ids=OPERATIONS)
def test_a_list_is_paged_and_shows_two_items_and_a_next_link(one: Described) -> None:
    parameters = [
        walk.resolve(DATA.data, (*one.pointer, "parameters", index))[1]["name"]
        for index in range(len(one.operation.get("parameters", [])))
    ]
    if one.kind != "a list":
        assert "x-ms-pageable" not in one.operation
        return
    assert "$top" in parameters
    assert one.operation["x-ms-pageable"] == {"nextLinkName": "@odata.nextLink", "itemName": "value"}
    shown = examples(DATA.data, bodies(DATA.data)[one.operation["operationId"], "200"])
    assert shown
    for page in shown.values():
        assert len(page["value"]) >= 2
        link = urlsplit(page["@odata.nextLink"])
        pattern = [part.split("(")[0] for part in str(one.pointer[1]).split("/")]
        actual = [part.split("(")[0] for part in link.path.removeprefix("/beta").split("/")]
        assert [part for part in pattern if "{" not in part] == [
            part for part, known in zip(actual, pattern, strict=True) if "{" not in known
        ]
        assert "$skiptoken=" in link.query
        assert link.hostname == urlsplit(DATA.data["servers"][0]["url"]).hostname


def test_an_operation_stays_within_its_line_budget() -> None:
    starts = [DATA.lines["paths", path] for path in DATA.data["paths"]] + [DATA.lines["components",]]
    taken = {
        name: min(line for line in starts if line > DATA.lines[one.pointer]) - DATA.lines["paths", one.pointer[1]]
        for name, one in OPERATIONS.items()
    }
    over = {
        name: lines for name, lines in taken.items() if lines > BUDGETS.get(OPERATIONS[name].kind, max(taken.values()))
    }
    assert over == {}
    assert BUDGETS.keys() <= {one.kind for one in OPERATIONS.values()}


def test_operations_are_grouped_by_service_the_live_ones_first() -> None:
    found = [(one.operation["tags"][0], one.operation["x-availability"]) for one in OPERATIONS.values()]
    services = [tag["name"] for tag in DATA.data["tags"]]
    assert list(dict.fromkeys(found)) == [(name, kind) for name in services for kind in ("live", "draft")]
    assert found == sorted(found, key=lambda one: (services.index(one[0]), one[1] == "draft"))
