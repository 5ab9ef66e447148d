"""What the package cannot express is refused with file and line, whatever else is in the document."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from generator.__main__ import app
from tests.client.small import answers, body, document, generate, operation, parameter, ref

TEXT = {"type": "string"}
OPEN = {"type": "object", "properties": {"a": TEXT}}
NUMBERS = {"type": "object", "properties": {"a": {"type": "integer"}}}
MAP = {"type": "object", "additionalProperties": TEXT}


def used(schemas: Any) -> Any:
    """Return a document in which a property of a response uses each schema."""
    thing = {"type": "object", "properties": {f"use{name}": ref(name) for name in schemas}}
    return document({**schemas, "Thing": thing})


def sent(**properties: Any) -> Any:
    return document(**properties)


def asked(schema: Any, place: str = "query", name: str = "q", **more: Any) -> Any:
    return document(paths={"/q": {"get": operation("ask", parameters=[parameter(name, schema, place, **more)])}})


def answered(responses: Any, path: str = "/q") -> Any:
    return document(paths={path: {"get": operation("ask", responses=responses)}})


def tagged(**more: Any) -> Any:
    circle = {"type": "object", "required": ["kind"], "properties": {"kind": {"const": "circle"}}}
    square = {"type": "object", "required": ["kind"], "properties": {"kind": {"const": "square"}}}
    form = {"oneOf": [ref("Circle"), ref("Square")], "discriminator": {"propertyName": "kind"}}
    return used({"Circle": circle, "Square": square, "Form": form, **more})


REFUSALS: dict[str, tuple[Any, str]] = {
    "allOf of a text": (
        used({"Text": TEXT, "L": {"allOf": [ref("Text"), {"description": "x"}]}}),
        "allOf of Text, which is not an object",
    ),
    "allOf of a map": (used({"M": MAP, "L": {"allOf": [ref("M"), OPEN]}}), "allOf of M, which is a map"),
    "allOf of an enum": (
        used({"E": {**TEXT, "enum": ["unknownFutureValue"]}, "L": {"allOf": [ref("E"), OPEN]}}),
        "allOf of E, which is not an object",
    ),
    "circular allOf": (used({"A": {"allOf": [ref("B")]}, "B": {"allOf": [ref("A")]}}), ""),
    "bases that contradict": (
        used(
            {
                "A": OPEN,
                "B": {"type": "object", "properties": {"a": {"type": "integer"}}},
                "C": {"allOf": [ref("A"), ref("B")]},
            }
        ),
        "its bases have different properties a",
    ),
    "a property that widens": (
        used({"A": OPEN, "B": {"allOf": [ref("A"), {"type": "object", "properties": {"a": {"type": "integer"}}}]}}),
        "a has another type than in the base",
    ),
    "anyOf beside properties": (
        used({"A": {**OPEN, "anyOf": [{"required": ["a"]}, {"required": ["b"]}]}}),
        "properties beside anyOf",
    ),
    "two compositions": (
        sent(v={"anyOf": [TEXT, {"type": "integer"}], "oneOf": [TEXT, {"type": "integer"}]}),
        "oneOf beside anyOf",
    ),
    "type beside anyOf": (sent(v={**TEXT, "anyOf": [{"enum": ["a"]}, {"enum": ["b"]}]}), "anyOf"),
    "overlapping oneOf": (sent(v={"oneOf": [TEXT, {"type": "string", "minLength": 3}]}), "overlaps another"),
    "a map without type": (sent(v={"additionalProperties": TEXT}), "without type"),
    "a limit without type": (sent(v={"minLength": 3}), "without type"),
    "a limit of another type": (
        sent(v={"type": "integer", "minLength": 3}),
        "minLength does not apply to type integer",
    ),
    "a fractional multiple": (sent(v={"type": "number", "multipleOf": 0.1}), "multipleOf 0.1 is not an integer"),
    "a format nobody checks": (sent(v={**TEXT, "format": "hostname"}), "hostname"),
    "readOnly in a request": (sent(v={**TEXT, "readOnly": True}), "readOnly"),
    "an array that contains itself": (used({"Tree": {"type": "array", "items": ref("Tree")}}), "Tree contains itself"),
    "names that Python reads as one": (
        used({"Paper": {"type": "object", "properties": {"\ufb01le": TEXT, "file": TEXT}}}),
        "'file' and '\ufb01le' have the Python name file",
    ),
    "parameters that Python reads as one": (
        document(
            paths={"/q": {"get": operation("ask", parameters=[parameter("\ufb01le", TEXT), parameter("file", TEXT)])}}
        ),
        "the Python name file is taken by the query parameter \ufb01le",
    ),
    "bases in two orders": (
        used(
            {
                "A": OPEN,
                "B": {"type": "object", "properties": {"b": TEXT}},
                "C": {"allOf": [ref("A"), ref("B")]},
                "D": {"allOf": [ref("B"), ref("A")]},
                "E": {"allOf": [ref("C"), ref("D")]},
            }
        ),
        "C and D inherit from the same schemas in different orders, at #/components/schemas/E/allOf",
    ),
    "a member that no header can carry": (
        asked({"const": "b\nc"}, "header", "X-Kind"),
        r"the header X-Kind cannot carry 'b\nc'",
    ),
    "a keyword without effect": (
        sent(v={"type": "array", "items": TEXT, "uniqueItems": True}),
        "/uniqueItems: remove it: the client does not enforce it",
    ),
    "names that clash": (sent(aB=TEXT, a_b=TEXT), "have the Python name a_b"),
    "a schema named like an import": (used({"Annotated": OPEN}), "the Python name Annotated is reserved"),
    "a mapping that contradicts": (
        tagged(
            Form={
                "oneOf": [ref("Circle"), ref("Square")],
                "discriminator": {"propertyName": "kind", "mapping": {"round": "#/components/schemas/Circle"}},
            }
        ),
        "the mapping has round for Circle",
    ),
    "an alternative without a tag": (tagged(Square=OPEN), "Square has no property kind"),
    "two alternatives with one tag": (
        tagged(Square={"type": "object", "required": ["kind"], "properties": {"kind": {"const": "circle"}}}),
        "two alternatives share the tag circle",
    ),
    "an object in a query": (asked(MAP), "unsupported type for a query parameter"),
    "nested arrays in a query": (
        asked({"type": "array", "items": {"type": "array", "items": TEXT}}),
        "unsupported type for a query parameter",
    ),
    "an untyped query": (asked({}), "unsupported type for a query parameter"),
    "a nullable query": (asked({"type": ["string", "null"]}), "unsupported type for a query parameter"),
    "a time in a header": (
        asked({**TEXT, "format": "date-time"}, "header", "If-Modified-Since"),
        "a header parameter of format date-time, at #/paths/~1q/get/parameters/0/schema: remove the format",
    ),
    "an array in a header": (
        asked({"type": "array", "items": TEXT}, "header"),
        "unsupported type for a header parameter",
    ),
    "a cookie": (asked(TEXT, "cookie"), "cookie"),
    "a style": (asked({"type": "array", "items": TEXT}, style="pipeDelimited"), "the style pipeDelimited"),
    "a header of the client": (asked(TEXT, "header", "Host"), "the header Host is set by the client"),
    "a header that is no token": (asked(TEXT, "header", "a b"), "invalid header name 'a b'"),
    "a query in the path": (answered({"204": {"description": "d"}}, "/a?b=c"), "a path with a query or fragment"),
    "a fragment in the path": (answered({"204": {"description": "d"}}, "/a#b"), "a path with a query or fragment"),
    "a stray percent sign": (answered({"204": {"description": "d"}}, "/a%zz"), "% in a path"),
    "successes that differ": (
        answered({**answers(ref("Thing")), **answers({"type": "array", "items": ref("Thing")}, "201")}),
        "the successes 200, 201 have different bodies",
    ),
    "a redirect": (answered({"302": {"description": "d"}}), "302"),
    "a range of successes": (answered(answers(ref("Thing"), "2XX")), "2XX"),
    "an array as request": (
        document(paths={"/q": {"post": operation("ask", requestBody=body({"type": "array", "items": TEXT}))}}),
        "",
    ),
    "two tags of one name": (
        document(
            paths={"/q": {"get": operation("ask", tag="my-things")}, "/r": {"get": operation("see", tag="my_things")}},
            tags=("things", "my-things", "my_things"),
        ),
        "the Python name my_things is taken by the tag my-things",
    ),
    "two operations of one name": (
        document(paths={"/q": {"get": operation("createTHING")}}),
        "the Python name create_thing is taken by createT",
    ),
}


@pytest.mark.parametrize("kind", REFUSALS)
def test_an_unsupported_construct_is_refused_with_its_line(tmp_path: Path, kind: str) -> None:
    data, said = REFUSALS[kind]
    result = generate(data, tmp_path)
    assert result.exit_code == 1, result.output
    assert said in result.stdout, result.output
    lines = [line for line in result.stdout.splitlines() if line]
    assert all(re.match(rf"{tmp_path}/spec\.yaml:\d+: [^:]", line) for line in lines), result.stdout
    assert "object at 0x" not in result.stdout
    assert not (tmp_path / "package").exists()


def test_problems_of_the_rules_and_of_the_package_are_reported_together(tmp_path: Path) -> None:
    data = asked(MAP)
    del data["paths"]["/things"]["post"]["summary"]
    spec = tmp_path / "spec.yaml"
    spec.write_text(json.dumps(data, indent=1), "utf-8")
    result = CliRunner().invoke(app, ["check", str(spec)])
    assert "the operation has no summary" in result.stdout
    assert "unsupported type for a query parameter" in result.stdout
