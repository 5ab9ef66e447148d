"""How users write against the client; a comment `# wrong` marks what a type checker must refuse. Never run."""

import asyncio
from datetime import UTC, datetime

import httpx2
from graph_runs import AsyncGraphRuns, GraphError, GraphRuns, Reply, Retries
from graph_runs.models import IncomingFlowRunCreate, ProcessCreate, PublicErrorCreate, Run, RunStatistics

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
    graph.industry_data.create_run("flow-1", run)  # wrong
    process = ProcessCreate(display_name="A", readiness_status="ready")
    nothing: str = graph.industry_data.add_process("f", "r", process)  # wrong
GraphRuns("token", cloud="mars")  # wrong
GraphRuns(5)  # wrong


async def main() -> None:
    """Use the async twin."""
    async with AsyncGraphRuns("token", proxy="http://127.0.0.1:3128") as graph:
        try:
            made: Run = await graph.industry_data.create_incoming_flow_run("flow-1", run)
            print(made.id)
        except GraphError as error:
            code: str | None = error.code
            print(code, error.retry_after, error.inner_error)
        made = graph.industry_data.create_incoming_flow_run("flow-1", run)  # wrong


asyncio.run(main())
