"""What the README says of editors, with the language service that VS Code and others use for JSON."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.node import AVAILABLE, MODULES, NODE

pytestmark = [
    pytest.mark.extra,
    pytest.mark.skipif(not AVAILABLE, reason="needs Node.js: make test-extra installs it"),
]
GOOD = (ROOT / "tests/runtime/payloads/valid/IncomingFlowRunCreate.in-progress.json").read_text("utf-8")


def marks(folder: Path, payloads: dict[str, str], settings: dict[str, Any]) -> dict[str, list[str]]:
    cases = json.dumps({"folder": str(folder), "settings": settings, "payloads": payloads})
    command = [str(NODE), str(Path(__file__).with_name("editor.mjs")), str(MODULES.parent)]
    done = subprocess.run(command, input=cases, capture_output=True, text=True, check=True, timeout=60)
    return dict(json.loads(done.stdout))


def test_an_editor_marks_mistakes_as_the_readme_says(dist: Path) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    settings, payload = map(json.loads, re.findall(r"```json\n(.*?)```", readme, re.DOTALL))
    misspelt = json.loads(GOOD) | {"status": "runing"}
    found = marks(
        dist.parent,
        {
            "payloads/good.json": GOOD,
            "payloads/misspelt.json": json.dumps(misspelt, indent=2),
            "other/misspelt.json": json.dumps(misspelt, indent=2),
            "with-key.json": json.dumps(payload, indent=2),
        },
        settings,
    )
    assert found["payloads/good.json"] == []
    (mark,) = found["payloads/misspelt.json"]
    assert '"running", "failed"' in mark
    assert found["other/misspelt.json"] == []
    assert [mark.partition(".")[0] for mark in sorted(found["with-key.json"])] == [
        '1: Missing property "startDateTime"',
        '1: Missing property "statistics"',
        "2: Property $schema is not allowed",
        "4: Value is not accepted",
    ]
