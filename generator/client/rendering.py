"""The environment in which the templates are rendered."""

import json
from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.client import docstrings

TEMPLATES = Path(__file__).parent / "templates"


def environment(methods: Mapping[str, str]) -> Environment:
    """Return an environment whose filters know the Python names of the operations."""
    made = Environment(  # noqa: S701 - Python and Markdown, not HTML
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {
        "repr": repr,
        "sample": lambda name: json.dumps(name.removesuffix("_id").replace("_", "-") + "-1"),
        "one_line": lambda text: " ".join(text.split()),
        "docstring": docstrings.docstring,
        "plain": docstrings.plain,
        "inline": lambda text: json.dumps(" ".join(text.split()), ensure_ascii=False).replace('"', "'")[1:-1],
        "group_docstring": lambda group: docstrings.for_group(group, methods),
        "method_docstring": lambda method, group: docstrings.for_method(method, group, methods),
    }
    return made
