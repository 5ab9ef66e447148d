"""The typed model of the emitted package: classes, aliases and operations, whose types render themselves."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.client.api_types import ANY, ListOf, Ref, Tagged, Type, references

if TYPE_CHECKING:
    from generator.spec.walk import Pointer

WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True)
class Field:
    """A property of a class. `default` is an expression, or None where the property is required."""

    pointer: Pointer
    name: str
    wire_name: str
    type: Type
    required: bool
    default: str | None
    marks: tuple[str, ...]
    description: str
    narrowed: bool = False
    """Whether it has fewer values than the property of a base, which pyright allows for read-only ones alone."""

    @property
    def declared(self) -> str:
        """The annotation in a class."""
        ignore = "# pyright: ignore[reportGeneralTypeIssues, reportIncompatibleVariableOverride]"
        return self.annotation.replace("[", f"[  {ignore}\n", 1) if self.narrowed else self.annotation

    @property
    def annotation(self) -> str:
        """The type with its marks; an optional property that must not be null is None where it is absent."""
        absent = "" if self.required or self.type.nullable or self.default != "None" else " | None"
        kind = f"{self.type.python}{absent}"
        return f"Annotated[{', '.join([kind, *self.marks])}]" if self.marks else kind


@dataclass(frozen=True)
class Class:
    """A named object schema; `fields` are its own, `inherited` those of its bases."""

    pointer: Pointer
    name: str
    description: str
    bases: tuple[str, ...]
    fields: tuple[Field, ...]
    inherited: tuple[Field, ...]
    closed: bool
    sent: bool

    @property
    def takes_any(self) -> bool:
        """Whether a request may have members in it that are not documented."""
        return self.sent and not self.closed

    @property
    def all_fields(self) -> dict[str, Field]:
        """All properties by their wire names, those of the bases first."""
        return {field.wire_name: field for field in (*self.inherited, *self.fields)}


@dataclass(frozen=True)
class Alias:
    """A named schema that is not an object."""

    pointer: Pointer
    name: str
    description: str
    type: Type


@dataclass(frozen=True)
class Check:
    """A constant of a module that checks an argument before it is sent."""

    constant: str
    argument: str
    python: str


@dataclass(frozen=True)
class Parameter:
    """A parameter of a method: where it goes, and how it is checked and written."""

    pointer: Pointer
    place: str
    wire_name: str
    name: str
    type: Type
    required: bool
    description: str
    joined: bool = False
    checked: Type = ANY
    check: Check | None = None
    constant: str | None = None
    quoted: bool = False
    """Whether it is an argument of an OData function that is written between quotes."""

    @property
    def annotation(self) -> str:
        """The annotation in the signature; any sequence will do for a list."""
        kind = f"Sequence[{self.type.item.python}]" if isinstance(self.type, ListOf) else self.type.python
        return kind if self.required else f"{kind} | None"

    @property
    def default(self) -> str | None:
        """The default in the signature."""
        return self.constant if self.required else "None"

    @property
    def value(self) -> str:
        """The expression of what is sent."""
        checked = f"{self.check.constant}({self.name})" if self.check else self.name
        nested = ", nested=True" if self.wire_name.startswith("$") else ""
        if self.place == "header":
            return f"header_text({self.name!r}, {checked})"
        return f"joined({self.name!r}, {checked}{nested})" if self.joined else checked


@dataclass(frozen=True)
class Body:
    """A body of a request, or of the successes of an operation."""

    pointer: Pointer
    type: Type
    description: str
    optional: bool = False

    @property
    def python(self) -> str:
        """The annotation."""
        return f"{self.type.python}{' | None' if self.optional and not self.type.nullable else ''}"

    @property
    def accepted(self) -> str:
        """The class of a request body, or the classes that it may have."""
        kind = self.type.alias if isinstance(self.type, Ref) and self.type.alias else self.type
        return f"({', '.join(part.name for part in kind.parts)})" if isinstance(kind, Tagged) else self.type.python

    @property
    def models(self) -> list[str]:
        """The names of the models in it."""
        kind = self.type.alias if isinstance(self.type, Ref) and self.type.alias else None
        return [*references(self.type), *(references(kind) if isinstance(kind, Tagged) else ())]

    @property
    def is_class(self) -> bool:
        """Whether it is an object of a class that the models declare."""
        return isinstance(self.type, Ref) and self.type.alias is None


@dataclass(frozen=True)
class Method:
    """An operation as a method of its group."""

    pointer: Pointer
    name: str
    operation_id: str
    http_method: str
    path: str
    summary: str
    description: str
    documentation: str
    url: str
    permissions: str | None
    no_permissions: str
    inferred: bool
    deprecated: bool
    parameters: tuple[Parameter, ...]
    body: Body | None
    successes: tuple[str, ...]
    result: Body | None
    headers: tuple[str, ...]
    item: Type | None = None
    """What a list returns page by page."""
    availability: str | None = None
    clouds: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()

    @property
    def template(self) -> str:
        """The path with quotes around those arguments of OData functions that need them."""
        template = self.path
        for parameter in self.parameters:
            if parameter.quoted:
                template = re.sub(f"(?<!')\\{{{re.escape(parameter.wire_name)}\\}}", r"'\g<0>'", template)
        return template

    @property
    def needs(self) -> str | None:
        """What the caller needs, for errors."""
        if not self.roles:
            return self.permissions
        roles = f"one of the directory roles {', '.join(self.roles)}"
        return f"{self.permissions}; a signed-in user also needs {roles}" if self.permissions else f"as a user {roles}"

    @property
    def returns(self) -> str:
        """The annotation of what the sync method returns; the async one has AsyncPaged for Paged."""
        if self.item:
            return f"Paged[{self.item.python}]"
        return self.result.python if self.result else "None"

    @property
    def page_decoder(self) -> str:
        """The name of the constant that decodes pages: lists of the same model have the same one."""
        return f"_{WORD.sub('_', self.item.name).lower() if isinstance(self.item, Ref) else self.name}_page"

    @property
    def path_parameters(self) -> list[Parameter]:
        """The parameters in the path, in its order."""
        return [parameter for parameter in self.parameters if parameter.place == "path"]

    @property
    def keyword_parameters(self) -> list[Parameter]:
        """The parameters that are passed by name."""
        return [parameter for parameter in self.parameters if parameter.place != "path"]


@dataclass(frozen=True)
class Group:
    """The methods of one tag, in a class and a module of their own."""

    pointer: Pointer
    name: str
    tag: str
    module: str
    class_name: str
    description: str
    methods: tuple[Method, ...]
    headers: tuple[str, ...] = ()

    @property
    def models(self) -> list[str]:
        """The names of the models that the module refers to."""
        bodies = [body for method in self.methods for body in (method.body, method.result) if body]
        types = [method.item for method in self.methods if method.item]
        types += [kind for method in self.methods for one in method.parameters for kind in (one.type, one.checked)]
        named = {name for kind in types for name in references(kind)}
        return sorted(named | {name for body in bodies for name in body.models})

    @property
    def common_arguments(self) -> dict[str, str]:
        """The arguments that several methods have with one description, and that description."""
        described = Counter((one.name, one.description) for method in self.methods for one in method.parameters)
        return {name: description for (name, description), methods in described.items() if methods > 1}

    @property
    def page_decoders(self) -> dict[str, str]:
        """The names of the constants that decode pages, and the types of their items."""
        return {method.page_decoder: method.item.python for method in self.methods if method.item}

    @property
    def checks(self) -> list[Check]:
        """The checks of all arguments, each once."""
        parameters = [parameter for method in self.methods for parameter in method.parameters]
        return list(dict.fromkeys(parameter.check for parameter in parameters if parameter.check))


@dataclass(frozen=True)
class Api:
    """All that the templates need to know of a document."""

    classes: tuple[Class, ...]
    aliases: tuple[Alias, ...]
    groups: tuple[Group, ...]

    @property
    def declarations(self) -> list[Class | Alias]:
        """What models.py declares, in an order in which it can be declared.

        A class needs its bases and an alias all that it names; a class comes after what its fields name if possible.
        """
        every: list[Class | Alias] = [*self.classes, *self.aliases]
        known = {one.name: one for one in every}
        done: dict[str, Class | Alias] = {}
        under_way: set[str] = set()
        waiting: list[str] = []

        def visit(name: str) -> None:
            if name not in known or name in done or name in under_way:
                return
            under_way.add(name)
            declared = known[name]
            needs = declared.bases if isinstance(declared, Class) else tuple(references(declared.type))
            named = [] if isinstance(declared, Alias) else [one.type for one in declared.fields]
            for other in (*needs, *(other for kind in named for other in references(kind))):
                visit(other)
            under_way.remove(name)
            if any(need in known and need not in done for need in needs):
                waiting.append(name)
                return
            done[name] = declared
            for later in [*waiting]:
                waiting.remove(later)
                visit(later)

        for name in known:
            visit(name)
        return list(done.values())

    @property
    def names(self) -> list[str]:
        """The names that models.py declares."""
        return sorted([*(one.name for one in self.classes), *(one.name for one in self.aliases)])
