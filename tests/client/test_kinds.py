"""Kinds of schemas, parameters and responses that the package expresses: one document has them all, and is called."""

from pathlib import Path

import pytest

from tests.client.small import answers, body, document, generate, operation, parameter, ref, run, write_package
from tests.conftest import MakeOnce

TEXT = {"type": "string"}
TAGGED = {
    "Shape": {"type": "object", "required": ["kind"], "properties": {"kind": TEXT, "name": TEXT}},
    "Circle": {
        "allOf": [ref("Shape"), {"type": "object", "required": ["kind"], "properties": {"kind": {"const": "circle"}}}]
    },
    "Disc": {"allOf": [ref("Circle"), {"type": "object", "properties": {"thickness": {"type": "number"}}}]},
    "Square": {
        "allOf": [ref("Shape"), {"type": "object", "required": ["kind"], "properties": {"kind": {"const": "square"}}}]
    },
    "Form": {
        "oneOf": [ref("Disc"), ref("Square")],
        "discriminator": {
            "propertyName": "kind",
            "mapping": {"circle": "#/components/schemas/Disc", "square": "#/components/schemas/Square"},
        },
    },
}
SCHEMAS = {
    **TAGGED,
    "MaybeText": {"type": ["string", "null"]},
    "MaybeTime": {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "null"}]},
    "MaybeKind": {"type": ["string", "null"], "enum": ["a", "unknownFutureValue", None]},
    "Kind": {"type": "string", "enum": ["a", "unknownFutureValue"]},
    "Base": {"type": "object", "properties": {"a": TEXT}},
    "Middle": {"allOf": [ref("Base"), {"type": "object", "properties": {"b": TEXT}}]},
    "Last": {"allOf": [ref("Base"), ref("Middle"), {"type": "object", "properties": {"c": TEXT}}]},
    "Strict": {"allOf": [ref("Base"), {"required": ["a"]}]},
    "Tree": {
        "type": "object",
        "properties": {"oneOrMany": {"anyOf": [ref("Tree"), {"type": "array", "items": ref("Tree")}]}},
    },
    "Thing": {
        "type": "object",
        "properties": {"last": ref("Last"), "strict": ref("Strict"), "tree": ref("Tree"), "form": ref("Form")},
    },
}
REQUEST = {
    "text": ref("MaybeText"),
    "time": ref("MaybeTime"),
    "kind": ref("MaybeKind"),
    "nothing": {"const": None},
    "code": {"type": ["string", "integer"], "maxLength": 3},
    "count": {"type": "integer", "minimum": 0.5, "exclusiveMaximum": 3.5},
    "uuid": {"type": "string", "format": "uuid"},
    "uri": {"type": "string", "format": "uri"},
    "big": {"type": "integer", "format": "int64", "minimum": -(2**63), "maximum": 2**63 - 1},
    "plain": TEXT,
}
PATHS = {
    "/a%20b/x%3Ay/{thingId}": {
        "get": operation(
            "getThing",
            parameters=[
                parameter("thingId", {"type": "string", "maxLength": 5}, "path"),
                parameter("$top", {"type": "integer", "minimum": 1, "maximum": 999}),
                parameter("$select", {"type": "array", "items": TEXT}, explode=False),
                parameter("kind", ref("Kind")),
                parameter("since", {"type": "string", "format": "date-time"}),
                parameter("ConsistencyLevel", {"const": "eventual"}, "header", required=True),
                parameter("Prefer", {"type": "string", "default": "return=minimal"}, "header", deprecated=True),
            ],
            responses={**answers(ref("Thing")), "204": {"description": "Done."}},
        )
    },
    "/call": {"post": operation("postCall", tag="call", requestBody=body(ref("ThingCreate")))},
    "/thing": {
        "get": operation(
            "readOne",
            tag="thing",
            responses={"201": {"description": "x", "headers": {"ETag": {"description": "E.", "schema": TEXT}}}},
        )
    },
    "/async": {"get": operation("readAsync", tag="asyncThings")},
    "/retries": {"get": operation("read", tag="retries")},
    "/models": {"get": operation("path", tag="models", parameters=[parameter("call", TEXT)])},
}
TAGS = ("things", "asyncThings", "call", "thing", "retries", "models", "transport")
PATHS |= {"/transport": {"get": operation("date", tag="transport", parameters=[parameter("body", TEXT)])}}
CODE = """
import inspect
from datetime import UTC, datetime
from graph_runs import AsyncGraphRuns, GraphRuns
from graph_runs.models import *
from tests.runtime.scripted import answer, serving

def refused(action, *errors):
    try:
        action()
    except (ValueError, TypeError):
        return
    raise AssertionError(inspect.getsource(action))

made = ThingCreate(text=None, time=None, kind=None, nothing=None)
assert made.model_dump_json() == '{"text":null,"time":null,"kind":null,"nothing":null}', made.model_dump_json()
assert ThingCreate(plain=None).model_dump_json() == "{}"
assert ThingCreate(kind="a", code="abc", count=1, big=2**60).count == 1
assert ThingCreate(code=12345).code == 12345 and ThingCreate(count=3).count == 3
for wrong in (dict(code="abcd"), dict(count=0), dict(count=4), dict(kind="b"), dict(nothing=1), dict(uuid="x"),
              dict(uri="no scheme"), dict(code=1.5)):
    refused(lambda: ThingCreate(**wrong))
assert Last.__mro__.index(Middle) < Last.__mro__.index(Base)
assert list(Last.model_fields) == ["a", "b", "c"]
refused(lambda: Strict())
one = Thing.model_validate_json(
    '{"tree": {"oneOrMany": [{"oneOrMany": {}}]}, "form": {"kind": "circle", "thickness": 2}}'
)
assert isinstance(one.tree.one_or_many[0], Tree) and isinstance(one.tree.one_or_many[0].one_or_many, Tree)
assert isinstance(one.form, Disc) and one.form.thickness == 2
assert type(Thing.model_validate_json('{"form": {"kind": "hexagon"}}').form).__name__ == "OpenModel"

with serving(answer(200, {"last": {"c": "x"}})) as server, GraphRuns("t", base_url=server.url) as graph:
    since = datetime(2022, 1, 1, tzinfo=UTC)
    thing = graph.things.get_thing("a/b", top=2, select=["id", "displayName"], kind="a", since=since)
    assert thing.last.c == "x"
    (received,) = server.received
    target = "/beta/a%20b/x%3Ay/a%2Fb?%24top=2&%24select=id%2CdisplayName&kind=a&since="
    assert received.target.startswith(target), received.target
    assert received.headers["ConsistencyLevel"] == "eventual" and "Prefer" not in received.headers
    refused(lambda: graph.things.get_thing("abcdef"))
    refused(lambda: graph.things.get_thing("a", top=0))
    refused(lambda: graph.things.get_thing("a", top=1000))
    refused(lambda: graph.things.get_thing("a", kind="b"))
    refused(lambda: graph.things.get_thing("a", select=["a,b"]))
    refused(lambda: graph.things.get_thing("a", since=datetime(2022, 1, 1)))
    assert len(server.received) == 1
with serving(answer(204)) as server, GraphRuns("t", base_url=server.url) as graph:
    assert graph.things.get_thing("a") is None
    assert graph.call.post_call(ThingCreate()) is graph.async_things.read_async() is graph.retries.read() is None
    assert graph.models.path_(call_="x") is graph.transport.date_(body_="y") is graph.thing.read_one() is None
    assert server.received[-2].target.endswith("?body=y")
doc = GraphRuns.things.get_thing.__doc__
assert "prefer: P. Deprecated. If absent, the service assumes 'return=minimal'." in doc
assert "ETag" in GraphRuns.thing.__doc__
assert inspect.signature(GraphRuns.things.get_thing).return_annotation == Thing | None
AsyncGraphRuns("t")
print("called")
"""


@pytest.fixture(scope="module")
def package(made_once: MakeOnce) -> Path:
    def emit(folder: Path) -> None:
        write_package(document(SCHEMAS, PATHS, TAGS, **REQUEST), folder)

    return made_once("kinds", emit) / "package"


def test_what_is_emitted_does_what_the_document_says(package: Path) -> None:
    assert run(package, CODE) == "called\n"


DEPRECATED = """
import warnings
from graph_runs import GraphRuns
from tests.runtime.scripted import answer, serving
with serving(answer(204)) as server, GraphRuns("t", base_url=server.url) as graph:
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        graph.things.old()
print([str(warning.message) for warning in seen])
"""


def test_a_deprecated_operation_warns(tmp_path: Path) -> None:
    result = generate(document(paths={"/old": {"get": operation("old", deprecated=True)}}), tmp_path)
    if result.exit_code == 1:  # the rules may not allow it
        assert "deprecated" in result.output
    else:
        assert run(tmp_path / "package", DEPRECATED) == "['old is deprecated by the service']\n"
