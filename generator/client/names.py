"""Choose the Python names of what is emitted; what is reserved is derived from the templates and the runtime."""

import ast
import builtins
import keyword
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from openapi_python_client.strings import ClassName, PythonIdentifier

from generator import runtime
from generator.client.api_model import Api, Body, Check, Group, Method, Parameter
from generator.client.api_types import ListOf, Ref, Scalar
from generator.client.rendering import environment
from generator.runtime.base import GraphModel
from generator.runtime.clients import AsyncClient, SyncClient
from generator.runtime.requests import CallOptions

STRING = Scalar("str", "string")
# What a field must not be called: pydantic's own names.
FIELDS = frozenset({*dir(GraphModel), *dir(type(GraphModel)), "model_fields_set"})


@dataclass(frozen=True)
class Reserved:
    """The names that templates import, define or use, by where another name would hide them."""

    classes: frozenset[str]
    group_classes: frozenset[str]
    groups: frozenset[str]
    members: frozenset[str]
    fields: frozenset[str]
    modules: frozenset[str]


@cache
def reserved() -> Reserved:
    """Return the reserved names: the templates are rendered for a document with one operation and no schemas."""
    api = Api((), (), ())
    group = Group((), "sample_", "a", "sample_", "Sample_", "", (_sample(),))
    rendered = environment()
    values = {"api": api, "clouds": {"a": "a"}, "group": group, "document": {}, "methods": {}}
    models = ast.parse(rendered.get_template("models.py.jinja").render(values))
    groups = ast.parse(rendered.get_template("group.py.jinja").render(values, async_=False))
    async_groups = ast.parse(rendered.get_template("group.py.jinja").render(values, async_=True))
    client = ast.parse(rendered.get_template("client.py.jinja").render(values))
    in_groups = {*_names(groups), *_names(async_groups)}
    return Reserved(
        classes=frozenset({*_names(models), *in_groups}),
        group_classes=frozenset({*in_groups, *_names(client)}),
        groups=frozenset({*dir(SyncClient), *dir(AsyncClient)}),
        members=frozenset({*in_groups, *_arguments(groups)}),
        fields=FIELDS | frozenset(_names(models)),
        modules=frozenset(path.stem for path in Path(runtime.__file__).parent.iterdir())
        | {"aio", "client", "models", "__init__"},
    )


def _sample() -> Method:
    """Return an operation that has all that the template can show."""
    body = Body((), ListOf(Ref("Sample_")), "", optional=True)
    check = Check("SAMPLE_", "sample_", "str")
    parameters = tuple(
        Parameter((), place, "a", f"{place}_sample_", STRING, False, "", True, STRING, check)
        for place in ("path", "query", "header")
    )
    texts = ("sample_", "a", "GET", "/a", "", "", "", "", "", "")
    return Method((), *texts, True, True, parameters, body, ("200",), body, ("a",))


def normalized(name: str) -> str:
    """Return the name as Python reads an identifier: in NFKC, where `ﬁle` is `file`."""
    return unicodedata.normalize("NFKC", name)


def class_name(name: str) -> str:
    """Return the Python name of a named schema or of a tag."""
    return normalized(str(ClassName(normalized(name), "Schema")))


def python_name(name: str, taken: Iterable[str] = (), prefix: str = "field_") -> str:
    """Return the Python name of a property, parameter, operation or tag."""
    identifier = normalized(str(PythonIdentifier(normalized(name), prefix)))
    return identifier + "_" if identifier in taken or keyword.iskeyword(identifier) else identifier


def parameter_name(name: str, taken: Collection[str]) -> str:
    """Return the Python name of a parameter; `$filter` is `filter`, although that is a built-in function too."""
    identifier = python_name(name, taken)
    bare = identifier.removesuffix("_")
    is_option = name.startswith("$") and hasattr(builtins, bare) and not keyword.iskeyword(bare) and bare not in taken
    return bare if is_option else identifier


def group_class(tag: str, taken: Iterable[str]) -> str:
    """Return a name for the class of a tag's operations such that it and its async twin hide nothing."""
    name = class_name(tag)
    while name in taken or f"Async{name}" in taken:
        name += "Operations"
    return name


def _names(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Name():
                yield node.id
            case ast.alias():
                yield node.asname or node.name
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield node.name


def _arguments(tree: ast.AST) -> Iterator[str]:
    """Yield the keywords that every method takes, and the names of its other arguments."""
    yield from ("self", "body", "options", *CallOptions.__annotations__)
    yield from (node.arg for node in ast.walk(tree) if isinstance(node, ast.arg))
