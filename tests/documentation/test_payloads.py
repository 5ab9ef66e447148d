"""The payload files are those that the pages show, to the byte; each is in the facts too, and fits the spec if live."""

import json
from collections.abc import Iterator

import pytest

from generator.documentation import facts, paths
from generator.spec import walk
from generator.spec.document import Document, validator
from tests.conftest import SPEC, the_facts
from tests.spec.schemas import bodies


def shown() -> Iterator[tuple[str, facts.Message]]:
    """Yield each payload with the name of its file; the first example of a page has no number in it."""
    for file in the_facts():
        if not isinstance(file.facts, facts.ApiPage):
            continue
        operations = list(zip(file.facts.requests, file.operations, strict=False))
        for number, example in enumerate(file.facts.examples, 1):
            url = example.request.start.partition(" ")[2] if example.request else ""
            fitting = [name for request, name in operations if paths.fits(url, request.path)]
            name = (fitting or list(file.operations))[0]
            for kind, message in (("request", example.request), ("response", example.response)):
                if message and message.payload is not None:
                    yield f"{name}{f'.{number}' if number > 1 else ''}.{kind}.json", message


SHOWN = dict(shown())

# What a page declares for another payload than the one that it shows.
WRONG_LENGTH = {"resumeTaskProcessingResult.request.json": ["155"]}

# What a live page shows with placeholders for values, as the drafts do.
PLACEHOLDERS = {"listRunReprocessedRuns.response.json"}


def payload_file(name: str) -> str:
    return (SPEC.parent / "examples" / name).read_text("utf-8")


def test_each_payload_of_the_pages_has_a_file_and_vice_versa() -> None:
    assert {path.name for path in (SPEC.parent / "examples").iterdir()} == SHOWN.keys()
    assert len(SHOWN) > 10


@pytest.mark.parametrize("name", SHOWN)
def test_a_payload_file_is_verbatim(name: str) -> None:
    text = payload_file(name)
    # Compared as text, since mappings are equal whatever the order of their keys.
    assert json.dumps(json.loads(text)) == json.dumps(SHOWN[name].payload)
    declared = [header.value for header in SHOWN[name].headers if header.name == "Content-length"]
    if declared and declared != WRONG_LENGTH.get(name):
        # The pages count the body with CRLF line ends.
        assert declared == [str(len(text.removesuffix("\n").replace("\n", "\r\n").encode()))]


@pytest.mark.parametrize("name", SHOWN)
def test_a_payload_of_a_live_page_fits_the_spec(spec: Document, name: str) -> None:
    operation, *_, kind, _ = name.split(".")
    known = {each["operationId"]: each for _, each in walk.operations(spec.data)}[operation]
    status = next(status for status in known["responses"] if status.startswith("2"))
    schema = bodies(spec.data).get((operation, "request" if kind == "request" else status))
    if known["x-availability"] == "live" and schema:
        errors = validator(spec.data, schema).iter_errors(json.loads(payload_file(name)))
        found = [f"{error.json_path}: {error.message}" for error in errors]
        if name in PLACEHOLDERS:
            assert found
            assert all("'String" in each or "'Integer'" in each for each in found)
        else:
            assert found == []
