"""Whatever stands in a spec, `check` and `generate` end in problems or in a package that does what it should.

A damaged spec is named by a seed. Where many are tried, they are read in processes that may crash, and that are ended
after ten seconds of computing; a few are read in this process, each with a limit too.
"""

import copy
import json
import os
import queue
import subprocess
import sys
import threading
import traceback
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from generator.__main__ import app
from generator.spec import walk
from tests.client import small
from tests.client.hostile import LIMIT, parsed, unusable, verdict_of
from tests.client.small import WIDE, OverLimitError, limited
from tests.conftest import ROOT

TEXTS = (
    *(
        "a'b",
        'a"b',
        "'''",
        'a"""',
        'a\\"""b',
        "a\\",
        "a\\\\",
        "a\nb",
        'a\n\n"""\n\\',
        "\\x41",
        "\\N{BULLET}",
        "\\ud800",
    ),
    *("{{7*7}}", "{% raw %}", "{#", "{0}", "%s", "a\rb", "a | `b` | [c](d)", "-->", "\u202ea", "\U0001f600", "-", "#"),
    *(f"{quote}+__import__('os').system('touch pwned')+{quote}" for quote in ("'", '"', '"""', "\n", "\\'", "\\\n")),
    *("../x", "/x", "con", "__class__", "__init__", "None", "self", "class", "x" * 10_000, "x " * 5_000),
)
NAMES = tuple(text for text in TEXTS if len(text) < 100)  # a key of YAML is shorter than 1,024 characters
FIRST_SEED = 12  # from here on, even a short run ends in each way
Generate = Callable[[Any], Result]


@pytest.mark.cases(3, 100, 5_000)
def test_damaged_specs_end_in_problems_or_success(cases: int) -> None:
    seeds = range(FIRST_SEED, FIRST_SEED + cases)
    # Starting a process takes as long as ten cases.
    verdicts = judged(seeds) if cases >= 100 else {seed: verdict_in_time(seed) for seed in seeds}
    assert len(verdicts) == cases
    wrong = {seed: said for seed, said in sorted(verdicts.items()) if said not in ("0", "1", "00", "01")}
    said = "\n".join(f"python -m tests.client.hostile {seed}: {text[-1500:]}" for seed, text in wrong.items())
    assert not wrong, f"{len(wrong)} specs\n{said}"
    counts = Counter(verdicts.values())
    assert counts["1"], counts
    assert counts["0"] or cases < 100, counts
    assert counts["00"] or cases < 1_000, counts  # one in four is emitted too, and few of those are good


def verdict_in_time(seed: int) -> str:
    """Return the verdict of a seed, given by this process."""
    try:
        with limited(small.LIMIT):
            return verdict_of(seed)
    except OverLimitError:
        return traceback.format_exc()


def judged(seeds: Iterable[int]) -> dict[int, str]:
    """Return the verdict of each seed, given by processes that may crash."""
    pending: queue.SimpleQueue[int | None] = queue.SimpleQueue()
    verdicts: dict[int, str] = {}
    workers = [threading.Thread(target=judge, args=(pending, verdicts)) for _ in range(min(os.cpu_count() or 1, 4))]
    for seed in (*seeds, *(None for _ in workers)):
        pending.put(seed)
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return verdicts


def judge(seeds: "queue.SimpleQueue[int | None]", verdicts: dict[int, str]) -> None:
    """Have a process judge seeds, and another one after a crash."""
    command = (sys.executable, "-m", "tests.client.hostile")
    seed = seeds.get()
    while seed is not None:
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
            assert process.stdin
            assert process.stdout
            line = "more"
            while line and seed is not None:
                print(seed, file=process.stdin, flush=True)
                line = process.stdout.readline()
                crash = f"a crash, or over {LIMIT} s: {'' if line else process.wait()}"
                verdicts[seed] = json.loads(line) if line else crash
                seed = seeds.get()


@pytest.fixture
def generate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generate:
    """Emit into `package` in the working directory, beside which nothing may be written."""
    work = tmp_path / "a" / "b"
    work.mkdir(parents=True)
    monkeypatch.chdir(work)

    def emit(data: Any) -> Result:
        Path("spec.yaml").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
        result = CliRunner().invoke(app, ["generate", "spec.yaml", "--output", "package"])
        assert isinstance(result.exception, SystemExit | None), result.exception
        written = [path.relative_to(work).parts[0] for path in tmp_path.rglob("*") if path not in (work, work.parent)]
        assert set(written) == {"spec.yaml", *(["package"] if result.exit_code == 0 else [])}
        return result

    return emit


def with_prose(offset: int) -> Any:
    """Return a spec with a hostile text in each place of prose, and in names that Python does not see."""
    data = copy.deepcopy(parsed(WIDE))
    texts = [*TEXTS[offset:], *TEXTS[:offset]] * 9
    for _, node, in_schema in walk.nodes(data):
        for key in ("title", "description") if in_schema else ("title", "summary", "description"):
            if isinstance(node.get(key), str):
                node[key] = texts.pop(0)
    tag = data["tags"][0]["name"] = texts.pop(0)
    for _, operation in walk.operations(data):
        operation["tags"] = [tag]
        operation["externalDocs"] = {"description": texts.pop(0), "url": texts.pop(0)}
        operation["x-ms-permissions"]["application"] = [texts.pop(0), texts.pop(0)]
    data["components"]["schemas"]["Kind"]["enum"] += TEXTS
    data["components"]["schemas"]["Circle"]["properties"]["shapeKind"]["const"] = texts.pop(0)
    data["servers"][0]["x-name"] = texts.pop(0)
    return data


@pytest.mark.parametrize(
    "offset", [0, *(pytest.param(offset, marks=pytest.mark.slow) for offset in range(9, len(TEXTS), 9))]
)
def test_prose_is_inert(generate: Generate, offset: int) -> None:
    data = with_prose(offset)
    result = generate(data)
    assert (result.exit_code, result.stderr) == (0, ""), result.output
    summary = " ".join(data["info"]["summary"].split())
    code = f"""
from graph_runs.models import Kind
assert " ".join(graph_runs.__doc__.split()).replace(" ", "") == {summary!r}.replace(" ", "")
assert Kind.__args__[3:] == {TEXTS!r}
"""
    assert unusable(Path("package"), code) == ""
    assert any("{{7*7}}" in file.read_text("utf-8") for file in Path("package/graph_runs").glob("*.py"))
    assert not list(Path().rglob("pwned"))


def test_names_are_inert(generate: Generate) -> None:
    data = copy.deepcopy(parsed(WIDE))
    schemas = data["components"]["schemas"]
    names = [
        *(f"a{index}{name}" for index, name in enumerate(NAMES)),
        "con",
        "__class__",
        "None",
        "../x",
        "{{7*7}}",
        "",
    ]
    for holder in (schemas["NodeUpdate"], schemas["Node"]):
        holder["properties"] |= {name: {"description": "A name.", "type": "string"} for name in names}
    for name in names:
        parameter = {"name": name, "in": "query", "description": "A name.", "schema": {"type": "string"}}
        data["paths"]["/nodes"]["get"]["parameters"].append(parameter)
    result = generate(data)
    assert (result.exit_code, result.stderr) == (0, ""), result.output
    code = f"""
from graph_runs.models import Node
assert [field.alias for field in Node.model_fields.values()][-{len(names)}:] == {names!r}
"""
    assert unusable(Path("package"), code) == ""
    assert not list(Path().rglob("pwned"))


def bad_operation_ids(data: Any) -> int:
    for (_, operation), text in zip(walk.operations(data), ("../x", 'a"""', "a\\"), strict=True):
        operation["operationId"] = text
    return 3


def bad_components(data: Any) -> int:
    names = [name for name in NAMES if not name.isidentifier()]
    data["components"]["schemas"] |= {name: {"description": "A.", "type": "string"} for name in names}
    return len(names) - 1  # OpenAPI allows -


def lower_components(data: Any) -> int:
    names = [name for name in NAMES if name.isidentifier() and name != "None"]
    data["components"]["schemas"] |= {name: {"description": "A.", "type": "string"} for name in names}
    return len(names)


def bad_servers(data: Any) -> int:
    data["servers"] = [{"url": text} for text in (*TEXTS, "http://graph.example", "https://{host}/")]
    data["servers"] += [{"url": "https://a.example"}, {"url": "https://a.example/b"}]
    return len(TEXTS) + 2


def bad_patterns(data: Any) -> int:
    found = data["components"]["schemas"]["NodeUpdate"]["properties"]
    for index, text in enumerate(TEXTS):
        found[f"a{index}"] = {"description": "A.", "type": "string", "pattern": text}
    return len(TEXTS)


def bad_version(data: Any) -> int:
    data["info"]["version"] = "1.0.0'+__import__('os').system('touch pwned')+'"
    return 1


def long_name(data: Any) -> int:
    data["components"]["schemas"]["Node"]["properties"]["x" * 10_000] = {"description": "A.", "type": "string"}
    return 1


def control_characters(data: Any) -> int:
    data["info"]["summary"], data["info"]["x-\x01"] = "a\0", 1
    return 2


def unnamed_body(data: Any) -> int:
    content = data["paths"]["/nodes/{nodeId}/items/{number}"]["patch"]["requestBody"]["content"]["application/json"]
    properties = {"a": {"description": "A.", "$ref": "#/components/schemas/NodeUpdate"}}
    content["schema"] = {"type": "object", "additionalProperties": False, "properties": properties}
    return 1


BAD_NAMES = (bad_operation_ids, bad_components, lower_components, long_name)


@pytest.mark.parametrize(
    "change", [*BAD_NAMES, bad_servers, bad_patterns, bad_version, control_characters, unnamed_body]
)
def test_what_would_not_be_inert_is_refused(generate: Generate, change: Callable[[Any], int]) -> None:
    data = copy.deepcopy(parsed(WIDE))
    count = change(data)
    result = generate(data)
    assert result.exit_code == 1
    assert len([line for line in result.stdout.splitlines() if line.startswith("spec.yaml:")]) >= count, result.output
