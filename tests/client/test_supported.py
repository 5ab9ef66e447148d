"""Each keyword that supported.py accepts takes effect where it says: one probe per keyword, in what is emitted."""

from pathlib import Path
from typing import Any

import pytest

from generator.client import supported
from tests.client.small import document, generate, ref, write_package
from tests.conftest import MakeOnce

TEXT: dict[str, Any] = {"type": "string"}
WORDS = {"title": "A title", "example": "a", "examples": ["a"], "externalDocs": {"url": "https://docs.example/"}}
# Keyword -> a property that has it, and what models.py must say of it; nothing where it is for people only.
PROBES: dict[str, tuple[dict[str, Any], str]] = {
    "$ref": (ref("Other"), "ref: Annotated[Other | None, OmitNone]"),
    "description": ({**TEXT, "description": "What it is."}, '"""What it is."""'),
    **{key: ({**TEXT, key: value}, "") for key, value in WORDS.items()},
    "deprecated": ({**TEXT, "deprecated": True}, "Deprecated."),
    "default": ({**TEXT, "default": "d"}, "If absent, the service assumes 'd'."),
    "type": ({"type": "boolean"}, "type_: Annotated[bool | None, OmitNone"),
    "format": ({**TEXT, "format": "uuid"}, "Uuid | None"),
    "enum": (ref("Kind"), 'Kind: TypeAlias = Literal["a", "unknownFutureValue"]'),
    "const": ({"const": "c"}, 'Literal["c"] | None'),
    "properties": (ref("Other"), "class Other(OpenModel):"),
    "required": (ref("Other"), "needed: str\n"),
    "additionalProperties": ({"type": "object", "additionalProperties": TEXT}, "dict[str, str] | None"),
    "items": ({"type": "array", "items": TEXT}, "list[str] | None"),
    "allOf": (ref("Derived"), "class Derived(Other):"),
    "anyOf": ({"anyOf": [TEXT, {"type": "integer"}]}, "str | int | None"),
    "oneOf": ({"oneOf": [TEXT, {"type": "integer"}]}, "str | int | None"),
    "minimum": ({"type": "integer", "minimum": 1}, "Field(ge=1)"),
    "maximum": ({"type": "integer", "maximum": 1}, "Field(le=1)"),
    "exclusiveMinimum": ({"type": "number", "exclusiveMinimum": 0.5}, "Field(gt=0.5)"),
    "exclusiveMaximum": ({"type": "number", "exclusiveMaximum": 0.5}, "Field(lt=0.5)"),
    "multipleOf": ({"type": "integer", "multipleOf": 5}, "Field(multiple_of=5)"),
    "minLength": ({**TEXT, "minLength": 2}, "Field(min_length=2)"),
    "maxLength": ({**TEXT, "maxLength": 2}, "Field(max_length=2)"),
    "minItems": ({"type": "array", "items": TEXT, "minItems": 2}, "Field(min_length=2)"),
    "maxItems": ({"type": "array", "items": TEXT, "maxItems": 2}, "Field(max_length=2)"),
}
# Those whose probes are whole documents of their own.
ELSEWHERE = {"discriminator", "not", "readOnly"}
SCHEMAS = {
    "Other": {"type": "object", "required": ["needed"], "properties": {"needed": TEXT}},
    "Derived": {"allOf": [ref("Other"), {"type": "object", "properties": {"more": TEXT}}]},
    "Kind": {**TEXT, "enum": ["a", "unknownFutureValue"]},
}


@pytest.fixture(scope="module")
def models(made_once: MakeOnce) -> str:
    folder = made_once("probes", emit_probes)
    return with_one_kind_of_quotes((folder / "package" / "graph_runs" / "models.py").read_text("utf-8"))


def with_one_kind_of_quotes(text: str) -> str:
    """Return the text as if it were formatted, as far as the probes show."""
    return text.replace("'", '"')


def emit_probes(folder: Path) -> None:
    properties: dict[str, Any] = {key.lstrip("$"): schema for key, (schema, _) in PROBES.items()}
    received = {"type": "object", "properties": {"received": {**TEXT, "readOnly": True}}}
    write_package(document({**SCHEMAS, "Thing": received}, **properties), folder)


def test_every_accepted_keyword_has_a_probe() -> None:
    assert PROBES.keys() | ELSEWHERE == supported.SCHEMA.keys()


@pytest.mark.parametrize("keyword", PROBES)
def test_an_accepted_keyword_takes_effect(models: str, keyword: str) -> None:
    _, effect = PROBES[keyword]
    assert with_one_kind_of_quotes(effect) in models
    assert (effect == "") == (supported.SCHEMA[keyword] == "words")


def test_what_is_read_only_is_said_of_responses(models: str) -> None:
    assert "Read-only." in models


def test_any_other_keyword_is_refused(tmp_path: Path) -> None:
    others = {"writeOnly": True, "uniqueItems": True, "prefixItems": [TEXT], "contentEncoding": "x"}
    properties: dict[str, Any] = {key: {"type": "array", "items": TEXT, key: value} for key, value in others.items()}
    result = generate(document(**properties), tmp_path)
    assert result.exit_code == 1
    for key in others:
        assert f"{key} is not handled, at #/components/schemas/ThingCreate/properties/{key}/{key}" in result.stdout
