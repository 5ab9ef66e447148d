"""Columns of Arrow data have the findings that their texts get alone, whatever their layout."""

import json
import random
from typing import Any

import pytest
from graph_runs.payloads import UnknownNameError, Validator
from graph_runs.payloads.shapes import compiled

from tests.runtime.payloads.command import BAD, GOOD, WORKFLOW_RUN, oracle
from tests.runtime.payloads.test_differential import mutated

pa = pytest.importorskip("pyarrow")
pytestmark = pytest.mark.extra

VALIDATOR = Validator("WorkflowRunCreate")
TEXTS: list[bytes | None] = [
    *(GOOD, BAD, None, b"{\n}", b"", b" ", b'{"a": 1}{}', b"\xff", b'{"failedUsersCount": 1.50}', None, GOOD),
    *(b"null", b"[]", b'{"a": "' + b"\xc3\xbc" * 40 + b'"}', GOOD.replace(b",", b",\n"), b"{", b"}"),
]


def expected(texts: list[bytes | None]) -> list[tuple[int, str, str, str, str]]:
    """Return what each text gets alone, in the order of the texts."""
    rows: list[tuple[int, str, str, str, str]] = []
    for index, text in enumerate(texts):
        (checked,) = VALIDATOR.check([text])
        rows += [(index, each.pointer, each.rule, each.level, each.message) for each in checked.findings]
    return rows


def rows_of(table: Any) -> list[tuple[Any, ...]]:
    return list(zip(*(column.to_pylist() for column in table.columns), strict=True))


def layouts(texts: list[bytes | None]) -> dict[str, Any]:
    binary = pa.array(texts, pa.binary())
    longer = pa.array([b"x", None, *texts, b"y"], pa.binary())
    return {
        "binary": binary,
        "large": pa.array(texts, pa.large_binary()),
        "view": pa.array(texts, pa.binary_view()),
        "dictionary": binary.dictionary_encode(),
        "dictionary with null": pa.DictionaryArray.from_arrays(pa.array(range(len(texts))), binary),
        "slice": longer.slice(2, len(texts)),
        "chunks": pa.chunked_array([binary.slice(0, 3), binary.slice(3, 0), binary.slice(3)]),
        "no chunks before": pa.chunked_array([binary.slice(0, 0), binary]),
    }


@pytest.mark.parametrize("layout", layouts(TEXTS))
def test_every_layout_has_the_same_findings(layout: str) -> None:
    table = VALIDATOR.check_arrow(layouts(TEXTS)[layout])
    assert rows_of(table) == expected(TEXTS)
    assert [(field.name, str(field.type)) for field in table.schema] == [
        ("id", "int64"),
        *((name, "string") for name in ("pointer", "rule", "level", "message")),
    ]
    assert table.schema.metadata == {b"payloads": b"15", b"invalid": b"12", b"empty": b"2"}


@pytest.mark.parametrize("layout", layouts(TEXTS))
def test_flags_say_which_texts_are_valid(layout: str) -> None:
    from graph_runs.payloads.arrow import valid_arrow

    flags = valid_arrow(compiled("WorkflowRunCreate"), layouts(TEXTS)[layout])
    good = (GOOD, GOOD.replace(b",", b",\n"))
    assert flags.to_pylist() == [None if text is None else text in good for text in TEXTS]


@pytest.mark.parametrize("layout", ["string", "large_string", "string_view"])
def test_columns_of_strings_have_the_findings_of_columns_of_bytes(layout: str) -> None:
    texts = [text for text in TEXTS if text != b"\xff"]
    column = pa.array([text.decode() if text is not None else None for text in texts], getattr(pa, layout)())
    assert rows_of(VALIDATOR.check_arrow(column)) == expected(texts)


def test_ids_replace_row_numbers() -> None:
    names = pa.chunked_array([[f"run {number}" for number in range(len(TEXTS))]])
    table = VALIDATOR.check_arrow(layouts(TEXTS)["chunks"], ids=names)
    assert table.column("id").to_pylist() == [f"run {index}" for index, *_ in expected(TEXTS)]
    with pytest.raises(ValueError, match="17 rows, but 1 ids"):
        VALIDATOR.check_arrow(pa.array(TEXTS), ids=pa.array([1]))


@pytest.mark.parametrize(("library", "dtype"), [("polars", None), ("pandas", "string"), ("pandas", "int64")])
def test_ids_can_be_a_series(library: str, dtype: str | None) -> None:
    names = [f"run {index}" for index in range(len(TEXTS))] if dtype != "int64" else list(range(len(TEXTS)))
    series = pytest.importorskip(library).Series(names, dtype=dtype)
    table = VALIDATOR.check_arrow(pa.array(TEXTS), ids=series)
    assert table.column("id").to_pylist() == [names[index] for index, *_ in expected(TEXTS)]


def test_columns_without_payloads_have_no_findings() -> None:
    for column in (pa.array([], pa.binary()), pa.nulls(3), pa.chunked_array([], pa.string()), pa.nulls(2, pa.string())):
        table = VALIDATOR.check_arrow(column)
        assert table.num_rows == 0
        assert table.schema.metadata[b"empty"] == str(len(column)).encode()


def test_other_columns_are_type_errors() -> None:
    with pytest.raises(TypeError, match="a column of int64 has no JSON texts"):
        VALIDATOR.check_arrow(pa.array([1]))
    with pytest.raises(TypeError, match="list is not a column of Arrow data"):
        VALIDATOR.check_arrow([b"{}"])


@pytest.mark.parametrize("share", [0.0, 0.01, 1.0])
def test_many_texts_of_any_size(share: float) -> None:
    chance = random.Random(f"{share}")  # noqa: S311
    texts: list[bytes | None] = []
    for _ in range(3_000):
        text = chance.choice([BAD, b"{}", None, b"}"]) if chance.random() < share else GOOD
        texts.append(text and text + b" " * int(chance.paretovariate(0.7)) if share else text)
    assert rows_of(VALIDATOR.check_arrow(pa.array(texts))) == expected(texts)


def test_verdicts_are_those_of_another_library() -> None:
    for schema in ("WorkflowRunCreate", "Run", "ODataError"):
        other, validator = oracle(schema), Validator(schema)
        payloads = [mutated(random.Random(seed), WORKFLOW_RUN) for seed in range(500)]  # noqa: S311
        table = validator.check_arrow(pa.array([json.dumps(payload) for payload in payloads]))
        invalid = {index for index, _, _, level, _ in rows_of(table) if level == "error"}
        assert invalid == {index for index, payload in enumerate(payloads) if not other.is_valid(payload)}
    with pytest.raises(UnknownNameError):
        Validator("Rum")
