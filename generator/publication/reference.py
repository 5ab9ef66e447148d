"""Document -> the reference: one HTML page that holds all it needs and asks no server for anything."""

import base64
import copy
import errno
import hashlib
import json
import re
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.publication import samples
from generator.spec import walk
from generator.spec.document import Document
from generator.spec.graph_rules import APPLICATION, DELEGATED_PERSONAL, DELEGATED_WORK, PERMISSIONS

HERE = Path(__file__).parent
SIDECAR = "drf-spectacular-sidecar"
BUNDLE, NOTICES, LICENCE = "redoc.standalone.js", "redoc.standalone.js.LICENSE.txt", "redoc/LICENSE"
# The one thing that Redoc asks of a server; an image that fails to load is left out.
LOGO = "https://cdn.redoc.ly/redoc/logo-mini.svg"
OPTIONS = {
    "sanitize": True,
    "expandResponses": "200,201",
    "expandSingleSchemaField": True,
    "jsonSamplesExpandLevel": "all",
    "pathInMiddlePanel": True,
    "schemasExpansionLevel": 1,
    "downloadDefinitionUrl": "openapi.json",  # else each of the next is saved under this name
    "downloadUrls": [{"title": name, "url": name} for name in ("openapi.yaml", "openapi.json")],
}
START = f"""
const definition = JSON.parse(document.getElementById("document").textContent);
Redoc.init(definition, {json.dumps(OPTIONS)}, document.getElementById("reference"));
addEventListener("beforeprint", () => {{
  for (const response of document.querySelectorAll("#reference button:only-child:has(> strong)")) response.click();
}});
"""
AUTHENTICATION = "# Authentication\n\n<SecurityDefinitions />"
PERMISSION_TITLES = {
    DELEGATED_WORK: "Delegated (work or school account)",
    DELEGATED_PERSONAL: "Delegated (personal account)",
    APPLICATION: "Application",
}


def page(checked: Document, decisions: str, examples: dict[str, list[Any]]) -> str:
    """Return the page. `decisions` is Markdown, `examples` holds values by the name of their schema.

    Raises OSError where the package that carries Redoc is not installed or not as expected.
    """
    redoc = _redoc(BUNDLE)
    if "</script" in redoc.lower() or LOGO not in redoc:
        raise OSError(errno.EINVAL, "its Redoc is not as expected: look at what changed in it", SIDECAR)
    redoc = redoc.replace(LOGO, "data:,")
    info = checked.data["info"]
    environment = Environment(loader=FileSystemLoader(HERE), undefined=StrictUndefined, autoescape=True)
    return environment.get_template("reference.html.jinja").render(
        title=f"{info['title']} {info['version']}: reference",
        hashes=" ".join(f"'sha256-{_sha256(script)}'" for script in (redoc, START)),
        licences=f"{_redoc(LICENCE)}\n{_redoc(NOTICES)}",
        document=json.dumps(_to_read(checked, decisions, examples), ensure_ascii=False).replace("<", "\\u003c"),
        redoc=redoc,
        start=START,
    )


def _to_read(checked: Document, decisions: str, examples: dict[str, list[Any]]) -> dict[str, Any]:
    """Return the document with what Redoc does not show of it, and the decisions, told in descriptions."""
    told: dict[str, Any] = copy.deepcopy(checked.data)
    overview = told["info"]["description"].replace("`DECISIONS.md`", "[`DECISIONS.md`](#tag/spec-decisions)")
    told["info"]["description"] = f"{overview}\n\n{_servers(told)}\n\n{AUTHENTICATION}"
    code = samples.samples(checked)
    for _, operation in walk.operations(told):
        operation["x-codeSamples"] = code[operation["operationId"]]
        named = f"`operationId`: `{operation['operationId']}`"
        operation["description"] += f"\n\n{named}\n\n{_permissions(operation[PERMISSIONS])}"
    schemas = told.get("components", {}).get("schemas", {})
    for name, values in examples.items():
        schemas[name]["examples"] = values
    definition = '<SchemaDefinition schemaRef="#/components/schemas/{}" showReadOnly={{true}} />'
    added = {
        "Schemas": [
            _tag(f"schema-{name}", name, _description(schema) + definition.format(name))
            for name, schema in schemas.items()
        ],
        "Background": [_tag("spec-decisions", "Decisions", decisions.partition("\n")[2])],
    }
    groups = [{"name": "Operations", "tags": [tag["name"] for tag in told["tags"]]}]
    for group, tags in added.items():
        groups.append({"name": group, "tags": [tag["name"] for tag in tags]})
        told["tags"] += tags
    return told | {"x-tagGroups": groups}


def _tag(name: str, title: str, description: str) -> dict[str, Any]:
    """Return a chapter of the page; its name, unlike its title, is not that of a tag of the spec."""
    return {"name": name, "x-displayName": title, "x-traitTag": True, "description": description}


def _description(schema: dict[str, Any]) -> str:
    """Return what Redoc leaves out: it describes a schema by itself unless it has properties."""
    return f"{schema['description']}\n\n" if schema.get("type", "object") == "object" else ""


def _servers(data: dict[str, Any]) -> str:
    rows = "\n".join(f"| {server.get('description', '')} | `{server['url']}` |" for server in data["servers"])
    return f"| Server | Address |\n|---|---|\n{rows}"


def _permissions(permissions: dict[str, list[str] | None]) -> str:
    rows = "\n".join(f"| {PERMISSION_TITLES[kind]} | {_names(names)} |" for kind, names in permissions.items())
    return f"| Permission type | Permissions |\n|---|---|\n{rows}"


def _names(permissions: list[str] | None) -> str:
    if permissions is None:
        return "not documented"
    return ", ".join(f"`{name}`" for name in permissions) or "not supported"


def _redoc(name: str) -> str:
    """Return a file of Redoc. The package is not imported, as that would need Django."""
    try:
        (found,) = [path for path in files(SIDECAR) or () if path.as_posix().endswith(f"/{name}")]
        text = found.read_text("utf-8")
    except (PackageNotFoundError, ValueError, OSError):
        problem = "missing or damaged, which carries Redoc: run make clean, then make publish"
        raise FileNotFoundError(errno.ENOENT, problem, SIDECAR) from None
    return re.sub(r"\n?//# sourceMappingURL=\S+\s*$", "", text)


def _sha256(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
