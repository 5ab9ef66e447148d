"""What needs a package index: validation as others install it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.node import AVAILABLE, MODULES
from tests.runtime.payloads.command import BAD, validate

pytestmark = pytest.mark.extra
HERE = Path(__file__).parent
INVARIANT = {"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}  # needs no ICU
CONFIG = """\
repos:
  - repo: {repo}
    rev: {rev}
    hooks:
      - {{id: validate-payloads, files: '^payloads/.*\\.json$', args: [--schema=IncomingFlowRunCreate]}}
"""


def run(*command: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    # Git's own variables would lead into the repository from which the tests are run as a hook.
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return subprocess.run(
        command, cwd=cwd, env=clean | environment, capture_output=True, text=True, check=False, timeout=300
    )


def commit(folder: Path) -> str:
    author = ("-c", "user.name=test", "-c", "user.email=test@example.com")
    for command in (("init", "-q"), ("add", "-A"), (*author, "commit", "-qm", "test")):
        done = run("git", *command, cwd=folder)
        assert done.returncode == 0, done.stderr
    return run("git", "rev-parse", "HEAD", cwd=folder).stdout.strip()


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return a repository of the checkout as it is now, and its commit."""
    copy = tmp_path_factory.mktemp("hooks") / "repository"
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=ROOT).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, copy / name)
    return copy, commit(copy)


def test_the_pre_commit_hook_from_another_repository(hooks: tuple[Path, str], tmp_path: Path) -> None:
    (tmp_path / "payloads").mkdir()
    (tmp_path / "payloads" / "README.md").write_text("no payload", "utf-8")
    shutil.copyfile(HERE / "valid" / "IncomingFlowRunCreate.in-progress.json", tmp_path / "payloads" / "good.json")
    shutil.copyfile(HERE / "invalid" / "IncomingFlowRunCreate.misspelt-member.json", tmp_path / "payloads" / "bad.json")
    (tmp_path / ".pre-commit-config.yaml").write_text(CONFIG.format(repo=hooks[0], rev=hooks[1]), "utf-8")
    commit(tmp_path)
    pre_commit = (sys.executable, "-m", "pre_commit", "run")
    home = {"PRE_COMMIT_HOME": str(tmp_path / "home")}
    good = run(*pre_commit, "--files", "payloads/good.json", cwd=tmp_path, **home)
    assert good.returncode == 0, good.stdout
    assert "Passed" in good.stdout
    both = run(*pre_commit, "--all-files", cwd=tmp_path, **home)
    assert both.returncode == 1
    assert 'payloads/bad.json:6:12: /status: "runing" is not one of' in both.stdout
    assert "2 payloads, 1 invalid (1 error)" in both.stdout


@pytest.mark.skipif(not AVAILABLE or sys.platform != "linux", reason="make test-extra installs the SARIF multitool")
def test_code_scanning_accepts_the_sarif_reports(tmp_path: Path) -> None:
    tool = MODULES / "@microsoft" / "sarif-multitool-linux" / "Sarif.Multitool"
    tool.chmod(0o755)  # npm leaves it to an install script
    (tmp_path / "inside").mkdir()
    (tmp_path / "with space.json").write_bytes(BAD)
    (tmp_path / "inside" / "x.jsonl").write_bytes(b"{\n" + BAD + b'{}\n{"value": []}\n\xff\n')
    (tmp_path / "inside" / "zero.json.gz").touch()

    def problems(data: bytes) -> str:
        log = tmp_path / "log.sarif"
        log.write_bytes(data)
        done = run(tool, "validate", log, "--rule-kind", "Sarif;Ghas", cwd=tmp_path, **INVARIANT)
        assert "Analysis completed successfully." in done.stdout
        return "\n".join(line for line in done.stdout.splitlines() if " warning " in line or " error " in line)

    reports = [
        validate("--format", "sarif", *names, cwd=cwd, stdin=BAD).stdout
        for names, cwd in ((["with space.json", "inside", "-"], tmp_path), ([tmp_path], tmp_path / "inside"))
    ]
    for report in reports:
        assert report.count(b'"ruleId"') > 5
        assert problems(report) == ""
    assert "SARIF2005" in problems(reports[0].replace(b"informationUri", b"downloadUri"))
