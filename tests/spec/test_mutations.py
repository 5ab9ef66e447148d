"""The schemas refuse what the drafts exclude, and responses take what the service may add tomorrow."""

import copy
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from generator.spec import walk
from generator.spec.document import Document, validator
from generator.spec.source import Pointer
from tests.spec.judges import JUDGES, Judge
from tests.spec.mutations import Mutation, form, right, wrong
from tests.spec.schemas import bodies, examples, shape

Mutator = Callable[[Any, Pointer, Any], Iterator[Mutation]]


@pytest.fixture(scope="module", params=JUDGES)
def judge(request: pytest.FixtureRequest) -> Judge:
    made: Judge = request.param
    return made


def verdicts(data: Any, mutator: Mutator, kind: Callable[[str], bool], judge: Judge) -> dict[str, bool]:
    """Return for each variant of each example whether its schema takes it."""
    found: dict[str, bool] = {}
    tried: dict[Pointer, list[Any]] = {}
    for (operation, name), pointer in bodies(data).items():
        forms = tried.setdefault(walk.resolve(data, pointer)[0], [])
        if kind(name):
            takes = judge(data, pointer)
            for label, example in examples(data, pointer).items():
                # Operations share most of what they answer, errors above all.
                if form(example) in forms and name != "request":
                    continue
                forms.append(form(example))
                for what, payload in mutator(data, pointer, example):
                    found[f"{operation} {name} {label}: {what}"] = takes(payload)
    return found


@pytest.fixture(scope="module")
def verdicts_on_wrong(spec: Document, judge: Judge) -> dict[str, bool]:
    found = verdicts(spec.data, wrong, lambda _: True, judge)
    assert len(found) >= 4_000
    return found


def test_what_the_drafts_exclude_is_refused(verdicts_on_wrong: dict[str, bool]) -> None:
    results = verdicts_on_wrong
    assert [what for what, taken in results.items() if taken] == []
    # Each kind of mutation is really among them.
    for kind in (
        "without ",
        "an unknown property",
        "an unlisted member",
        " as True",
        " as 2022-10-06T19:13:06",
        "32 bits",
        "activities/0/blockingError as ",
        "activityStatistics/0/groups as ",
    ):
        assert any(kind in what for what in results), kind


def test_responses_take_what_the_service_may_add(spec: Document, judge: Judge) -> None:
    results = verdicts(spec.data, right, lambda name: name != "request", judge)
    assert [what for what, taken in results.items() if not taken] == []
    assert len(results) >= 250
    assert any("status as an unknown member" in what for what in results)
    assert any("statistics with an unknown property" in what for what in results)
    for kind in ("of an unknown type", "of no type"):
        assert any(f"activities/0 {kind}" in what for what in results), kind


def test_every_documented_property_of_a_request_is_mutated(spec: Document, verdicts_on_wrong: dict[str, bool]) -> None:
    results = verdicts_on_wrong
    for (operation, name), pointer in bodies(spec.data).items():
        for key in shape(spec.data, pointer).properties if name == "request" else ():
            assert any(what.startswith(f"{operation} request ") and f"/{key} as " in what for what in results), key


def test_a_property_added_tomorrow_is_mutated_by_itself(spec: Document, judge: Judge) -> None:
    data = copy.deepcopy(spec.data)
    schema = data["components"]["schemas"]["ProcessCreate"]
    schema["properties"]["addedTomorrow"] = {"type": "boolean"}
    results = verdicts(data, wrong, lambda name: name == "request", judge)
    new = {what: taken for what, taken in results.items() if "addedTomorrow" in what}
    assert len(new) == 6
    assert not any(new.values())


def test_every_realistic_example_is_valid_with_formats_asserted(spec: Document) -> None:
    tried = 0
    for pointer in bodies(spec.data).values():
        for name, example in examples(spec.data, pointer).items():
            tried += 1
            assert [error.message for error in validator(spec.data, pointer).iter_errors(example)] == [], name
    assert tried >= len(spec.data["components"]["examples"])
