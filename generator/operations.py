"""Turn the operations of a document into what client.py declares: one method each, grouped by tag."""

from dataclasses import dataclass
from typing import Any

from openapi_python_client.strings import ClassName

from generator import supported, walk
from generator.declarations import annotation, python_name
from generator.document import Document
from generator.source import Pointer

# What a parameter must not be called: the names in the body and signature of an emitted method.
RESERVED = {"self", "body", "options", "path", "date"}


@dataclass(frozen=True)
class Parameter:
    """A parameter of a method: where it goes, its wire name, Python name and type."""

    place: str
    wire_name: str
    name: str
    annotation: str
    required: bool
    description: str


@dataclass(frozen=True)
class Method:
    """An operation as a method of its group."""

    name: str
    operation_id: str
    http_method: str
    path: str
    summary: str
    description: str
    documentation: str
    url: str
    permissions: dict[str, list[str] | None]
    inferred: bool
    parameters: tuple[Parameter, ...]
    body: str | None
    body_description: str
    result: str | None
    result_description: str

    @property
    def path_parameters(self) -> list[Parameter]:
        """The parameters in the path, in its order."""
        return [parameter for parameter in self.parameters if parameter.place == "path"]

    @property
    def keyword_parameters(self) -> list[Parameter]:
        """The parameters that are passed by name."""
        return [parameter for parameter in self.parameters if parameter.place != "path"]

    @property
    def needs(self) -> str | None:
        """The permissions in a phrase, or None where the documentation names none."""
        named = {kind: names for kind, names in self.permissions.items() if names}
        return "; ".join(f"{', '.join(names)} ({KINDS[kind]})" for kind, names in named.items()) or None


KINDS = {
    "delegatedWork": "delegated, work or school account",
    "delegatedPersonal": "delegated, personal account",
    "application": "application",
}


@dataclass(frozen=True)
class Group:
    """The methods of one tag, in a class of their own."""

    name: str
    class_name: str
    description: str
    methods: tuple[Method, ...]


def groups(document: Document) -> list[Group]:
    """Return a group for each tag that has operations, in the order of the tags."""
    methods: dict[str, list[Method]] = {tag["name"]: [] for tag in document.data["tags"]}
    for pointer, operation in walk.operations(document.data):
        methods[operation["tags"][0]].append(_method(document, pointer, operation))
    return [
        Group(
            python_name(tag["name"], set()), str(ClassName(tag["name"], "Tag")), tag.get("description", ""), tuple(made)
        )
        for tag in document.data["tags"]
        if (made := methods[tag["name"]])
    ]


def _method(document: Document, pointer: tuple[str, str, str], operation: dict[str, Any]) -> Method:
    _, path, http_method = pointer
    parameters = [_parameter(document, *found) for found in supported.parameters(document.data, pointer)]
    parameters.sort(key=lambda found: path.find(f"{{{found.wire_name}}}") if found.place == "path" else len(path))
    body_place, body = (
        walk.resolve(document.data, (*pointer, "requestBody")) if "requestBody" in operation else ((), {})
    )
    status = next(status for status in operation["responses"] if status[0] == "2")
    place, response = walk.resolve(document.data, (*pointer, "responses", status))
    return Method(
        name=python_name(operation["operationId"]),
        operation_id=operation["operationId"],
        http_method=http_method.upper(),
        path=path,
        summary=operation["summary"],
        description=operation["description"],
        documentation=operation["externalDocs"].get("description", ""),
        url=operation["externalDocs"]["url"],
        permissions=operation["x-ms-permissions"],
        inferred=operation.get("x-uri-inferred", False),
        parameters=tuple(parameters),
        body=_json(document, body_place, body),
        body_description=body.get("description", ""),
        result=_json(document, place, response),
        result_description=response["description"],
    )


def _json(document: Document, place: Pointer, holder: dict[str, Any]) -> str | None:
    if "content" not in holder:
        return None
    return annotation(document, (*place, "content", supported.JSON, "schema"))


def _parameter(document: Document, place: Pointer, parameter: dict[str, Any]) -> Parameter:
    kind = annotation(document, (*place, "schema"), constrained=False)
    required = parameter.get("required", False)
    return Parameter(
        parameter["in"],
        parameter["name"],
        python_name(parameter["name"], RESERVED),
        kind if required else f"{kind} | None",
        required,
        parameter.get("description", ""),
    )
