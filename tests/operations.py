"""Every operation of the spec as a call: its arguments and bodies, and what the client and the service make of them.

All of it is derived from the document, so that an operation that is added to the spec is called by the tests.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from generator.client.api_model import Method, Parameter
from generator.client.operation_reader import read
from generator.spec import walk
from generator.spec.document import Document
from tests.spec.schemas import bodies, examples

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
ANSWERS = {"date-time": (NOON, "2026-11-01T12:00:00Z")}
"""The value of an argument that is no text, and how it is written in a path."""


@dataclass(frozen=True)
class Operation:
    """An operation of the spec, and the method that the client has for it."""

    name: str
    group: str
    method: Method
    http_method: str
    path: str
    """With the arguments in it, as it must arrive."""
    arguments: tuple[Any, ...]
    """Those of the path."""
    status: int
    requests: tuple[Any, ...]
    """The examples of its body, or None once where it has none."""
    responses: Mapping[str, Any]
    """The examples of its success by name, or None once where it has no body."""

    @property
    def pageable(self) -> bool:
        """Whether the method returns a list that fetches page after page."""
        return self.method.item is not None

    def body(self, models: Any, payload: Any) -> list[Any]:
        """Return the arguments that hold the payload as a model: one or none."""
        if self.method.body is None:
            return []
        return [getattr(models, self.method.body.python).model_validate_json(json.dumps(payload))]


def operations(document: Document) -> list[Operation]:
    """Return all operations in the order of the document."""
    named = {method.operation_id: (group.name, method) for group in read(document).groups for method in group.methods}
    return [
        _operation(document, pointer, operation, *named[operation["operationId"]])
        for pointer, operation in walk.operations(document.data)
    ]


def _operation(
    document: Document, pointer: tuple[str, str, str], operation: dict[str, Any], group: str, method: Method
) -> Operation:
    name = operation["operationId"]
    known = bodies(document.data)
    (status,) = (status for status in operation["responses"] if status.startswith("2"))
    request, response = known.get((name, "request")), known.get((name, status))
    arguments = [_argument(parameter) for parameter in method.path_parameters]
    written = iter(text for _, text in arguments)
    return Operation(
        name,
        group,
        method,
        pointer[2].upper(),
        re.sub(r"\{[^}]*\}", lambda _: next(written), pointer[1]),
        tuple(value for value, _ in arguments),
        int(status),
        tuple(examples(document.data, request).values()) if request else (None,),
        examples(document.data, response) if response else {"": None},
    )


def _argument(parameter: Parameter) -> tuple[Any, str]:
    """Return a value for a parameter of a path, and how it is written there."""
    text = f"{parameter.name.replace('_', '-')}-1"
    return ANSWERS.get(getattr(parameter.type, "shape", ""), (text, f"%27{text}%27" if parameter.quoted else text))
