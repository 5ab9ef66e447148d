"""Document -> the reference: one HTML page that holds all it needs and asks no server for anything."""

import base64
import copy
import errno
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.client.api_model import Api
from generator.publication import files, samples
from generator.spec import walk
from generator.spec.document import Document
from generator.spec.graph_rules import (
    APPLICATION,
    AVAILABILITY,
    CLOUDS,
    DELEGATED_PERSONAL,
    DELEGATED_WORK,
    DIRECTORY_ROLES,
    PERMISSIONS,
    SERVER_NAME,
)
from generator.spec.source import Pointer

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
    "schemasExpansionLevel": 0,  # each level more takes half as long again to draw
    "theme": {"colors": {"text": {"secondary": "#595959"}}},  # lighter ones lack contrast on the tables' stripes
    "downloadDefinitionUrl": "openapi.json",  # else each of the next is saved under this name
    "downloadUrls": [{"title": name, "url": name} for name in ("openapi.yaml", "openapi.json")],
}
START = f"""
const definition = JSON.parse(document.getElementById("document").textContent);
const reference = document.getElementById("reference");
const options = {json.dumps(OPTIONS)};
options.scrollYOffset = () => matchMedia("(max-width: 50rem)").matches ? 48 : 0;
// What Redoc leaves to do for screen readers.
new MutationObserver(() => {{
  for (const heading of reference.querySelectorAll("h5:not([aria-level])")) heading.setAttribute("aria-level", "3");
  for (const item of reference.querySelectorAll("[role=menuitem][aria-label]")) item.removeAttribute("aria-label");
  const menu = reference.querySelector(".menu-content:not([role])");
  menu?.setAttribute("role", "navigation");
  menu?.setAttribute("aria-label", "Contents");
  const button = reference.querySelector(".menu-content + div:not([role])");
  for (const [name, value] of Object.entries({{ role: "button", "aria-label": "Menu", tabindex: "0" }}))
    button?.setAttribute(name, value);
  button?.addEventListener("keydown", (event) => {{ if (event.key === "Enter") button.click(); }});
}}).observe(reference, {{ childList: true, subtree: true }});
Redoc.init(definition, options, reference);
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
# Colours on which white text is readable.
BADGES = {"live": "#1a7f37", "draft": "#9a5b00"}
MEANING = {"live": "live", "draft": "draft; the service is not known to offer it"}


def page(checked: Document, api: Api, decisions: str, examples: dict[str, list[Any]]) -> str:
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
        document=json.dumps(_to_read(checked, api, decisions, examples), ensure_ascii=False).replace("<", "\\u003c"),
        redoc=redoc,
        start=START,
    )


def _to_read(checked: Document, api: Api, decisions: str, examples: dict[str, list[Any]]) -> dict[str, Any]:
    """Return the document with what Redoc does not show of it, and the decisions, in descriptions."""
    document: dict[str, Any] = copy.deepcopy(checked.data)
    overview = document["info"]["description"].replace("`DECISIONS.md`", "[`DECISIONS.md`](#tag/spec-decisions)")
    downloads = f"# Downloads\n\n{files.table(document['info']['version'])}"
    document["info"]["description"] = (
        f"{overview}\n\n{_servers(document)}\n\n{_operations(document)}\n\n{downloads}\n\n{AUTHENTICATION}"
    )
    code = samples.samples(checked, api)
    for pointer, operation in walk.operations(document):
        operation["x-codeSamples"] = code[operation["operationId"]]
        if availability := operation.get(AVAILABILITY):
            operation["x-badges"] = [{"name": availability, "color": BADGES[availability]}]
        needs = f"{_permissions(operation[PERMISSIONS])}\n\n{_facts(operation, document['servers'])}"
        found = _to_find(_headers(checked.data, pointer))
        operation["description"] += f"\n\n{needs}\n\n{found}"
    schemas = document.get("components", {}).get("schemas", {})
    for name, values in examples.items():
        schemas[name]["examples"] = values
    definition = '<SchemaDefinition schemaRef="#/components/schemas/{}" showReadOnly={{true}} />'
    added = {
        "Schemas": [
            _tag(f"schema-{name}", name, _description(schema) + definition.format(name) + _to_find(_properties(schema)))
            for name, schema in sorted(schemas.items())
        ],
        "Background": [_tag("spec-decisions", "Decisions", decisions.partition("\n")[2])],
    }
    groups = [{"name": "Operations", "tags": [tag["name"] for tag in document["tags"]]}]
    for group, tags in added.items():
        groups.append({"name": group, "tags": [tag["name"] for tag in tags]})
        document["tags"] += tags
    return document | {"x-tagGroups": groups}


def _tag(name: str, title: str, description: str) -> dict[str, Any]:
    """Return a chapter of the page; its name, unlike its title, is not that of a tag of the spec."""
    return {"name": name, "x-displayName": title, "x-traitTag": True, "description": description}


def _description(schema: dict[str, Any]) -> str:
    """Return what Redoc leaves out: it describes a schema by itself unless it has properties."""
    return f"{schema['description']}\n\n" if schema.get("type", "object") == "object" else ""


def _to_find(names: Iterable[str]) -> str:
    """Return names for Redoc's search, which looks into descriptions and titles alone; a comment is not shown."""
    return "".join(f"\n\n<!-- {name} -->" for name in dict.fromkeys(names) if "--" not in name)


def _headers(data: dict[str, Any], operation: Pointer) -> Iterator[str]:
    """Yield the names of the parameters and response headers of an operation."""
    for index in range(len(walk.look_up(data, operation).get("parameters", ()))):
        yield walk.resolve(data, (*operation, "parameters", index))[1]["name"]
    for status in walk.look_up(data, operation)["responses"]:
        yield from walk.resolve(data, (*operation, "responses", status))[1].get("headers", {})


def _properties(schema: dict[str, Any]) -> Iterator[str]:
    for _, node, _ in walk.nodes(schema, in_schema=True):
        yield from node.get("properties", {})


def _servers(data: dict[str, Any]) -> str:
    rows = "\n".join(f"| {server.get('description', '')} | `{server['url']}` |" for server in data["servers"])
    return f"| Server | Address |\n|---|---|\n{rows}"


def _operations(data: dict[str, Any]) -> str:
    """Return all operations as lists with links, by tag."""
    lists = {tag["name"]: [f"\n**{tag['name']}**\n"] for tag in data["tags"]}
    for _, operation in walk.operations(data):
        tag = operation["tags"][0]
        availability = f" ({operation[AVAILABILITY]})" if AVAILABILITY in operation else ""
        link = f"[{operation['summary']}](#tag/{tag}/operation/{operation['operationId']})"
        lists[tag].append(f"- {link}{availability}")
    return "\n".join(["# Operations", *(line for lines in lists.values() for line in lines)])


def _permissions(permissions: dict[str, list[str] | None]) -> str:
    rows = "\n".join(f"| {PERMISSION_TITLES[kind]} | {_names(names)} |" for kind, names in permissions.items())
    return f"| Permission type | Permissions, of which one is enough |\n|---|---|\n{rows}"


def _facts(operation: dict[str, Any], servers: list[dict[str, Any]]) -> str:
    """Return what else a caller must know, as a list."""
    facts = {"`operationId`": f"`{operation['operationId']}`"}
    if AVAILABILITY in operation:
        facts["Availability"] = MEANING[operation[AVAILABILITY]]
    if roles := operation.get(DIRECTORY_ROLES):
        facts["Directory roles"] = f"a signed-in user needs one of {', '.join(roles)}"
    if clouds := operation.get(CLOUDS):
        titles = {server.get(SERVER_NAME): server.get("description", server["url"]) for server in servers}
        facts["Clouds"] = f"only {', '.join(titles.get(name, name) for name in clouds)}"
    return "\n".join(f"- {name}: {text}" for name, text in facts.items())


def _names(permissions: list[str] | None) -> str:
    if permissions is None:
        return "not documented"
    return ", ".join(f"`{name}`" for name in permissions) or "not supported"


def _redoc(name: str) -> str:
    """Return a file of Redoc. The package is not imported, as that would need Django."""
    try:
        (found,) = [path for path in metadata.files(SIDECAR) or () if path.as_posix().endswith(f"/{name}")]
        text = found.read_text("utf-8")
    except (metadata.PackageNotFoundError, ValueError, OSError):
        problem = "missing or damaged, which carries Redoc: run make clean, then make publish"
        raise FileNotFoundError(errno.ENOENT, problem, SIDECAR) from None
    return re.sub(r"\n?//# sourceMappingURL=\S+\s*$", "", text)


def _sha256(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
