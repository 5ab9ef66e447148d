"""Make first calls without a tenant: a server on loopback answers them from the examples of the spec."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from generator.client.service.server import State, serving
from generator.spec.document import Document
from generator.spec.graph_rules import ITEMS, NEXT_LINK

if TYPE_CHECKING:
    from graph_runs import Reply

TOKEN = "demo-token"  # noqa: S105
WORKFLOW = "workflow-1"
RUNS = "ListWorkflowRuns"
RESULTS = "ListWorkflowRunUserProcessingResults"
FAILED = "processingStatus eq 'failed'"


def run(document: Document, say: Callable[[str], None]) -> None:
    """List failed runs over two pages, get one and its results, create one; say what is sent and what comes back."""
    from graph_runs import GraphRuns
    from graph_runs.models import WorkflowRunCreate

    examples = document.data["components"]["examples"]
    a_run, a_result = (examples[f"{name}ResponseExample"]["value"][ITEMS][0] for name in (RUNS, RESULTS))
    state = State({_id(RUNS): _runs(a_run), _id(RESULTS): _results(a_result)}, tokens={TOKEN})

    def show(reply: "Reply") -> None:
        request = state.received[-1]
        say(f"> {request.method} {request.target}{_indented(request.body)}")
        say(f"< {reply.status}{_described(json.loads(reply.content))}")

    with serving(document, state) as server, GraphRuns(TOKEN, base_url=server.url) as graph:
        say("A server on this machine answers from the examples of spec/openapi.yaml; nothing leaves the machine.\n")
        say(f'for run in graph.lifecycle_workflows.list_workflow_runs("{WORKFLOW}", filter="{FAILED}", top=2):')
        runs = graph.lifecycle_workflows.list_workflow_runs(WORKFLOW, filter=FAILED, top=2, on_response=show)
        for failed in runs:
            users = f"{failed.failed_users_count} of {failed.total_users_count} users"
            say(f"    {failed.id} {failed.processing_status}, {users}")

        say(f'\nrun = graph.lifecycle_workflows.get_workflow_run("{WORKFLOW}", "{failed.id}")')
        got = graph.lifecycle_workflows.get_workflow_run(WORKFLOW, str(failed.id), on_response=show)
        say(f"    {type(got).__name__}: started {got.started_date_time}, {got.total_users_count} users")

        list_results = graph.lifecycle_workflows.list_workflow_run_user_processing_results
        say(f'\nfor result in graph.lifecycle_workflows.{list_results.__name__}("{WORKFLOW}", "{failed.id}"):')
        for result in list_results(WORKFLOW, str(failed.id), on_response=show):
            say(f"    {result.id} {result.processing_status}, failed tasks: {result.failed_tasks_count}")

        say("\nA draft, which the service will probably refuse:")
        say("run = graph.lifecycle_workflows.create_workflow_run(body)")
        body = WorkflowRunCreate.model_validate(examples["CreateWorkflowRunRequestExample"]["value"])
        created = graph.lifecycle_workflows.create_workflow_run(body, on_response=show)
        say(f"    {type(created).__name__}: id {created.id}, {created.processing_status}")


def _id(name: str) -> str:
    return name[0].lower() + name[1:]


def _runs(first: dict[str, Any]) -> list[dict[str, Any]]:
    """Return five runs of three users each, of which every other one failed."""
    return [
        {**first, "id": f"run-{number}", "processingStatus": "failed" if users else "completed"}
        | {"failedUsersCount": users, "failedTasksCount": users, "successfulUsersCount": 3 - users}
        | {"totalUsersCount": 3}
        for number, users in enumerate((2, 0, 3, 0, 1), start=1)
    ]


def _results(first: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the results of three users, of whom one failed."""
    return [
        {**first, "id": f"result-{number}", "processingStatus": status, "failedTasksCount": int(status == "failed")}
        for number, status in enumerate(("completed", "failed", "completed"), start=1)
    ]


def _described(body: dict[str, Any]) -> str:
    if ITEMS not in body:
        return _indented(json.dumps(body).encode())
    return f": a page of {len(body[ITEMS])}{' and a next link' if NEXT_LINK in body else ', the last one'}"


def _indented(body: bytes) -> str:
    return "\n" + json.dumps(json.loads(body), indent=2, ensure_ascii=False) if body else ""
