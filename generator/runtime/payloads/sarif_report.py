"""Findings as SARIF 2.1.0, as code scanning on GitHub takes it."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import quote

import orjson

from .findings import Finding
from .inputs import STANDARD_INPUT
from .report_format import ReportFormat, located
from .schemas import bundled

SARIF = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0"}
INFORMATION = "https://learn.microsoft.com/graph/api/overview?view=graph-rest-beta"
BASE = "WORKINGDIR"
LIMIT = 5_000  # results of a run that GitHub shows
# JSON Schema keywords and this package's own rules, with what each finding means.
RULES = {
    "additionalProperties": ("UndocumentedProperty", "The payload has a property that the schema does not document."),
    "allOf": ("NotAllOf", "The value violates one of the schemas that apply together."),
    "anyOf": ("NotAnyOf", "The value matches none of the alternatives."),
    "const": ("NotConstant", "The value is not the only one that the schema accepts."),
    "contains": ("DoesNotContain", "The array lacks an item that the schema requires."),
    "dependentRequired": ("DependentPropertyMissing", "A property that another one requires is missing."),
    "duplicateKey": ("RepeatedKey", "An object has the same key twice; readers differ on which value counts."),
    "enum": ("NotInEnum", "The value is not one of the documented members."),
    "errorBody": ("ErrorInsteadOfPayload", "The payload is an error body, not what the schema describes."),
    "exclusiveMaximum": ("TooHigh", "The number is not below the maximum."),
    "exclusiveMinimum": ("TooLow", "The number is not above the minimum."),
    "falseSchema": ("NotAllowed", "The schema accepts no value here."),
    "format": ("WrongFormat", "The string does not have the documented format, such as date-time."),
    "items": ("NoItems", "The document has no array of payloads at the given place."),
    "maxItems": ("TooManyItems", "The array has more items than the schema accepts."),
    "maxLength": ("TooLong", "The string is longer than the schema accepts."),
    "maxProperties": ("TooManyProperties", "The object has more properties than the schema accepts."),
    "maximum": ("AboveMaximum", "The number is above the maximum."),
    "minItems": ("TooFewItems", "The array has fewer items than the schema accepts."),
    "minLength": ("TooShort", "The string is shorter than the schema accepts."),
    "minProperties": ("TooFewProperties", "The object has fewer properties than the schema accepts."),
    "minimum": ("BelowMinimum", "The number is below the minimum."),
    "missing": ("MissingPayload", "There is no payload where one is expected."),
    "multipleOf": ("NotMultiple", "The number is not a multiple of the documented one."),
    "not": ("Excluded", "The value matches a schema that it must not match."),
    "oneOf": ("NotOneOf", "The value matches none, or more than one, of the alternatives."),
    "page": ("CollectionPage", "The payload is a page of a collection, not one payload."),
    "pattern": ("PatternMismatch", "The string does not match the documented pattern."),
    "placeholder": ("PlaceholderValue", "The value is a placeholder of the documentation."),
    "propertyNames": ("WrongPropertyName", "The name of a property is not one that the schema accepts."),
    "required": ("PropertyMissing", "A required property is missing."),
    "syntax": ("NotJson", "The text is not JSON in UTF-8."),
    "tooLarge": ("PayloadTooLarge", "The payload is larger than the validator reads."),
    "tooMany": ("TooManyErrors", "The payload has more errors than are shown."),
    "type": ("WrongType", "The value is not of the documented type."),
    "unevaluatedItems": ("UnexpectedItem", "The array has an item that no schema describes."),
    "unevaluatedProperties": ("UnexpectedProperty", "The object has a property that no schema describes."),
    "undocumented": ("PropertyPossiblyMisspelt", "The name of an undocumented property is close to a documented one."),
    "uniqueItems": ("RepeatedItem", "The array has the same item twice."),
    "unreadable": ("UnreadableInput", "The input cannot be read."),
}


def _begin() -> bytes:
    driver = {
        "name": "graph-runs",
        "version": bundled()["version"],
        "informationUri": INFORMATION,
        "rules": [_rule(identifier, *words) for identifier, words in RULES.items()],
    }
    run = {
        "tool": {"driver": driver},
        "originalUriBaseIds": {BASE: {"uri": f"{Path.cwd().as_uri()}/", "description": {"text": "Where it was run."}}},
        "columnKind": "unicodeCodePoints",
        "results": [],
    }
    return orjson.dumps(SARIF | {"runs": [run]}).removesuffix(b"]}]}")


def _rule(identifier: str, name: str, description: str) -> dict[str, Any]:
    help_text = f"{description} The schemas of the package document what is accepted: `graph-runs schemas` lists them."
    return {
        "id": identifier,
        "name": name,
        "shortDescription": {"text": description},
        "fullDescription": {"text": description},
        "help": {"text": help_text},
        "helpUri": INFORMATION,
        "defaultConfiguration": {"level": "note" if identifier == "undocumented" else "error"},
        "properties": {"tags": ["payload"]},
    }


def _before(name: str) -> bytes:
    location = b'{"locations":[{"physicalLocation":{"artifactLocation":%b,"region":{"startLine":'
    return location % orjson.dumps(_artifact(name))


def _artifact(name: str) -> dict[str, str]:
    """Return the location of an input: relative to the working directory if it is inside of it."""
    if name == STANDARD_INPUT:
        return {"uri": "stdin", "uriBaseId": BASE}
    path = os.path.abspath(name)  # noqa: PTH100 - links are not followed
    relative = os.path.relpath(path) if path.startswith(os.path.join(os.getcwd(), "")) else ""  # noqa: PTH109, PTH118
    uri = quote(os.fsencode((relative or path).replace(os.sep, "/")))
    return {"uri": uri, "uriBaseId": BASE} if relative else {"uri": f"file://{uri}"}


def _after(finding: Finding) -> bytes:
    column = f',"startColumn":{finding.column}' if finding.column else ""
    message = {"text": f"{located(finding).rstrip('.')}."}
    rest: dict[str, Any] = {"ruleId": finding.rule, "level": finding.level, "message": message}
    rest |= {"properties": {"pointer": finding.pointer}}
    return column.encode() + b"}}}]," + orjson.dumps(rest)[1:]


def _end(summary: dict[str, Any]) -> bytes:
    return b'],"properties":%b}]}\n' % orjson.dumps({"summary": summary})


SARIF_REPORT = ReportFormat(
    _before,
    _after,
    _begin,
    b",\n",
    _end,
    limit=LIMIT,
    limit_reason=f"GitHub shows {LIMIT:,} results of a run",
)
