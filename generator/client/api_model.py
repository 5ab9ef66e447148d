"""The typed model of the emitted package: types that render themselves, classes, aliases, operations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.spec.source import Pointer

Limits: TypeAlias = tuple[tuple[str, int | float], ...]
# What a type is, without limits and spelling: what two readings of one schema must agree on.
Shape: TypeAlias = str | tuple["str | Shape | frozenset[Shape] | None", ...]
Member: TypeAlias = str | int | float | bool | None


@dataclass(frozen=True)
class Scalar:
    """A Python type by its name, with limits; `shape` is what JSON or OpenAPI call it."""

    name: str
    shape: str
    limits: Limits = ()

    @property
    def python(self) -> str:
        """The annotation."""
        return _limited(self.name, self.limits)

    @property
    def nullable(self) -> bool:
        """Whether null is one of its values."""
        return self.shape in ("null", "any")


ANY = Scalar("Any", "any")
NULL = Scalar("None", "null")


@dataclass(frozen=True)
class Enum:
    """A closed set of members."""

    members: tuple[Member, ...]

    @property
    def python(self) -> str:
        """The annotation."""
        return f"Literal[{', '.join(map(repr, self.members))}]"

    @property
    def nullable(self) -> bool:
        """Whether null is one of its values."""
        return None in self.members

    @property
    def shape(self) -> Shape:
        """What it is without its order."""
        members = frozenset(f"{type(member).__name__} {member}" for member in self.members if member is not None)
        return union_shape([*([("enum", members)] if members else []), *(["null"] if self.nullable else [])])


@dataclass(frozen=True)
class Ref:
    """A class of the models, or an alias of them with the type that it stands for."""

    name: str
    alias: Type | None = None

    @property
    def python(self) -> str:
        """The annotation."""
        return self.name

    @property
    def nullable(self) -> bool:
        """Whether null is one of its values."""
        return self.alias is not None and self.alias.nullable

    @property
    def shape(self) -> Shape:
        """What it stands for."""
        return self.alias.shape if self.alias else ("class", self.name)


@dataclass(frozen=True)
class ListOf:
    """A list."""

    item: Type
    limits: Limits = ()
    nullable = False

    @property
    def python(self) -> str:
        """The annotation."""
        return _limited(f"list[{self.item.python}]", self.limits)

    @property
    def shape(self) -> Shape:
        """What it is without limits."""
        return ("list", self.item.shape)


@dataclass(frozen=True)
class MapOf:
    """A map of names to values of one type."""

    value: Type
    nullable = False

    @property
    def python(self) -> str:
        """The annotation."""
        return f"dict[str, {self.value.python}]"

    @property
    def shape(self) -> Shape:
        """What it is without limits."""
        return ("map", self.value.shape)


@dataclass(frozen=True)
class Union:
    """One of several types; `marks` go with them, such as AnyText for an enum that also takes other texts."""

    parts: tuple[Type, ...]
    marks: tuple[str, ...] = ()

    @property
    def python(self) -> str:
        """The annotation, null last."""
        plain = dict.fromkeys(part.python for part in self.parts if part != NULL)
        joined = " | ".join([*plain, *(["None"] if NULL in self.parts else [])])
        return f"Annotated[{', '.join([joined, *self.marks])}]" if self.marks else joined

    @property
    def nullable(self) -> bool:
        """Whether null is one of its values."""
        return any(part.nullable for part in self.parts)

    @property
    def shape(self) -> Shape:
        """The shapes of its parts, without order."""
        return union_shape([part.shape for part in self.parts])


@dataclass(frozen=True)
class Tagged:
    """One of several classes, told apart by a tag; `open` unions take objects with other tags too."""

    parts: tuple[Ref, ...]
    tag: str
    field: str
    members: tuple[tuple[str, str], ...]
    open: bool
    nullable = False

    @property
    def python(self) -> str:
        """The annotation."""
        if not self.open:
            return f"Annotated[{' | '.join(part.name for part in self.parts)}, Field(discriminator={self.field!r})]"
        names = [*(part.name for part in self.parts), "OpenModel"]
        parts = " | ".join(f"Annotated[{name}, Tag({name!r})]" for name in names)
        return f"Annotated[{parts}, by_tag({self.tag!r}, {self.field!r}, {dict(self.members)!r})]"

    @property
    def shape(self) -> Shape:
        """The shapes of its parts, without order."""
        return union_shape([part.shape for part in self.parts])


OBJECT = MapOf(ANY)
Type: TypeAlias = Scalar | Enum | Ref | ListOf | MapOf | Union | Tagged


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
    """A named schema that is no object."""

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
        return f"joined({checked}{nested})" if self.joined else checked


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
        types = [body.type for method in self.methods for body in (method.body, method.result) if body]
        types += [method.item for method in self.methods if method.item]
        types += [kind for method in self.methods for one in method.parameters for kind in (one.type, one.checked)]
        return sorted({name for kind in types for name in references(kind)})

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


def references(kind: Type) -> Iterator[str]:
    """Yield the names of the models that the annotation of the type consists of."""
    match kind:
        case Ref():
            yield kind.name
        case ListOf():
            yield from references(kind.item)
        case MapOf():
            yield from references(kind.value)
        case Union() | Tagged():
            for part in kind.parts:
                yield from references(part)


def _limited(python: str, limits: Limits) -> str:
    shown = ", ".join(f"{name}={value!r}" for name, value in limits)
    return f"Annotated[{python}, Field({shown})]" if shown else python


def union_shape(shapes: list[Shape]) -> Shape:
    """Return the shape of alternatives: nested ones are one, and one alone is itself."""
    flat: set[Shape] = set()
    for shape in shapes:
        inner = shape[1] if isinstance(shape, tuple) and shape[0] == "union" else None
        flat |= set(inner) if isinstance(inner, frozenset) else {shape}
    return next(iter(flat)) if len(flat) == 1 else ("union", frozenset(flat))
