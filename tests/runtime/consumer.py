"""How users write against the client; a comment `# wrong` marks what a type checker must refuse. Never run."""

import asyncio
import ssl
from datetime import UTC, datetime
from typing import Unpack

import httpx2
from graph_runs import AsyncGraphRuns, CallOptions, GraphError, GraphRuns, Paged, Reply, Retries, odata
from graph_runs.models import (
    IncomingFlowRunCreate,
    ProcessCreate,
    PublicErrorCreate,
    Run,
    RunStatistics,
    RunSummary,
    WorkflowRun,
)

statistics = RunStatistics()
now = datetime.now(UTC)
run = IncomingFlowRunCreate(display_name="A", start_date_time=now, status="running", statistics=statistics)
run = IncomingFlowRunCreate(
    display_name="A",
    start_date_time=now,
    end_date_time=None,
    status="failed",
    blocking_error=PublicErrorCreate(code="a", message=None),
    statistics=RunStatistics(odata_type="microsoft.graph.industryData.runStatistics"),
)
IncomingFlowRunCreate(display_name="A", start_date_time=now, status="runing", statistics=statistics)  # wrong
IncomingFlowRunCreate(display_name=5, start_date_time=now, status="running", statistics=statistics)  # wrong
IncomingFlowRunCreate(display_name="A", start_date_time="now", status="running", statistics=statistics)  # wrong
IncomingFlowRunCreate(display_name="A", start_date_time=now, statistics=statistics)  # wrong
IncomingFlowRunCreate(display_name="A", start_date_time=now, status="running", statistics=None)  # wrong
ProcessCreate(display_name="A", readiness_status="ready", etag="x")  # wrong
run.status = "completed"
run.status = "done"  # wrong
run.dispaly_name = "A"  # wrong
print(run.staus)  # wrong
Run().staus = "failed"  # wrong
counted = RunStatistics(records=5)
counted.records = 6
print(counted.records)
RunStatistics(odata_type=5)  # wrong

with GraphRuns(lambda: "token", cloud="china", timeout=httpx2.Timeout(5), retries=Retries(attempts=1)) as graph:
    replies: list[Reply] = []
    created: Run = graph.industry_data.create_incoming_flow_run("flow-1", run, on_response=replies.append)
    status: str | None = created.status
    ended: datetime | None = created.end_date_time
    graph.industry_data.create_incoming_flow_run("flow-1", run, timeout=None, headers={"Prefer": "x"})
    graph.industry_data.create_incoming_flow_run(1, run)  # wrong
    graph.industry_data.create_incoming_flow_run("flow-1")  # wrong
    graph.industry_data.create_incoming_flow_run("flow-1", created)  # wrong
    graph.industry_data.create_incoming_flow_run("flow-1", run, timeuot=5)  # wrong
    graph.industry_data.create_incoming_flow_run("flow-1", run, retries=Retries(attempts=1), deadline=9.5)
    graph.industry_data.create_incoming_flow_run("flow-1", run, retries=3)  # wrong
    reply: Reply = graph.request("GET", "/me", params={"$top": 5}, headers={"Prefer": "x"}, timeout=5)
    print(reply.json(), reply.request_id, reply.retry_after)
    graph.request("GET", "/me", timeuot=5)  # wrong
    print(graph.industry_dat)  # wrong
    graph.industry_data.create_run("flow-1", run)  # wrong
    process = ProcessCreate(display_name="A", readiness_status="ready")
    nothing: str = graph.industry_data.add_process("f", "r", process)  # wrong
    workflows = graph.lifecycle_workflows
    for failed in workflows.list_workflow_runs("w", filter=f"startedDateTime ge {odata.literal(now)}", top=50):
        users: int | None = failed.failed_users_count
        print(users)
        print(failed.failed_user_count)  # wrong
    paged: Paged[WorkflowRun] = workflows.list_workflow_runs("w", select=["id"], orderby=("id desc",))
    link: str | None = paged.first_page().next_link
    print([page.count for page in paged.resume(link or "").pages()])
    workflows.list_workflow_runs("w", top="50")  # wrong
    workflows.list_workflow_runs("w", filter=True)  # wrong
    workflows.list_workflow_runs("w", search="x")  # wrong
    summary: RunSummary = workflows.summarize_workflow_runs("w", now, now)
    workflows.summarize_workflow_runs("w", "2026-11-01", now)  # wrong
    print(summary.total_runs, odata.literal([1]))  # wrong
    graph.industry_data.start_industry_data_run()
GraphRuns("token", cloud="mars")  # wrong
GraphRuns("token", scopes=["a", "b"], deadline=30, verify="authority.pem", ssl_context=ssl.create_default_context())
GraphRuns(5)  # wrong


def wrapper(graph: GraphRuns, **options: Unpack[CallOptions]) -> None:
    """Pass options on."""
    graph.industry_data.add_process("f", "r", process, **options)


async def keep(reply: Reply) -> None:
    """Look at a reply."""
    print(reply.status)


async def main() -> None:
    """Use the async twin."""
    async with AsyncGraphRuns("token", proxy="http://127.0.0.1:3128") as graph:
        try:
            made: Run = await graph.industry_data.create_incoming_flow_run("flow-1", run, on_response=keep)
            print(made.id)
        except GraphError as error:
            code: str | None = error.code
            print(code, error.retry_after, error.inner_error)
        made = graph.industry_data.create_incoming_flow_run("flow-1", run)  # wrong
        async for item in graph.lifecycle_workflows.list_workflow_runs("w"):
            print(item.id)
        for item in graph.lifecycle_workflows.list_workflow_runs("w"):  # wrong
            print(item)


asyncio.run(main())
