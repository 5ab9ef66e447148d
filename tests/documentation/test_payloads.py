"""The payload files are those that the pages show, to the byte; each is in the facts too."""

import json

import pytest

from generator.documentation import facts, files
from tests.conftest import SPEC

# The first example of a page has no number.
SHOWN = {
    f"{file.operations[0]}{f'.{number}' if number > 1 else ''}.{kind}.json": message
    for _, file in files.load_all(SPEC.parent / files.FOLDER)
    if isinstance(file.facts, facts.ApiPage) and file.operations
    for number, example in enumerate(file.facts.examples, 1)
    for kind, message in (("request", example.request), ("response", example.response))
    if message and message.payload is not None
}


def test_each_payload_of_the_pages_has_a_file_and_the_reverse() -> None:
    assert {path.name for path in (SPEC.parent / "examples").iterdir()} == SHOWN.keys()
    assert len(SHOWN) > 10


@pytest.mark.parametrize("name", SHOWN)
def test_a_payload_file_is_verbatim(name: str) -> None:
    text = (SPEC.parent / "examples" / name).read_text("utf-8")
    # Compared as text, since mappings are equal whatever the order of their keys.
    assert json.dumps(json.loads(text)) == json.dumps(SHOWN[name].payload)
    declared = [header.value for header in SHOWN[name].headers if header.name == "Content-length"]
    if declared:
        # The pages count the body with CRLF line ends.
        assert declared == [str(len(text.removesuffix("\n").replace("\n", "\r\n").encode()))]
