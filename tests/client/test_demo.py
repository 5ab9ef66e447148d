"""`make demo` makes a first call, offline, and shows it."""

from tests.commands import generator


def test_the_demo_shows_request_response_and_result_but_not_the_token() -> None:
    result = generator("demo")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("> POST /beta/industryData/incomingFlows/flow-1/runs\n")
    assert "\n< 201\n" in result.stdout
    assert "create_incoming_flow_run returned a Run: id " in result.stdout
    assert "demo-token" not in result.stdout
