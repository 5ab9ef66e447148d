"""Each rule for schemas reports what breaks it, at its line, in a small document; what is legal passes."""

from pathlib import Path

import pytest

from generator.spec import document
from generator.spec.source import InvalidSpecError

SMALL = Path(__file__).parent / "small.yaml"
# What is wrong -> schemas to add (» marks the line that is named), and the problem.
DEFECTS = {
    "a keyword of another object": ("v:\n  type: string\n  default: a\n  »headers: x", "headers is not a keyword"),
    "map without type": ("v:\n  »additionalProperties: {type: string}", "additionalProperties without type"),
    "properties without type": ("v:\n  »properties: {}", "properties without type: add type: object"),
    "items without type": ("v:\n  »items: {type: string}", "items without type: add type: array"),
    "length without type": ("v:\n  »minLength: 3", "minLength without type: add type: string"),
    "bound without type": ("v:\n  »maximum: 3", "maximum without type: add type: integer"),
    "required without type": ("v:\n  »required: [a]", "required without type: add type: object"),
    "bound of a text": ("v:\n  type: string\n  »minimum: 5", "minimum does not apply to type string"),
    "items of an object": ("v:\n  type: object\n  »items: {}", "items does not apply to type object"),
    "length of null": ("v:\n  type: 'null'\n  »minLength: 1", "minLength does not apply to type null"),
    "length as a float": ("v:\n  type: string\n  »minLength: 1.0", "minLength is 1.0"),
    "bound with underscores": (
        "v:\n  type: integer\n  »minimum: 1_000",
        "unquoted 1_000: write it as a plain decimal number",
    ),
    "bound out of range": (
        "v:\n  type: number\n  »maximum: 1e999",
        "unquoted 1e999: write it as a plain decimal number",
    ),
    "enum with one number twice": ("Count:\n  type: integer\n  »enum: [1, 1.0]", "duplicate enum member 1.0"),
    "bounds crossed": ("v:\n  type: number\n  »minimum: 5\n  maximum: 3", "minimum is over maximum"),
    "int32 without bounds": ("v:\n  type: integer\n  »format: int32", "the format int32 without its bounds"),
    "int32 with one bound": ("v:\n  type: integer\n  »format: int32\n  minimum: 0", "the format int32"),
    "format of another type": (
        "v:\n  type: integer\n  »format: date",
        "the format date does not apply to type integer",
    ),
    "format without type": ("v:\n  »format: date", "the format date does not apply to type any"),
    "unknown format": ("v:\n  type: string\n  »format: hostname", "the format hostname is not supported"),
    "empty enum": ("Kind:\n  type: string\n  »enum: []", "an enum without members"),
    "enum of two types": (
        "Kind:\n  type: string\n  enum:\n    - unknownFutureValue\n    »- 5",
        "5 is not of type string",
    ),
    "null that is not allowed": (
        "Kind:\n  type: string\n  enum:\n    - unknownFutureValue\n    »- null",
        "None is not of type string",
    ),
    "const of another type": ("v:\n  type: integer\n  »const: true", "True is not of type integer"),
    "anyOf and oneOf": (
        "v:\n  anyOf: [{type: string}, {type: integer}]\n  »oneOf: [{type: string}, {type: integer}]",
        "oneOf beside anyOf",
    ),
    "allOf and oneOf": (
        "V:\n  allOf: [{$ref: '#/components/schemas/Thing'}]\n  »oneOf: [{type: object}]",
        "oneOf beside allOf",
    ),
    "properties beside anyOf": (
        "v:\n  anyOf: [{type: string}]\n  »properties: {}\n  x-note: one",
        "properties beside anyOf: move it into anyOf",
    ),
    "type beside anyOf": ("v:\n  anyOf: [{minLength: 3, type: string}]\n  »type: string", "type beside anyOf"),
    "required beside allOf": (
        "V:\n  allOf: [{$ref: '#/components/schemas/Thing'}]\n  »required: [name]",
        "required beside allOf: move it into allOf",
    ),
    "closed beside allOf": (
        "V:\n  allOf: [{$ref: '#/components/schemas/Thing'}]\n  x-a: 1\n  »additionalProperties: true",
        "additionalProperties beside allOf",
    ),
    "allOf of a text": (
        "Text:\n  type: string\nV:\n  allOf:\n    »- $ref: '#/components/schemas/Text'\n    - description: x",
        "allOf of Text, which is not an object with properties: refer to it with $ref alone",
    ),
    "allOf of an enum": (
        "Kind:\n  type: string\n  enum: [unknownFutureValue]\nV:\n  allOf:\n    »- $ref: '#/components/schemas/Kind'",
        "allOf of Kind",
    ),
    "allOf of a map": (
        "Map:\n  type: object\n  additionalProperties: {type: string}\n"
        "V:\n  allOf:\n    »- $ref: '#/components/schemas/Map'",
        "allOf of Map, which is a map",
    ),
    "not": ("v:\n  type: string\n  »not: {type: integer}", "not is not supported here"),
    "circular allOf": (
        "»A:\n  allOf: [{$ref: '#/components/schemas/B'}]\nB:\n  allOf: [{$ref: '#/components/schemas/A'}]",
        "the schema contains itself (A → B → A)",
    ),
    "circular anyOf": (
        "»A:\n  anyOf: [{$ref: '#/components/schemas/A'}, {type: 'null'}]",
        "the schema contains itself (A → A): remove one of the references, or put it under properties or items",
    ),
    "mapping that contradicts": (
        "Circle:\n  type: object\n  properties: {kind: {description: k, const: circle}}\n"
        "V:\n  oneOf: [{$ref: '#/components/schemas/Circle'}]\n"
        "  discriminator:\n    propertyName: kind\n    mapping:\n      »round: '#/components/schemas/Circle'",
        "the mapping has round for Circle, whose kind is circle: use the same tag in both places",
    ),
    "mapping to nothing": (
        "V:\n  oneOf: [{$ref: '#/components/schemas/Thing'}]\n"
        "  discriminator:\n    propertyName: name\n    mapping:\n      »a: Square",
        "Square is not an alternative of this schema: name one of Thing",
    ),
    "mapping with a number": (
        "V:\n  oneOf: [{$ref: '#/components/schemas/Thing'}]\n"
        "  discriminator:\n    propertyName: name\n    »mapping: {x-note: 5}",
        "the mapping is not one of tags to schemas",
    ),
    "mapping that is a list": (
        "V:\n  oneOf: [{$ref: '#/components/schemas/Thing'}]\n"
        "  discriminator:\n    propertyName: name\n    »mapping: [a]",
        "the mapping is not one of tags to schemas",
    ),
    "one tag twice": (
        "A:\n  type: object\n  properties: {kind: {description: k, const: a}}\n"
        "B:\n  type: object\n  properties: {kind: {description: k, const: a}}\n"
        "V:\n  oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]\n"
        "  »discriminator: {propertyName: kind}",
        "two alternatives share the tag a: give B and A different tags",
    ),
    "no tag": (
        "»A:\n  type: object\nV:\n  oneOf: [{$ref: '#/components/schemas/A'}]\n  discriminator: {propertyName: kind}",
        "A has no property kind, the discriminator: add it",
    ),
    "no alternatives": (
        "V:\n  type: object\n  »discriminator: {propertyName: kind}",
        "the discriminator has no alternatives",
    ),
    "no propertyName": (
        "V:\n  oneOf: [{$ref: '#/components/schemas/Thing'}]\n  »discriminator: {}",
        "the discriminator has no propertyName",
    ),
    "array as request": ("»ThingCreate:\n  type: array\n  items: {type: string}", "the request body is of type array"),
    "anything as request": ("»ThingCreate:\n  title: x", "the request body is of type any"),
    "readOnly in a request": (
        "ThingCreate:\n  type: object\n  additionalProperties: false\n  properties:\n    name:\n"
        "      description: n\n      type: string\n      »readOnly: true",
        "readOnly in a request schema: remove the property",
    ),
    "readOnly deep in a request": (
        "ThingCreate:\n  type: object\n  additionalProperties: false\n  properties:\n"
        "    of: {description: o, $ref: '#/components/schemas/Deep'}\n"
        "Deep:\n  type: object\n  properties:\n    id: {description: i, type: string,\n»      readOnly: true}",
        "readOnly in a request schema",
    ),
    "closed union without discriminator": (
        "ThingCreate:\n  »oneOf: [{type: object}]",
        "oneOf without a discriminator in a request schema",
    ),
    "alternative that does not require its tag": (
        "ThingCreate:\n  oneOf: [{$ref: '#/components/schemas/A'}]\n  discriminator: {propertyName: kind}\n"
        "»A:\n  type: object\n  additionalProperties: false\n  properties: {kind: {description: k, const: a}}",
        "A does not require kind, its discriminator",
    ),
    "required that nobody has": (
        "V:\n  allOf:\n    - $ref: '#/components/schemas/Thing'\n    - required:\n        »- nome",
        '"nome" is listed in required but not in properties',
    ),
}
LEGAL = {
    "inherited required": "V:\n  allOf:\n    - $ref: '#/components/schemas/Thing'\n    - required: [name]",
    "a base that lists its children": (
        "Base:\n  type: object\n  required: [kind]\n  properties: {kind: {description: k, type: string}}\n"
        "  oneOf: [{$ref: '#/components/schemas/Child'}]\n  discriminator: {propertyName: kind, x-note: {a: 1}}\n"
        "Child:\n  allOf: [{$ref: '#/components/schemas/Base'}, {type: object}]"
    ),
    "a property named like a keyword": (
        "V:\n  type: object\n  properties:\n    discriminator: {description: d, type: string}\n"
        "    mapping: {description: m, type: object}\n    not: {description: n, type: string}\n"
        "    x-note: {description: n, type: string}"
    ),
    "a limit of one of two types": "v:\n  type: [string, integer]\n  maxLength: 5",
    "a nullable text with a limit": "v:\n  type: [string, 'null']\n  maxLength: 5",
    "int32 with narrower bounds": "v:\n  type: integer\n  format: int32\n  minimum: 0\n  maximum: 100",
    "an array of itself": "Tree:\n  type: array\n  items: {$ref: '#/components/schemas/Tree'}",
    "an object that contains itself": (
        "V:\n  type: object\n  properties: {parent: {description: p, $ref: '#/components/schemas/V'}}"
    ),
    "an enum with null": "Kind:\n  type: [string, 'null']\n  enum: [a, unknownFutureValue, null]",
}


def with_schemas(tmp_path: Path, schemas: str) -> tuple[Path, int]:
    """Write the small document with these schemas, described and used; return its path and the line of the mark."""
    text = SMALL.read_text("utf-8")
    lines = schemas.splitlines()
    uses = []
    if schemas[0].lower() == schemas[0] and schemas[0] != "»":
        lines = ["Wrapper:", "  type: object", "  properties:", *(f"    {line}" for line in lines)]
    names = [line.strip("»:") for line in lines if not line.startswith((" ", "» "))]
    described = []
    for line in lines:
        described.append(line)
        if not line.startswith((" ", "» ")) or (line == "    v:" and names == ["Wrapper"]):
            described.append(f"  {line[: len(line) - len(line.lstrip())]}description: For the test.")
    if "ThingCreate" in names:
        head, _, tail = text.partition("    ThingCreate:\n")
        text = head + tail.partition("    # end\n")[2]
    for number, name in enumerate(name for name in names if name not in ("ThingCreate", "Deep")):
        use = f"anyOf: [{{$ref: '#/components/schemas/{name}'}}, {{type: string}}]"
        use = use if "Kind" in name else f"$ref: '#/components/schemas/{name}'"
        uses.append(f"        use{number}: {{description: u, {use}}}\n")
    text = text.replace("        # uses\n", "".join(uses)) + "".join(f"    {line}\n" for line in described)
    path = tmp_path / "openapi.yaml"
    path.write_text(text.replace("»", ""), "utf-8")
    return path, text.count("\n", 0, text.index("»")) + 1 if "»" in text else 0


@pytest.mark.parametrize("name", DEFECTS)
def test_a_defect_is_reported_at_its_line(tmp_path: Path, name: str) -> None:
    schemas, message = DEFECTS[name]
    path, line = with_schemas(tmp_path, schemas)
    with pytest.raises(InvalidSpecError) as caught:
        document.load(path)
    what, _, fix = message.partition(": ")
    found = [problem for problem in caught.value.problems if problem.what.startswith(what) and fix in problem.fix]
    assert [problem.line for problem in found] == [line], caught.value


@pytest.mark.parametrize("name", LEGAL)
def test_a_legal_document_passes(tmp_path: Path, name: str) -> None:
    path, _ = with_schemas(tmp_path, LEGAL[name])
    document.load(path)
