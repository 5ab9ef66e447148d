"""Turn the YAML into a checked Document, or report every problem with its line."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jsonschema_rs
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match
from jsonschema.validators import extend
from jsonschema_specifications import REGISTRY as SPECIFICATIONS
from openapi_spec_validator.schemas import schema_v31
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from generator.spec import graph_rules, list_rules, openapi_rules, rules, schema_rules, unions, walk
from generator.spec.json_schemas import DEFINITIONS, converted, definitions, json_schemas
from generator.spec.source import InvalidSpecError, Pointer, Problem, Source, json_pointer, read

MAX_EXPANSION = 5_000
MAX_CHAIN = 50
MAX_STEPS = 10_000
RULES = (*rules.RULES, *schema_rules.RULES, unions.problems, *graph_rules.RULES, *list_rules.RULES)
SPEC_URI = "urn:spec"
SPEC_FILE = "file:///spec"
# Some readers ignore anything else beside a $ref, others apply it, and prance drops it.
BESIDE_REF = {"$ref", "summary", "description", "title", "deprecated", "readOnly", "example", "examples", "$comment"}
COMPONENT = re.compile(r"#/components/[A-Za-z]+/[A-Za-z0-9._-]+")
# Messages of jsonschema name places that their paths do not.
UNEXPECTED = re.compile(r"\('(.+?)'.* unexpected\)$")


class Document(Source):
    """A Source without problems: what the emitters work from."""

    @cached_property
    def json_schemas(self) -> dict[str, Any]:
        """The schemas as JSON Schema 2020-12, computed once: see `json_schemas.json_schemas`."""
        return json_schemas(self.data)

    @cached_property
    def dereferenced(self) -> Any:
        """The values with what each `$ref` names in its place, but for references that would never end.

        Raises prance.util.url.ResolutionError.
        """
        from prance.util.resolver import RESOLVE_INTERNAL, RefResolver, keep_ref_on_recursion

        # Without its parser, which would read and validate the whole document again. The address is never read.
        options = {"resolve_types": RESOLVE_INTERNAL, "recursion_limit_handler": keep_ref_on_recursion}
        resolver = RefResolver(unions.without_circles(self.data), SPEC_FILE, reference_cache={}, **options)
        resolver.resolve_references()
        return resolver.specs


def load(path: Path) -> Document:
    """Read and check the spec.

    Each stage relies on the ones before it, so a stage with problems is the last.
    Raises InvalidSpecError with all problems of that stage, and OSError where the file cannot be read.
    """
    return _load(path, (_version, _structure, _schemas, unions.circles, _meaning, _second_opinion))


def load_version(path: Path) -> Document:
    """Read another version of a spec: it must be sound OpenAPI, and need not keep today's house rules.

    Raises as `load` does.
    """
    return _load(path, (_version, _structure, _schemas, unions.circles))


def _load(path: Path, stages: Iterable[Callable[[Document], Iterator[Problem]]]) -> Document:
    source = read(path)
    document = Document(source.path, source.data, source.lines)  # keeps what the stages compute of it
    for stage in stages:
        if problems := set(stage(document)):
            last = stage in (_meaning, _second_opinion)
            raise InvalidSpecError(sorted(problems), last=last, source=document if last else None)
    return document


def validator(data: Any, pointer: Pointer) -> Draft202012Validator:
    """Return a validator for the schema at the pointer as it is written, with formats asserted."""
    registry: Registry[Any] = Registry().with_resource(SPEC_URI, DRAFT202012.create_resource(data))
    schema = {"$ref": SPEC_URI + quote(json_pointer(pointer), safe="/#")}
    return Draft202012Validator(schema, registry=registry, format_checker=Draft202012Validator.FORMAT_CHECKER)


def _version(source: Source) -> Iterator[Problem]:
    if not isinstance(source.data, dict):
        yield source.problem((), "the document is not a mapping", f"start with openapi: {rules.VERSION}")
        return
    version, fix = source.data.get("openapi"), f"convert it to OpenAPI {rules.VERSION}"
    if "swagger" in source.data:
        yield source.problem(("swagger",), "this is Swagger 2.0", fix)
    elif version is None:
        yield source.problem(("openapi",), "openapi is missing", f"add openapi: {rules.VERSION}")
    elif not isinstance(version, str):
        yield source.problem(("openapi",), f"the version {version!r} is not a string", f"write '{rules.VERSION}'")
    elif version.startswith("3.0."):
        fix += ": write type: [string, 'null'] for nullable, and a number for exclusiveMinimum and exclusiveMaximum"
        yield source.problem(("openapi",), "this is OpenAPI 3.0", fix)
    elif version.startswith("3.2."):
        fix = f"write openapi: {rules.VERSION} and remove what 3.2 added"
        yield source.problem(("openapi",), "this is OpenAPI 3.2, which the libraries do not read yet", fix)
    elif not version.startswith("3.1."):
        yield source.problem(("openapi",), f"{version} is not a version of OpenAPI 3.1", fix)


def _structure(source: Source) -> Iterator[Problem]:
    for pointer, value, in_schema in source.nodes:
        if "$ref" in value:
            yield from _reference(source, (*pointer, "$ref"), value["$ref"], walk.section(pointer, in_schema=in_schema))
            for key in sorted(key for key in value.keys() - BESIDE_REF if not key.startswith("x-")):
                fix = "move it into what $ref names"
                yield source.problem((*pointer, key), f"{key} beside $ref, which readers treat differently", fix)
    for pointer in _opaque_references(source):
        if not _in_extension(pointer):
            yield source.problem(pointer, "$ref as a name or as data", "choose another name: tools would follow it")
    paths = source.data.get("paths")
    without_slash = [path for path in walk.members(paths) if path[:1] != "/"] if isinstance(paths, dict) else []
    for path in without_slash:
        yield source.problem(("paths", path), "a path without a leading slash", f"write /{path}")
    if _openapi_quickly().is_valid(source.data):
        return
    errors = _openapi_schema().iter_errors(source.data)
    rest = (error for error in errors if "$ref" not in error.absolute_path)
    if without_slash:
        rest = (error for error in rest if tuple(error.absolute_path) != ("paths",))
    yield from _violations(source, rest, (), openapi_rules.SEE_OPENAPI)


def _opaque_references(source: Source) -> Iterator[Pointer]:
    """Yield each `$ref` that OpenAPI does not take for a reference; prance follows those in extensions."""
    objects = {node.pointer for node in source.nodes}
    for pointer in source.lines:
        if pointer[-1:] == ("$ref",) and pointer[:-1] not in objects:
            yield pointer


def _in_extension(pointer: Pointer) -> bool:
    data = next((key for key in pointer if key in walk.DATA or str(key).startswith("x-")), "")
    return str(data).startswith("x-")


@cache
def _openapi_schema() -> Draft202012Validator:
    """Return the schema of OpenAPI 3.1; with its anchors looked up beforehand it takes a quarter of the time."""
    resource = DRAFT202012.create_resource(dict(schema_v31))
    registry = SPECIFICATIONS.with_resource(str(resource.id()), resource).crawl()
    return Draft202012Validator(resource.contents, registry=registry)


@cache
def _openapi_quickly() -> jsonschema_rs.Draft202012Validator:
    """Return the same schema for a verdict without messages, in a fraction of the time."""
    return jsonschema_rs.Draft202012Validator(dict(schema_v31), validate_formats=False)


def _reference(source: Source, pointer: Pointer, reference: Any, section: str) -> Iterator[Problem]:
    if reference is None:
        yield source.problem(pointer, "$ref without a value", "quote it: an unquoted # begins a comment")
    elif isinstance(reference, str) and not reference.startswith("#"):
        fix = "copy what it names into components: the description is a single file"
        yield source.problem(pointer, f"$ref {reference!r} refers to another file", fix)
    elif not isinstance(reference, str) or not COMPONENT.fullmatch(reference):
        fix = "write it like '#/components/schemas/Run'"
        yield source.problem(pointer, f"$ref {reference!r} does not name a component", fix)
    else:
        try:
            walk.resolve(source.data, walk.target(reference))
        except KeyError:
            fix = "correct it, or add what it names"
            yield source.problem(pointer, f"$ref {reference!r} is unresolved or circular", fix)
        if walk.target(reference)[1] != section:
            fix = f"name one of components/{section}" if section in walk.NAME_MAPS else "write it out"
            yield source.problem(pointer, f"$ref {reference!r} refers to the wrong section", fix)


def _schemas(source: Source) -> Iterator[Problem]:
    yield from _expansion(source)
    meta_schema = Draft202012Validator(Draft202012Validator.META_SCHEMA)
    for pointer, value, _ in walk.schema_roots(source.nodes):
        if not jsonschema_rs.meta.is_valid(value):
            yield from _violations(source, meta_schema.iter_errors(value), pointer, "see JSON Schema 2020-12")


def _expansion(source: Source) -> Iterator[Problem]:
    """Yield where references multiply: resolved, a few lines could fill the memory, as aliases could."""
    references: dict[Pointer, list[Pointer]] = {}
    for pointer, value, _ in source.nodes:
        if isinstance(value.get("$ref"), str):
            references.setdefault(pointer[:3], []).append(walk.target(value["$ref"]))
    sizes: dict[Pointer, int] = {}

    def size(component: Pointer, depth: int) -> int:
        if component not in sizes:
            sizes[component] = 1  # what a circular reference adds
            too_deep = MAX_EXPANSION if depth > MAX_CHAIN else 0
            inner = references.get(component, []) if not too_deep else []
            sizes[component] += too_deep + sum(size(reference, depth + 1) for reference in inner)
        return sizes[component]

    for pointer, inner in references.items():
        if pointer[0] == "components" and sum(size(reference, 1) for reference in inner) >= MAX_EXPANSION:
            yield source.problem(pointer, "its $refs expand too far", "refer to each part once, in shorter chains")


def _meaning(source: Source) -> Iterator[Problem]:
    found = list(chain.from_iterable(rule(source) for rule in RULES))
    if not schema_rules.misleads_validators(source):
        found += _examples(source)
    by_operation, others = openapi_rules.problems(source)
    # A message without an operation is often the consequence of something that a rule explains better.
    yield from (*found, *by_operation) if found or by_operation else others


def _examples(source: Source) -> Iterator[Problem]:
    resource = DRAFT202012.create_resource({"$defs": definitions(source.data)})
    registry: Registry[Any] = Registry().with_resource(SPEC_URI, resource)
    steps = _Steps()
    kind = _bounded(steps)
    for pointer, node, in_schema in source.nodes:
        if not in_schema and "schema" not in node:
            continue
        for place in _example_places(source, pointer, node):
            schema, value = walk.resolve(source.data, pointer if in_schema else (*pointer, "schema"))
            fix = f"correct it, or the schema at {json_pointer(schema)}"
            steps.left = MAX_STEPS
            asserting = kind(
                converted(source.data, value, f"{SPEC_URI}{DEFINITIONS}"),
                registry=registry,
                format_checker=Draft202012Validator.FORMAT_CHECKER,
            )
            try:
                yield from _violations(source, asserting.iter_errors(walk.look_up(source.data, place)), place, fix)
            except (ArithmeticError, ValueError, RecursionError) as error:
                yield source.problem(place, f"jsonschema cannot validate it ({error})", fix)


@dataclass
class _Steps:
    """How many more references a validator may follow."""

    left: int = 0


def _bounded(steps: _Steps) -> type[Draft202012Validator]:
    """Return a validator that gives up: alternatives that refer to what contains them double the work at each level."""

    def follow(validator: Any, reference: str, instance: Any, schema: Any) -> Iterator[ValidationError]:
        steps.left -= 1
        if steps.left < 0:
            raise ValueError("too many alternatives")
        yield from Draft202012Validator.VALIDATORS["$ref"](validator, reference, instance, schema)

    kind: type[Draft202012Validator] = extend(Draft202012Validator, {"$ref": follow})  # type: ignore[no-untyped-call]
    return kind


def _example_places(source: Source, pointer: Pointer, node: dict[str, Any]) -> Iterator[Pointer]:
    yield from ((*pointer, key) for key in ("default", "example") if key in node)
    examples = node.get("examples", [])
    if isinstance(examples, list):
        yield from ((*pointer, "examples", index) for index in range(len(examples)))
    else:
        for name in examples:
            place, example = walk.resolve(source.data, (*pointer, "examples", name))
            if "value" in example:
                yield (*place, "value")


def _violations(source: Source, errors: Iterable[ValidationError], pointer: Pointer, fix: str) -> Iterator[Problem]:
    for error in errors:
        # Under anyOf and oneOf, the error of the alternative that came nearest to passing helps most.
        nearest = best_match([error]) or error
        message = (
            nearest.message if len(nearest.message) < 200 else nearest.message[:90] + " … " + nearest.message[-90:]
        )
        unexpected = UNEXPECTED.search(nearest.message)
        place = (*nearest.absolute_path, unexpected[1]) if unexpected else nearest.absolute_path
        yield source.problem((*pointer, *place), message, fix)


def _second_opinion(source: Document) -> Iterator[Problem]:
    try:
        _ = source.dereferenced
    except Exception as error:
        # What it refuses here is in an extension: `_structure` has resolved every other reference.
        references = list(_opaque_references(source))
        named = [place for place in references if str(walk.look_up(source.data, place)) in str(error)]
        place = next(iter(named or references), ())
        what = f"prance cannot resolve the references ({type(error).__name__}: {error})"
        yield source.problem(place, what, "correct the reference, or remove it")
