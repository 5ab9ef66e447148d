"""openapi-python-client's reading carries weight: whatever it reads otherwise stops the generation at a line."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.parser.properties.model_property import ModelProperty
from openapi_python_client.parser.properties.string import StringProperty
from openapi_python_client.schema.untrusted_string import UntrustedString
from openapi_python_client.strings import PythonIdentifier
from typer.testing import CliRunner

from generator.__main__ import app
from generator.client import operation_reader, second_reading
from generator.spec import document
from generator.spec.source import InvalidSpecError
from tests.client.small import WIDE

DOCUMENT = document.load(WIDE)
API = operation_reader.read(DOCUMENT)


def endpoint(parsed: GeneratorData, name: str) -> Endpoint:
    (found,) = (one for tag in parsed.endpoint_collections_by_tag.values() for one in tag.endpoints if one.name == name)
    return found


def model(parsed: GeneratorData, name: str) -> ModelProperty:
    (found,) = (one for one in parsed.models if one.class_info.name == name)
    return found


def rename_an_operation(parsed: GeneratorData) -> None:
    endpoint(parsed, "list_nodes").name = PythonIdentifier("get_nodes", "")


def rename_a_property(parsed: GeneratorData) -> None:
    (model(parsed, "Circle").optional_properties or [])[0].python_name = PythonIdentifier("size", "")


def flip_a_requiredness(parsed: GeneratorData) -> None:
    endpoint(parsed, "list_nodes").query_parameters[0].required = True


def make_a_property_optional(parsed: GeneratorData) -> None:
    circle = model(parsed, "Circle")
    assert circle.required_properties
    circle.required_properties[0].required = False


def move_a_parameter(parsed: GeneratorData) -> None:
    one = endpoint(parsed, "list_nodes")
    one.header_parameters.append(one.query_parameters.pop())


def change_the_order_in_the_path(parsed: GeneratorData) -> None:
    endpoint(parsed, "update_node").path_parameters.reverse()


def change_a_type(parsed: GeneratorData) -> None:
    circle = model(parsed, "Circle")
    old = (circle.optional_properties or [])[0]
    name = old.python_name
    text = StringProperty.build(
        UntrustedString("a"), required=False, default=None, python_name=name, description=None, example=None
    )
    assert isinstance(text, StringProperty)
    text.name = old.name
    circle.optional_properties = [text]


def drop_a_property(parsed: GeneratorData) -> None:
    model(parsed, "Square").optional_properties = []


def drop_a_model(parsed: GeneratorData) -> None:
    parsed.models.remove(model(parsed, "Partner"))


def change_a_response(parsed: GeneratorData) -> None:
    one, other = endpoint(parsed, "list_nodes"), endpoint(parsed, "update_node")
    one.responses.patterns[0].prop = other.responses.patterns[0].prop


def drop_a_response(parsed: GeneratorData) -> None:
    endpoint(parsed, "delete_node").responses.patterns.pop(0)


def change_a_body(parsed: GeneratorData) -> None:
    endpoint(parsed, "update_node").bodies[0].prop = model(parsed, "Circle")


def drop_an_operation(parsed: GeneratorData) -> None:
    next(iter(parsed.endpoint_collections_by_tag.values())).endpoints.pop()


TAMPERINGS: dict[Callable[[GeneratorData], None], str] = {
    rename_an_operation: "the Python name is list_nodes, but openapi-python-client reads get_nodes",
    rename_a_property: "the Python name of the property radius is radius, but openapi-python-client reads size",
    flip_a_requiredness: "required of the parameter $top is false, but openapi-python-client reads true",
    make_a_property_optional: "required of the property shapeKind is true, but openapi-python-client reads false",
    move_a_parameter: "the parameters is header If-None-Match, query $top",
    change_the_order_in_the_path: "the path is",
    change_a_type: "the type of the property radius is number, but openapi-python-client reads string",
    drop_a_property: "the properties is shapeKind, side, but openapi-python-client reads shapeKind",
    drop_a_model: "the class is Partner, but openapi-python-client reads nothing",
    change_a_response: "the result is list of class of Node, but openapi-python-client reads",
    drop_a_response: "the responses is 204",
    change_a_body: "the request body is class of NodeUpdate, but openapi-python-client reads class of Circle",
    drop_an_operation: "openapi-python-client does not read this operation",
}


def test_the_two_readings_agree() -> None:
    second_reading.reconcile(DOCUMENT, API)


@pytest.mark.parametrize("tamper", TAMPERINGS, ids=lambda tamper: tamper.__name__)
def test_a_difference_stops_the_generation_at_a_line(tamper: Callable[[GeneratorData], None]) -> None:
    parsed = second_reading.parse(DOCUMENT)
    tamper(parsed)
    problems = [str(problem) for problem in second_reading.differences(DOCUMENT, API, parsed)]
    assert any(TAMPERINGS[tamper] in problem for problem in problems), problems
    assert all(re.match(rf"{WIDE}:\d+: ", problem) for problem in problems)


def test_the_command_stops_and_the_old_package_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = second_reading.parse(DOCUMENT)
    drop_a_property(parsed)
    monkeypatch.setattr(second_reading, "parse", lambda _: parsed)
    result = CliRunner().invoke(app, ["generate", str(WIDE), "--output", str(tmp_path / "package")])
    assert result.exit_code == 1
    assert re.match(rf"{WIDE}:\d+: the properties is ", result.stdout)
    assert not list(tmp_path.iterdir())


def failing(exception: Exception) -> Callable[..., Any]:
    def fail(*_: Any, **__: Any) -> Any:
        raise exception

    return fail


def test_the_messages_of_openapi_python_client_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(GeneratorData, "from_dict", failing(ValueError("<Schema object at 0x7f>")))
    with pytest.raises(InvalidSpecError) as caught:
        second_reading.parse(DOCUMENT)
    (problem,) = caught.value.problems
    assert str(problem).startswith(f"{WIDE}:2: openapi-python-client cannot read the document (ValueError)")
    assert "0x" not in str(problem)


def test_what_openapi_python_client_cannot_read_is_reported_with_its_line(tmp_path: Path) -> None:
    data = yaml.safe_load(WIDE.read_text("utf-8"))
    # Its paths have parameters of Python's letters only.
    path = data["paths"].pop("/nodes/{nodeId}/items/{number}")
    path["parameters"][0]["name"] = "the number"
    data["paths"]["/nodes/{nodeId}/items/{the number}"] = path
    spec = tmp_path / "spec.yaml"
    spec.write_text(yaml.safe_dump(data, sort_keys=False), "utf-8")
    with pytest.raises(InvalidSpecError) as caught:
        second_reading.parse(document.load(spec))
    assert {str(problem).partition(", at ")[0].partition(": ")[2] for problem in caught.value.problems} == {
        "openapi-python-client cannot read this operation"
    }
