"""The environment in which the templates are rendered."""

import json
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.client import docstrings

TEMPLATES = Path(__file__).parent / "templates"


@cache
def environment() -> Environment:
    """Return the environment; compiling the templates takes long enough to do it once in a process."""
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
        "group_docstring": docstrings.for_group,
        "method_docstring": docstrings.for_method,
    }
    return made
