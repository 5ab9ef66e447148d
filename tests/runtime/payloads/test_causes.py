"""When bytes are not JSON in UTF-8 the finding names the cause, for files, lines and `Validator.findings` alike."""

import bz2
import gzip
import lzma
from pathlib import Path

import pytest
from graph_runs.payloads import Validator

from tests.runtime.payloads.command import GOOD, validate

ENCODED = {
    name: (GOOD.decode().encode(name), f"encoded in {shown}, not UTF-8: convert it with `iconv -f {shown} -t UTF-8`")
    for name, shown in {
        "utf-16": "UTF-16LE",  # with a byte order mark
        "utf-16-le": "UTF-16LE",
        "utf-16-be": "UTF-16BE",
        "utf-32": "UTF-32LE",
        "utf-32-le": "UTF-32LE",
        "utf-32-be": "UTF-32BE",
    }.items()
}
COMPRESSED = {
    "gzip": (gzip.compress(GOOD), "gzip-compressed: give it a name that ends in .gz, or decompress it with `gzip -d`"),
    "bzip2": (bz2.compress(GOOD), "bzip2-compressed: decompress it with `bzip2 -d`"),
    "xz": (lzma.compress(GOOD), "xz-compressed: decompress it with `xz -d`"),
    "zstd": (b"\x28\xb5\x2f\xfd" + b"\x00" * 20, "zstd-compressed: decompress it with `zstd -d`"),
}
WHOLE_FILE = ENCODED | COMPRESSED
IN_LINES = {
    "NUL padding after the last line": (GOOD + b"\0" * 4096, 2, "NUL bytes: the file was padded or not fully written"),
    "NUL padding alone": (b"\0" * 4096, 1, "NUL bytes: the file was padded or not fully written"),
    "a comma after each line": (GOOD[:-1] + b",\n" + GOOD, 1, "a comma follows the payload: remove it"),
    "CR alone": (GOOD[:-1] + b"\r" + GOOD[:-1] + b"\r", 1, "lines end in CR alone: convert them to LF"),
    "infinite": (b'{"a": 1e999}\n', 1, "a number beyond the range of a double"),
}


@pytest.mark.parametrize("name", ["x.json", "x.jsonl"])
@pytest.mark.parametrize(("data", "cause"), WHOLE_FILE.values(), ids=WHOLE_FILE)
def test_a_file_in_another_format_has_one_finding(tmp_path: Path, name: str, data: bytes, cause: str) -> None:
    (tmp_path / name).write_bytes(data)
    result = validate(name, cwd=tmp_path)
    assert result.stdout.decode() == f"{name}:1: cannot be read: {cause}\n"
    assert result.returncode == 1


@pytest.mark.parametrize(("data", "cause"), WHOLE_FILE.values(), ids=WHOLE_FILE)
def test_standard_input_and_bytes_in_another_format_have_one_finding(data: bytes, cause: str) -> None:
    (finding,) = Validator("WorkflowRunCreate").findings(data)
    assert (finding.message, finding.rule) == (cause, "syntax")
    assert cause.encode() in validate("-", stdin=data).stdout
    assert cause.encode() in validate("--input-format", "ndjson", "-", stdin=data).stdout


@pytest.mark.parametrize(("data", "line", "cause"), IN_LINES.values(), ids=IN_LINES)
def test_a_line_in_another_format_has_one_finding(tmp_path: Path, data: bytes, line: int, cause: str) -> None:
    (tmp_path / "x.jsonl").write_bytes(data)
    found = validate("x.jsonl", cwd=tmp_path).stdout.decode().splitlines()
    assert len(found) == 1
    assert found[0].startswith(f"x.jsonl:{line}:")
    assert found[0].endswith(f": {cause}")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("99999999999999999999", "99999999999999999999 is not between"),
        ("1E+20", "1E+20 is not between"),
        ("2147483648.00", "2147483648.00 is not between"),
        ("1.50", "1.50 is a number, not an integer"),
        ("5000000000", "5000000000 is not between"),
    ],
)
def test_numbers_are_shown_as_written(tmp_path: Path, written: str, shown: str) -> None:
    line = GOOD.replace(b'"failedUsersCount": 0', b'"failedUsersCount": ' + written.encode())
    for name in ("x.json", "x.jsonl"):
        (tmp_path / name).write_bytes(line)
        assert f": /failedUsersCount: {shown}" in validate(tmp_path / name).stdout.decode()


def test_a_number_is_read_as_the_nearest_double() -> None:
    validator = Validator("Int32")
    assert validator.is_valid(b"2147483647.00000001")
    assert validator.is_valid(b"-2147483648.00000001")
    assert not validator.is_valid(b"2147483647.5")
    assert not validator.is_valid(b"2147483648")
