"""The emitted models judge polymorphic values as the published schemas do, and choose the class by the tag."""

import json
from pathlib import Path

import pytest

from tests.client.small import run, write
from tests.conftest import ROOT, MakeOnce
from tests.spec.test_unions import VERDICTS

# A null that is not documented is read as absent in responses, whatever the property.
LENIENT = {"@odata.type": None}
JUDGE = """
import json, sys
from pydantic import TypeAdapter
import graph_runs.models as models
found = {}
for name, payloads in json.loads(sys.stdin.read()).items():
    adapter = TypeAdapter(getattr(models, name))
    if name == "Layer":  # the class is the base; the union is where it is referred to
        adapter = TypeAdapter(models.Drawing)
        payloads = [{"layers": [payload]} for payload in payloads]
    for payload in payloads:
        try:
            made = adapter.validate_json(json.dumps(payload))
            found.setdefault(name, []).append(type(made.layers[0] if name == "Layer" else made).__name__)
        except ValueError:
            found.setdefault(name, []).append(None)
print(json.dumps(found))
"""
CALLS = """
from graph_runs import GraphRuns
from graph_runs.models import CircleCreate, Pen, SquareCreate
from tests.runtime.scripted import answer, serving
with serving(answer(201, {"@odata.type": "#example.circle", "radius": 2})) as server:
    with GraphRuns("t", base_url=server.url) as graph:
        made = graph.shapes.create_shape(CircleCreate(radius=2))
        try:
            graph.shapes.create_shape(Pen())
        except TypeError as error:
            print(type(made).__name__, error)
    print(server.received[0].body.decode())
"""


@pytest.fixture(scope="module")
def package(made_once: MakeOnce) -> Path:
    spec = ROOT / "tests" / "spec" / "polymorphic.yaml"

    def emit(folder: Path) -> None:
        write(spec, folder)

    return made_once("polymorphic", emit)


def test_models_accept_and_reject_what_the_schemas_do(package: Path) -> None:
    payloads = {name: [*accepted, *rejected] for name, (accepted, rejected) in VERDICTS.items()}
    found = json.loads(run(package, JUDGE, json.dumps(payloads)))
    for name, (accepted, rejected) in VERDICTS.items():
        verdicts = dict(zip(map(json.dumps, payloads[name]), found[name], strict=True))
        assert [one for one in accepted if verdicts[json.dumps(one)] is None] == []
        assert [one for one in rejected if verdicts[json.dumps(one)] is not None and one != LENIENT] == []
    assert found["Shape"][:5] == ["Circle", "Square", "OtherShape", "OtherShape", "OtherShape"]
    assert found["Tool"][:4] == ["Pen", "Brush", "OpenModel", "OpenModel"]
    assert found["Layer"][:3] == ["PixelLayer", "VectorLayer", "Layer"]


def test_a_polymorphic_request_is_any_of_its_classes(package: Path) -> None:
    assert run(package, CALLS).splitlines() == [
        "Circle the body is Pen, not CircleCreate or SquareCreate",
        '{"@odata.type":"#example.circle","radius":2.0}',
    ]
