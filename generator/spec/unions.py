"""Read the polymorphic schemas of a document: which value of which property leads to which alternative."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.spec import walk
from generator.spec.source import Pointer, Problem, Source

SCHEMAS = ("components", "schemas")


@dataclass(frozen=True)
class Union:
    """A polymorphic schema: the property that holds the tag, the tags of each alternative, and the open alternative.

    `others` names the alternative for missing and unknown tags. It is None where the document has none.
    """

    tag: str
    alternatives: dict[str, tuple[str, ...]]
    others: str | None = None

    @property
    def tags(self) -> dict[str, str]:
        """The name of the alternative for each tag."""
        return {tag: name for name, tags in self.alternatives.items() for tag in tags}


def union(data: Any, schema: Any) -> Union | None:
    """Return what the schema is as a union, or None where it is not one with tags.

    There are two forms. With a discriminator, tags come from its mapping, from the const or enum of the property, or
    from the name of the alternative. Without one, every alternative but the last requires a property with a const or
    enum of strings, and the last excludes those tags by `not: {enum: […]}`.
    """
    names = alternatives(schema)
    if not names:
        return None
    discriminator = schema.get("discriminator")
    if discriminator is not None and not _well_formed(discriminator):
        return None
    if discriminator is not None:
        tag = discriminator["propertyName"]
        mapped = mapping(discriminator)
        return Union(tag, {name: mapped.get(name) or own_tags(data, name, tag) or (name,) for name in names})
    *known, last = names
    for tag in properties(data, last):
        place = property_pointer(data, last, tag)
        excluded = walk.look_up(data, place).get("not") if place else None
        if known and isinstance(excluded, dict) and "enum" in excluded:
            return Union(tag, {name: own_tags(data, name, tag) for name in known}, last)
    return None


def alternatives(schema: Any) -> list[str]:
    """Return the names of the alternatives where all of them are references, else an empty list."""
    parts = schema.get("oneOf") or schema.get("anyOf") or [] if isinstance(schema, dict) else []
    names = [reference(part) for part in parts]
    return [name for name in names if name] if all(names) else []


def mapping(discriminator: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return the tags that the mapping has for each schema name; a value is a reference or a name."""
    found: dict[str, tuple[str, ...]] = {}
    for tag, target in discriminator.get("mapping", {}).items():
        name = target.rpartition("/")[2]
        found[name] = (*found.get(name, ()), tag)
    return found


def own_tags(data: Any, name: str, tag: str) -> tuple[str, ...]:
    """Return the values that the const or enum of the property allows, inherited ones included."""
    place = property_pointer(data, name, tag)
    schema = walk.resolve(data, place)[1] if place else {}
    if not isinstance(schema, dict):
        return ()
    values = [schema["const"]] if "const" in schema else schema.get("enum", [])
    return tuple(value for value in values if isinstance(value, str))


def parents(data: Any, name: str) -> Iterator[str]:
    """Yield the schemas that the named one inherits from through allOf, directly or not; each once."""
    pending, seen = [name], {name}
    while pending:
        schema = walk.look_up(data, (*SCHEMAS, pending.pop()))
        for part in (schema, *schema.get("allOf", [])) if isinstance(schema, dict) else ():
            parent = reference(part)
            if parent and parent not in seen:
                seen.add(parent)
                pending.append(parent)
                yield parent


def properties(data: Any, name: str) -> list[str]:
    """Return the names of the properties of a named schema, inherited ones included."""
    return list(dict.fromkeys(place[-1] for place in _property_places(data, name) if isinstance(place[-1], str)))


def property_pointer(data: Any, name: str, wanted: str) -> Pointer | None:
    """Return the pointer to a property of a named schema: its own before an inherited one."""
    return next((place for place in _property_places(data, name) if place[-1] == wanted), None)


def requires(data: Any, name: str, wanted: str) -> bool:
    """Whether the named schema, or one that it inherits from, requires the property."""
    return any(wanted in schema.get("required", []) for _, schema in _parts(data, name))


def closed(data: Any, name: str) -> bool:
    """Whether the named schema allows no further properties."""
    return any(
        part.get(key) is False
        for _, part in _parts(data, name)
        for key in ("additionalProperties", "unevaluatedProperties")
    )


def lists_its_children(data: Any, name: str) -> bool:
    """Whether the schema is a base type whose oneOf or anyOf names types that inherit from it."""
    schema = walk.look_up(data, (*SCHEMAS, name))
    return any(name in parents(data, child) for child in alternatives(schema))


def own_part(schema: dict[str, Any]) -> dict[str, Any]:
    """Return what a base type that lists its children says of each of them."""
    return {key: value for key, value in schema.items() if key not in ("oneOf", "anyOf", "discriminator")}


def without_circles(data: Any) -> Any:
    """Return the document for readers that follow references without end: base types no longer list their children."""
    schemas = data.get("components", {}).get("schemas", {})
    bases = {name: own_part(schema) for name, schema in schemas.items() if lists_its_children(data, name)}
    return {**data, "components": {**data["components"], "schemas": {**schemas, **bases}}} if bases else data


def circles(source: Source) -> Iterator[Problem]:
    """Yield schemas that contain themselves without an object or array in between: no value could be judged."""
    schemas = source.data.get("components", {}).get("schemas", {})
    bases = {name for name in schemas if lists_its_children(source.data, name)}
    edges = {name: list(_in_place(schema, own=name in bases)) for name, schema in schemas.items()}
    done: set[str] = set()
    for start in schemas:
        path: list[str] = []
        pending: list[tuple[str, bool]] = [(start, False)]
        while pending:
            name, leaving = pending.pop()
            if leaving:
                path.pop()
                done.add(name)
            elif name in path:
                ring = " → ".join([*path[path.index(name) :], name])
                fix = "remove one of the references, or put it under properties or items"
                yield source.problem((*SCHEMAS, name), f"the schema contains itself ({ring})", fix)
                done.update(path)
            elif name not in done:
                path.append(name)
                pending += [(name, True), *((inner, False) for inner in edges.get(name, []))]


def problems(source: Source) -> Iterator[Problem]:
    """Yield discriminators that do not fit their alternatives."""
    for pointer, schema, in_schema in source.nodes:
        if in_schema and "discriminator" in schema:
            yield from _discriminator(source, pointer, schema)


def _well_formed(discriminator: Any) -> bool:
    if not isinstance(discriminator, dict) or not isinstance(discriminator.get("propertyName"), str):
        return False
    targets = discriminator.get("mapping", {})
    return isinstance(targets, dict) and all(isinstance(target, str) for target in targets.values())


def _discriminator(source: Source, pointer: Pointer, schema: dict[str, Any]) -> Iterator[Problem]:
    place = (*pointer, "discriminator")
    discriminator, names = schema["discriminator"], alternatives(schema)
    if not isinstance(discriminator, dict) or not isinstance(discriminator.get("propertyName"), str):
        yield source.problem(place, "the discriminator has no propertyName", "name the property that holds the tag")
        return
    tag, targets = discriminator["propertyName"], discriminator.get("mapping", {})
    if not _well_formed(discriminator):
        yield source.problem((*place, "mapping"), "the mapping is not one of tags to schemas", "write tag: '#/…/Name'")
        return
    if not names:
        fix = "add oneOf with a $ref to each alternative, or remove the discriminator"
        yield source.problem(place, "the discriminator has no alternatives", fix)
        return
    for key, target in targets.items():
        if target.rpartition("/")[2] not in names:
            fix = f"name one of {', '.join(names)}"
            yield source.problem((*place, "mapping", key), f"{target} is not an alternative of this schema", fix)
    mapped, seen = mapping(discriminator), dict[str, str]()
    for name in names:
        declared = own_tags(source.data, name, tag)
        if property_pointer(source.data, name, tag) is None:
            yield source.problem((*SCHEMAS, name), f"{name} has no property {tag}, the discriminator", "add it")
        for value in mapped.get(name, ()) if declared else ():
            if value not in declared:
                what = f"the mapping has {value} for {name}, whose {tag} is {' or '.join(declared)}"
                yield source.problem((*place, "mapping", value), what, "use the same tag in both places")
        for value in mapped.get(name) or declared or (name,):
            if (other := seen.setdefault(value, name)) != name:
                fix = f"give {name} and {other} different tags"
                yield source.problem(place, f"two alternatives share the tag {value}", fix)


def _in_place(schema: Any, *, own: bool) -> Iterator[str]:
    """Yield the names of the schemas that must be judged for the same value."""
    if not isinstance(schema, dict):
        return
    if name := reference(schema):
        yield name
    for key in ("allOf", "not") if own else ("allOf", "anyOf", "oneOf", "not"):
        inner = schema.get(key, [])
        for part in inner if isinstance(inner, list) else [inner]:
            yield from _in_place(part, own=False)


def _property_places(data: Any, name: str) -> Iterator[Pointer]:
    for place, schema in _parts(data, name):
        yield from ((*place, "properties", wanted) for wanted in schema.get("properties", {}))


def _parts(data: Any, name: str) -> Iterator[tuple[Pointer, dict[str, Any]]]:
    """Yield the named schema, the inline members of its allOf, and then those of the schemas it inherits from."""
    for each in (name, *parents(data, name)):
        place, schema = walk.resolve(data, (*SCHEMAS, each))
        if isinstance(schema, dict):
            yield place, schema
            for index, part in enumerate(schema.get("allOf", [])):
                if isinstance(part, dict) and "$ref" not in part:
                    yield (*place, "allOf", index), part


def reference(part: Any) -> str | None:
    """Return the name of the schema that a $ref names, or None where the part is not one."""
    target = part.get("$ref") if isinstance(part, dict) else None
    return str(walk.target(target)[-1]) if isinstance(target, str) else None
