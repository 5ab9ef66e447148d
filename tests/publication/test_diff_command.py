"""How `diff` names the file and line of a change, and what it says of files that it cannot compare."""

import copy
from pathlib import Path

import pytest

from generator.spec import walk
from tests.commands import generator
from tests.conftest import SPEC
from tests.publication.test_changes import BASE, CREATE, diff


def test_each_change_is_listed_with_its_file_and_line(tmp_path: Path) -> None:
    new = copy.deepcopy(BASE)
    del walk.look_up(new, CREATE)["properties"]["due"]
    walk.look_up(new, CREATE)["properties"]["rank"] = {}
    diff(tmp_path, BASE, new)
    result = generator("diff", tmp_path / "old", tmp_path / "new")
    for name, key in (("old", '"due"'), ("new", '"rank"')):
        (line,) = [line for line in result.stdout.splitlines() if f"property {key[1:-1]} " in line]
        number = int(line.removeprefix(f"{tmp_path / name}:").partition(":")[0])
        assert key in (tmp_path / name).read_text("utf-8").splitlines()[number - 1]


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (b"openapi: 3.0.3", 1, "openapi.yaml:1: "),
        (b"\xff", 1, "not UTF-8"),
        (None, 2, "does not exist"),
    ],
)
def test_a_file_that_cannot_be_compared_is_named(tmp_path: Path, content: bytes | None, code: int, words: str) -> None:
    path = tmp_path / "openapi.yaml"
    if content is not None:
        path.write_bytes(content)
    result = generator("diff", path, SPEC)
    assert result.returncode == code
    assert words in result.stdout + result.stderr
