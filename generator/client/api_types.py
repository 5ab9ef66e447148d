"""The types of the emitted package: data that renders itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator


Limits: TypeAlias = tuple[tuple[str, int | float], ...]
OPEN_MODEL = "OpenModel"  # the class of the runtime for objects of which nothing is known
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
    """One of several classes, told apart by a tag.

    `others` is the class of objects with missing and unknown tags, or None where the classes are closed. `base` is the
    class that lists the others as what inherits from it, if that is where the union is.
    """

    parts: tuple[Ref, ...]
    tag: str
    field: str
    members: tuple[tuple[str, str], ...]
    others: str | None
    base: str | None = None
    nullable = False

    @property
    def python(self) -> str:
        """The annotation."""
        if self.others is None:
            return f"Annotated[{' | '.join(part.name for part in self.parts)}, Field(discriminator={self.field!r})]"
        names = [*(part.name for part in self.parts), self.others]
        parts = " | ".join(f"Annotated[{name}, Tag({name!r})]" for name in names)
        others = "" if self.others == OPEN_MODEL else f", {self.others!r}"
        return f"Annotated[{parts}, by_tag({self.tag!r}, {self.field!r}, {dict(self.members)!r}{others})]"

    @property
    def shape(self) -> Shape:
        """The shapes of its parts, without order; that of the base where it lists them."""
        if self.base:
            return ("class", self.base)
        others = [Ref(self.others)] if self.others and self.others != OPEN_MODEL else []
        return union_shape([part.shape for part in (*self.parts, *others)])


OBJECT = MapOf(ANY)
Type: TypeAlias = Scalar | Enum | Ref | ListOf | MapOf | Union | Tagged


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
            if isinstance(kind, Tagged) and kind.others and kind.others != OPEN_MODEL:
                yield kind.others


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
