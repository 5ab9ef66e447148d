"""Verdicts on mutated payloads are those of another library, jsonschema, with date-times decided by RFC 3339.

A seed names a payload, so that a disagreement can be repeated.
"""

import copy
import json
import random
from collections import Counter
from typing import Any

import orjson
import pytest
from graph_runs.payloads import Validator
from graph_runs.payloads.findings import IS_DATE_TIME, all_errors, simple_errors
from graph_runs.payloads.schemas import schema_of
from graph_runs.payloads.shapes import COMMON_DATE_TIME, LINEAR, compiled
from jsonschema_rs import Draft202012Validator

from generator.spec.document import Document
from tests.runtime.payloads.command import is_date_time, oracle
from tests.runtime.payloads.test_batches import failing
from tests.spec.schemas import bodies, examples

VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 2**31 - 1, 2**31, -(2**31), -(2**31) - 1, 2**63, 1.0, 1.5, -0.0, 1e300),
    *("", "text", "1", "null", "running", "Running", "completed", "unknownFutureValue", "ü", "\u0000", "\U0001f600"),
    *([], {}, [[]], [{}], [None], {"": None}, {"code": "a"}, {"@odata.type": "x"}, {"@odata.type": 1}),
)  # fmt: skip
DATE_TIMES = (
    *("2022-10-06T19:13:06Z", "2022-10-06t19:13:06z", "2022-10-06 19:13:06Z", "2016-12-31T23:59:60Z"),
    *("2016-12-31T15:59:60-08:00", "2016-12-30T12:00:60Z", "0000-01-01T00:00:00Z", "0000-02-29T00:00:00Z"),
    *("2022-10-06T19:13:06+0100", "2022-10-06T19:13:06Z\n", "2022-02-29T00:00:00Z", "2024-02-29T23:59:59.9999+14:00"),
)  # fmt: skip
NAMES = ("id", "status", "Status", "displayName", "endDateTime", "unknown", "@odata.etag", "a/b~c", "")


def mutated(chance: random.Random, payload: Any) -> Any:
    """Return a copy of the payload with one to four changes at random places."""
    payload = copy.deepcopy(payload)
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        holders = [payload, *(value for value in inner_values(payload) if isinstance(value, dict | list) and value)]
        holder = chance.choice(holders)
        if not isinstance(holder, dict | list) or not holder or chance.random() < 0.01:
            payload = copy.deepcopy(chance.choice(VALUES))
            continue
        key = chance.choice(list(holder)) if isinstance(holder, dict) else chance.randrange(len(holder))
        kind = chance.randrange(6)
        if kind == 0:
            holder[key] = copy.deepcopy(chance.choice(VALUES))
        elif kind == 1:
            del holder[key]
        elif kind == 2 and isinstance(holder, dict):
            holder[chance.choice(NAMES)] = copy.deepcopy(chance.choice(VALUES))
        elif kind == 3 and isinstance(holder, dict):
            key = str(key)
            holder[chance.choice((key.upper(), f"{key}s", key[1:]))] = holder.pop(key)
        elif isinstance(holder[key], str):
            holder[key] = text_mutated(chance, holder[key])
        else:
            holder[key] = copy.deepcopy(chance.choice(VALUES))
    return payload


def inner_values(value: Any) -> list[Any]:
    inner = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    return [each for item in inner for each in (item, *inner_values(item))]


def text_mutated(chance: random.Random, text: str) -> str:
    """Return a text that is a date-time about as often as not, where the given one is."""
    if chance.random() < 0.3:
        return chance.choice(DATE_TIMES)
    place = chance.randrange(len(text) + 1)
    replacement: str = chance.choice((*"0123456789:-+.TtZz \n", "", "60", "Ü", "*", ",", "/"))
    return text[:place] + replacement + text[place + chance.randrange(2) :]


@pytest.mark.cases(1_000, 20_000, 200_000)
def test_verdicts_are_those_of_another_library(spec: Document, cases: int) -> None:
    schemas = {schema_of(operation, None if body == "request" else body) for operation, body in bodies(spec.data)}
    seeds: dict[str, list[Any]] = {schema: [{}] for schema in sorted(schemas)}
    for (operation, body), pointer in bodies(spec.data).items():
        seeds[schema_of(operation, None if body == "request" else body)] += examples(spec.data, pointer).values()
    counts: Counter[bool] = Counter()
    for schema, payloads in seeds.items():
        disagreements, verdicts = compare(schema, payloads, cases // len(seeds) + 1)
        assert not disagreements, "\n".join(disagreements[:9])
        counts.update(verdicts)
    assert counts.total() >= cases
    # Most changes break a request, and few a response.
    assert 0.1 < counts[True] / counts.total() < 0.9


def compare(schema: str, payloads: list[Any], count: int) -> tuple[list[str], list[bool]]:
    """Return the disagreements on so many mutations, and all verdicts."""
    other = oracle(schema)
    validator = Validator.for_schema(schema)
    lines, expected, disagreements = [], [], []
    for seed in range(count):
        chance = random.Random(f"{schema} {seed}")  # noqa: S311
        payload = mutated(chance, chance.choice(payloads))
        line = json.dumps(payload).encode()
        verdict = other.is_valid(payload)
        value = orjson.loads(line)
        ours = [
            validator.is_valid(payload),
            validator.is_valid(value),
            validator.is_valid(line),
            all(finding.level == "note" for finding in validator.findings(value)),
        ]
        if ours != [verdict] * 4:
            disagreements.append(f"{schema} {seed}: {ours}, not {verdict}: {line.decode()}")
        if simple_errors(compiled(schema), value) not in ([], all_errors(compiled(schema), value)):
            disagreements.append(f"{schema} {seed}: other findings at first sight: {line.decode()}")
        lines.append(line)
        expected.append(verdict)
    batched = set(failing(lines, compiled(schema)))
    for number, verdict in enumerate(expected, 1):
        if (number in batched) is verdict:
            disagreements.append(f"{schema} {number - 1}: judged in a batch: {lines[number - 1].decode()}")
    return disagreements, expected


def test_the_date_times_that_are_accepted_at_first_sight_are_valid() -> None:
    accepts = Draft202012Validator({"pattern": COMMON_DATE_TIME}, pattern_options=LINEAR).is_valid
    times = ("T00:00:00Z", "t23:59:59.5z", "T23:59:60Z", "T24:00:00Z", "T12:60:00Z", "T12:00:60Z", "T12:00:00.Z")
    offsets = ("T12:00:00+23:59", "T12:00:00+24:00", "T12:00:00-00:60", "T12:00:00Z\n", "T12:00:00", "T12:00:00+0100")
    accepted = 0
    for year in ("0000", "1900", "2023", "2024"):
        for month in range(14):
            for day in range(33):
                for rest in (*times, *offsets):
                    text = f"{year}-{month:02}-{day:02}{rest}"
                    accepted += accepts(text)
                    leap = (month, day) == (2, 29) or ":60" in rest
                    assert accepts(text) is (is_date_time(text) and not leap), text
    assert accepted > 4_000


def test_every_character_at_every_place_of_a_date_time() -> None:
    # jsonschema-rs alone takes each of *+,-./ for a digit.
    bases = [text for text in DATE_TIMES if is_date_time(text)]
    characters = [*map(chr, range(128)), "é", "\u0660"]
    for base in bases:
        for place in range(len(base) + 1):
            for character in characters:
                for text in (base[:place] + character + base[place + 1 :], base[:place] + character + base[place:]):
                    assert IS_DATE_TIME(text) is is_date_time(text), text
