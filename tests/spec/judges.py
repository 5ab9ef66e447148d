"""Whether a schema of a document takes a payload: by a fast library in every run, by a second one in slow tests."""

from collections.abc import Callable
from typing import Any, TypeAlias
from urllib.parse import quote

import jsonschema_rs
import pytest

from generator.spec.document import validator
from generator.spec.source import Pointer, json_pointer

Judge: TypeAlias = Callable[[Any, Pointer], Callable[[Any], bool]]
"""Returns for the schema at the pointer whether it takes a payload."""


def by_jsonschema_rs(data: Any, pointer: Pointer) -> Callable[[Any], bool]:
    registry = jsonschema_rs.Registry([("urn:spec", data)])
    schema = {"$ref": "urn:spec" + quote(json_pointer(pointer), safe="/#")}
    return jsonschema_rs.Draft202012Validator(schema, registry=registry, validate_formats=True).is_valid


def by_jsonschema(data: Any, pointer: Pointer) -> Callable[[Any], bool]:
    return validator(data, pointer).is_valid


JUDGES = [
    pytest.param(by_jsonschema_rs, id="jsonschema-rs"),
    pytest.param(by_jsonschema, id="jsonschema", marks=pytest.mark.slow),
]
