"""What openapi-spec-validator reports beyond the structure: the rules of OpenAPI that its schema cannot express."""

import re
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from openapi_spec_validator import OpenAPIV31SpecValidator
from openapi_spec_validator.validation.exceptions import DuplicateOperationIDError
from openapi_spec_validator.validation.keywords import OpenAPIV31SchemaValidator

from generator.spec import unions, walk
from generator.spec.source import Pointer, Problem, Source

SEE_OPENAPI = "see the OpenAPI 3.1 specification"
# Its messages name places that their paths do not.
OPERATION = re.compile(r"for '(\w+)'(?: operation)? in '(.+?)'")
PATH_PARAMETER = re.compile(r"Path parameter '(.+?)'")


class _SchemaValidator(OpenAPIV31SchemaValidator):
    """Leaves out the meta-schema, which `document` has applied already."""

    def _validate_schema_meta(self, *_: object) -> None:
        return None


class _SpecValidator(OpenAPIV31SpecValidator):
    """openapi-spec-validator without what `document` has checked already."""

    schema_validator = Draft202012Validator(True)
    keyword_validators = {  # noqa: RUF012 - as in its base class
        **OpenAPIV31SpecValidator.keyword_validators,
        "schema": _SchemaValidator,
    }


def problems(source: Source) -> tuple[list[Problem], list[Problem]]:
    """Return what openapi-spec-validator reports about single operations, and what else it reports."""
    by_operation, others = [], []
    try:
        for error in _SpecValidator(_readable(source.data)).iter_errors():
            if place := OPERATION.search(error.message):
                by_operation.append(_operation_problem(source, ("paths", place[2], place[1]), error))
            else:
                others.append(source.problem(tuple(error.absolute_path), error.message, SEE_OPENAPI))
    except Exception as error:
        what = f"openapi-spec-validator cannot read the document ({type(error).__name__}: {error})"
        others.append(source.problem((), what, SEE_OPENAPI))
    return by_operation, others


def _readable(data: Any) -> Any:
    """Return the document for openapi-spec-validator, which takes every member of `paths` for a path."""
    return {**unions.without_circles(data), "paths": walk.members(data.get("paths", {}))}


def _operation_problem(source: Source, pointer: Pointer, error: ValidationError) -> Problem:
    if isinstance(error, DuplicateOperationIDError):
        return source.problem((*pointer, "operationId"), "duplicate operationId", "give each operation its own")
    parameter = PATH_PARAMETER.search(error.message)
    if parameter and f"{{{parameter[1]}}}" in str(pointer[1]):
        what, fix = f"path parameter {parameter[1]} is not declared", "add it to parameters with in: path"
    elif parameter:
        what, fix = f"parameter {parameter[1]} is not in the path", "remove it, or put it into the path"
    else:
        what, fix = error.message, SEE_OPENAPI
    return source.problem(pointer, what, fix)
