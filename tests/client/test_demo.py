"""`make demo` makes first calls, offline, and shows them."""

from tests.commands import generator


def test_the_demo_shows_requests_responses_and_results_but_not_the_token() -> None:
    result = generator("demo")
    assert (result.returncode, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert len(lines) < 80
    sent = [line.removeprefix("> ").partition("?")[0] for line in lines if line.startswith("> ")]
    runs = "/beta/identityGovernance/lifecycleWorkflows/workflows/workflow-1/runs"
    assert sent[:3] == [f"GET {runs}", f"GET {runs}", f"GET {runs}/run-5"]
    assert sent[3] == f"GET {runs}/run-5/userProcessingResults"
    assert sent[-1] == "POST /beta/workflowBase/runs"
    first = lines.index("< 200: a page of 2 and a next link")
    assert lines[first + 1 : first + 3] == ["    run-1 failed, 2 of 3 users", "    run-3 failed, 3 of 3 users"]
    assert lines[first + 4 : first + 6] == ["< 200: a page of 1, the last one", "    run-5 failed, 1 of 3 users"]
    assert "< 201" in lines
    assert "A draft, which the service will probably refuse:" in lines
    assert lines[-1].startswith("    WorkflowRun: id ")
    assert "demo-token" not in result.stdout
