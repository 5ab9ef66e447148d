"""What `publish` writes is what the spec says, in files that need nothing else."""

import hashlib
import json
import random
import re
import shutil
import signal
import subprocess
import sys
import tarfile
import time
import zipfile
from pathlib import Path

import jsonschema_rs
import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from generator.client import operation_reader
from generator.publication import publish as publication
from generator.publication import readme
from generator.spec import source
from generator.spec.document import Document, load, validator
from tests.conftest import ROOT, SPEC, the_spec
from tests.publication.conftest import CANARY, files, publish, read, small
from tests.spec.mutations import variants
from tests.spec.schemas import SCHEMAS

WIDE = ROOT / "tests/client/wide.yaml"
VERSION = the_spec().data["info"]["version"]


def test_openapi_is_published_in_three_forms(dist: Path, spec: Document) -> None:
    assert (dist / "openapi.yaml").read_bytes() == SPEC.read_bytes()
    assert read(dist / "openapi.json") == spec.data
    assert source.read(dist / "openapi.json").data == spec.data  # YAML, too
    dereferenced = read(dist / "openapi.dereferenced.json")
    assert '"$ref"' not in (dist / "openapi.dereferenced.json").read_text("utf-8")
    assert dereferenced["paths"].keys() == spec.data["paths"].keys()
    assert dereferenced["components"] == {"securitySchemes": spec.data["components"]["securitySchemes"]}


@pytest.mark.slow
def test_the_dereferenced_form_is_valid_for_another_validator(dist: Path) -> None:
    assert list(OpenAPIV31SpecValidator(read(dist / "openapi.dereferenced.json")).iter_errors()) == []


def test_only_recursive_schemas_remain_components_in_the_dereferenced_form() -> None:
    dereferenced = publication.dereferenced(load(WIDE))
    references = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(dereferenced)))
    assert references == dereferenced["components"]["schemas"].keys() != set()
    assert list(OpenAPIV31SpecValidator(dereferenced).iter_errors()) == []


def test_the_readme_calls_what_a_document_has() -> None:
    wide = load(WIDE)
    assert "`updateNode`" in readme.text(wide, operation_reader.read(wide))


def test_each_file_is_named_in_the_readme_and_each_link_leads_somewhere(dist: Path) -> None:
    readme = (dist / "README.md").read_text("utf-8")
    for name in files(dist):
        assert name in readme or name.endswith(".schema.json"), name
    for path in dist.glob("*.md"):
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)\)", path.read_text("utf-8")):
            assert (dist / target).is_file(), (path, target)


@pytest.mark.cases(8, 10_000, 10_000)
def test_each_component_is_a_schema_of_its_own(dist: Path, spec: Document, cases: int) -> None:
    index = read(dist / "schemas" / "index.json")
    assert [each["name"] for each in index["schemas"]] == list(spec.data["components"]["schemas"])
    for body in (body for bodies in index["operations"].values() for body in bodies.values()):
        assert body in spec.data["components"]["schemas"]
    assert index["operations"]["createWorkflowRun"]["request"] == "WorkflowRunCreate"
    identifiers = set()
    for each in index["schemas"]:
        schema = read(dist / "schemas" / each["file"])
        jsonschema_rs.meta.validate(schema)
        assert (schema["title"], schema["$id"], schema["description"]) == (
            each["name"],
            each["$id"],
            each["description"],
        )
        identifiers.add(schema["$id"])
        for example in schema.get("examples", []):
            assert validator(spec.data, (*SCHEMAS, each["name"])).is_valid(example)
    assert len(identifiers) == len(index["schemas"])
    for each in random.Random(cases).sample(index["schemas"], min(len(identifiers), cases)):  # noqa: S311
        Draft202012Validator.check_schema(read(dist / "schemas" / each["file"]))


@pytest.mark.cases(6, 10_000, 10_000)
def test_the_schemas_give_the_verdicts_of_the_spec(dist: Path, spec: Document, cases: int) -> None:
    judged = 0
    for name in spec.data["components"]["schemas"]:
        schema = read(dist / "schemas" / f"{name}.schema.json")
        of_jsonschema = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
        of_rust = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)
        ours = validator(spec.data, (*SCHEMAS, name))
        payloads = variants(spec.data, (*SCHEMAS, name), schema.get("examples", []))
        for payload in payloads[:: max(1, len(payloads) // cases)]:
            verdict = ours.is_valid(payload)
            assert of_jsonschema.is_valid(payload) is of_rust.is_valid(payload) is verdict
            judged += 1
    assert judged > min(cases, 30) * 40


def test_the_client_is_built_and_carries_the_version(dist: Path, spec: Document) -> None:
    version = spec.data["info"]["version"]
    with zipfile.ZipFile(dist / f"graph_runs-{version}-py3-none-any.whl") as wheel:
        assert {"graph_runs/client.py", "graph_runs/py.typed", "graph_runs/payloads/schemas.json"} <= set(
            wheel.namelist()
        )
        licence = wheel.read(f"graph_runs-{version}.dist-info/licenses/LICENSE")
        assert licence == (dist / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()
        assert f"Version: {version}" in wheel.read(f"graph_runs-{version}.dist-info/METADATA").decode()
    with tarfile.open(dist / f"graph_runs-{version}.tar.gz") as source:
        assert f"graph_runs-{version}/graph_runs/client.py" in source.getnames()


def test_the_checksums_are_of_all_files(dist: Path) -> None:
    written = files(dist)
    lines = written.pop("SHA256SUMS").decode().splitlines()
    assert lines == [f"{hashlib.sha256(content).hexdigest()}  {name}" for name, content in sorted(written.items())]


def test_no_secret_and_no_path_of_this_machine_is_published(dist: Path) -> None:
    contents = files(dist)
    with zipfile.ZipFile(dist / next(name for name in contents if name.endswith(".whl"))) as wheel:
        contents |= {name: wheel.read(name) for name in wheel.namelist()}
    with tarfile.open(dist / next(name for name in contents if name.endswith(".tar.gz"))) as source:
        members = [(member.name, source.extractfile(member)) for member in source.getmembers()]
        contents |= {name: member.read() for name, member in members if member}
    assert len(contents) > 80
    for content in contents.values():
        for secret in (CANARY, str(ROOT)):
            assert secret.encode() not in content


@pytest.mark.slow
def test_two_runs_give_the_same_bytes(dist: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "generator", "publish", "--output", str(tmp_path / "again")]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")
    assert files(tmp_path / "again") == files(dist)


@pytest.mark.parametrize("version", [f"{VERSION}1", f"{VERSION}rc1"])
def test_without_an_entry_in_the_changelog_nothing_is_published(dist: Path, tmp_path: Path, version: str) -> None:
    copy = shutil.copytree(dist, tmp_path / "dist")
    result = publish(small(tmp_path, "  version: 1.0.0\n", f"  version: {version}\n"), "--output", copy)
    assert result.returncode == 1
    assert f"CHANGELOG.md has no entry for {version}: add a section `## {version}`" in result.stderr
    assert files(copy) == files(dist)


def test_a_spec_with_problems_is_not_published(tmp_path: Path) -> None:
    result = publish(small(tmp_path, "type: http\n", "type: htp\n"), "--output", tmp_path / "dist")
    assert result.returncode == 1
    assert "'htp' is not one of" in result.stdout
    assert not (tmp_path / "dist").exists()


@pytest.mark.parametrize("name", ["mine", "SHA256SUMS"])
def test_a_folder_with_other_files_is_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / "thesis").write_text("precious", "utf-8")
    (tmp_path / name).write_text("0" * 64 + "  thesis\n", "utf-8")
    before = files(tmp_path)
    result = publish("--output", tmp_path)
    assert (result.stdout, result.returncode) == ("", 2)
    assert "contains files that this command did not write" in result.stderr
    assert files(tmp_path) == before


def test_a_file_added_to_what_was_published_is_not_lost(dist: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(dist, tmp_path / "dist")
    (copy / "notes").touch()
    assert publish("--output", copy).returncode == 2
    assert (copy / "notes").exists()


@pytest.mark.slow
def test_what_was_published_is_replaced(dist: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(dist, tmp_path / "dist")
    (copy / "index.html").write_text("the old one", "utf-8")
    assert publish("--output", copy).returncode == 0
    assert files(copy) == files(dist)


def test_an_unwritable_place_is_one_clear_message(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = publish("--output", tmp_path / "file" / "dist")
    assert (result.stdout, result.returncode) == ("", 2)
    assert result.stderr == f"{tmp_path / 'file' / '.dist.swap'}: Not a directory\n"


@pytest.mark.slow
def test_an_interrupted_run_leaves_the_old_folder(dist: Path, tmp_path: Path) -> None:
    copy = tmp_path / "dist"
    shutil.copytree(dist, copy)
    (copy / "index.html").write_text("the old one", "utf-8")
    before = files(copy)
    command = [sys.executable, "-m", "generator", "publish", "--output", str(copy)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        while not (tmp_path / ".dist.swap" / "new" / "openapi.yaml").exists():
            assert run.poll() is None
            time.sleep(0.01)
        run.send_signal(signal.SIGTERM)
        run.communicate(timeout=60)
    assert run.returncode != 0
    assert files(copy) == before
    assert list(tmp_path.iterdir()) == [copy]
