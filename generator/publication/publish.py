"""Document -> what API consumers download: OpenAPI in three forms, JSON Schemas, reference, client, checksums."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema_rs
import orjson
from jsonschema import Draft202012Validator
from openapi_spec_validator.schemas import schema_v31

from generator.client import emit
from generator.client.api_model import Api
from generator.publication import SUMS, readme, reference, versions
from generator.publication.versions import UnpublishableError
from generator.spec import source, walk
from generator.spec.document import Document
from generator.spec.json_schemas import DEFINITIONS, DIALECT

# Hatchling stamps this on the files of wheel and sdist, so that two runs give the same bytes: 2020-01-01.
SOURCE_DATE_EPOCH = "1577836800"
CHANGELOG, DECISIONS = "CHANGELOG.md", "spec/DECISIONS.md"


def may_replace(folder: Path) -> bool:
    """Whether the folder is missing, empty, or holds what was published earlier and nothing else."""
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
    if not present:
        return True
    sums = folder / SUMS
    listed = {line[66:] for line in sums.read_text("utf-8", "replace").splitlines()} if sums.is_file() else set()
    return "schemas/index.json" in listed and present <= listed | {SUMS}


def write(checked: Document, folder: Path, repository: Path) -> str:
    """Write everything into an empty folder. Return what the version was compared with.

    Raises UnpublishableError where the version may not be published as it is (see `versions.check`) or where what was
    written is not what it should be, and OSError as reference.page does.
    """
    version = str(checked.data["info"]["version"])
    decisions = repository / DECISIONS
    compared = versions.check(checked, repository / CHANGELOG, repository)
    shutil.copyfile(checked.path, folder / "openapi.yaml")
    shutil.copyfile(decisions, folder / decisions.name)
    shutil.copyfile(repository / CHANGELOG, folder / CHANGELOG)
    api = _build_client(checked, folder)
    (folder / "README.md").write_text(readme.text(checked, api), "utf-8")
    shutil.copyfile(emit.LICENCE, folder / emit.LICENCE.name)
    _write_json(folder / "openapi.json", checked.data)
    _write_json(folder / "openapi.dereferenced.json", dereferenced(checked))
    _check_again(checked, folder)
    (folder / "schemas").mkdir()
    index = []
    documented = schemas(checked)
    for name, schema in documented.items():
        file = f"{name}.schema.json"
        _write_json(folder / "schemas" / file, schema)
        index.append({"name": name, "$id": schema["$id"], "file": file, "description": schema.get("description", "")})
    operations = checked.json_schemas["operations"]
    _write_json(folder / "schemas" / "index.json", {"version": version, "schemas": index, "operations": operations})
    examples = {name: schema["examples"] for name, schema in documented.items() if "examples" in schema}
    (folder / "index.html").write_text(reference.page(checked, api, versions.text(decisions), examples), "utf-8")
    _write_sums(folder)
    return compared


def schemas(checked: Document) -> dict[str, dict[str, Any]]:
    """Return each component as a JSON Schema 2020-12 that refers to nothing outside itself, by name."""
    definitions = checked.json_schemas["$defs"]
    examples = _examples(checked, definitions)
    found = {}
    for name, schema in definitions.items():
        reachable = _reachable(schema, definitions)
        needed = {each: definitions[each] for each in definitions if each in reachable}
        found[name] = {
            "$schema": DIALECT,
            "$id": f"urn:graph-runs:{checked.data['info']['version']}:{name}",
            "title": name,
            **schema,
            **({"examples": examples[name]} if name in examples else {}),
            **({"$defs": needed} if needed else {}),
        }
    return found


def _reachable(schema: Any, definitions: dict[str, Any]) -> set[str]:
    found: set[str] = set()
    pending = [schema]
    while pending:
        for _, node, _ in walk.nodes(pending.pop(), in_schema=True):
            name = str(node.get("$ref", "")).removeprefix(DEFINITIONS)
            if name and name not in found:
                found.add(name)
                pending.append(definitions[name])
    return found


def _examples(checked: Document, definitions: dict[str, Any]) -> dict[str, list[Any]]:
    """Return the examples of the bodies, and the values in them, by the name of the schema that they illustrate."""
    found: dict[str, list[Any]] = {}
    pending: list[tuple[dict[str, Any], Any]] = []
    for pointer, node, _ in walk.nodes(checked.data):
        schema = node.get("schema", {})
        for name in node.get("examples", {}) if "$ref" in schema else ():
            _, example = walk.resolve(checked.data, (*pointer, "examples", name))
            if "value" in example:
                pending.append(({"$ref": f"{DEFINITIONS}{walk.target(schema['$ref'])[-1]}"}, example["value"]))
    for schema, value in pending:
        name = str(schema.get("$ref", "")).removeprefix(DEFINITIONS)
        if name and value not in found.setdefault(name, []):
            found[name].append(value)
        whole = definitions[name] if name else schema
        pending += [(part, value) for part in whole.get("allOf", ())]
        for part in (*whole.get("anyOf", ()), *whole.get("oneOf", ())):
            if Draft202012Validator({**part, "$defs": definitions}).is_valid(value):
                pending.append((part, value))
        if isinstance(value, dict):
            properties = whole.get("properties", {})
            pending += [(properties[key], item) for key, item in value.items() if key in properties]
        elif isinstance(value, list) and "items" in whole:
            pending += [(whole["items"], item) for item in value]
    return found


def dereferenced(checked: Document) -> dict[str, Any]:
    """Return the document without references and components; a recursive schema keeps both."""
    whole = checked.dereferenced
    components = dict(whole.get("components", {}))
    used: dict[str, dict[str, Any]] = {}
    pending = [{**whole, "components": {}}]
    while pending:
        for _, node, _ in walk.nodes(pending.pop()):
            kind, name = walk.target(node["$ref"])[1:3] if "$ref" in node else ("", "")
            if name and name not in used.setdefault(str(kind), {}):
                used[str(kind)][str(name)] = components[kind][name]
                pending.append(components[kind][name])
    kept = {kind: components[kind] for kind in components if kind == "securitySchemes"}
    return {**whole, "components": kept | used}


def _check_again(checked: Document, folder: Path) -> None:
    """Read what was written as a consumer would."""
    if source.read(folder / "openapi.yaml").data != checked.data:
        raise UnpublishableError("openapi.yaml changed while it was published: run make publish again")
    if json.loads((folder / "openapi.json").read_bytes()) != checked.data:
        raise UnpublishableError("openapi.json does not read as openapi.yaml does")
    written = (folder / "openapi.dereferenced.json").read_bytes()
    structure = jsonschema_rs.Draft202012Validator(dict(schema_v31))  # the whole validator takes seconds for it
    for error in structure.iter_errors(orjson.loads(written)):
        raise UnpublishableError(f"openapi.dereferenced.json: {error.message}")


def _build_client(checked: Document, folder: Path) -> Api:
    """Build wheel and sdist, and return the model of the client."""
    project = folder / "client"
    project.mkdir()
    api = emit.emit(checked, project)
    build = (sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-t", "sdist", "-d", str(folder.resolve()))
    environment = os.environ | {"SOURCE_DATE_EPOCH": SOURCE_DATE_EPOCH}
    done = subprocess.run(build, cwd=project, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise UnpublishableError(f"hatchling cannot build the client:\n{done.stderr}")
    shutil.rmtree(project)
    return api


def _write_sums(folder: Path) -> None:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}" for path in files]
    (folder / SUMS).write_text("\n".join([*sums, ""]), "utf-8")


def _write_json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", "utf-8")
