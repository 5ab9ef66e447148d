"""Draft schemas for the types that pages name; what no page states is marked, not guessed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from generator.documentation import facts, pages, typenames
from generator.documentation.objects import shown_keys
from generator.documentation.statements import properties
from generator.spec.graph_rules import TYPE_PROPERTY
from generator.spec.source import Pointer, Source

WORDS = "TODO in your own words."
TYPE = {"description": "The type of the object.", "type": "string"}
SCHEMAS = ("components", "schemas")
ENTITY = {
    "description": "The properties that all stored objects share.",
    "type": "object",
    "properties": {
        TYPE_PROPERTY: TYPE,
        "id": {"description": "The key of the object, given by the service.", "type": "string", "readOnly": True},
    },
}
PLACEHOLDERS: dict[Any, Any] = {
    "String": "Example", "string": "Example", "String (timestamp)": "2024-03-01T08:00:00Z",
    "String (identifier)": "5f0c1a52-7f3e-4a1d-9c59-2f2c6f6f8f10", "Integer": 1, "integer": 1, "Int32": 1,
    "Boolean": True, "boolean": True, "Date": "2024-03-01", "Binary": "RXhhbXBsZQ==",
}  # fmt: skip


@dataclass
class Notes:
    """What a person has to finish: places of the draft with a TODO, and decisions to take."""

    todo: dict[Pointer, str] = field(default_factory=dict)
    decisions: list[str] = field(default_factory=list)

    def refuse(self, what: str, pointer: Pointer | None = None) -> None:
        """Note something that the page leaves open."""
        if what not in self.decisions:
            self.decisions.append(what)
        if pointer:
            self.todo[pointer] = what


def described(kept: Iterable[facts.FactsFile]) -> dict[str, tuple[str, ...]]:
    """Return the schemas of the spec that each page of a type describes."""
    return {file.page: file.schemas for file in kept if isinstance(file.facts, facts.ResourcePage)}


@dataclass
class Types:
    """The components that a draft needs in addition to those of the spec."""

    spec: Source
    scalars: dict[str, dict[str, Any]]
    folder: Path
    """The folder of pages, with `resources/` in it."""
    notes: Notes
    described: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The schemas of the spec that each page of a type describes."""
    schemas: dict[str, Any] = field(default_factory=dict)
    names: dict[tuple[str, bool], str] = field(default_factory=dict)
    resources: dict[str, tuple[facts.ResourcePage, list[str]]] = field(default_factory=dict)

    def known(self) -> dict[str, Any]:
        """Return the schemas of the spec."""
        found: dict[str, Any] = self.spec.data.get("components", {}).get("schemas", {})
        return found

    def of_row(self, row: facts.Row, shown: list[Any], where: Pointer, *, request: bool) -> dict[str, Any]:
        """Return the schema of a property, given the values that examples show."""
        inner = self._type(row, shown, where, request=request)
        if row.collection:
            inner = {"type": "array", "items": inner}
        elif row.nullable:
            inner = _nullable(inner)
        if row.members and not request and not row.collection:
            inner = {"anyOf": [inner, {"type": "string"}, *([{"type": "null"}] if row.nullable else [])]}
        return {"description": WORDS, **inner}

    def _type(self, row: facts.Row, shown: list[Any], where: Pointer, *, request: bool) -> dict[str, Any]:
        scalar = typenames.scalar(row.type)
        values = [item for value in shown for item in (value if isinstance(value, list) else [value])]
        if row.members or self.enum(row.type):
            return self.ref(self._enum(row, where))
        if scalar == "Int32" and "Int32" in {*self.known(), *self.schemas}:
            return self.ref("Int32")
        if scalar in self.scalars:
            return dict(self.scalars[scalar])
        return self.ref(self.object(row.type, row.page, values, request=request))

    def ref(self, name: str) -> dict[str, Any]:
        """Return a reference to a component."""
        return {"$ref": f"#/components/schemas/{name}"}

    def enum(self, name: str) -> facts.Enum | None:
        """Return the enum of that name from a page of enums."""
        for path in sorted((self.folder / "resources").glob("enums*.md")):
            page = _read(path)
            for each in page.enums if isinstance(page, facts.EnumPage) else ():
                if each.name == typenames.last(name):
                    return each
        return None

    def _enum(self, row: facts.Row, where: Pointer) -> str:
        found = self.enum(row.type)
        members = list(row.members or (found.members if found else ()))
        name = _upper(typenames.last(row.type) or "")
        if name == "String":
            name = _upper(row.name)
            self.notes.refuse(f"{where[-1]} is of type String with a list of members: drafted as the enum {name}")
        existing = {**self.known(), **self.schemas}.get(name)
        if existing is not None and existing.get("enum") != members:
            self.notes.refuse(f"the enum {name} has other members than {', '.join(members)}", where)
        if existing is None:
            self.schemas[name] = {"description": WORDS, "type": "string", "enum": members}
        return name

    def page(self, name: str | None) -> facts.ResourcePage | None:
        """Return the facts of a type's page, if it is in a folder next to the pages."""
        path = self.folder / "resources" / f"{name}.md"
        found = _read(path) if name and path.is_file() else None
        return found if isinstance(found, facts.ResourcePage) else None

    def object(self, name: str, page_name: str | None, shown: list[Any], *, request: bool) -> str:
        """Return the component for a type, drafting it where the spec has none like it."""
        if (name, request) in self.names:
            return self.names[name, request]
        page = self.page(page_name)
        # A polymorphic type has no page: that of its base is the page of the type.
        polymorphic = [key for key, each in self.known().items() if "oneOf" in each and typenames.same(name, key)]
        for component in (*polymorphic, *self.described.get(str(page_name), ())):
            if component.endswith(typenames.REQUEST_SUFFIXES) == request:
                return self.names.setdefault((name, request), component)
        rows = {row.name for row in page.properties} if page else {key for value in shown for key in _keys(value)}
        short = _upper(typenames.last(name) or "") + ("Create" if request else "")
        space = name.removeprefix("#").split(".")[-2] if "." in name else "another"
        for component in (short, _upper(space) + short, f"Another{short}"):
            if component not in self.known():
                break
            if rows <= properties(self.spec.data, (*SCHEMAS, component), self.scalars).keys():
                self.names[name, request] = component
                return component
        if component != short:
            self.notes.refuse(f"the name of {name} is taken in the spec: drafted as {component}", (*SCHEMAS, component))
        self.names[name, request] = component
        self.schemas[component] = {}  # keeps its place, and ends a circle
        if page:
            self.resources.setdefault(str(page_name), (page, []))[1].append(component)
            self.schemas[component] = self._resource(component, page, shown, request=request)
        else:
            self.notes.refuse(f"{name} has no page in this folder: its members are those that examples show")
            self.schemas[component] = self._shown(component, shown)
        return component

    def _resource(self, component: str, page: facts.ResourcePage, shown: list[Any], *, request: bool) -> dict[str, Any]:
        objects = [value for value in shown if isinstance(value, dict)]
        rows = [*page.properties, *(row for row in page.relationships if any(row.name in value for value in objects))]
        if left_out := [row.name for row in page.relationships if row not in rows and not request]:
            names = ", ".join(left_out)
            self.notes.refuse(
                f"{component}: no example shows the relationships {names}: add those that requests can expand"
            )
        base = self._base(page) if not request else None
        inherited = self._inherited(base) if base else set()
        found: dict[str, Any] = {} if inherited else {TYPE_PROPERTY: dict(TYPE)}
        place = (*SCHEMAS, component, *(("allOf", 1) if base else ()), "properties")
        for row in rows:
            if row.name not in inherited:
                values = [value[row.name] for value in objects if value.get(row.name) is not None]
                found[row.name] = self.of_row(row, values, (*place, row.name), request=request)
                if any(value.get(row.name, 0) is None for value in objects) and not row.nullable and not row.collection:
                    self.notes.refuse(f"{component}/{row.name}: an example shows null, the page does not say so")
                    found[row.name] = {"description": WORDS, **_nullable({k: v for k, v in found[row.name].items()
                                                                          if k != "description"})}  # fmt: skip
        for name in dict.fromkeys(key for value in objects for key in _keys(value)):
            if name not in found and name not in inherited and not name.startswith("@"):
                self.notes.refuse(f"{component}/{name}: an example shows it, the page of the type does not list it")
                found[name] = {"description": WORDS, **_guess([value[name] for value in objects if name in value])}
                self.notes.todo[*place, name] = "an example shows it, the page of the type does not list it"
        body: dict[str, Any] = {"type": "object", "properties": found}
        if request:
            return {"description": WORDS, "type": "object", "additionalProperties": False, "properties": found}
        if base:
            return {"description": WORDS, "allOf": [self.ref(base), body]}
        return {"description": WORDS, **body}

    def _base(self, page: facts.ResourcePage) -> str | None:
        if not page.base:
            return None
        if page.base == "entity":
            if "Entity" not in self.known():
                self.schemas.setdefault("Entity", ENTITY)
            return "Entity"
        prefix = page.base_type or page.base
        name = f"{page.namespace}.{page.base}" if "." not in prefix else prefix
        stem = f"{name.split('.')[-2]}-{name.split('.')[-1]}".lower()
        return self.object(name, stem, [], request=False)

    def _inherited(self, base: str) -> set[str]:
        if base in self.known():
            return set(properties(self.spec.data, (*SCHEMAS, base), self.scalars))
        schema = self.schemas.get(base, {})
        own = set(schema.get("properties", {}))
        for part in schema.get("allOf", []):
            own |= self._inherited(part["$ref"].rsplit("/", 1)[-1]) if "$ref" in part else set(part["properties"])
        return own

    def _shown(self, component: str, shown: list[Any]) -> dict[str, Any]:
        """Return an open object with the members that examples show."""
        objects = [value for value in shown if isinstance(value, dict)]
        names = dict.fromkeys(key for value in objects for key in value if key == TYPE_PROPERTY or key in _keys(value))
        found = {
            name: dict(TYPE) if name == TYPE_PROPERTY
            else {"description": WORDS, **_guess([value[name] for value in objects if name in value])}
            for name in names
        }  # fmt: skip
        self.notes.todo[*SCHEMAS, component] = "no page of this type"
        return {"description": WORDS, "type": "object", "additionalProperties": True, "properties": found}


def _read(path: Path) -> facts.Page | None:
    return _read_once(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=100)
def _read_once(path: Path, _modified: int) -> facts.Page | None:
    return pages.read_page(path)[0]


def _keys(value: Any) -> list[str]:
    return [key for key in shown_keys(value) if not key.startswith("@")]


def _upper(name: str) -> str:
    return name[:1].upper() + name[1:]


def _nullable(schema: dict[str, Any]) -> dict[str, Any]:
    if schema.keys() == {"type"} and isinstance(schema["type"], str):
        return {"type": [schema["type"], "null"]}
    if "anyOf" in schema:
        return {"anyOf": [*schema["anyOf"], {"type": "null"}]}
    return {"anyOf": [schema, {"type": "null"}]}


def _guess(values: list[Any]) -> dict[str, Any]:
    """Return a schema that the values fit, for members that no page describes."""
    known = [value for value in values if value is not None]
    null = len(known) < len(values)
    names = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array", dict: "object"}
    kinds = {names[type(value)] for value in known}
    if len(kinds) != 1:
        return {}
    (kind,) = kinds
    if kind == "array":
        return {"type": "array", "items": _guess([item for value in known for item in value])}
    if kind == "object":
        return {"type": "object", "additionalProperties": True}
    return {"type": [kind, "null"]} if null else {"type": kind}
