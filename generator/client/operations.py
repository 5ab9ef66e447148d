"""Turn the operations of a document into what client.py declares: one method each, grouped by tag."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator import runtime
from generator.client import supported
from generator.client.declarations import annotation, class_name, python_name
from generator.runtime.requests import CallOptions
from generator.spec import walk
from generator.spec.document import Document
from generator.spec.graph_rules import PATH_INFERRED, PERMISSIONS
from generator.spec.source import InvalidSpecError, Pointer

# What a parameter must not be called: the names in the body and signature of an emitted method.
RESERVED = {
    "self",
    "body",
    "options",
    "path",
    "date",
    "require_type",
    "decode_none",
    "reconcile_extras",
    *CallOptions.__annotations__,
}
# What a module of operations must not be called: the modules and folders that the package has beside them.
MODULES = {path.stem for path in Path(runtime.__file__).parent.iterdir()} | {"aio", "client", "models"}
GROUP_RESERVED = {"close", "aclose", "request"}


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

    @property
    def no_permissions(self) -> str:
        """What to say where no permission is named."""
        return "not documented" if None in self.permissions.values() else "none"


KINDS = {
    "delegatedWork": "delegated, work or school account",
    "delegatedPersonal": "delegated, personal account",
    "application": "application",
}


@dataclass(frozen=True)
class Group:
    """The methods of one tag, in a class of their own."""

    name: str
    tag: str
    module: str
    class_name: str
    description: str
    methods: tuple[Method, ...]


def groups(document: Document) -> list[Group]:
    """Return a group for each tag that has operations, in the order of the tags."""
    tags = document.data.get("tags", [])
    methods: dict[str, list[Method]] = {tag["name"]: [] for tag in tags}
    for pointer, operation in walk.operations(document.data):
        made = _method(document, pointer, operation)
        same_tag = methods[operation["tags"][0]]
        same_tag.append(made)
        _distinct(document, (*pointer, "operationId"), [method.name for method in same_tag])
        _distinct(document, pointer, [parameter.name for parameter in made.parameters])
    names = {tag["name"]: python_name(tag["name"], GROUP_RESERVED) for tag in tags}
    _distinct(document, ("tags",), list(names.values()))
    return [
        Group(
            names[tag["name"]],
            tag["name"],
            names[tag["name"]] + "_" * (names[tag["name"]] in MODULES),
            class_name(tag["name"]),
            tag.get("description", ""),
            tuple(methods[tag["name"]]),
        )
        for tag in tags
        if methods[tag["name"]]
    ]


def _distinct(document: Document, pointer: Pointer, names: list[str]) -> None:
    if twice := {name for name in names if names.count(name) > 1}:
        what = f"the Python name {', '.join(sorted(twice))} is taken"
        raise InvalidSpecError([document.problem(pointer, what, "choose another name")])


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
        permissions=operation[PERMISSIONS],
        inferred=operation.get(PATH_INFERRED, False),
        parameters=tuple(parameters),
        body=_json(document, body_place, body),
        body_description=body.get("description", ""),
        result=_json(document, place, response),
        result_description=response["description"],
    )


def _json(document: Document, place: Pointer, holder: dict[str, Any]) -> str | None:
    if not holder.get("content"):
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
