"""Compare the emitted package with what a user would otherwise pick, side by side in one run; prints Markdown.

Run by `make bench`; with `make bench SDK=1` the official SDK joins in, from a virtual environment of its own.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import timeit
from collections.abc import Callable
from pathlib import Path

from graph_runs.models import WorkflowRun, WorkflowRunCreate

from generator.spec import document, walk
from tests.benchmarks import paging
from tests.client.small import many

ROOT = Path(__file__).parents[2]
SPEC = ROOT / "spec" / "openapi.yaml"
EXAMPLES = document.load(SPEC).data["components"]["examples"]
RESPONSE = json.dumps(EXAMPLES["CreateWorkflowRunResponseExample"]["value"]).encode()
SDK_MODEL = "msgraph_beta.generated.models.identity_governance.run"
SDK_DECODE = f"""
import sys, timeit
from kiota_serialization_json.json_parse_node_factory import JsonParseNodeFactory
from {SDK_MODEL} import Run
data = sys.stdin.buffer.read()
factory = JsonParseNodeFactory()
decode = lambda: factory.get_root_parse_node("application/json", data).get_object_value(Run)
decode()
print(min(timeit.repeat(decode, number=20, repeat=5)) / 20 * 1e6)
"""
SDK_CLIENT = f"""
import {SDK_MODEL}
from azure.core.credentials import AccessToken
from msgraph_beta import GraphServiceClient
class Credential:
    def get_token(self, *scopes, **options): return AccessToken("t", 2**31)
GraphServiceClient(Credential()).identity_governance.lifecycle_workflows.workflows.by_workflow_id("w").runs
"""
STOCK_CONFIG = "project_name_override: stock-runs\npackage_name_override: stock_runs\npost_hooks: []\n"


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        stock = Path(folder) / "stock"
        generation = generation_times(stock, Path(folder))
        sys.path.insert(0, str(stock))
        sdk = Path(sys.argv[1]) if len(sys.argv) > 1 else None
        table("Decode and encode one lifecycle workflow run", f"µs, {len(RESPONSE)} bytes", codec(sdk))
        for size in paging.SIZES:
            title = f"Iterate {paging.ITEMS:,} runs over {paging.ITEMS // size} pages"
            table(title, "ms; CPU ms of the client; ratio of ms", paging.measured(size, sdk), ratios=False)
        table("Cold start", "ms, more than an empty Python", starts(stock, sdk))
        table("Installed files", "kB; files; longest path in characters", sizes(stock, sdk), ratios=False)
        table("Generation, checks included", "CPU s; MB", generation, ratios=False)


def table(title: str, unit: str, rows: dict[str, float | str], *, ratios: bool = True) -> None:
    """Print the rows, each with its ratio to the first."""
    print(f"\n### {title}\n\n| | {unit} |{' ratio |' * ratios}\n|---|---|{'---|' * ratios}")
    first = next(iter(rows.values()))
    for name, value in rows.items():
        shown = value if isinstance(value, str) else f"{value:.3g}" if value < 1_000 else f"{value:,.0f}"
        ratio = f" {value / first:.3g} |" if ratios and isinstance(value, float) and isinstance(first, float) else ""
        print(f"| {name} | {shown} |{ratio}")


def best(calls: dict[str, Callable[[], object]], number: int = 3_000, rounds: int = 15) -> dict[str, float | str]:
    """Return the microseconds of the fastest round of each call; rounds take turns, so that noise hits all alike."""
    times: dict[str, float] = {}
    for _ in range(rounds):
        for name, call in calls.items():
            took = timeit.timeit(call, number=number) / number * 1e6
            times[name] = min(times.get(name, took), took)
    return {**times}


def codec(sdk: Path | None) -> dict[str, float | str]:
    """Time both directions with each library."""
    import orjson
    from stock_runs.models import WorkflowRun as StockRun  # type: ignore[import-not-found]

    run = WorkflowRun.model_validate_json(RESPONSE)
    request = WorkflowRunCreate.model_validate_json(json.dumps(EXAMPLES["CreateWorkflowRunRequestExample"]["value"]))
    stock = StockRun.from_dict(json.loads(RESPONSE))
    value = orjson.loads(RESPONSE)
    rows = best(
        {
            "decode: graph-runs": lambda: WorkflowRun.model_validate_json(RESPONSE),
            "decode: stock openapi-python-client": lambda: StockRun.from_dict(json.loads(RESPONSE)),
            "decode: orjson alone, no model": lambda: orjson.loads(RESPONSE),
            "encode: graph-runs, response": run.model_dump_json,
            "encode: graph-runs, request": request.model_dump_json,
            "encode: stock openapi-python-client": lambda: json.dumps(stock.to_dict()),
            "encode: orjson alone, no model": lambda: orjson.dumps(value),
        }
    )
    if sdk:
        out = subprocess.run([sdk, "-c", SDK_DECODE], input=RESPONSE, capture_output=True, check=True).stdout
        rows["decode: official SDK (msgraph-beta-sdk)"] = float(out)
    return rows


def starts(stock: Path, sdk: Path | None) -> dict[str, float | str]:
    """Time new processes, less the time of one that does nothing."""
    client = "from graph_runs import GraphRuns; GraphRuns('t')"
    stocked = f"import sys; sys.path.insert(0, {str(stock)!r}); from stock_runs import AuthenticatedClient; "
    stocked += "AuthenticatedClient('https://x', token='t').get_httpx_client()"
    codes = [
        ("import graph_runs", sys.executable, "import graph_runs"),
        ("import graph_runs.models", sys.executable, "import graph_runs.models"),
        ("a constructed GraphRuns", sys.executable, client),
        ("a constructed stock client", sys.executable, stocked),
    ]
    if sdk:
        codes.append(("official SDK: import of the run model", str(sdk), f"import {SDK_MODEL}"))
        codes.append(("official SDK: a constructed client, its runs and their model", str(sdk), SDK_CLIENT))
    idle = {python: start(python, "pass") for _, python, _ in codes}
    return {name: (start(python, code) - idle[python]) * 1e3 for name, python, code in codes}


def start(python: str, code: str) -> float:
    """Return the seconds of the fastest of seven processes."""
    subprocess.run([python, "-c", code], check=True)
    return min(timeit.repeat(lambda: subprocess.run([python, "-c", code], check=True), number=1, repeat=7))


def sizes(stock: Path, sdk: Path | None) -> dict[str, float | str]:
    """Measure the packages themselves, without what they depend on."""
    folders = {"graph-runs": ROOT / "generated" / "graph_runs", "stock openapi-python-client": stock / "stock_runs"}
    if sdk:
        (folders["official SDK (msgraph_beta)"],) = (sdk.parent.parent / "lib").glob("*/site-packages/msgraph_beta")
    rows: dict[str, float | str] = {}
    for name, folder in folders.items():
        files = [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
        kilobytes = sum(path.stat().st_size for path in files) / 1000
        longest = max(len(str(path.relative_to(folder.parent))) for path in files)
        rows[name] = f"{kilobytes:,.0f}; {len(files):,}; {longest}"
    return rows


def generation_times(stock: Path, folder: Path) -> dict[str, float | str]:
    """Measure the generation from the spec and from documents of 60 and 600 operations; ours checks its result too."""
    config = folder / "config.yaml"
    config.write_text(STOCK_CONFIG, "utf-8")
    rows: dict[str, float | str] = {}
    own = len(list(walk.operations(document.load(SPEC).data)))
    for count in (own, 60, 600):
        spec = SPEC
        if count != own:
            spec = folder / f"{count}.yaml"
            spec.write_text(json.dumps(many(count)), "utf-8")
        ours = [sys.executable, "-m", "generator", "generate", str(spec), "--output", str(folder / "ours")]
        theirs = [sys.executable, "-m", "openapi_python_client", "generate", "--path", str(spec)]
        theirs += ["--config", str(config), "--overwrite"]
        theirs += ["--output-path", str(stock if count == own else folder / "theirs")]
        rows[f"graph-runs, {count} operations"] = usage(ours)
        rows[f"stock openapi-python-client, {count} operations"] = usage(theirs)
    shutil.rmtree(folder / "ours")
    return rows


def usage(command: list[str]) -> str:
    """Return the CPU seconds and the memory of a command and of what it starts."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return f"{used.ru_utime + used.ru_stime:.1f}; {used.ru_maxrss / 1000:.0f}"


if __name__ == "__main__":
    main()
