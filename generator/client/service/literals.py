"""Literals of OData as the service reads them."""

import re
from datetime import datetime
from typing import Any

from generator.client.service.errors import RefusedError

CONSTANTS = {"true": True, "false": False, "null": None}


def read_literal(text: str) -> Any:
    """Return the value of the literal; times need the Z that OData asks for. Raises RefusedError."""
    if re.fullmatch(r"'(?:[^']|'')*'", text):
        return text[1:-1].replace("''", "'")
    if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", text):
        return datetime.fromisoformat(text)
    if re.fullmatch(r"-?\d+", text):
        return int(text)
    if text in CONSTANTS:
        return CONSTANTS[text]
    raise RefusedError(400, "BadRequest", f"Syntax error: {text} is not a literal.")
