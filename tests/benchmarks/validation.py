"""Compare payload validation with other validators, side by side in one run; prints Markdown.

Run by `make bench`. Each tool prints to /dev/null where and why a line fails.
"""

import json
import math
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from graph_runs.payloads.schemas import bundled

from generator.spec import document
from tests.benchmarks import columns, spark
from tests.benchmarks.bench import SPEC, table
from tests.node import AVAILABLE, MODULES, NODE

COUNT = int(os.environ.get("PAYLOADS", "1_000_000"))
SIZE = 517  # bytes of a line
FEW = min(COUNT, 20_000)  # lines for what would take minutes
ROUNDS = 2
SHARES = {"0 %": 0.0, "1 %": 0.01, "100 %": 1.0}
OURS = "graph-runs validate"
PAGE = f"{OURS} --items, one page"


class Cost(NamedTuple):
    """Seconds for one payload."""

    wall: float
    cpu: float


LOOP = """
import sys, jsonschema_rs, orjson
schema = {"$ref": "#/$defs/WorkflowRunCreate", **orjson.loads(open(sys.argv[1], "rb").read())}
validator = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)
for number, line in enumerate(open(sys.argv[2], "rb"), 1):
    value = orjson.loads(line)
    if not validator.is_valid(value):
        for error in validator.iter_errors(value):
            print(number, error.instance_path, error.message)
"""
BOUND = """
import sys, os, orjson
from multiprocessing import get_context
def parse(start, stop):
    with open(sys.argv[2], "rb") as file:
        file.seek(start)
        for line in file:
            orjson.loads(line)
            start += len(line)
            if start >= stop:
                break
if __name__ == "__main__":
    jobs, size = len(os.sched_getaffinity(0)), os.path.getsize(sys.argv[2])
    cuts = [size * job // jobs // LINE * LINE for job in range(jobs)] + [size]
    processes = [get_context("fork").Process(target=parse, args=cut) for cut in zip(cuts, cuts[1:])]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
""".replace("LINE", str(SIZE))


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        schema = folder / "schema.json"
        root = {"$schema": bundled()["$schema"], "$ref": "#/$defs/WorkflowRunCreate", "$defs": bundled()["$defs"]}
        schema.write_text(json.dumps(root), "utf-8")
        for label, share in SHARES.items():
            write(folder / "payloads.jsonl", COUNT, share)
            write(folder / "few.jsonl", FEW, share)
            write_page(folder / "payloads.jsonl", folder / "page.json")
            compare(f"{COUNT:,} payloads, {label} invalid", measured(folder))
            if not share:
                print("\n" + memory_of_arrays(folder))
        table("Start-up: one small file", "ms", start_up(schema, folder))
        columns.main(folder, min(COUNT, 2_000), write)
        spark.main(COUNT // 2, write)


def write(path: Path, count: int, share: float) -> None:
    """Write lines of the example of a request, with other numbers; a share of them with one mistake."""
    examples = document.load(SPEC).data["components"]["examples"]
    example = examples["CreateWorkflowRunRequestExample"]["value"]
    chance = random.Random(1)  # noqa: S311
    with path.open("w", encoding="utf-8") as file:
        for _ in range(count):
            payload = dict(example)
            for name in ("failedTasksCount", "successfulUsersCount", "totalUsersCount"):
                payload[name] = chance.randrange(100_000)
            if chance.random() < share:
                break_something(chance, payload)
            line = json.dumps(payload)
            file.write(f"{line}{' ' * (SIZE - 1 - len(line))}\n")
    assert path.stat().st_size == count * SIZE


def write_page(lines: Path, page: Path) -> None:
    """Write the same payloads as one page."""
    with lines.open("rb") as source, page.open("wb") as target:
        target.write(b'{"value": [')
        for number, line in enumerate(source):
            target.write((b"," if number else b"") + line.rstrip())
        target.write(b'], "@odata.count": 1}')


def break_something(chance: random.Random, payload: dict[str, Any]) -> None:
    """Make one of six mistakes."""
    kind = chance.randrange(6)
    if kind == 0:
        payload["processingStatus"] = "complted"
    elif kind == 1:
        del payload["totalUsersCount"]
    elif kind == 2:
        payload["failedTaskCount"] = payload.pop("failedTasksCount")
    elif kind == 3:
        payload["scheduledDateTime"] = "2022-10-10 02:00"
    elif kind == 4:
        payload["successfulUsersCount"] = str(payload["successfulUsersCount"])
    else:
        payload["startedDateTime"] = "String (timestamp)"


def commands(folder: Path) -> Iterator[tuple[str, list[str], int]]:
    """Yield name, command and number of lines of each competitor."""
    python, schema, many, few = (
        sys.executable,
        *(str(folder / name) for name in ("schema.json", "payloads.jsonl", "few.jsonl")),
    )
    ours = [python, "-m", "graph_runs", "validate", "--schema", "WorkflowRunCreate", many]
    yield OURS, ours, COUNT
    yield f"{OURS} --jobs 1", [*ours, "--jobs", "1"], COUNT
    page = [*ours[:-1], "--items", "/value", str(folder / "page.json")]
    yield PAGE, page, COUNT
    yield "orjson.loads alone, in as many processes", [python, "-c", BOUND, schema, many], COUNT
    yield "a loop: orjson, jsonschema-rs", [python, "-c", LOOP, schema, many], COUNT
    if AVAILABLE:
        (sourcemeta,) = MODULES.glob("@sourcemeta/jsonschema/build/**/jsonschema-linux-x86_64")
        shutil.copy(Path(__file__).with_name("ajv.mjs"), MODULES.parent)  # it imports what is installed there
        yield "ajv, readline", [str(NODE), str(MODULES.parent / "ajv.mjs"), schema, many], COUNT
        cli = [str(sourcemeta), "validate", "--format-assertion", "--fast", "--continue", schema, few]
        yield f"sourcemeta CLI ({FEW:,} lines)", cli, FEW


def measured(folder: Path) -> dict[str, Cost]:
    """Return what each costs in the fastest of some rounds that take turns."""
    costs: dict[str, Cost] = {}
    for _ in range(ROUNDS):
        for name, command, count in commands(folder):
            wall, cpu = timed(command)
            before = costs.get(name, Cost(math.inf, math.inf))
            costs[name] = Cost(min(before.wall, wall / count), min(before.cpu, cpu / count))
    return costs


def compare(title: str, costs: dict[str, Cost]) -> None:
    """Print the costs, each also as a multiple of what the command takes."""
    ours = costs[OURS]
    print(f"\n### {title}\n\n| | payloads/s | time, ratio | µs of CPU each | CPU, ratio |\n|---|---|---|---|---|")
    for name, cost in costs.items():
        times, by_cpu = (f"{other / own:.2f}" for other, own in zip(cost, ours, strict=True))
        print(f"| {name} | {1 / cost.wall:,.0f} | {times} | {cost.cpu * 1e6:.2f} | {by_cpu} |")


def memory_of_arrays(folder: Path) -> str:
    """Measure the memory for NDJSON, for a page, and for a tenth of it."""
    commanded = {name: command for name, command, _ in commands(folder)}
    page, tenth = folder / "page.json", folder / "tenth.json"
    with page.open("rb") as file:
        data = file.read(page.stat().st_size // 10)
    tenth.write_bytes(data[: data.rindex(b"},{")] + b"}]}")
    ours, array = commanded[OURS], commanded[PAGE]
    of = {f"{each.stat().st_size / 1e6:.0f} MB": memory([*array[:-1], str(each)]) for each in (tenth, page)}
    arrays = ", ".join(f"{used:.0f} MB for a page of {size}" for size, used in of.items())
    return f"Memory of all processes of `{OURS}` together: {memory(ours):.0f} MB for NDJSON, {arrays}."


def timed(command: list[str]) -> tuple[float, float]:
    """Return the seconds that a command takes, and those of the processor."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    if done.returncode not in (0, 1, 2):
        sys.exit(f"{command} failed: {done.returncode}")
    wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def memory(command: list[str]) -> float:
    """Return the most megabytes of a command and its children together, in a run of its own."""
    most = 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            most = max(most, sum(map(proportional_set_size, family(process.pid))))
            time.sleep(0.05)
    return most / 1e3


def family(pid: int) -> list[int]:
    """Return a process and its children."""
    try:
        return [pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split())]
    except OSError:
        return []


def proportional_set_size(pid: int) -> int:
    """Return the memory of a process in kB, shared pages divided among those that share them."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0)


def start_up(schema: Path, folder: Path) -> dict[str, float | str]:
    """Return the milliseconds of the fastest of some runs on one payload."""
    payload = folder / "payload.json"
    write(payload, 1, 0.0)
    ours = [sys.executable, "-m", "graph_runs", "validate", "--schema", "WorkflowRunCreate", str(payload)]
    theirs = [str(Path(sys.prefix) / "bin" / "check-jsonschema"), "--schemafile", str(schema), str(payload)]
    times: dict[str, float | str] = {}
    for _ in range(7):
        for name, command in ((OURS, ours), ("check-jsonschema", theirs)):
            times[name] = min(float(times.get(name, 1e9)), timed(command)[0] * 1e3)
    return times


if __name__ == "__main__":
    if not AVAILABLE:
        print("ajv and the sourcemeta CLI are left out: run make bench.", file=sys.stderr)
    main()
