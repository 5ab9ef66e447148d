"""What `generate` writes, refuses and leaves alone."""

import ast
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.client import emit
from generator.client.operation_reader import read
from generator.spec.document import load
from tests.commands import generator
from tests.conftest import ROOT, SPEC, MakeOnce

GENERATED = ROOT / "generated"
COMMAND = "`python -m generator generate`"


def generate(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return generator("generate", *arguments)


def generate_with(hash_seed: str, output: Path) -> None:
    """Emit the package of the spec in a process in which sets have an order of their own."""
    command = [sys.executable, "-m", "generator", "generate", "--output", str(output)]
    environment = os.environ | {"PYTHONHASHSEED": hash_seed}
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert (result.returncode, result.stderr, len(result.stdout.splitlines())) == (0, "", 1)


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def edited(tmp_path: Path, old: str, new: str) -> Path:
    path = tmp_path / "openapi.yaml"
    text = SPEC.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    return path


@pytest.fixture(scope="module")
def emitted(made_once: MakeOnce, tmp_path_factory: pytest.TempPathFactory) -> Path:
    def generated(folder: Path) -> None:
        result = generate("--output", folder)
        assert (result.returncode, result.stderr, len(result.stdout.splitlines())) == (0, "", 1)

    folder = made_once("emitted", generated)
    return shutil.copytree(folder, tmp_path_factory.mktemp("emitted") / "package")


def test_the_committed_package_is_what_the_spec_gives(emitted: Path) -> None:
    assert files(emitted) == files(GENERATED)


@pytest.mark.slow
@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_two_runs_give_the_same_bytes(emitted: Path, tmp_path: Path, hash_seed: str) -> None:
    generate_with(hash_seed, tmp_path / "again")
    assert files(emitted) == files(tmp_path / "again")


def test_each_python_file_names_its_source_and_command_and_parses(emitted: Path) -> None:
    modules = list(emitted.rglob("*.py"))
    sources = {"emitted from spec/openapi.yaml": 0, "copied from generator/runtime/": 0}
    for module in modules:
        text = module.read_text("utf-8")
        (source,) = (source for source in sources if text.splitlines()[0] == f"# Do not edit: {source} by {COMMAND}.")
        sources[source] += len(text.splitlines())
        ast.parse(text)
    methods = sum(len(group.methods) for group in read(load(SPEC)).groups)
    # A method stands in the module of its tag and in that of the async client, with its docstring.
    assert 0 < sources["emitted from spec/openapi.yaml"] < 250 * methods
    assert sources["copied from generator/runtime/"] > 0


def test_the_package_is_typed_and_contains_no_path_of_this_machine(emitted: Path) -> None:
    assert (emitted / "graph_runs" / "py.typed").is_file()
    for name, content in files(emitted).items():
        assert str(ROOT).encode() not in content, name
        assert str(emitted.parent).encode() not in content, name


def test_a_spec_with_problems_is_refused_and_the_old_package_stays(emitted: Path, tmp_path: Path) -> None:
    before = files(emitted)
    spec = edited(tmp_path, "type: http\n", "type: htp\n")
    line = spec.read_text("utf-8").splitlines().index("      type: htp") + 1
    result = generate(spec, "--output", emitted)
    assert result.returncode == 1
    assert f"openapi.yaml:{line}: 'htp' is not one of" in result.stdout
    assert files(emitted) == before


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "          application/json:\n            schema: {$ref: '#/components/schemas/RunCreate'}",
            "          text/csv:\n            schema: {$ref: '#/components/schemas/RunCreate'}",
            "text/csv is not handled",
        ),
        (
            "          type: string\n        displayName",
            "          type: string\n          writeOnly: true\n        displayName",
            "writeOnly is not handled",
        ),
        ("        '204': # decision S0-1\n", "        '205': # decision S0-1\n", "205 is not handled"),
        ("        required: true\n        content", "        content", "an optional request body"),
        ("https://graph.microsoft.us", "http://graph.microsoft.us", "the base address must use https"),
        ("x-name: china\n", "x-name: global\n", "a second server global"),
        (
            "      description: The properties that all stored objects share.\n      type: object\n",
            "      description: The properties that all stored objects share.\n      type: [object, 'null']\n",
            "properties of type ['object', 'null']",
        ),
        ("  summary: The runs of", "  x-summary: The runs of", "info has no summary"),
        ("RunStatistics", "Transport", "the Python name Transport is reserved by the package"),
    ],
    ids=[
        "media type",
        "keyword",
        "status",
        "optional body",
        "address",
        "cloud",
        "null",
        "summary",
        "class name",
    ],
)
def test_what_the_templates_would_drop_is_refused_by_name_and_line(
    emitted: Path, tmp_path: Path, old: str, new: str, said: str
) -> None:
    before = files(emitted)
    result = generate(edited(tmp_path, old, new), "--output", emitted)
    assert result.returncode == 1
    assert said in result.stdout
    assert re.match(rf"{tmp_path}/openapi.yaml:\d+: ", result.stdout)
    assert "Traceback" not in result.stderr
    assert files(emitted) == before


def test_a_document_without_operations_is_refused(tmp_path: Path) -> None:
    head, _, _ = SPEC.read_text("utf-8").partition("paths:\n")
    scheme = "components: {securitySchemes: {BearerToken: {type: http, scheme: bearer}}}\n"
    (tmp_path / "openapi.yaml").write_text(f"{head}paths: {{}}\n{scheme}", "utf-8")
    result = generate(tmp_path / "openapi.yaml", "--output", tmp_path / "package")
    assert (result.returncode, "Traceback" in result.stderr) == (1, False)
    assert "no operations, at #/paths: describe one" in result.stdout


def test_check_reports_that_the_package_is_up_to_date(emitted: Path) -> None:
    before = files(emitted)
    assert generate("--output", emitted, "--check").returncode == 0
    assert files(emitted) == before


def test_check_prints_a_diff_if_the_package_is_out_of_date(emitted: Path, tmp_path: Path) -> None:
    before = files(emitted)
    # Of the same length and place in the alphabet, so that no line is wrapped or sorted otherwise.
    spec = edited(tmp_path, "totalUsersCount", "totalUnitsCount")
    result = generate(spec, "--output", emitted, "--check")
    assert result.returncode == 1
    assert "-    total_users_count: Int32" in result.stdout
    assert "+    total_units_count: Int32" in result.stdout
    command = f"python -m generator generate {spec} --output {emitted}"
    assert result.stderr == f"{emitted} is out of date: run {command}\n"
    assert files(emitted) == before


@pytest.mark.slow
def test_a_renamed_property_changes_that_name_and_nothing_else(emitted: Path, tmp_path: Path) -> None:
    spec = edited(tmp_path, "totalUsersCount", "totalUnitsCount")
    output = tmp_path / "package"
    assert generate(spec, "--output", output).returncode == 0
    # The copy lies outside the checkout, so the headers name it differently.
    renames = {b"totalUsersCount": b"totalUnitsCount", b"total_users_count": b"total_units_count"}
    expected = files(emitted)
    for old, new in {**renames, b"emitted from spec/openapi.yaml": b"emitted from openapi.yaml"}.items():
        expected = {name: content.replace(old, new) for name, content in expected.items()}
    assert files(output) == expected


@pytest.fixture
def edited_by_hand(emitted: Path, tmp_path: Path) -> Path:
    output = shutil.copytree(emitted, tmp_path / "package")
    (output / "graph_runs" / "client.py").write_text("# edited\n", "utf-8")
    (output / "graph_runs" / "stale.py").write_text("stale = True\n", "utf-8")
    (output / "graph_runs" / "py.typed").unlink()
    return output


def test_check_finds_hand_edits_and_stale_files(emitted: Path, edited_by_hand: Path) -> None:
    difference = "\n".join(emit.difference(edited_by_hand, emitted))
    for name in ("client.py", "stale.py", "py.typed"):
        assert f"{edited_by_hand}/graph_runs/{name}" in difference


@pytest.mark.slow
def test_generate_removes_hand_edits_and_stale_files(emitted: Path, edited_by_hand: Path) -> None:
    assert generate("--output", edited_by_hand, "--check").returncode == 1
    assert generate("--output", edited_by_hand).returncode == 0
    assert files(edited_by_hand) == files(emitted)


def test_a_folder_with_other_files_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("years of work", "utf-8")
    result = generate("--output", tmp_path)
    assert result.returncode == 2
    assert "name another folder" in result.stderr
    assert files(tmp_path) == {"thesis.tex": b"years of work"}


def test_a_folder_with_other_files_is_not_compared(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("years of work", "utf-8")
    result = generate("--output", tmp_path, "--check")
    said = f"{tmp_path} contains files that this command did not write: name another folder\n"
    assert (result.returncode, result.stdout, result.stderr) == (2, "", said)


@pytest.mark.parametrize("name", ["notes.txt", ".git"])
def test_files_beside_the_package_are_not_lost(emitted: Path, tmp_path: Path, name: str) -> None:
    output = shutil.copytree(emitted, tmp_path / "package")
    (output / name).mkdir()
    result = generate("--output", output)
    assert (result.returncode, "name another folder" in result.stderr) == (2, True)
    assert (output / name).is_dir()


def test_an_unwritable_output_is_a_one_line_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    result = generate("--output", tmp_path / "file" / "package")
    assert result.returncode == 2
    assert result.stderr.strip().endswith("Not a directory")
    assert "Traceback" not in result.stderr


@pytest.mark.slow
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_an_interrupted_run_leaves_the_old_package(
    emitted: Path, tmp_path: Path, sent: signal.Signals, code: int
) -> None:
    output = shutil.copytree(emitted, tmp_path / "package")
    (output / "pyproject.toml").write_text((output / "pyproject.toml").read_text("utf-8") + "# the old one\n", "utf-8")
    before = files(output)
    command = [sys.executable, "-m", "generator", "generate", "--output", str(output)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        staged = tmp_path / ".package.swap" / "new" / "graph_runs"
        while not staged.exists() and process.poll() is None:
            time.sleep(0.001)
        process.send_signal(sent)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == code
    assert "Traceback" not in errors
    assert files(output) == before
    if sent is not signal.SIGKILL:
        assert [path.name for path in tmp_path.iterdir()] == ["package"]
    assert generate("--output", output).returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == ["package"]
    assert files(output) != before


def test_two_operations_with_one_python_name_are_refused(emitted: Path, tmp_path: Path) -> None:
    result = generate(edited(tmp_path, "operationId: createProcessRun", "operationId: addRUN"), "--output", emitted)
    assert result.returncode == 1
    assert "the Python name add_run is taken" in result.stdout
