# Do not edit: emitted from spec/openapi.yaml by `python -m generator generate`.

"""The operations tagged lifecycleWorkflows, to be awaited."""

from collections.abc import Sequence
from typing import Annotated, Unpack

from pydantic import Field

from ..groups import Check, joined
from ..models import WorkflowRun, WorkflowRunCreate
from ..paging import AsyncPaged, PageOf
from ..requests import Call, CallOptions, require_type
from ..transport import AsyncTransport
from ..urls import path

_TOP = Check("top", Annotated[int, Field(ge=1)])
_list_workflow_runs_page: PageOf[WorkflowRun] = PageOf(WorkflowRun)


class AsyncLifecycleWorkflows:
    """Runs of identity governance lifecycle workflows.

    All methods take `timeout`, `deadline`, `retries`, `headers` and `on_response` for the one call: see CallOptions.

    Raises:
        TypeError, ValueError: An argument has the wrong type or cannot be sent.
        CredentialError: The credential gave no valid token; nothing was sent.
        TransportError: No response arrived.
        ResponseTooLargeError: The body of the response exceeds `max_body_bytes`.
        DecodeError: The service reported success, but the body is not as documented.
        GraphError: The service answered with an error status.

    Headers of the response, see on_response: request-id, client-request-id.
    """

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport

    def list_workflow_runs(
        self,
        workflow_id: str,
        *,
        filter: str | None = None,
        orderby: Sequence[str] | None = None,
        select: Sequence[str] | None = None,
        top: int | None = None,
        **options: Unpack[CallOptions],
    ) -> AsyncPaged[WorkflowRun]:
        """List the runs of a workflow.

        Returns the runs of a workflow, scheduled ones and those started on demand. Properties that can be filtered
        and sorted by: completedDateTime, lastUpdatedDateTime, processingStatus, scheduledDateTime, startedDateTime
        and workflowExecutionType.

        Args:
            workflow_id: The id of a workflow.
            filter: The condition that the returned objects meet, such as processingStatus eq 'failed'.
            orderby: The properties to sort by, each alone or followed by asc or desc.
            select: The properties to return. Others are absent, not null.
            top: How many items a page has at most.

        Returns:
            The items of all pages. Nothing is sent until they are iterated: see Paged.

        Permissions: LifecycleWorkflows.Read.All, LifecycleWorkflows.ReadWrite.All (delegated, work or school
        account); LifecycleWorkflows.Read.All, LifecycleWorkflows.ReadWrite.All (application).
        Directory roles, one of: Global administrator, Global reader, Lifecycle workflows administrator.
        Availability: live.
        Documentation: https://learn.microsoft.com/graph/api/identitygovernance-workflow-list-runs?view=graph-rest-beta
        """
        call = Call(
            "GET",
            path("/identityGovernance/lifecycleWorkflows/workflows/{workflowId}/runs", workflow_id),
            query={
                "$filter": filter,
                "$orderby": joined("orderby", orderby, nested=True),
                "$select": joined("select", select, nested=True),
                "$top": _TOP(top),
            },
            permissions="LifecycleWorkflows.Read.All, LifecycleWorkflows.ReadWrite.All (delegated, work or school account); LifecycleWorkflows.Read.All, LifecycleWorkflows.ReadWrite.All (application); a signed-in user also needs one of the directory roles Global administrator, Global reader, Lifecycle workflows administrator",
        )
        return AsyncPaged(self._transport, call, _list_workflow_runs_page, options)

    async def get_workflow_run(
        self, workflow_id: str, run_id: str, *, select: Sequence[str] | None = None, **options: Unpack[CallOptions]
    ) -> WorkflowRun:
        """Get a run of a workflow.

        Returns a run with its times, its status, and how many users and tasks it processed.

        Args:
            workflow_id: The id of a workflow.
            run_id: The id of a run of the workflow.
            select: The properties to return. Others are absent, not null.

        Returns:
            The run.

        Permissions: LifecycleWorkflows.Read.All, LifecycleWorkflows.ReadWrite.All (delegated, work or school
        account); LifecycleWorkflows.Read.All, LifecycleWorkflows.ReadWrite.All (application).
        Availability: live.
        Documentation: https://learn.microsoft.com/graph/api/identitygovernance-run-get?view=graph-rest-beta
        """
        call = Call(
            "GET",
            path("/identityGovernance/lifecycleWorkflows/workflows/{workflowId}/runs/{runId}", workflow_id, run_id),
            query={
                "$select": joined("select", select, nested=True),
            },
            permissions="LifecycleWorkflows.Read.All, LifecycleWorkflows.ReadWrite.All (delegated, work or school account); LifecycleWorkflows.Read.All, LifecycleWorkflows.ReadWrite.All (application)",
        )
        return await self._transport.send(call, WorkflowRun.model_validate_json, options)

    async def create_workflow_run(self, body: WorkflowRunCreate, **options: Unpack[CallOptions]) -> WorkflowRun:
        """Create a run of a lifecycle workflow.

        Records a run of a lifecycle workflow with its times and counters. The draft gives a path that names neither
        the lifecycle workflows root nor the workflow.

        Args:
            body: The run to create.

        Returns:
            The run as created.

        Permissions: LifecycleWorkflows.ReadWrite.All (delegated, work or school account);
        LifecycleWorkflows.ReadWrite.All (application).
        Availability: draft; the service is not known to offer it.
        Documentation: https://learn.microsoft.com/graph/api/resources/identitygovernance-run?view=graph-rest-beta
        """
        call = Call(
            "POST",
            path("/workflowBase/runs"),
            body=require_type(WorkflowRunCreate, body),
            permissions="LifecycleWorkflows.ReadWrite.All (delegated, work or school account); LifecycleWorkflows.ReadWrite.All (application)",
        )
        return await self._transport.send(call, WorkflowRun.model_validate_json, options)
