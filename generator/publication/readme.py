"""Document -> dist/README.md: which file to take for which tool, with recipes that the tests run."""

import json
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.client import operation_reader
from generator.client.api_model import Group, Method
from generator.publication import files, samples
from generator.spec.document import Document


def text(checked: Document) -> str:
    """Return the text. Its examples call the first operation that sends a body and returns one."""
    info = checked.data["info"]
    groups = operation_reader.read(checked).groups
    calls = [(group, method) for group in groups for method in group.methods]
    group, method = next((call for call in calls if call[1].body and call[1].result), calls[0])
    values: dict[str, Any] = {
        "title": info["title"],
        "version": info["version"],
        "files": files.table(info["version"]),
        "wheel": next(name for name in files.names(info["version"]) if name.endswith(".whl")),
        "server": checked.data["servers"][0]["url"],
        **_call(checked, group, method),
    }
    environment = Environment(  # noqa: S701 (it writes Markdown, not HTML)
        loader=FileSystemLoader(Path(__file__).parent), undefined=StrictUndefined, keep_trailing_newline=True
    )
    return environment.get_template("dist.README.md.jinja").render(values)


def _call(checked: Document, group: Group, method: Method) -> dict[str, Any]:
    values = samples.path_values(checked, method)
    return {
        "operation": method.operation_id,
        "method": method.http_method.upper(),
        "path": method.path,
        "tag": group.tag,
        "schema": method.body.type.python if method.body else "",
        "python": samples.python(checked, group, method),
        "curl": samples.curl(checked, method),
        "json": samples.body_json(checked, method),
        "parameters": f"{{ {', '.join(f'{name}: {json.dumps(value)}' for name, value in values.items())} }}",
        "arguments": ", ".join(map(json.dumps, values.values())),
        "api_class": f"{group.class_name}Api",
        "snake": method.name,
    }
