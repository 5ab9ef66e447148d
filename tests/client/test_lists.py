"""Query options, OData literals, functions and actions, as a service reads them that is as strict as Graph."""

import enum
import inspect
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from urllib.parse import unquote
from uuid import UUID

import pytest

from generator.runtime.groups import joined
from tests.client import lists
from tests.client.lists import Sync, runs, serving, state
from tests.conftest import MakeOnce

NAME = "O'Neil & sons+co, 3"
NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


class Color(enum.StrEnum):
    """An enum whose members are texts."""

    RED = "it's red"


def test_every_option_arrives_once_and_a_filter_selects(client: Sync, lists_package: Any) -> None:
    literal = lists_package.odata.literal
    held = state(runs(40))

    def made(graph: Any) -> Any:
        wanted = (
            f"status eq {literal('failed')} and startDateTime ge {literal(NOON)} and failedUsersCount lt {literal(4)}"
        )
        return graph.workflows.list_runs(
            "w/1",
            top=3,
            filter=wanted,
            select=["id", "status"],
            orderby=("startDateTime desc",),
            expand=["tasks($select=id,status;$top=2)", "scope"],
            search='"sons+co"',
            count=False,
        )

    with serving(held) as service:
        found = client.items(service.url, made)
        assert found == ["run-36", "run-33", "run-30", "run-27", "run-21", "run-18", "run-15", "run-12"]
        path, _, query = held.received[0].target.partition("?")
        assert path == "/beta/workflows/w%2F1/runs"
        assert "+" not in query  # which is a space for some and a plus for others
        assert [unquote(option) for option in query.split("&")] == [
            "$top=3",
            "$filter=status eq 'failed' and startDateTime ge 2026-11-01T12:00:00Z and failedUsersCount lt 4",
            "$select=id,status",
            "$orderby=startDateTime desc",
            "$expand=tasks($select=id,status;$top=2),scope",
            '$search="sons+co"',
            "$count=false",
        ]


@pytest.mark.parametrize("name", [NAME, "x' or status ne 'x", "100% + 1 #?&="])
def test_a_value_in_a_filter_stays_a_value(client: Sync, lists_package: Any, name: str) -> None:
    wanted = f"displayName eq {lists_package.odata.literal(name)}"
    with serving(state(runs(40))) as service:
        found = client.items(service.url, lambda graph: graph.workflows.list_runs("w", filter=wanted))
    assert found == (["run-3"] if name == NAME else [])


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("O'Neil", "'O''Neil'"),
        ("", "''"),
        (Color.RED, "'it''s red'"),
        (True, "true"),
        (None, "null"),
        (-3, "-3"),
        (0.5, "0.5"),
        (datetime(2026, 11, 1, 1, 2, 3, tzinfo=timezone(timedelta(hours=2))), "2026-10-31T23:02:03Z"),
        (datetime(2026, 11, 1, 1, 2, 3, 4, tzinfo=UTC), "2026-11-01T01:02:03.000004Z"),
        (date(2026, 11, 1), "2026-11-01"),
        (UUID(int=7), "00000000-0000-0000-0000-000000000007"),
    ],
)
def test_literals_follow_the_rules_of_odata(lists_package: Any, value: Any, written: str) -> None:
    assert lists_package.odata.literal(value) == written


@pytest.mark.parametrize("value", [datetime(2026, 1, 1), float("nan"), float("inf"), b"x", [1], object()])
def test_a_value_without_an_odata_literal_is_refused(lists_package: Any, value: Any) -> None:
    with pytest.raises((ValueError, TypeError), match=r"time zone|not a number|no literal"):
        lists_package.odata.literal(value)


@pytest.mark.parametrize(
    ("select", "query"),
    [(["id"], "%24select=id"), (("id",), "%24select=id"), ("id", "%24select=id"), ([], "")],
)
def test_arrays_accept_any_sequence_and_a_string_is_one_value(client: Sync, select: Any, query: str) -> None:
    held = state(runs(1))
    with serving(held) as service:
        client.items(service.url, lambda graph: graph.workflows.list_runs("w", select=select))
    assert held.received[0].target.partition("?")[2] == query


@pytest.mark.parametrize("select", ["id,status", ["id,status"], ["a(b),c"], ["a)(,"]])
def test_a_comma_that_would_make_two_values_of_one_is_refused(client: Sync, select: Any) -> None:
    with pytest.raises(ValueError, match=r"^select: .* contains a comma"):
        client.items("http://127.0.0.1:9/beta", lambda graph: graph.workflows.list_runs("w", select=select))


def test_one_empty_value_is_not_dropped() -> None:
    assert (joined("r", [""]), joined("r", [])) == ("", None)


def test_arguments_of_functions_are_literals(client: Sync) -> None:
    held = state(runs(48))
    east = timezone(timedelta(hours=2))
    with serving(held) as service:
        summary = client.call(
            service.url,
            lambda graph: graph.workflows.summarize_runs(
                "w", datetime(2026, 11, 1, 2, tzinfo=east), datetime(2026, 11, 1, 12, 30, tzinfo=UTC)
            ),
        )
        assert (summary.total_runs, summary.failed_runs) == (13, 5)
        assert client.items(service.url, lambda graph: graph.workflows.list_runs_named("w", NAME)) == ["run-3"]
        assert client.items(service.url, lambda graph: graph.workflows.list_runs_named("w", "../a')/x?#{}%")) == []
    assert [one.target.removeprefix("/beta/workflows/w/runs/") for one in held.received] == [
        "summary(startDateTime=2026-11-01T00:00:00Z,endDateTime=2026-11-01T12:30:00Z)",
        "named(name='O%27%27Neil%20%26%20sons%2Bco%2C%203')",
        "named(name='..%2Fa%27%27%29%2Fx%3F%23%7B%7D%25')",
    ]


def test_a_time_without_a_zone_is_refused_before_anything_is_sent(client: Sync) -> None:
    naive = datetime(2026, 11, 1)
    held = state()
    with serving(held) as service, pytest.raises(ValueError, match=r"start_date_time: .*time zone"):
        client.call(service.url, lambda graph: graph.workflows.summarize_runs("w", naive, NOON))
    assert not held.received


def test_actions_have_no_body_unless_one_is_documented_and_return_nothing(client: Sync, lists_package: Any) -> None:
    activation = lists_package.models.Activation(subjects=["a"])
    held = state()
    with serving(held) as service:
        assert client.call(service.url, lambda graph: graph.workflows.start_run("w")) is None
        assert client.call(service.url, lambda graph: graph.workflows.activate_runs("w", activation)) is None
        assert client.call(service.url, lambda graph: graph.workflows.remove_run("w", "r")) is None
    start, activate, remove = held.received
    assert (start.method, start.body, start.headers.get("Content-Length")) == ("POST", b"", "0")
    assert (activate.method, activate.body) == ("POST", b'{"subjects":["a"]}')
    assert (remove.method, remove.target) == ("DELETE", "/beta/workflows/w/runs/r/$ref")


def test_what_was_not_selected_is_absent(client: Sync) -> None:
    with serving(state(runs(1))) as service:
        run = client.call(
            service.url, lambda graph: graph.workflows.get_run("w", "run-0", select=["id", "endDateTime"])
        )
    assert run.model_fields_set == {"id", "end_date_time", "@odata.etag"}
    assert (run.end_date_time, run.status) == (None, None)
    assert run.model_dump_json() == '{"id":"run-0","endDateTime":null,"@odata.etag":"W/\\"0\\""}'


def test_errors_name_what_the_caller_needs(client: Sync) -> None:
    roles = "one of the directory roles Global Reader, Lifecycle Workflows Administrator"
    faults: Any = {1: lambda handler: handler.error(403, "Forbidden", "Insufficient privileges.")}
    with serving(state(faults=faults)) as service:
        with pytest.raises(client.package.ForbiddenError) as refused:
            client.items(service.url, lambda graph: graph.workflows.list_runs("w"))
        assert str(refused.value).endswith(f" account, application); a signed-in user also needs {roles}")
        with pytest.raises(client.package.NotFoundError, match="ResourceNotFound"):
            client.call(service.url, lambda graph: graph.workflows.get_run("w", "missing"))


def test_docstrings_name_directory_roles_clouds_and_availability(lists_package: Any) -> None:
    text = inspect.getdoc(lists_package.GraphRuns.workflows.list_runs)
    assert text is not None
    common = inspect.getdoc(lists_package.GraphRuns.workflows)
    assert common is not None and "Methods that return a Paged send nothing until its items are iterated" in common
    assert "top:" in common and "top:" not in text  # what means the same everywhere is said once, on the class
    assert "Directory roles, one of: Global Reader, Lifecycle Workflows Administrator." in text
    assert "Clouds: global only." in text
    assert "Availability: live." in text
    draft = inspect.getdoc(lists_package.AsyncGraphRuns.workflows.list_runs_named)
    assert draft is not None and "Availability: draft" in draft
    for kind in (lists_package.Paged, lists_package.AsyncPaged):
        assert "Nothing is sent before it is iterated" in (kind.__doc__ or "")


def test_the_readme_shows_availability_and_how_absent_differs_from_null(made_once: MakeOnce) -> None:
    readme = (lists.emitted(made_once) / "README.md").read_text("utf-8")
    rows = [row.split(" | ") for row in readme.splitlines() if row.startswith("| `workflows.")]
    assert [row[2:4] for row in rows[:3]] == [["`Paged[Run]`", "live"], ["`Run`", "live"], ["nothing", "live"]]
    assert rows[-1][3].strip() == ""
    assert "`model_fields_set` does not name them" in readme


def block(made_once: MakeOnce, after: str, url: str) -> str:
    """Return the first block of Python in the emitted README after the text, for the server."""
    readme = (lists.emitted(made_once) / "README.md").read_text("utf-8")
    code = readme.partition(after)[2].partition("```python\n")[2].partition("```")[0]
    code = code.replace("from graph_runs", f"from {lists.NAME}")
    return code.replace('"access-token"', f'"t0ken", base_url="{url}"')


def test_failed_runs_of_last_week_are_listed_as_the_readme_says(
    made_once: MakeOnce, capsys: pytest.CaptureFixture[str]
) -> None:
    now = datetime.now(UTC)
    known = [
        {**run, "startDateTime": (now - timedelta(days=days)).isoformat()}
        for run, days in zip(runs(9), range(9), strict=True)
    ]
    with serving(state(known)) as service:
        exec(block(made_once, "The failed ones of last week:", service.url), {})  # noqa: S102
    assert capsys.readouterr().out == "run-0 failed\nrun-3 failed\nrun-6 failed\n"


def test_a_started_run_is_watched_as_the_readme_says(
    made_once: MakeOnce, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The service shows the run a minute after it was started, and ends it two minutes later."""
    minutes: list[float] = []
    monkeypatch.setattr("time.sleep", minutes.append)

    def known(_: object) -> list[dict[str, Any]]:
        new = {"id": "new", "status": "running" if len(minutes) < 4 else "completed"}
        return [*runs(2), *([new] if len(minutes) >= 2 else [])]

    held = state()
    held.values["listRuns"] = known
    with serving(held) as service:
        exec(block(made_once, "### Watch what was started", service.url), {})  # noqa: S102
    assert capsys.readouterr().out == "completed\n"
    assert minutes == [60] * 4
    sent = [f"{one.method} {one.target.removeprefix('/beta/workflows/workflow-1/runs')}" for one in held.received]
    assert sent == ["GET ", "POST /start", "GET ", "GET ", "GET /new", "GET /new"]
