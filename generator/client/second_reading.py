"""Read the document a second time, with openapi-python-client, and hold the typed model to that reading.

Its parsed data must agree with the model member by member: the Python names of operations, parameters and properties,
the places and order of parameters, what is required, the types of parameters, properties, bodies and responses, and
which statuses are documented. A difference is a problem with a line, and nothing is emitted.

What its parser drops or cannot read is taken from the checked document alone:

| taken from the document alone      | because its parser                                             |
|------------------------------------|----------------------------------------------------------------|
| limits, formats of text            | knows date, date-time and uuid only                            |
| order of properties and members    | sorts by requiredness, and keeps members in a set              |
| bases of a class                   | merges what is inherited: all properties are compared, flat    |
| names of aliases                   | replaces them by what they stand for: the types are compared   |
| a base that lists its types        | reads the base alone                                           |
| discriminators, open enums         | reads unions only: their alternatives are compared             |
| members of boolean enums           | reads a boolean                                                |
| a property that narrows a base's   | cannot merge it: allOf is replaced by its properties for it    |
| enums of texts and numbers         | cannot read them: a union of two enums is compared             |
| permissions, servers, headers      | has no place for them                                          |
| a const of a parameter            | refuses it in headers: an enum of one member is compared       |
| names `client` and `url`           | reserves them: it appends the place of the parameter           |
| `filter` for `$filter`             | reserves the names of built-in functions                       |
"""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError
from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.schema import OpenAPI
from pydantic import ValidationError

from generator.client import parsed_shapes
from generator.client.api_model import Api, Body, Class, Method, Parameter
from generator.client.names import normalized
from generator.client.projection import projection
from generator.spec.document import Document
from generator.spec.source import InvalidSpecError, Pointer, Problem

if TYPE_CHECKING:
    from generator.client.api_types import Shape

FIX = "describe it in a simpler way, or report it as a fault of the generator"
OPERATION = re.compile(r"parsing ([A-Z]+) (/.*?) within ")
Parse = Callable[[Document], GeneratorData]


def reconcile(document: Document, api: Api) -> None:
    """Compare the model with openapi-python-client's reading. Raises InvalidSpecError with all differences."""
    if problems := list(dict.fromkeys(differences(document, api, parse(document)))):
        raise InvalidSpecError(sorted(problems), last=True)


def parse(document: Document) -> GeneratorData:
    """Return what openapi-python-client reads. Raises InvalidSpecError where it cannot."""
    config = Config.from_sources(
        ConfigFile(literal_enums=True),
        meta_type=MetaType.NONE,
        document_source=document.path,
        file_encoding="utf-8",
        overwrite=True,
        output_path=document.path,
    )
    projected = projection(document.data)
    try:
        parsed = GeneratorData.from_dict(projected, config=config)
    except Exception as error:
        what = f"openapi-python-client cannot read the document ({type(error).__name__})"
        raise InvalidSpecError([document.problem((), what, FIX)]) from error
    if isinstance(parsed, GeneratorError):
        raise InvalidSpecError(list(_invalid(document, projected)))
    errors = [*parsed.errors, *(one for tag in parsed.endpoint_collections_by_tag.values() for one in tag.parse_errors)]
    if errors:
        raise InvalidSpecError(sorted({_unread(document, error) for error in errors}))
    return parsed


def _invalid(document: Document, projected: Any) -> Iterator[Problem]:
    """Yield where its model of OpenAPI does not accept the document, without quoting its messages."""
    try:
        OpenAPI.model_validate(projected)
    except ValidationError as error:
        for one in error.errors(include_url=False, include_context=False, include_input=False):
            place: Pointer = ()
            for key in one["loc"]:
                place = (*place, key) if (*place, key) in document.lines else place
            yield document.problem(place, "openapi-python-client cannot read this part of the document", FIX)
            return
    yield document.problem((), "openapi-python-client cannot read the document", FIX)


def _unread(document: Document, error: GeneratorError) -> Problem:
    text = f"{error.header or ''} {error.detail or ''}"
    place: Pointer = ()
    if found := OPERATION.search(text):
        place = ("paths", found[2], found[1].lower())
    else:
        schemas = document.data.get("components", {}).get("schemas", {})
        words = set(re.findall(r"\w+", text))
        place = next((("components", "schemas", name) for name in schemas if name in words), ())
    kind = "operation" if place[:1] == ("paths",) else "schema" if place else "document"
    return document.problem(place, f"openapi-python-client cannot read this {kind}", FIX)


def differences(document: Document, api: Api, parsed: GeneratorData) -> Iterator[Problem]:
    """Yield where the model and the parsed data differ."""
    shapes = parsed_shapes.Shapes(parsed, {declared.name for declared in api.classes})
    found = {
        (endpoint.method, _template(endpoint.path.get_untrusted_value())): endpoint
        for collection in parsed.endpoint_collections_by_tag.values()
        for endpoint in collection.endpoints
    }

    def differ(pointer: Pointer, what: str, ours: object, theirs: object) -> Iterator[Problem]:
        if ours != theirs:
            shown = f"{what} is {_shown(ours)}, but openapi-python-client reads {_shown(theirs)}"
            yield document.problem(pointer, shown, FIX)

    for group in api.groups:
        for method in group.methods:
            endpoint = found.pop((str(method.pointer[2]), _template(str(method.pointer[1]))), None)
            if endpoint is None:
                yield document.problem(method.pointer, "openapi-python-client does not read this operation", FIX)
                continue
            yield from differ(method.pointer, "the tag", group.name, _same(group.name, endpoint.tags[0]))
            yield from differ(method.pointer, "the Python name", method.name, _same(method.name, endpoint.name))
            yield from _parameters(method, endpoint, shapes, differ)
            yield from _bodies(document, method, endpoint, shapes, differ)
    for _, path in sorted(found):
        yield document.problem((), f"openapi-python-client reads an operation of {path} that is not there", FIX)
    for declared in api.classes:
        yield from _class(declared, shapes, differ)


Differ = Callable[[Pointer, str, object, object], Iterator[Problem]]


def _parameters(method: Method, endpoint: Endpoint, shapes: parsed_shapes.Shapes, differ: Differ) -> Iterator[Problem]:
    theirs = {
        (place, prop.name.get_untrusted_value()): prop
        for place, properties in (
            ("path", endpoint.path_parameters),
            ("query", endpoint.query_parameters),
            ("header", endpoint.header_parameters),
            ("cookie", endpoint.cookie_parameters),
        )
        for prop in properties
    }
    ours: dict[tuple[str, str], Parameter] = {(one.place, one.wire_name): one for one in method.parameters}
    names = sorted(f"{place} {name}" for place, name in theirs)
    yield from differ(method.pointer, "the parameters", sorted(f"{place} {name}" for place, name in ours), names)
    in_path = [name for place, name in theirs if place == "path"]
    yield from differ(method.pointer, "the path", [one.wire_name for one in method.path_parameters], in_path)
    for key in ours.keys() & theirs.keys():
        one, other = ours[key], theirs[key]
        what = f"the parameter {one.wire_name}"
        builtin = one.wire_name.startswith("$") and f"{one.name}_" == other.python_name
        reserved = builtin or f"{one.name}_{one.place}" == other.python_name
        name = one.name if reserved else _same(one.name, other.python_name)
        yield from differ(one.pointer, f"the Python name of {what}", one.name, name)
        yield from differ(one.pointer, f"required of {what}", one.required, other.required)
        yield from differ(one.pointer, f"the type of {what}", shapes.ours(one.checked.shape), shapes.theirs(other))


def _bodies(
    document: Document, method: Method, endpoint: Endpoint, shapes: parsed_shapes.Shapes, differ: Differ
) -> Iterator[Problem]:
    theirs = [shapes.theirs(body.prop) for body in endpoint.bodies]
    ours = [shapes.ours(method.body.type.shape)] if method.body else []
    yield from differ(method.pointer, "the request body", ours, theirs)
    responses = {response.status_code.pattern: response for response in endpoint.responses}
    operation = document.data["paths"][method.pointer[1]][method.pointer[2]]
    statuses = sorted(status for status in operation["responses"] if not status.startswith("x-"))
    yield from differ(method.pointer, "the responses", statuses, sorted(responses))
    results: set[Shape] = set()
    empty = False
    for status in method.successes:
        response = responses.get(status)
        if response is None or response.source["attribute"] == "None":
            empty = True
        else:
            results.add(shapes.theirs(response.prop))
    expected = {shapes.ours(method.result.type.shape)} if method.result else set()
    yield from differ(method.pointer, "the result", expected, results)
    if method.result:
        yield from differ(method.pointer, "no result", _optional(method.result), empty)


def _optional(body: Body) -> bool:
    return body.optional


def _class(declared: Class, shapes: parsed_shapes.Shapes, differ: Differ) -> Iterator[Problem]:
    model = shapes.models.get(declared.name)
    yield from differ(declared.pointer, "the class", declared.name, declared.name if model else None)
    if model is None:
        return
    theirs = {
        prop.name.get_untrusted_value(): prop
        for prop in (*(model.required_properties or ()), *(model.optional_properties or ()))
    }
    ours = declared.all_fields
    yield from differ(declared.pointer, "the properties", sorted(ours), sorted(theirs))
    yield from differ(declared.pointer, "closed", declared.closed, model.additional_properties is None)
    for wire_name in ours.keys() & theirs.keys():
        one, other = ours[wire_name], theirs[wire_name]
        what = f"the property {wire_name}"
        yield from differ(one.pointer, f"the Python name of {what}", one.name, _same(one.name, other.python_name))
        yield from differ(one.pointer, f"required of {what}", one.required, other.required)
        yield from differ(one.pointer, f"the type of {what}", shapes.ours(one.type.shape), shapes.theirs(other))


def _same(ours: str, theirs: str) -> str:
    """Return our name where it is theirs, made free of what is reserved here."""
    return ours if ours in (normalized(theirs), f"{normalized(theirs)}_") else theirs


def _template(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "{}", path)


def _shown(value: object) -> str:
    """Return the value in words that are the same in every run."""
    if isinstance(value, frozenset | set | list):
        return ", ".join(sorted(map(_shown, value))) or "nothing"
    if isinstance(value, tuple):
        return f"{value[0]} of {', '.join(map(_shown, value[1:]))}"
    return "nothing" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
