"""Try an emitted package in a process of its own: import it, construct its clients, build its models."""

import json
import subprocess
import sys
from pathlib import Path

from generator.client.api_model import Api
from generator.spec.document import Document
from generator.spec.source import InvalidSpecError, Pointer, Problem

# Prints a list of [what failed, the name of the error] as JSON.
SCRIPT = """
import importlib, json, sys, warnings
warnings.simplefilter("ignore")
sys.path.insert(0, sys.argv[1])
failures = []
def attempt(name, action):
    try:
        return action()
    except Exception as error:
        failures.append([name, type(error).__name__])
models = attempt("models", lambda: importlib.import_module("graph_runs.models"))
for module in sys.argv[2:]:
    attempt(module, lambda: importlib.import_module("graph_runs." + module))
client = attempt("client", lambda: importlib.import_module("graph_runs.client"))
if client is not None:
    attempt("client", lambda: client.GraphRuns("token").close())
    attempt("client", lambda: client.AsyncGraphRuns("token"))
    for group in (name for name, made in vars(client.GraphRuns).items() if type(made).__name__ == "Group"):
        attempt(group, lambda: getattr(client.GraphRuns("token"), group))
        attempt(group, lambda: getattr(client.AsyncGraphRuns("token"), group))
if models is not None:
    from pydantic import TypeAdapter
    for name in models.__all__:
        made = getattr(models, name)
        attempt(name, lambda: made.model_rebuild(raise_errors=True) if isinstance(made, type) and
                hasattr(made, "model_rebuild") else TypeAdapter(made))
print(json.dumps(failures))
"""
FIX = "describe it in a simpler way, or report it as a fault of the generator"


def run(document: Document, api: Api, folder: Path) -> None:
    """Try the package in the folder. Raises InvalidSpecError, with the lines that failing parts come from."""
    modules = [f"{prefix}{group.module}" for group in api.groups for prefix in ("", "aio.")]
    compiled = f"pycache_prefix={sys.pycache_prefix or ''}"  # else the libraries would be compiled each time
    command = [sys.executable, "-I", "-B", "-X", compiled, "-c", SCRIPT, str(folder), *modules]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    places: dict[str, Pointer] = {group.module: group.pointer for group in api.groups}
    places |= {f"aio.{group.module}": group.pointer for group in api.groups}
    places |= {declared.name: declared.pointer for declared in api.declarations}
    failures = json.loads(result.stdout) if result.returncode == 0 else [["client", "a crash"]]
    problems: set[Problem] = set()
    for name, error in failures:
        what = f"the code emitted for {name} does not work ({error})"
        problems.add(document.problem(places.get(name, ()), what, FIX))
    if problems:
        raise InvalidSpecError(sorted(problems), last=True)
