"""Each defect of a spec file is said with its line and what to do; nothing ends in a traceback."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from generator.__main__ import app
from generator.spec import document
from generator.spec.source import MAX_BYTES, InvalidSpecError, Problem
from tests.client.small import LIMIT, limited, write
from tests.conftest import SPEC

BAD = Path(__file__).parent / "bad"
# File -> the line, what is wrong, and what to do.
DEFECTS = {
    "alias_bomb.yaml": (2, "alias *a", "write the value out, or use $ref"),
    "bad_indentation.yaml": (5, "not YAML: did not find expected key", "fix the YAML here or just above"),
    "beside_ref.yaml": (11, "type beside $ref, which readers treat differently", "move it into what $ref names"),
    "binary.yaml": (3, "byte 0x89 is not UTF-8", "save the file as UTF-8 text"),
    "boolean_odata_type.yaml": (17, "@odata.type differs from the form for requests", "make it optional"),
    "chained_refs.yaml": (7, "its $refs expand too far", "refer to each part once"),
    "collection_as_a_key.yaml": (5, "a key is a list or a mapping", "write a string"),
    "control_character.yaml": (3, r"control character '\x00'", "remove it"),
    "dangling_ref.yaml": (
        10,
        "'#/components/responses/Runs' is unresolved or circular",
        "correct it, or add what it names",
    ),
    "default_breaks_schema.yaml": (9, "'many' is not of type 'integer'", "correct it, or the schema"),
    "duplicate_key.yaml": (5, 'duplicate key "title", first in line 3', "remove or rename one of the two"),
    "duplicate_operation_id.yaml": (14, "duplicate operationId", "give each operation its own"),
    "duplicate_parameter.yaml": (11, "duplicate query parameter kind", "remove one of the two"),
    "empty.yaml": (1, "the file is empty", "start with openapi: 3.1.1"),
    "escaped_control_character.yaml": (4, r"control character '\x00'", "remove it"),
    "example_breaks_schema.yaml": (22, "is not a 'date-time'", "correct it, or the schema"),
    "format_that_is_no_text.yaml": (8, "{} is not of type 'string'", "see JSON Schema 2020-12"),
    "huge_number.yaml": (10, "jsonschema cannot validate it", "correct it"),
    "line_separator.yaml": (5, r"control character '\u2028'", "remove it, or escape it in double quotes"),
    "list.yaml": (1, "the document is not a mapping", "start with openapi: 3.1.1"),
    "missing_title.yaml": (2, "'title' is a required property", "see the OpenAPI 3.1 specification"),
    "misspelt_keyword.yaml": (9, "propertes is not a keyword", "did you mean properties?"),
    "multiplying_alternatives.yaml": (12, "jsonschema cannot validate it (too many alternatives)", "correct it"),
    "multiplying_refs.yaml": (7, "its $refs expand too far", "refer to each part once"),
    "nested_braces.yaml": (6, "unbalanced or empty braces", "write {name}"),
    "no_json_schema.yaml": (8, "'text' is not valid", "see JSON Schema 2020-12"),
    "nullable.yaml": (9, "nullable is OpenAPI 3.0", "write type: [string, 'null']"),
    "only_comments.yaml": (1, "the file is empty", "start with openapi: 3.1.1"),
    "openapi_3_0.yaml": (
        1,
        "this is OpenAPI 3.0",
        "convert it to OpenAPI 3.1.1",
    ),
    "outside_ref.yaml": (7, "refers to another file", "copy what it names into components"),
    "pattern.yaml": (9, "pattern is not supported", "remove it"),
    "ref_as_a_name.yaml": (10, "$ref as a name", "choose another"),
    "ref_as_data.yaml": (10, "$ref as a name or as data", "choose another"),
    "ref_of_another_kind.yaml": (7, "refers to the wrong section", "name one of components/parameters"),
    "ring_of_refs.yaml": (8, "is unresolved or circular", "correct it"),
    "same_path_twice.yaml": (8, "the path differs from /runs/{a} only in parameter names", "join the two"),
    "swagger_2.yaml": (1, "this is Swagger 2.0", "convert it to OpenAPI 3.1.1"),
    "tab.yaml": (3, "a tab in the indentation", "indent with spaces"),
    "two_documents.yaml": (6, "expected a single document", "fix the YAML"),
    "unbalanced_path.yaml": (6, "unbalanced or empty braces", "write {name}"),
    "undeclared_path_parameter.yaml": (7, "path parameter runId is not declared", "add it to parameters"),
    "unknown_field.yaml": (7, "'descripton' was unexpected", "see the OpenAPI 3.1 specification"),
    "unquoted_date.yaml": (5, "unquoted 2022-10-06 is ambiguous in YAML", "quote it"),
    "unquoted_ref.yaml": (10, "$ref without a value", "an unquoted # begins a comment"),
    "unquoted_status.yaml": (9, "key 200 is not a string", "quote it"),
    "version.yaml": (4, "invalid version '0.1\"0'", "write it like 1.2.3"),
    "yaml_tag.yaml": (5, "tag tag:yaml.org,2002:python/object:os.system", "remove the tag"),
}


def check(path: Path) -> Result:
    result = CliRunner().invoke(app, ["check", str(path)])
    assert isinstance(result.exception, SystemExit | None), result.exception
    return result


def problems(path: Path) -> list[Problem]:
    with pytest.raises(InvalidSpecError) as caught:
        document.load(path)
    return caught.value.problems


def test_every_file_has_its_expectation() -> None:
    assert {path.name for path in BAD.iterdir()} == DEFECTS.keys()


@pytest.mark.parametrize("name", DEFECTS)
def test_a_defect_is_reported_with_its_line_and_the_fix(name: str) -> None:
    line, what, fix = DEFECTS[name]
    result = check(BAD / name)
    assert result.exit_code == 1
    assert any(
        said.startswith(f"{BAD / name}:{line}: ") and what in said and fix in said
        for said in result.stdout.splitlines()
    ), result.stdout


@pytest.mark.parametrize("name", ["unquoted_ref.yaml", "dangling_ref.yaml", "duplicate_key.yaml", "tab.yaml"])
def test_one_defect_is_one_problem(name: str) -> None:
    assert len(problems(BAD / name)) == 1


def test_all_problems_are_printed_in_the_order_of_the_lines(tmp_path: Path) -> None:
    path = tmp_path / "spec.yaml"
    text = SPEC.read_text("utf-8").replace("operationId: addRun", "operationId: addProcess")
    text = text.replace("status: running", "status: runing").replace("      summary: Create a run of a process\n", "")
    path.write_text(text, "utf-8")
    result = check(path)
    lines = [re.fullmatch(rf"{path}:([0-9]+): (.*)", line) for line in result.stdout.splitlines()]
    (first, duplicate), (second, no_summary), (third, misspelt) = (line.groups() for line in lines if line)
    assert int(first) < int(second) < int(third)
    assert duplicate.startswith("duplicate operationId, at ")
    assert misspelt.startswith("'runing' is not one of ['running', 'failed'")
    assert no_summary.startswith("the operation has no summary, at ")
    assert result.stderr == "3 problems\n"


@pytest.mark.parametrize(
    ("name", "said"), [("missing.yaml", "does not exist"), (".", "is a directory")], ids=["missing", "folder"]
)
def test_a_path_that_is_not_a_file_is_a_usage_error(tmp_path: Path, name: str, said: str) -> None:
    result = check(tmp_path / name)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())


def test_nesting_of_20000_is_refused_with_its_line(tmp_path: Path) -> None:
    flow, block = tmp_path / "flow.yaml", tmp_path / "block.yaml"
    flow.write_text("openapi: 3.1.1\ndeep: " + "[" * 20_000 + "]" * 20_000, "utf-8")
    block.write_text("\n".join(" " * depth + "a:" for depth in range(3_000)), "utf-8")
    assert [(problem.line, problem.what) for problem in problems(flow)] == [(2, "nesting deeper than 100")]
    assert [(problem.line, problem.what) for problem in problems(block)] == [(101, "nesting deeper than 100")]


def test_a_file_over_5_mb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    path.write_text("openapi: 3.1.1\n" + "# padding\n" * (MAX_BYTES // 10), "utf-8")
    assert [problem.what for problem in problems(path)] == ["the file is larger than 5 MB"]


def test_a_circular_ref_is_legal(tmp_path: Path) -> None:
    path = tmp_path / "circular.yaml"
    circular = "        within: {description: The thing around it., $ref: '#/components/schemas/Thing'}\n"
    text = (BAD.parent / "small.yaml").read_text("utf-8")
    path.write_text(text.replace("        # uses\n", circular), "utf-8")
    write(path, tmp_path / "package")
    assert "within: Thing | None" in (tmp_path / "package" / "graph_runs" / "models.py").read_text("utf-8")


def test_any_bytes_end_in_problems(tmp_path: Path) -> None:
    path = tmp_path / "spec.yaml"

    @settings(max_examples=50, deadline=None)
    @given(
        st.binary(max_size=200)
        | st.text(max_size=200).map(str.encode)
        | st.text("{}[]:-\n 'a&*!|>%@", max_size=60).map(str.encode)
    )
    def holds(content: bytes) -> None:
        path.write_bytes(content)
        with limited(LIMIT):
            found = problems(path)
        assert all(1 <= problem.line <= content.count(b"\n") + 3 for problem in found)

    holds()
