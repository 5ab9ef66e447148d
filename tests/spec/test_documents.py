"""Small documents with one oddity each: legal ones pass, others end in a problem at its line, none in a traceback."""

import re
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from generator.__main__ import app
from generator.spec import document, source
from generator.spec.source import InvalidSpecError

SMALL = Path(__file__).parent / "small.yaml"
SCHEMES = "  securitySchemes:\n    Bearer:\n      type: http\n      scheme: bearer\n"
KEY = "»    Key:\n      type: apiKey\n      in: header\n      name: X-Key\n"
# What is wrong -> the text to edit, what replaces it (» marks the line that is named), and the problem.
DEFECTS = {
    "OpenAPI 3.0": (
        "openapi: 3.1.1",
        "»openapi: 3.0.3",
        "this is OpenAPI 3.0: convert it to OpenAPI 3.1.1: write type",
    ),
    "OpenAPI 3.2": ("openapi: 3.1.1", "»openapi: 3.2.0", "this is OpenAPI 3.2, which the libraries do not read yet"),
    "OpenAPI 4": ("openapi: 3.1.1", "»openapi: 4.0.0", "4.0.0 is not a version of OpenAPI 3.1: convert it"),
    "a number as version": ("openapi: 3.1.1", "»openapi: 3.1", "the version 3.1 is not a string: write '3.1.1'"),
    "no version": ("openapi: 3.1.1\n", "»", "openapi is missing: add openapi: 3.1.1"),
    "no security": ("security:\n  - Bearer: []\n", "", "no security: write security with one entry"),
    "security of nothing": (
        "security:\n  - Bearer: []\n",
        "»security: []\n",
        "security: [] requires no token, and the client sends one: write security with one entry",
    ),
    "optional security": ("security:\n", "»security:\n  - {}\n", "security is not a single requirement"),
    "a choice of schemes": (
        "security:\n  - Bearer: []\n",
        "»security:\n  - Bearer: []\n  - Bearer: []\n",
        "security is not a single requirement",
    ),
    "undeclared scheme": (
        "  - Bearer: []\n",
        "»  - Nope: []\n",
        "the security scheme Nope is not declared: declare it",
    ),
    "scopes": ("  - Bearer: []\n", "»  - Bearer: [Run.Read]\n", "scopes of a bearer token: write []"),
    "an API key": (
        SCHEMES,
        SCHEMES + KEY,
        "the security scheme Key is apiKey: use type: http with scheme: bearer",
    ),
    "basic": (
        "    Bearer:\n      type: http\n      scheme: bearer\n",
        "»    Bearer:\n      type: http\n      scheme: basic\n",
        "the security scheme",
    ),
    "OAuth": (
        "    Bearer:\n      type: http\n      scheme: bearer\n",
        "»    Bearer:\n      type: oauth2\n      flows: {implicit: {authorizationUrl: https://a.b, scopes: {}}}\n",
        "the security scheme Bearer is oauth2",
    ),
    "security of an operation": (
        "      tags: [things]\n",
        "      tags: [things]\n»      security: []\n",
        "security of a single operation: remove it",
    ),
    "a path without a slash": (
        "  /things/{thingId}:\n",
        "»  things/{thingId}:\n",
        "a path without a leading slash: write /things/{thingId}",
    ),
    "a parameter twice in a path": ("  /things/{thingId}:\n", "»  /{thingId}/{thingId}:\n", "{thingId} occurs twice"),
    "empty braces": ("  /things/{thingId}:\n", "»  /things/{thingId}/{}:\n", "unbalanced or empty braces"),
    "a path that leads up": ("  /things/{thingId}:\n", "»  /a/../{thingId}:\n", "HTTP clients normalize this path"),
    "an empty segment": ("  /things/{thingId}:\n", "»  //things/{thingId}:\n", "HTTP clients normalize this path"),
    "a parameter that is not declared": (
        "/{thingId}:\n    put:",
        "/{thingId}/{a}:\n»    put:",
        "path parameter a is not",
    ),
    "a parameter that is not in the path": (
        "  /things/{thingId}:\n    put:",
        "  /things:\n»    put:",
        "parameter thingId is",
    ),
    "a path by reference": (
        "paths:\n",
        "paths:\n  /a:\n    »$ref: '#/components/schemas/Thing'\n",
        "refers to the wrong section",
    ),
    "a file": (
        "              $ref: '#/components/schemas/Thing'",
        "»              $ref: 'things.yaml#/Thing'",
        "$ref 'things.yaml#/Thing' refers to another file",
    ),
    "a file beside": (
        "              $ref: '#/components/schemas/Thing'",
        "»              $ref: things.yaml",
        "refers to another file",
    ),
    "a part that is no component": (
        "              $ref: '#/components/schemas/Thing'",
        "»              $ref: '#/info'",
        "$ref '#/info' does not name a component",
    ),
    "an unused pair": (
        "    Thing:\n",
        "»    A: {description: a, type: object, properties: {b: {description: b, $ref: '#/components/schemas/B'}}}\n"
        "    B: {description: b, type: object, properties: {a: {description: a, $ref: '#/components/schemas/A'}}}\n"
        "    Thing:\n",
        "A is not used",
    ),
    "an address that is none": (
        "  - url: https://graph.example/v1\n",
        "»  - url: 'https://[::1'\n",
        "#/servers/0/url: correct it",
    ),
    "inferred as a text": (
        "      x-ms-permissions:",
        "»      x-uri-inferred: maybe\n      x-ms-permissions:",
        "x-uri-inferred is not a boolean",
    ),
}
# What only openapi-spec-validator or only prance refuses: without its stage the document would pass.
ONE_LIBRARY = {
    "openapi-spec-validator, of one operation": (
        "/{thingId}:\n    put:",
        "/{thingId}/{a}:\n»    put:",
        "path parameter a is not declared",
    ),
    "prance, a reference to nothing": (
        "      x-ms-permissions:",
        "      x-see:\n»        $ref: '#/components/schemas/Nope'\n      x-ms-permissions:",
        "prance cannot resolve the references (ResolutionError",
    ),
    "prance, an address that it cannot parse": (
        "      x-ms-permissions:",
        "      x-see:\n»        $ref: 'http://[a'\n      x-ms-permissions:",
        "prance cannot resolve the references (ResolutionError",
    ),
}
DEFECTS |= ONE_LIBRARY
LEGAL = {
    "a reference in an extension": (
        "      x-ms-permissions:",
        "      x-see: {$ref: '#/components/schemas/Thing'}\n      x-ms-permissions:",
    ),
    "an address in an extension, which nobody opens": (
        "      x-ms-permissions:",
        "      x-see: {$ref: 'http://127.0.0.1:9/a.yaml'}\n      x-ms-permissions:",
    ),
    "an extension of paths": ("paths:\n", "paths:\n  x-note: get well\n  x-put: {put: {parameters: 5}}\n"),
    "an extension of components": ("        # uses\n", "  x-owner: 5\n"),
    "a list as an extension of components": ("        # uses\n", "  x-owners: [a, {b: c}]\n"),
    "an extension of responses": (
        "      responses:\n",
        "      responses:\n        x-note: hello\n        x-b: {c: d}\n",
    ),
    "an extension of a path": ("    put:\n", "    x-note: {put: 5}\n    put:\n"),
    "an extension of an operation": ("      x-ms-permissions:", "      x-note: [{schema: 5}]\n      x-ms-permissions:"),
    "an extension of a body": (
        "            schema:\n",
        "            x-note: {schema: {type: 5}}\n            schema:\n",
    ),
    "an extension of a schema": (
        "      description: A thing.\n",
        "      description: A thing.\n      x-ms-enum: {name: a, enum: 5, properties: 5}\n",
    ),
    "an extension of info": ("  version: 1.0.0\n", "  version: 1.0.0\n  x-a: {b: [1, 2.5, null, true]}\n"),
    "the scheme in upper case": ("scheme: bearer", "scheme: Bearer"),
    "a format of the token": ("scheme: bearer\n", "scheme: bearer\n      bearerFormat: JWT\n"),
    "ranges of errors": (
        "        default:\n",
        "        5XX:\n          description: e\n          content:\n            application/json:\n"
        "              schema: {$ref: '#/components/schemas/ODataError'}\n        4XX:\n",
    ),
    "quoted y and n": (
        "        # uses\n",
        "        'y': {description: 'y', type: string}\n        \"n\": {description: \"n\", type: string}\n",
    ),
}
# Each means different things in YAML 1.1 and YAML 1.2, or to two readers of one of them.
AMBIGUOUS = (
    *("y", "n", "Y", "N", "yes", "No", "ON", "off", "True", "FALSE", "08", "017", "0o17", "0x1F", "0b1", "1_000", "+1"),
    *(".5", ".5e3", "+12e03", "12e03", "1.0e3", "1.", "1:30", "190:20:30", ".inf", "-.INF", ".nan", "2022-10-06", "="),
)


# As a value of data, each may be meant as something else than a string, which a quoted one would not be.
NUMBER_OR_STRING = "write it as a plain decimal number, or quote it if it is a string"
BOOLEAN_OR_STRING = "write true or false, or quote it if it is a string"
MEANT = {
    **dict.fromkeys(("08", "0x1F", "0b1", "1_000", "+1", ".5", "1.", "12e03", "+12e03"), NUMBER_OR_STRING),
    **dict.fromkeys(("yes", "No", "ON", "True", "y"), BOOLEAN_OR_STRING),
    **dict.fromkeys(("2022-10-06", "1:30", ".inf", "="), "quote it"),
}


def edited(tmp_path: Path, old: str, new: str) -> tuple[Path, int]:
    text = SMALL.read_text("utf-8")
    assert old in text
    marked = text.replace(old, new, 1)
    path = tmp_path / "openapi.yaml"
    path.write_text(marked.replace("»", ""), "utf-8")
    return path, marked.count("\n", 0, marked.index("»")) + 1 if "»" in marked else 2  # the first key


@pytest.mark.parametrize("name", DEFECTS)
def test_a_defect_is_reported_at_its_line(tmp_path: Path, name: str) -> None:
    old, new, message = DEFECTS[name]
    path, line = edited(tmp_path, old, new)
    result = CliRunner().invoke(app, ["check", str(path)])
    assert isinstance(result.exception, SystemExit)
    said = [text for text in result.stdout.splitlines() if text.startswith(f"{path}:{line}: ")]
    assert any(all(part in text for part in message.split(": ")) for text in said), result.output


@pytest.mark.parametrize("name", LEGAL)
def test_a_legal_document_passes(tmp_path: Path, name: str) -> None:
    path, _ = edited(tmp_path, *LEGAL[name])
    document.load(path)


@pytest.mark.slow
@pytest.mark.parametrize("name", LEGAL)
def test_a_legal_document_is_emitted(tmp_path: Path, name: str) -> None:
    path, _ = edited(tmp_path, *LEGAL[name])
    result = CliRunner().invoke(app, ["check", str(path)])
    assert (result.exit_code, result.exception) == (0, None), result.output


@pytest.mark.parametrize("name", ONE_LIBRARY)
def test_each_library_is_the_only_one_to_refuse_something(tmp_path: Path, name: str) -> None:
    path, _ = edited(tmp_path, *ONE_LIBRARY[name][:2])
    with pytest.raises(InvalidSpecError) as caught:
        document.load(path)
    assert len(caught.value.problems) == 1


@pytest.mark.slow
def test_checking_grows_linearly(tmp_path: Path) -> None:
    seconds = []
    for count in (60, 600):
        path = tmp_path / f"{count}.yaml"
        path.write_text(many(count), "utf-8")
        start = time.process_time()
        document.load(path)
        seconds.append(time.process_time() - start)
    assert seconds[1] < 25 * seconds[0], seconds


def many(count: int) -> str:
    """Return the small document with this many operations, each with schemas of its own."""
    text = SMALL.read_text("utf-8")
    head, path, middle, schemas = re.split(r"(?m)(?=^  /things|^components:|^    ThingCreate:)", text)
    parts: list[tuple[str, list[str]]] = [(path, []), (schemas, [])]
    for number in range(count):
        for part, copies in parts:
            renamed = part.replace("/things/", f"/things{number}/").replace("putThing", f"putThingA{number}")
            copies.append(re.sub(r"\b(Thing|ThingCreate)(?=['\n:])(?!:\n      tags)", rf"\1A{number}", renamed))
    return head + "".join(parts[0][1]) + middle + "".join(parts[1][1])


@pytest.mark.parametrize("text", AMBIGUOUS)
def test_what_yaml_readers_disagree_on_must_be_quoted(tmp_path: Path, text: str) -> None:
    path = tmp_path / "openapi.yaml"
    for content in (f"a:\n  - {text}\n", f"a:\n  b: {text}\n"):
        path.write_text(content, "utf-8")
        with pytest.raises(InvalidSpecError) as caught:
            source.read(path)
        assert [(problem.line, problem.fix) for problem in caught.value.problems] == [(2, "quote it")]
        path.write_text(content.replace(text, f"'{text}'"), "utf-8")
        assert text in str(source.read(path).data)
    if len(text) == 1 and text.isalpha():
        return
    path.write_text(f"a:\n  {text}: b\n", "utf-8")
    with pytest.raises(InvalidSpecError) as caught:
        source.read(path)
    assert [(problem.line, problem.fix) for problem in caught.value.problems] == [(2, "quote it")]


def test_a_single_letter_may_be_a_description_or_a_name(tmp_path: Path) -> None:
    path = tmp_path / "openapi.yaml"
    path.write_text("description: n\nx: {y: 1, n: 2}\n", "utf-8")
    assert source.read(path).data == {"description": "n", "x": {"y": 1, "n": 2}}


def test_a_merge_key_must_be_written_out(tmp_path: Path) -> None:
    path = tmp_path / "openapi.yaml"
    path.write_text("a:\n  <<: {b: c}\n", "utf-8")
    with pytest.raises(InvalidSpecError) as caught:
        source.read(path)
    (problem,) = caught.value.problems
    assert (problem.line, problem.what, problem.fix) == (2, "merge key <<", "write the merged members out")


def test_json_in_yaml_is_read(tmp_path: Path) -> None:
    path = tmp_path / "openapi.yaml"
    path.write_text('{"a": [1, -2.5, 1.0e+3, true, null, "y", ~, 0]}', "utf-8")
    assert source.read(path).data == {"a": [1, -2.5, 1000.0, True, None, "y", None, 0]}


def test_the_small_document_passes_and_one_operation_is_counted_in_the_singular() -> None:
    result = CliRunner().invoke(app, ["check", str(SMALL)])
    assert (result.exit_code, result.exception) == (0, None), result.output
    assert result.stdout == (
        f"{SMALL}: 1 operation, 3 schemas, 0 examples, no problems\nno facts: documentation not compared\n"
    )


@pytest.mark.parametrize("text", MEANT)
@pytest.mark.parametrize("place", ["{}: TEXT", "{}: {{a: [TEXT]}}"])
def test_an_ambiguous_value_of_data_may_be_meant_as_a_number_or_a_boolean(
    tmp_path: Path, text: str, place: str
) -> None:
    path = tmp_path / "openapi.yaml"
    for keyword in ("default", "example", "examples", "const", "enum"):
        path.write_text(place.format(keyword).replace("TEXT", text) + "\n", "utf-8")
        with pytest.raises(InvalidSpecError) as caught:
            source.read(path)
        assert [problem.fix for problem in caught.value.problems] == [MEANT[text]]
