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
from tests.commands import generator
from tests.conftest import ROOT, SPEC, MakeOnce, the_spec

GENERATED = ROOT / "generated"
SMALL = ROOT / "tests" / "spec" / "small.yaml"
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


def edited(tmp_path: Path, old: str, new: str, spec: Path = SMALL) -> Path:
    path = tmp_path / "openapi.yaml"
    text = spec.read_text("utf-8")
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


@pytest.fixture(scope="module")
def small_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the package of the small document."""
    folder = tmp_path_factory.mktemp("small") / "package"
    assert generate(SMALL, "--output", folder).returncode == 0
    return folder


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
    methods = sum(len(group.methods) for group in read(the_spec()).groups)
    # A method stands in the module of its tag and in that of the async client, with its docstring.
    assert 0 < sources["emitted from spec/openapi.yaml"] < 250 * methods
    assert sources["copied from generator/runtime/"] > 0


def test_the_package_is_typed_and_contains_no_path_of_this_machine(emitted: Path) -> None:
    assert (emitted / "graph_runs" / "py.typed").is_file()
    for name, content in files(emitted).items():
        assert str(ROOT).encode() not in content, name
        assert str(emitted.parent).encode() not in content, name


def test_a_spec_with_problems_is_refused_and_the_old_package_stays(small_package: Path, tmp_path: Path) -> None:
    before = files(small_package)
    spec = edited(tmp_path, "{type: string}\n", "{type: text}\n")
    line = spec.read_text("utf-8").splitlines().index("          schema: {type: text}") + 1
    result = generate(spec, "--output", small_package)
    assert result.returncode == 1
    assert f"openapi.yaml:{line}: 'text' is not" in result.stdout
    assert files(small_package) == before


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "application/json:\n            schema:\n              $ref: '#/components/schemas/ThingCreate'",
            "text/csv:\n            schema:\n              $ref: '#/components/schemas/ThingCreate'",
            "text/csv is not handled",
        ),
        (
            "          type: string\n    # end",
            "          type: string\n          writeOnly: true",
            "writeOnly is not handled",
        ),
        ("        '200':\n", "        '205':\n", "205 is not handled"),
        ("        required: true\n        content", "        content", "an optional request body"),
        ("https://graph.example", "http://graph.example", "the base address must use https"),
        (
            "  - url: https://graph.example/v1\n",
            "  - url: https://a.example/v1\n    x-name: global\n  - url: https://b.example/v1\n    x-name: global\n",
            "a second server global",
        ),
        (
            "      description: A thing.\n      type: object\n",
            "      description: A thing.\n      type: [object, 'null']\n",
            "properties of type ['object', 'null']",
        ),
        ("  summary: A small", "  x-summary: A small", "info has no summary"),
        ("ThingCreate", "Transport", "the Python name Transport is reserved by the package"),
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
    small_package: Path, tmp_path: Path, old: str, new: str, said: str
) -> None:
    before = files(small_package)
    result = generate(edited(tmp_path, old, new), "--output", small_package)
    assert result.returncode == 1
    assert said in result.stdout
    assert re.match(rf"{tmp_path}/openapi.yaml:\d+: ", result.stdout)
    assert "Traceback" not in result.stderr
    assert files(small_package) == before


def test_a_document_without_operations_is_refused(tmp_path: Path) -> None:
    head, _, _ = SMALL.read_text("utf-8").partition("paths:\n")
    scheme = "components: {securitySchemes: {Bearer: {type: http, scheme: bearer}}}\n"
    (tmp_path / "openapi.yaml").write_text(f"{head}paths: {{}}\n{scheme}", "utf-8")
    result = generate(tmp_path / "openapi.yaml", "--output", tmp_path / "package")
    assert (result.returncode, "Traceback" in result.stderr) == (1, False)
    assert "no operations, at #/paths: describe one" in result.stdout


def test_check_reports_that_the_package_is_up_to_date(small_package: Path) -> None:
    before = files(small_package)
    result = generate(SMALL, "--output", small_package, "--check")
    assert (result.returncode, result.stdout) == (0, f"{small_package} is up to date with {SMALL}\n")
    assert files(small_package) == before


def test_check_prints_a_diff_if_the_package_is_out_of_date(small_package: Path, tmp_path: Path) -> None:
    before = files(small_package)
    spec = edited(tmp_path, "putThing", "setThing")
    result = generate(spec, "--output", small_package, "--check")
    assert result.returncode == 1
    assert "-    def put_thing(" in result.stdout
    assert "+    def set_thing(" in result.stdout
    command = f"python -m generator generate {spec} --output {small_package}"
    assert result.stderr == f"{small_package} is out of date: run {command}\n"
    assert files(small_package) == before


@pytest.mark.slow
def test_a_renamed_property_changes_that_name_and_nothing_else(emitted: Path, tmp_path: Path) -> None:
    # Of the same length and place in the alphabet, so that no line is wrapped or sorted otherwise.
    spec = edited(tmp_path, "totalUsersCount", "totalUnitsCount", SPEC)
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
