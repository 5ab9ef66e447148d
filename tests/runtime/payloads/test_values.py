"""A Python value is judged as its JSON text is, or it is a TypeError that names the type and what to pass instead."""

import datetime
import decimal
import enum
import uuid
from typing import Any

import orjson
import pytest
from graph_runs.payloads import Validator
from hypothesis import given, settings
from hypothesis import strategies as st

VALIDATOR = Validator("RunStatistics")  # open: whatever is JSON is valid in it


class Status(enum.StrEnum):
    """A member that is a str, but not exactly one."""

    RUNNING = "running"


def cycle() -> list[Any]:
    value: list[Any] = []
    value += [value, value]
    return value


def nested(levels: int) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = [value, value]
    return value


NO_JSON: dict[str, tuple[Any, str]] = {
    "NaN": (float("nan"), "nan; pass None"),
    "infinity": (float("-inf"), "-inf; pass None"),
    "a lone surrogate": ("\ud800", "a str with a lone surrogate"),
    "a lone surrogate in a key": ({"\ud800": 1}, "a str with a lone surrogate"),
    "a key that is no text": ({1: 2}, "a key of type int; keys must be str"),
    "a set": ({1, 2}, "set; pass a list"),
    "bytes": (b"x", "bytes; pass a str, or the whole payload as bytes"),
    "a huge integer": (10**5000, "an int beyond the range of a double"),
    "just beyond a double": (2**1024, "an int beyond the range of a double"),
    "a cycle": (cycle(), "it contains itself, or is nested deeper than 1,024 levels"),
    "many levels": (nested(1_030), "it contains itself, or is nested deeper than 1,024 levels"),
    "Decimal": (decimal.Decimal(1), "decimal.Decimal; pass int(value) or float(value)"),
    "datetime": (datetime.datetime.now(datetime.UTC), "datetime.datetime; pass value.isoformat()"),
    "UUID": (uuid.UUID(int=0), "uuid.UUID; pass str(value)"),
    "an enum": (Status.RUNNING, "Status; pass value.value"),
    "an object": (object(), "object; pass what json.loads would return"),
}


@pytest.mark.parametrize(("value", "message"), NO_JSON.values(), ids=NO_JSON)
def test_other_values_are_type_errors(value: Any, message: str) -> None:
    for payload in ({"a": value}, {"a": [{"b": value}]}, {"a": (1, value)}):
        for judge in (VALIDATOR.is_valid, VALIDATOR.findings):
            with pytest.raises(TypeError, match="not a JSON value: ") as caught:
                judge(payload)
            assert message in str(caught.value)


@pytest.mark.extra
def test_numpy_and_pandas_scalars_are_type_errors() -> None:
    numpy, pandas = pytest.importorskip("numpy"), pytest.importorskip("pandas")
    for value, message in (
        (numpy.int64(1), "numpy.int64; pass value.item()"),
        (numpy.float64(1), "numpy.float64; pass value.item()"),
        (numpy.bool_(True), "pass value.item()"),
        (numpy.str_("a"), "numpy.str_; pass value.item()"),
        (numpy.array([1]), "numpy.ndarray; pass value.tolist()"),
        (pandas.NA, "NAType; pass None"),
        (pandas.NaT, "NaTType; pass None"),
        (pandas.Timestamp("2022-10-06"), "Timestamp; pass value.isoformat()"),
    ):
        with pytest.raises(TypeError) as caught:
            VALIDATOR.is_valid({"a": value})
        assert message in str(caught.value)


def test_text_that_looks_like_json_has_a_hint() -> None:
    for text in ("{}", ' {"a": 1}', "[1]"):
        assert VALIDATOR.findings(text)[0].message.endswith(
            "is a string, not an object (for JSON text pass bytes, or use Validator.check_text)"
        )
        assert not VALIDATOR.is_valid(text)
    assert VALIDATOR.check_text("{}") == []
    assert VALIDATOR.check_text("{") == VALIDATOR.findings(b"{")
    assert VALIDATOR.check_text('{"a": "\ud800"}')[0].message.startswith("invalid UTF-8")


FLOATS = st.floats(allow_nan=True, allow_infinity=True)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**1030), 2**1030) | FLOATS | st.text(st.characters(), max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.cases(20, 100, 2_000)
def test_values_and_their_text_have_the_same_verdict(cases: int) -> None:
    @settings(max_examples=cases, deadline=None)
    @given(
        st.dictionaries(st.text(max_size=3), ANYTHING, max_size=3), st.sampled_from(["RunStatistics", "Run", "Int32"])
    )
    def holds(value: dict[str, Any], schema: str) -> None:
        validator = Validator(schema)
        for each in (value, *value.values()):
            text = text_of(each)
            try:
                verdict = validator.is_valid(each)
            except TypeError:
                assert validator.findings(text)[0].rule == "syntax"
            else:
                assert validator.is_valid(text) is verdict

    holds()


def text_of(value: Any) -> bytes:
    """Return what a writer that checks nothing makes of a value."""
    if isinstance(value, dict):
        return b"{%b}" % b",".join(text_of(name) + b":" + text_of(item) for name, item in value.items())
    if isinstance(value, list):
        return b"[%b]" % b",".join(map(text_of, value))
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value).encode()
    if isinstance(value, float):
        return repr(value).encode()
    return orjson.dumps(value) if not isinstance(value, str) else text_of_string(value)


def text_of_string(value: str) -> bytes:
    try:
        return orjson.dumps(value)
    except orjson.JSONEncodeError:
        return b'"' + value.encode(errors="surrogatepass") + b'"'
