"""Document -> dist/README.md: which file to take for which tool, with recipes that the tests run."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.client.api_model import Api, Group, Method
from generator.publication import files, samples
from generator.spec.document import Document
from generator.spec.graph_rules import DRAFT, NEXT_LINK


def text(checked: Document, api: Api) -> str:
    """Return the text. Its programs read a list, get one of its items and create something, as far as there are such.

    All three are of one tag, so that one class of a generated client has them.
    """
    info = checked.data["info"]
    chosen = max((list(_chosen(group)) for group in api.groups), key=len)
    calls = chosen or [(api.groups[0], api.groups[0].methods[0])]
    values: dict[str, Any] = {
        "title": info["title"],
        "version": info["version"],
        "files": files.table(info["version"]),
        "wheel": next(name for name in files.names(info["version"]) if name.endswith(".whl")),
        "server": checked.data["servers"][0]["url"],
        "python": samples.python(checked, *calls),
        "calls": [_call(checked, method) for _, method in calls],
        "next_link": NEXT_LINK,
        "tag": calls[0][0].tag,
        "api_class": f"{calls[0][0].class_name}Api",
        "schema": next((method.body.type.python for _, method in calls if method.body), api.groups[0].models[0]),
    }
    environment = Environment(  # noqa: S701 (it writes Markdown, not HTML)
        loader=FileSystemLoader(Path(__file__).parent),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("dist.README.md.jinja").render(values)


def _chosen(group: Group) -> Iterator[tuple[Group, Method]]:
    tests: tuple[Callable[[Method], bool], ...] = (
        lambda method: bool(method.item),
        lambda method: method.http_method.upper() == "GET" and not method.item and bool(method.path_parameters),
        lambda method: bool(method.body and method.result),
    )
    for test in tests:
        yield from [(group, method) for method in group.methods if test(method)][:1]


def _call(checked: Document, method: Method) -> dict[str, Any]:
    values = samples.path_values(checked, method)
    optional = [parameter for parameter in method.parameters if not parameter.required]
    return {
        "operation": method.operation_id,
        "is_draft": method.availability == DRAFT,
        "summary": method.summary,
        "method": method.http_method.upper(),
        "path": method.path,
        "is_list": bool(method.item),
        "status": method.successes[0],
        "has_query": any(parameter.place == "query" for parameter in method.parameters),
        "optional": len(optional),
        "schema": method.body.type.python if method.body else "",
        "result": method.result.type.python if method.result else "",
        "curl": samples.curl(checked, method),
        "body": samples.body_json(checked, method),
        "parameters": f"{{ {', '.join(f'{name}: {json.dumps(value)}' for name, value in values.items())} }}",
        "arguments": [json.dumps(value) for value in values.values()],
        "snake": method.name,
    }
