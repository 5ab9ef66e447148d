"""The environment in which the templates are rendered."""

import json
import sys
from contextlib import suppress
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket

from generator.client import docstrings

TEMPLATES = Path(__file__).parent / "templates"


class _CompiledTemplates(FileSystemBytecodeCache):
    """Keeps compiled templates; one that cannot be written is compiled again by the next run."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


@cache
def environment() -> Environment:
    """Return the environment, which keeps the compiled templates."""
    made = Environment(  # noqa: S701 - Python and Markdown, not HTML
        loader=FileSystemLoader(TEMPLATES),
        bytecode_cache=compiled_templates(),
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


def compiled_templates() -> FileSystemBytecodeCache | None:
    """Return a cache in the folder in which Python would keep a module compiled, or None where it may not."""
    if sys.dont_write_bytecode:
        return None
    folder = Path(cache_from_source(str(TEMPLATES / "template.py"))).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return _CompiledTemplates(str(folder))
