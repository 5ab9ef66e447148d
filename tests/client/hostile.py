"""Damaged specs, each named by a seed, and a process that gives them to the commands and says how they end.

`python -m tests.client.hostile SEED` prints the spec of a seed, so that it can be cut down to a test.
"""

import copy
import json
import random
import signal
import sys
import traceback
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from typer.testing import CliRunner

from generator.__main__ import app
from tests.client.small import WIDE
from tests.client.small import run as run_with
from tests.conftest import SPEC

LIMIT = 10  # seconds of computing, so that a busy machine makes no difference
TOKENS = (
    *("&a ", "*a", "!!python/object:os.system ", "!x ", "<<: ", "? ", "- ", "|", ">", "%YAML 1.2\n", "---\n", "...\n"),
    *("\t", "\0", "\ufeff", "\u2028", "\ud7ff", "{", "}", "[", "]", "'"),
    *('"', "#", ":", ": ", ", ", "\\", "\r", "`", "@"),
    *("1e400", "-0", "0x1F", "0o17", ".inf", ".nan", "2022-10-06", "yes", "~", "=", "1_000", "12:30:45", "9" * 5000),
    *("null: ", "5: ", "[a]: ", "{a: b}: ", "true: ", "'': ", "$ref: ", "x-a: ", "nullable: true\n", "é", "\U0001f600"),
)
TEXTS = (
    *("", " ", "a", "a" * 10_000, "\n", "'", '"""', "\\", "{{7*7}}", "{% raw %}", "../x", "con", "None", "class", "é"),
    *("#", "#/", "#/components/schemas/", "#/components/schemas/Node", "#/paths", "~", "%", "{a}", "{}", "\u0000", "1"),
    *("string", "object", "array", "null", "integer", "query", "path"),
    *("header", "cookie", "get", "default", "200", "4XX"),
    *("http://[", "urn:x", "https://graph.example", "$ref", "properties"),
    *("schema", "example", "examples", "x-a", "allOf"),
)
VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 2**63, 10**400, 1.5, -0.0, 1e308, 5e-324, [], {}, [[]], [{}], [None], {"": None}),
    *({"$ref": "#/components/schemas/ODataError"}, {"$ref": 5}, {"$ref": "x"}, {"type": "string"}, {"type": ["null"]}),
    *([1, "1", True, 1.0], ["a", "A"], ["a", "a"], {"a": {"b": {"c": []}}}, {"type": "array"}, {"const": {}}),
    *({"enum": [1, "a", None]}, {"anyOf": [{}, True]}, {"allOf": []}, {"not": {}}, {"items": False}, {"value": 1}),
    json.loads("[" * 90 + "]" * 90),
)
Holder = dict[str, Any] | list[Any]


def mutated(seed: int) -> bytes:
    """Return the damaged spec of the seed: half of them in their text, half in their structure."""
    chance = random.Random(seed)  # noqa: S311
    base = chance.choice((SPEC, WIDE, WIDE))
    changes = chance.choice((1, 1, 1, 2, 4))
    if chance.random() < 0.4:
        lines = base.read_text("utf-8").splitlines(keepends=True)
        for _ in range(changes):
            damage_text(chance, lines)
        content = "".join(lines).encode()
        if chance.random() < 0.1:
            place = chance.randrange(len(content))
            content = content[:place] + chance.randbytes(chance.randrange(1, 4)) + content[place:]
        return content
    data = copy.deepcopy(parsed(base))
    for _ in range(changes):
        damage_structure(chance, data)
    return json.dumps(data, indent=chance.choice((None, 1)), ensure_ascii=False).encode()


@cache
def parsed(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def damage_text(chance: random.Random, lines: list[str]) -> None:
    first, second = (chance.randrange(len(lines)) for _ in range(2))
    kind = chance.randrange(8)
    line = lines[first]
    place = chance.randrange(len(line) + 1)
    if kind == 0 and len(lines) > 9:
        del lines[first : first + chance.choice((1, 1, 2, 9))]
    elif kind == 1:
        lines[second:second] = lines[first : first + chance.choice((1, 1, 3, 30))]
    elif kind == 2:
        lines[first], lines[second] = lines[second], lines[first]
    elif kind == 3:
        lines[first] = " " * chance.randrange(12) + line.lstrip()
    elif kind == 4:
        lines[first] = line[:place] + chance.choice(TOKENS) + line[place:]
    elif kind == 5:
        lines[first] = line[:place] + line[place + chance.choice((1, 1, 5)) :]
    elif kind == 6:
        lines[first] = line[:place] + chr(chance.randrange(chance.choice((128, 0xD800)))) + line[place:]
    else:
        key, colon, _ = line.partition(": ")
        lines[first] = f"{key}{colon}{chance.choice((*TOKENS, *TEXTS))}\n"


def damage_structure(chance: random.Random, data: Any) -> None:
    holders = [holder for holder in within(data) if holder]
    holder, other = (chance.choice(holders) for _ in range(2))
    key, other_key = (chance.choice(keys(one)) for one in (holder, other))
    kind = chance.randrange(9)
    value = chance.choice((*VALUES, *TEXTS))
    if kind == 0:
        holder[key] = copy.deepcopy(value)
    elif kind == 1:
        del holder[key]
    elif kind == 2 and isinstance(holder, dict):
        named = chance.choice((*TEXTS, *(name for one in holders if isinstance(one, dict) for name in one)))
        # In its place, because the order of keys is a rule.
        items = [(named if name == key else name, item) for name, item in holder.items()]
        holder.clear()
        holder.update(items)
    elif kind == 3:
        holder[key] = copy.deepcopy(other[other_key])
    elif kind == 4 and isinstance(other, dict):
        other[str(key)] = copy.deepcopy(holder[key])
    elif kind == 5:
        references = [one for one in holders if isinstance(one, dict) and "$ref" in one]
        components = [f"#/components/{kind}/{name}" for kind, some in at(data, "components") for name, _ in at(some)]
        if references:
            chance.choice(references)["$ref"] = chance.choice((*components, *components, *TEXTS))
    elif kind == 6 and isinstance(holder, dict):
        keywords = [name for one in holders if isinstance(one, dict) for name in one]
        holder[chance.choice((*keywords, *KEYWORDS))] = copy.deepcopy(chance.choice((value, other[other_key])))
    elif isinstance(holder[key], str):
        place = chance.randrange(len(holder[key]) + 1)
        holder[key] = holder[key][:place] + chance.choice((*TEXTS, *TOKENS)) + holder[key][place:]
    else:
        holder[key] = copy.deepcopy(value)


KEYWORDS = (
    *("const", "enum", "default", "format", "minimum", "maxLength"),
    *("multipleOf", "allOf", "anyOf", "oneOf", "not", "items"),
    *("discriminator", "required", "properties", "additionalProperties", "example", "examples", "deprecated", "title"),
    *("parameters", "content", "headers", "style", "explode", "x-name", "servers", "security", "callbacks", "links"),
    *("$id", "$anchor", "$defs", "$dynamicRef", "$comment", "if", "prefixItems", "dependentRequired", "propertyNames"),
)


def within(value: Any) -> list[Holder]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [*([value] if isinstance(value, dict | list) else []), *(each for item in inner for each in within(item))]


def keys(holder: Holder) -> list[Any]:
    return list(holder) if isinstance(holder, dict) else list(range(len(holder)))


def at(value: Any, key: str | None = None) -> list[tuple[str, Any]]:
    found = value if key is None else value.get(key) if isinstance(value, dict) else None
    return list(found.items()) if isinstance(found, dict) else []


def verdict_of(seed: int) -> str:
    """Return the verdict on the spec of the seed; one in four is emitted too."""
    return verdict(mutated(seed), generate=seed % 4 == 0)


def verdict(content: bytes, *, generate: bool) -> str:
    """Return "0" or "1" for how `check` ends, then `generate` after a success; anything longer says what is wrong."""
    with TemporaryDirectory() as folder:
        path, output = Path(folder) / "spec.yaml", Path(folder) / "package"
        path.write_bytes(content)
        ended = run("check", path)
        if ended != "0" or not generate:
            return ended
        ended += run("generate", path, "--output", output)
        return ended + unusable(output) if ended == "00" else ended


def run(*arguments: str | Path) -> str:
    result = CliRunner().invoke(app, list(map(str, arguments)))
    if not isinstance(result.exception, SystemExit | None):
        return "".join(traceback.format_exception(result.exception))
    named = f"{arguments[1]}:" in result.stdout or "openapi-python-client:" in result.stderr
    if result.exit_code not in (0, 1) or (result.exit_code == 1 and not named):
        return f"exit code {result.exit_code}: {result.output}"
    return str(result.exit_code)


def unusable(package: Path, code: str = "") -> str:
    """Return what is wrong with the Python that was emitted: it must compile, and load without a warning."""
    for module in package.rglob("*.py"):
        text = module.read_text("utf-8")
        if "copied from generator/runtime/" not in text.partition("\n")[0]:
            compile(text, str(module), "exec")
    return run_with(package.resolve(), LOAD + code)


LOAD = """
import graph_runs.client, graph_runs.models
for name in graph_runs.models.__all__:
    getattr(getattr(graph_runs.models, name), "model_rebuild", bool)()
graph_runs.client.GraphRuns("t").close()
"""


def main() -> None:
    """Read seeds, one a line, and write verdicts as JSON, one a line. A case over the limit ends the process."""
    for line in sys.stdin:
        seed = int(line)
        signal.setitimer(signal.ITIMER_PROF, LIMIT)
        try:
            said = verdict_of(seed)
        except Exception:
            said = traceback.format_exc()
        signal.setitimer(signal.ITIMER_PROF, 0)
        print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main() if len(sys.argv) == 1 else sys.stdout.buffer.write(mutated(int(sys.argv[1])))
