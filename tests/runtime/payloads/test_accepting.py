"""What is accepted while it is read is valid: that verdict is tried by itself, against Python's json and jsonschema.

What it refuses proves nothing, and is judged in the usual way.
"""

import json
import math
import random
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NoReturn

import pytest
from graph_runs.payloads import Validator, batches
from graph_runs.payloads.accepting import Acceptor, acceptor
from graph_runs.payloads.schemas import bundled, schema_of
from graph_runs.payloads.shapes import compile_schema, compiled
from jsonschema import Draft202012Validator, FormatChecker

from generator.spec.document import Document
from tests.runtime.payloads.command import WORKFLOW_RUN, is_date_time
from tests.runtime.payloads.test_differential import DATE_TIMES, VALUES, mutated
from tests.spec.schemas import bodies, examples

DATE_TIME = {"type": "string", "format": "date-time"}
# A closed schema with a property for each keyword that has a type of msgspec's, and for others that have none.
EVERYTHING: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["string", "date", "integer"],
    "properties": {
        "string": {"type": "string", "description": "A text."},
        "nullable": {"type": ["string", "null"]},
        "enum": {"type": "string", "enum": ["a", "ü", "null"]},
        "referred": {"$ref": "#/$defs/Color"},
        "nullableReferred": {"anyOf": [{"$ref": "#/$defs/Color"}, {"type": "null"}]},
        "mixedEnum": {"enum": ["a", 1, None]},
        "date": DATE_TIME,
        "nullableDate": {"anyOf": [DATE_TIME, {"type": "null"}]},
        "shortDate": DATE_TIME | {"maxLength": 20},
        "boolean": {"type": "boolean"},
        "integer": {"type": "integer", "format": "int32", "minimum": -(2**31), "maximum": 2**31 - 1},
        "nullableInteger": {"anyOf": [{"type": "integer", "minimum": 0, "maximum": 9}, {"type": "null"}]},
        "unbounded": {"type": "integer"},
        "large": {"type": "integer", "minimum": 0, "maximum": 2**64 - 1},
        "half": {"type": "integer", "minimum": 0.5, "maximum": 9},
        "stepped": {"type": "integer", "minimum": 0, "maximum": 9, "multipleOf": 2},
        "number": {"type": "number", "exclusiveMinimum": 0},
        "pattern": {"type": "string", "pattern": "^a+$"},
        "short": {"type": "string", "minLength": 1, "maxLength": 2},
        "constant": {"const": "a"},
        "array": {"type": "array", "items": {"type": "string"}, "maxItems": 2},
        "open": {"type": "object", "properties": {"@odata.type": {"type": "string"}}},
        "closed": {"type": "object", "additionalProperties": False, "properties": {"at": DATE_TIME}},
        "alternative": {"oneOf": [{"type": "string"}, {"type": "integer", "minimum": 5}]},
        "anything": {},
    },
}
DEFINITIONS = {"Everything": EVERYTHING, "Color": {"type": "string", "enum": ["red", "green"]}}
FULL = {
    **{"string": "ü\"\\\u0000", "nullable": None, "enum": "ü", "referred": "red", "nullableReferred": None},
    **{"mixedEnum": None, "date": "2022-10-06T19:13:06Z", "nullableDate": None, "shortDate": "2022-10-06T19:13:06Z"},
    **{"boolean": True, "integer": -5, "nullableInteger": None, "unbounded": 2**70, "half": 1, "stepped": 4},
    **{"number": 0.5, "pattern": "aa", "short": "ab", "constant": "a", "array": ["a"], "open": {"x": [{"y": None}]}},
    **{"closed": {"at": "2022-10-06T19:13:06.5+01:00"}, "alternative": 7, "anything": [{}, 1e300], "large": 2**63},
}  # fmt: skip
FEW = {"string": "", "date": "2022-10-06T19:13:06Z", "integer": 0}
# Bytes that mean something to parsers of JSON, or must not be there.
BYTES = [
    *(b'"', b"\\", b"{", b"}", b"[", b"]", b",", b":", b"-", b"0", b"1", b".", b"e5", b"+", b" ", b"\t", b"\n", b"\r"),
    *(b"\x00", b"\x01", b"\x0b", b"\x1f", b"\x7f", b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xc3\xa9"),
    *(b"\\u0000", b"\\ud800", b"\\ud83d\\ude00", b"\\u0022", b"\\u003a", b"\\q", b"\\/", b"NaN", b"Infinity", b"null"),
    *(b"true", b"1e999", b"/**/", b"//", b"'", b"1.0", b"1E2", b"-0", b"00", b"99999999999999999999", b"_", b"\xa0"),
]  # fmt: skip


def judged_by_others(schema: Draft202012Validator, text: bytes) -> tuple[bool, bool]:
    """Return whether a text is a valid payload, and whether it repeats a key."""
    repeated = False

    def take(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal repeated
        repeated |= len(dict(pairs)) < len(pairs)
        return dict(pairs)

    def refuse(constant: str) -> NoReturn:
        raise ValueError(constant)

    def finite(text: str) -> float:
        number = float(text)
        return number if math.isfinite(number) else refuse(text)

    try:
        value = json.loads(
            text.decode(),
            object_pairs_hook=take,
            parse_constant=refuse,
            parse_float=finite,
            parse_int=lambda digits: int(digits) if math.isfinite(float(digits)) else refuse(digits),
        )
        json.dumps(value, ensure_ascii=False).encode()  # fails for lone surrogates
    except ValueError:
        return False, repeated
    return schema.is_valid(value), repeated


def oracle_among(name: str, definitions: dict[str, Any]) -> Draft202012Validator:
    checker = FormatChecker()
    checker.checks("date-time")(is_date_time)
    return Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": definitions}, format_checker=checker)


def text_of(chance: random.Random, payload: Any) -> bytes:
    """Return a payload as text, half of the times with changes that a payload as a value cannot have."""
    space = chance.choice((None, (",", ":"), (" ,\t", " :\r ")))
    text = json.dumps(payload, ensure_ascii=chance.random() < 0.5, separators=space).encode(errors="surrogatepass")
    if chance.random() < 0.5:
        return text
    if isinstance(payload, dict) and payload and chance.random() < 0.3:
        name = chance.choice(list(payload))
        pair = json.dumps({name: chance.choice((payload[name], *VALUES, *DATE_TIMES))}).encode()[1:-1]
        return text[:-1] + b"," + pair + b"}" if chance.random() < 0.5 else b"{" + pair + b"," + text[1:]
    for _ in range(chance.choice((1, 1, 2, 3))):
        place = chance.choice([chance.randrange(len(text) + 1), *(each.end() for each in re.finditer(b'[:,"]', text))])
        text = text[:place] + chance.choice((b"", *BYTES)) + text[place + chance.choice((0, 0, 1, 2)) :]
    return text


def disagreements(name: str, definitions: dict[str, Any], payloads: list[Any], count: int) -> Iterator[str | bool]:
    """Yield whether a mutation was accepted, for the valid ones, and what was accepted wrongly."""
    accepting, other = acceptor(compile_schema(name, definitions)), oracle_among(name, definitions)
    assert accepting
    good = next(text for each in payloads if not accepting.refused([text := json.dumps(each).encode()]))
    for seed in range(count):
        chance = random.Random(f"{name} {seed}")  # noqa: S311
        payload = chance.choice(payloads)
        text = text_of(chance, mutated(chance, payload) if chance.random() < 0.6 else payload)
        valid, repeated = judged_by_others(other, text)
        lines = [good, text, good]
        verdicts = {
            "alone": (not accepting.refused([text]), valid),
            "joined": (accepting.count(batches.SEPARATOR.join(lines)) == len(lines), valid),
            "as a document": (accepting.accepts_document(text), valid and not repeated),
            "as an item": (accepting.count_items(text) == 1, valid and not repeated),
        }
        for how, (accepted, right) in verdicts.items():
            if accepted and not right:
                yield f"{name} {seed} {how}: {text!r}"
        if valid:
            yield verdicts["alone"][0]


@pytest.mark.cases(1_000, 30_000, 500_000)
def test_what_is_accepted_of_mutated_payloads_is_valid(spec: Document, cases: int) -> None:
    schemas: dict[str, list[Any]] = {}
    for (operation, body), pointer in bodies(spec.data).items():
        name = schema_of(operation, None if body == "request" else body)
        if acceptor(compiled(name)):
            schemas.setdefault(name, []).extend(examples(spec.data, pointer).values())
    sources = [(name, bundled()["$defs"], payloads) for name, payloads in schemas.items()]
    sources += [("Everything", DEFINITIONS, [FULL, FEW])] * len(sources)
    assert len(sources) > 10
    for name, definitions, payloads in sources:
        found = list(disagreements(name, definitions, payloads, cases // len(sources) + 1))
        wrong = [each for each in found if isinstance(each, str)]
        assert not wrong, "\n".join(wrong[:9])
        # It is of use: most of what is valid is accepted.
        counts = Counter(found)
        assert counts[True] > 3 * counts[False], (name, counts)


RUN = compiled("WorkflowRunCreate")
COMPLETE = {
    "completedDateTime": "2022-10-10T02:07:31.4Z",
    "startedDateTime": "2022-10-10T02:00:04Z",
    "lastUpdatedDateTime": "2022-10-10T02:07:31Z",
    **WORKFLOW_RUN,
}
WHOLE = json.dumps(COMPLETE).encode()
LATER = b'"2022-10-10T02:00:00Z"'  # the value of scheduledDateTime
INVALID = {
    "a number with a leading zero": WHOLE.replace(b": 41", b": 041"),
    "a number with nothing after the point": WHOLE.replace(b": 41", b": 41."),
    "a number with a sign": WHOLE.replace(b": 41", b": +41"),
    "a fraction": WHOLE.replace(b": 41", b": 41.5"),
    "a number in a string": WHOLE.replace(b": 41", b': "41"'),
    "a boolean": WHOLE.replace(b": 41", b": true"),
    "not a number": WHOLE.replace(b": 41", b": NaN"),
    "a number above the maximum": WHOLE.replace(b": 41", b": 2147483648"),
    "a number below the minimum": WHOLE.replace(b": 41", b": -2147483649"),
    "a number that is the maximum modulo 2**32": WHOLE.replace(b": 41", b": 4294967297"),
    "a number beyond 64 bits": WHOLE.replace(b": 41", b": 18446744073709551657"),
    "null": WHOLE.replace(b": 41", b": null"),
    "a comma at the end": WHOLE.replace(b"}", b",}"),
    "a comma at the start": WHOLE.replace(b"{", b"{,"),
    "a comment": WHOLE.replace(b"}", b"/**/}"),
    "a byte order mark": b"\xef\xbb\xbf" + WHOLE,
    "a vertical tab": WHOLE.replace(b": 41", b":\v41"),
    "NUL at the end": WHOLE + b"\0",
    "an unknown name": WHOLE.replace(b"}", b', "a": 1}'),
    "an empty name": WHOLE.replace(b"}", b', "": 1}'),
    "a name in other case": WHOLE.replace(b"totalUsers", b"TotalUsers"),
    "a name with NUL at the end": WHOLE.replace(b'totalUsersCount"', b'totalUsersCount\\u0000"'),
    "a member in other case": WHOLE.replace(b"inProgress", b"inprogress"),
    "a member with NUL at the end": WHOLE.replace(b"inProgress", b"inProgress\\u0000"),
    "a missing property": WHOLE.replace(b', "workflowExecutionType": "scheduled"', b""),
    "an array of the values": json.dumps(list(COMPLETE.values())).encode(),
    "two payloads": WHOLE + b"," + WHOLE,
    "nothing": b"",
    "an array of it": b"[%b]" % WHOLE,
    "another date": WHOLE.replace(LATER, b'"2022-02-29T00:00:00Z"'),
    "an hour too late": WHOLE.replace(LATER, b'"2022-10-10T24:00:00Z"'),
    "a date-time with a space": WHOLE.replace(LATER, b'"2022-10-10 02:00:00Z"'),
    "an offset without a colon": WHOLE.replace(LATER, b'"2022-10-10T02:00:00+0100"'),
    "no offset": WHOLE.replace(LATER, b'"2022-10-10T02:00:00"'),
    "no date-time": WHOLE.replace(LATER, b'""'),
    "a line feed after a date-time": WHOLE.replace(LATER, LATER[:-1] + b'\\n"'),
    "a line feed before a date-time": WHOLE.replace(LATER, b'"\\n' + LATER[1:]),
    "two date-times in one": WHOLE.replace(LATER, LATER[:-1] + b"\\n" + LATER[1:]),
    "other digits": WHOLE.replace(LATER, '"٢022-10-10T02:00:00Z"'.encode()),
}
VALID = {
    "white space": WHOLE.replace(b" ", b" \t\r "),
    "escapes": WHOLE.replace(b"inProgress", b"in\\u0050rogress").replace(b"Users", b"\\u0055sers"),
    "the smallest number": WHOLE.replace(b": 41", b": -2147483648"),
    "the greatest number": WHOLE.replace(b": 41", b": 2147483647"),
    "minus zero": WHOLE.replace(b": 41", b": -0"),
    "no optional property": json.dumps(WORKFLOW_RUN).encode(),
    "lower case in a date-time": WHOLE.replace(LATER, LATER.lower()),
    "a key that is repeated": WHOLE.replace(b"{", b'{"successfulUsersCount": 1, '),
}
OTHER = oracle_among(RUN_NAME := "WorkflowRunCreate", bundled()["$defs"])


def accepting_runs() -> Acceptor:
    found = acceptor(RUN)
    assert found
    return found


@pytest.mark.parametrize("text", INVALID.values(), ids=INVALID)
def test_what_is_invalid_is_refused(text: bytes) -> None:
    accepting = accepting_runs()
    assert not judged_by_others(OTHER, text)[0]
    assert accepting.refused([text]) == [0]
    assert not accepting.accepts_document(text)
    assert accepting.count(batches.SEPARATOR.join([WHOLE, text, WHOLE])) == 0
    assert accepting.count_items(b",".join([WHOLE, text, WHOLE])) in ((4,) if text == WHOLE + b"," + WHOLE else (0,))


@pytest.mark.parametrize("text", VALID.values(), ids=VALID)
def test_what_is_valid_is_accepted_in_any_form(text: bytes) -> None:
    accepting = accepting_runs()
    assert judged_by_others(OTHER, text)[0]
    assert not accepting.refused([text])
    assert accepting.count(batches.SEPARATOR.join([WHOLE, text, WHOLE])) == 3


def test_of_a_document_no_key_is_repeated_even_if_another_is_missing() -> None:
    accepting = accepting_runs()
    assert accepting.accepts_document(WHOLE)
    assert accepting.count_items(WHOLE + b",\n" + WHOLE) == 2
    repeated = WHOLE.replace(b"completedDateTime", b"startedDateTime")
    assert repeated.count(b'"') == WHOLE.count(b'"')
    assert not accepting.refused([repeated])  # as in NDJSON, where the last counts
    assert not accepting.accepts_document(repeated)
    assert accepting.count_items(repeated) == 0
    assert [each.rule for each in Validator(RUN_NAME).findings(repeated)] == ["duplicateKey"]
    complete = VALID["a key that is repeated"]
    assert not accepting.accepts_document(complete)
    assert accepting.count_items(WHOLE + b"," + complete) == 0
    assert [each.rule for each in Validator(RUN_NAME).findings(complete)] == ["duplicateKey"]


def test_what_looks_like_the_separator_is_refused() -> None:
    accepting, number = accepting_runs(), str(batches.NUMBER).encode()
    for text in (number, number + b".0", WHOLE.replace(b": 41", b": " + number), b'"%b"' % number):
        assert accepting.refused([text]) == [0]
        assert accepting.count(batches.SEPARATOR.join([WHOLE, text])) == 0
    assert accepting.count(b"%b,%d,%b" % (WHOLE, batches.NUMBER - 1, WHOLE)) == 0
    assert accepting.count(b",".join([WHOLE] * 2)) == 0
    assert accepting.count(b",".join([WHOLE] * 3)) == 0


def test_a_payload_with_notes_is_refused() -> None:
    # Its data are open: an undocumented name in them is valid, and may be a documented one misspelt.
    name = "TaskProcessingResultResumption"
    accepting = acceptor(compiled(name))
    assert accepting
    good, near = (json.dumps({"data": {key: "Completed"}}).encode() for key in ("operationStatus", "operationStatu"))
    assert not accepting.refused([good])
    assert accepting.refused([near]) == [0]
    (checked,) = Validator(name).check([near])
    assert [(each.level, each.pointer) for each in checked.findings] == [("note", "/data/operationStatu")]


NOT_CLOSED: list[dict[str, Any]] = [
    {"additionalProperties": True},
    {"additionalProperties": {}},
    {"minProperties": 4},
    {"patternProperties": {}},
    {"required": ["other"]},
    {"allOf": [{"required": ["enum"]}]},
    {"type": ["object", "null"]},
    {"properties": {'a"b': {}}, "required": []},
]


@pytest.mark.parametrize("change", NOT_CLOSED, ids=str)
def test_only_closed_objects_have_a_type(change: dict[str, Any]) -> None:
    assert acceptor(compile_schema("Everything", DEFINITIONS))
    assert acceptor(compile_schema("Everything", DEFINITIONS | {"Everything": EVERYTHING | change})) is None
