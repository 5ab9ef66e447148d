# Do not edit: emitted from spec/openapi.yaml by `python -m generator generate`.

"""The operations tagged lifecycleWorkflows."""

from collections.abc import Sequence
from typing import Annotated, Unpack

from pydantic import Field

from .base import DateTime
from .groups import Check, joined
from .models import (
    RunSummary,
    TaskProcessingResult,
    TaskProcessingResultResumption,
    TaskReport,
    TaskReportSummary,
    UserProcessingResult,
    UserSummary,
    Workflow,
    WorkflowActivation,
    WorkflowRun,
    WorkflowRunCreate,
    WorkflowScopedActivation,
)
from .paging import Paged, PageOf
from .replies import decode_none
from .requests import Call, CallOptions, require_type
from .transport import Transport
from .urls import path

_TOP = Check("top", Annotated[int, Field(ge=1)])
_START_DATE_TIME = Check("start_date_time", DateTime)
_END_DATE_TIME = Check("end_date_time", DateTime)
_workflow_page: PageOf[Workflow] = PageOf(Workflow)
_workflow_run_page: PageOf[WorkflowRun] = PageOf(WorkflowRun)
_user_processing_result_page: PageOf[UserProcessingResult] = PageOf(UserProcessingResult)
_task_processing_result_page: PageOf[TaskProcessingResult] = PageOf(TaskProcessingResult)
_task_report_page: PageOf[TaskReport] = PageOf(TaskReport)


class LifecycleWorkflows:
    """Lifecycle workflows, their runs, and what the runs did for each user and task. The live operations read and
    activate them; the draft creates a run.

    All methods take `timeout`, `deadline`, `retries`, `headers` and `on_response` for the one call: see CallOptions.

    Raises:
        TypeError, ValueError: An argument has the wrong type or cannot be sent.
        CredentialError: The credential gave no valid token; nothing was sent.
        TransportError: No response arrived.
        ResponseTooLargeError: The body of the response exceeds `max_body_bytes`.
        DecodeError: The service reported success, but the body is not as documented.
        GraphError: The service answered with an error status.

    Arguments that mean the same in all methods that have them:
        expand: The relationships to return with the objects.
        filter: The condition that the returned objects meet, such as processingStatus eq 'failed'.
        orderby: The properties to sort by, each alone or followed by asc or desc.
        select: The properties to return. Others are absent, not null.
        top: How many items a page has at most.
        workflow_id: The id of a workflow.
        run_id: The id of a run of the workflow.
        start_date_time: The start of the period.
        end_date_time: The end of the period.
        user_processing_result_id: The id of the result for a user.
        count: Whether to count the objects.

    Methods that return a Paged send nothing until its items are iterated: see Paged.

    Headers of the response, see on_response: request-id, client-request-id.
    """

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list_workflows(
        self,
        *,
        expand: Sequence[str] | None = None,
        filter: str | None = None,
        orderby: Sequence[str] | None = None,
        search: str | None = None,
        select: Sequence[str] | None = None,
        top: int | None = None,
        **options: Unpack[CallOptions],
    ) -> Paged[Workflow]:
        """List the workflows.

        Returns the workflows of the tenant without their tasks. Filter by category, createdDateTime, deletedDateTime,
        displayName, id, isEnabled, isSchedulingEnabled, lastModifiedDateTime, nextScheduleRunDateTime or version, for
        example category eq 'leaver'; sort by the same except id and version; search in displayName; expand createdBy
        and lastModifiedBy.

        Args:
            search: The words to look for, in double quotes.

        Permissions: one of LifecycleWorkflows.Read.All, LifecycleWorkflows.ReadWrite.All (delegated work or school
        account, application).
        Availability: live. Documentation: https://learn.microsoft.com/graph/api/identitygovernance-lifecycleworkflowscontainer-list-workflows?view=graph-rest-beta
        """
        call = Call(
            "GET",
            path("/identityGovernance/lifecycleWorkflows/workflows"),
            query={
                "$expand": joined("expand", expand, nested=True),
                "$filter": filter,
                "$orderby": joined("orderby", orderby, nested=True),
                "$search": search,
                "$select": joined("select", select, nested=True),
                "$top": _TOP(top),
            },
            permissions="one of LifecycleWorkflows.Read.All, LifecycleWorkflows.ReadWrite.All (delegated work or school account, application)",
        )
        return Paged(self._transport, call, _workflow_page, options)

    def get_workflow(
        self,
        workflow_id: str,
        *,
        expand: Sequence[str] | None = None,
        select: Sequence[str] | None = None,
        **options: Unpack[CallOptions],
    ) -> Workflow:
        """Get a workflow.

        Returns a workflow with its tasks. Expand createdBy and lastModifiedBy for more of the users than their ids.

        Returns:
            The workflow.

        Permissions: one of LifecycleWorkflows.Read.All, LifecycleWorkflows.ReadWrite.All (delegated work or school
        account, application).
        Availability: live. Documentation: https://learn.microsoft.com/graph/api/identitygovernance-workflow-get?view=graph-rest-beta
        """
        call = Call(
            "GET",
            path("/identityGovernance/lifecycleWorkflows/workflows/{workflowId}", workflow_id),
            query={
                "$expand": joined("expand", expand, nested=True),
                "$select": joined("select", select, nested=True),
            },
            permissions="one of LifecycleWorkflows.Read.All, LifecycleWorkflows.ReadWrite.All (delegated work or school account, application)",
        )
        return self._transport.send(call, Workflow.model_validate_json, options)

    def activate_workflow(self, workflow_id: str, body: WorkflowActivation, **options: Unpack[CallOptions]) -> None:
        """Run a workflow for some users now.

        Runs a workflow on demand for the users that the body names, whether or not they meet the conditions of the
        workflow. To see what became of it, list the runs of the workflow.

        Args:
            body: The users for whom to run the workflow.

        Permissions: LifecycleWorkflows.ReadWrite.All (delegated work or school account, application).
        Directory roles, one of: Global administrator, Lifecycle workflows administrator.
        Availability: live. Documentation: https://learn.microsoft.com/graph/api/identitygovernance-workflow-activate?view=graph-rest-beta
        """
        call = Call(
            "POST",
            path("/identityGovernance/lifecycleWorkflows/workflows/{workflowId}/activate", workflow_id),
            body=require_type(WorkflowActivation, body),
            permissions="LifecycleWorkflows.ReadWrite.All (delegated work or school account, application); a signed-in user also needs one of the directory roles Global administrator, Lifecycle workflows administrator",
        )
        return self._transport.send(call, decode_none, options)

    def activate_workflow_with_scope(
        self, workflow_id: str, body: WorkflowScopedActivation, **options: Unpack[CallOptions]
    ) -> None:
        """Run a workflow for a scope now.

        Runs a workflow on demand for a scope: for example again for the users for whom it failed. The page describes
        the users that activate_workflow takes, and no scope: what a scope looks like is inferred from the runs that
        such calls create.

        Args:
            body: The users or the scope for which to run the workflow.

        Permissions: LifecycleWorkflows.ReadWrite.All (delegated work or school account, application).
        Clouds: global, usGov, usGovDod only.
        Availability: live. Documentation: https://learn.microsoft.com/graph/api/identitygovernance-workflow-activatewithscope?view=graph-rest-beta
        """
        call = Call(
            "POST",
            path("/identityGovernance/lifecycleWorkflows/workflows/{workflowId}/activatewithscope", workflow_id),
            body=require_type(WorkflowScopedActivation, body),
            permissions="LifecycleWorkflows.ReadWrite.All (delegated work or school account, application)",
        )
        return self._transport.send(call, decode_none, options)

    def list_workflow_runs(
        self,
        workflow_id: str,
        *,
        filter: str | None = None,
        orderby: Sequence[str] | None = None,
        select: Sequence[str] | None = None,
        top: int | None = None,
        **options: Unpack[CallOptions],
    ) -> Paged[WorkflowRun]:
        """List the runs of a workflow.

        Returns the runs of a workflow, scheduled ones and those started on demand. Properties that can be filtered
        and sorted by: completedDateTime, lastUpdatedDateTime, processingStatus, scheduledDateTime, startedDateTime
        and workflowExecutionType.

        Permissions: one of LifecycleWorkflows.Read.All, LifecycleWorkflows.ReadWrite.All (delegated work or school
        account, application).
        Directory roles, one of: Global administrator, Global reader, Lifecycle workflows administrator.
        Availability: live. Documentation: https://learn.microsoft.com/graph/api/identitygovernance-workflow-list-runs?view=graph-rest-beta
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
            permissions="one of LifecycleWorkflows.Read.All, LifecycleWorkflows.ReadWrite.All (delegated work or school account, application); a signed-in user also needs one of the directory roles Global administrator, Global reader, Lifecycle workflows administrator",
        )
        return Paged(self._transport, call, _workflow_run_page, options)

    def get_workflow_run(
        self, workflow_id: str, run_id: str, *, select: Sequence[str] | None = None, **options: Unpack[CallOptions]
    ) -> WorkflowRun:
        """Get a run of a workflow.

        Returns a run with its times, its status, and how many users and tasks it processed.

        Returns:
            The run.

        Permissions: one of LifecycleWorkflows.Read.All, LifecycleWorkflows.ReadWrite.All (delegated work or school
        account, application).
        Availability: live. Documentation: https://learn.microsoft.com/graph/api/identitygovernance-run-get?view=graph-rest-beta
        """
        call = Call(
            "GET",
            path("/identityGovernance/lifecycleWorkflows/workflows/{workflowId}/runs/{runId}", workflow_id, run_id),
            query={
                "$select": joined("select", select, nested=True),
            },
            permissions="one of LifecycleWorkflows.Read.All, LifecycleWorkflows.ReadWrite.All (delegated work or school account, application)",
        )
        return self._transport.send(call, WorkflowRun.model_validate_json, options)

    def summarize_workflow_runs(
        self, workflow_id: str, start_date_time: DateTime, end_date_time: DateTime, **options: Unpack[CallOptions]
    ) -> RunSummary:
        """Count the runs of a workflow in a period.

        Returns how many runs of a workflow there were in a period, how many of them failed, and how many users and
        tasks they covered.

        Returns:
            The counts.

        Permissions: one of LifecycleWorkflows.Read.All, LifecycleWorkflows.ReadWrite.All (delegated work or school
        account, application).
        Directory roles, one of: Global administrator, Global reader, Lifecycle workflows administrator.
        Availability: live. Documentation: https://learn.microsoft.com/graph/api/identitygovernance-run-summary?view=graph-rest-beta
        """
        call = Call(
            "GET",
            path(
                "/identityGovernance/lifecycleWorkflows/workflows/{workflowId}/runs/summary(startDateTime={startDateTime},endDateTime={endDateTime})",
                workflow_id,
                _START_DATE_TIME(start_date_time),
                _END_DATE_TIME(end_date_time),
            ),
            permissions="one of LifecycleWorkflows.Read.All, LifecycleWorkflows.ReadWrite.All (delegated work or school account, application); a signed-in user also needs one of the directory roles Global administrator, Global reader, Lifecycle workflows administrator",
        )
        return self._transport.send(call, RunSummary.model_validate_json, options)

    def resume_task_processing_result(
        self,
        workflow_id: str,
        task_id: str,
        task_processing_result_id: str,
        body: TaskProcessingResultResumption,
        **options: Unpack[CallOptions],
    ) -> None:
        """Resume a task that waits for a callback.

        Tells the service that the extension which a task called has finished, so that the workflow goes on. Only the
        managed identity of the logic app behind the extension can call it, without a permission of Microsoft Graph.

        Args:
            task_id: The id of a task of the workflow.
            task_processing_result_id: The id of a result of the task.
            body: How the extension ended.

        Permissions: none.
        Availability: live. Documentation: https://learn.microsoft.com/graph/api/identitygovernance-taskprocessingresult-resume?view=graph-rest-beta
        """
        call = Call(
            "POST",
            path(
                "/identityGovernance/lifecycleWorkflows/workflows/{workflowId}/tasks/{taskId}/taskProcessingResults/{taskProcessingResultId}/resume",
                workflow_id,
                task_id,
                task_processing_result_id,
            ),
            body=require_type(TaskProcessingResultResumption, body),
        )
        return self._transport.send(call, decode_none, options)

    def list_user_processing_result_reprocessed_runs(
        self,
        workflow_id: str,
        user_processing_result_id: str,
        *,
        top: int | None = None,
        **options: Unpack[CallOptions],
    ) -> Paged[WorkflowRun]:
        """List the runs that reprocessed the result of a user.

        Returns the runs of a deleted workflow that processed a user again after a result.

        Permissions: not documented.
        Availability: live. Documentation: https://learn.microsoft.com/graph/api/identitygovernance-userprocessingresult-list-reprocessedruns?view=graph-rest-beta
        """
        call = Call(
            "GET",
            path(
                "/identityGovernance/lifecycleWorkflows/deletedItems/workflows/{workflowId}/executionScope/{userProcessingResultId}/reprocessedRuns",
                workflow_id,
                user_processing_result_id,
            ),
            query={
                "$top": _TOP(top),
            },
        )
        return Paged(self._transport, call, _workflow_run_page, options)

    def list_run_reprocessed_runs(
        self,
        workflow_id: str,
        user_processing_result_id: str,
        run_id: str,
        *,
        top: int | None = None,
        **options: Unpack[CallOptions],
    ) -> Paged[WorkflowRun]:
        """List the runs that reprocessed a run.

        Returns the runs of a deleted workflow that processed the users of a run again.

        Permissions: not documented.
        Availability: live. Documentation: https://learn.microsoft.com/graph/api/identitygovernance-run-list-reprocessedruns?view=graph-rest-beta
        """
        call = Call(
            "GET",
            path(
                "/identityGovernance/lifecycleWorkflows/deletedItems/workflows/{workflowId}/executionScope/{userProcessingResultId}/reprocessedRuns/{runId}/reprocessedRuns",
                workflow_id,
                user_processing_result_id,
                run_id,
            ),
            query={
                "$top": _TOP(top),
            },
        )
        return Paged(self._transport, call, _workflow_run_page, options)

    def delete_run_reprocessed_run(
        self, workflow_id: str, user_processing_result_id: str, run_id: str, id: str, **options: Unpack[CallOptions]
    ) -> None:
        """Remove a run from those that reprocessed a run.

        Removes a run from the list of those that processed the users of a run again. The run itself is not deleted.

        Args:
            id: The id of the run to remove.

        Permissions: not documented.
        Availability: live. Documentation: https://learn.microsoft.com/graph/api/identitygovernance-run-delete-reprocessedruns?view=graph-rest-beta
        """
        call = Call(
            "DELETE",
            path(
                "/identityGovernance/lifecycleWorkflows/deletedItems/workflows/{workflowId}/executionScope/{userProcessingResultId}/reprocessedRuns/{runId}/reprocessedRuns/{id}/$ref",
                workflow_id,
                user_processing_result_id,
                run_id,
                id,
            ),
        )
        return self._transport.send(call, decode_none, options)

    def list_workflow_run_user_processing_results(
        self,
        workflow_id: str,
        run_id: str,
        *,
        expand: Sequence[str] | None = None,
        filter: str | None = None,
        orderby: Sequence[str] | None = None,
        select: Sequence[str] | None = None,
        top: int | None = None,
        **options: Unpack[CallOptions],
    ) -> Paged[UserProcessingResult]:
        """List the results of a workflow run by user.

        Returns what a workflow run did for each user, one result per user. Filter and sort by completedDateTime, id,
        processingStatus, scheduledDateTime, startedDateTime or workflowExecutionType; filter by subject, and expand
        it.

        Permissions: one of LifecycleWorkflows.Read.All, LifecycleWorkflows.ReadWrite.All (delegated work or school
        account, application).
        Directory roles, one of: Global administrator, Global reader, Lifecycle workflows administrator.
        Availability: live. Documentation: https://learn.microsoft.com/graph/api/identitygovernance-run-list-userprocessingresults?view=graph-rest-beta
        """
        call = Call(
            "GET",
            path(
                "/identityGovernance/lifecycleWorkflows/workflows/{workflowId}/runs/{runId}/userProcessingResults",
                workflow_id,
                run_id,
            ),
            query={
                "$expand": joined("expand", expand, nested=True),
                "$filter": filter,
                "$orderby": joined("orderby", orderby, nested=True),
                "$select": joined("select", select, nested=True),
                "$top": _TOP(top),
            },
            permissions="one of LifecycleWorkflows.Read.All, LifecycleWorkflows.ReadWrite.All (delegated work or school account, application); a signed-in user also needs one of the directory roles Global administrator, Global reader, Lifecycle workflows administrator",
        )
        return Paged(self._transport, call, _user_processing_result_page, options)

    def get_workflow_run_user_processing_result(
        self,
        workflow_id: str,
        run_id: str,
        user_processing_result_id: str,
        *,
        select: Sequence[str] | None = None,
        **options: Unpack[CallOptions],
    ) -> UserProcessingResult:
        """Get the result of a workflow run for a user.

        Returns what a workflow run did for one user.

        Returns:
            The result.

        Permissions: one of LifecycleWorkflows.Read.All, LifecycleWorkflows.ReadWrite.All (delegated work or school
        account, application).
        Directory roles, one of: Global administrator, Global reader, Lifecycle workflows administrator.
        Availability: live. Documentation: https://learn.microsoft.com/graph/api/identitygovernance-userprocessingresult-get?view=graph-rest-beta
        """
        call = Call(
            "GET",
            path(
                "/identityGovernance/lifecycleWorkflows/workflows/{workflowId}/runs/{runId}/userProcessingResults/{userProcessingResultId}",
                workflow_id,
                run_id,
                user_processing_result_id,
            ),
            query={
                "$select": joined("select", select, nested=True),
            },
            permissions="one of LifecycleWorkflows.Read.All, LifecycleWorkflows.ReadWrite.All (delegated work or school account, application); a signed-in user also needs one of the directory roles Global administrator, Global reader, Lifecycle workflows administrator",
        )
        return self._transport.send(call, UserProcessingResult.model_validate_json, options)

    def list_workflow_run_task_processing_results(
        self,
        workflow_id: str,
        run_id: str,
        *,
        expand: Sequence[str] | None = None,
        filter: str | None = None,
        orderby: Sequence[str] | None = None,
        select: Sequence[str] | None = None,
        top: int | None = None,
        **options: Unpack[CallOptions],
    ) -> Paged[TaskProcessingResult]:
        """List the results of a workflow run by task and user.

        Returns what each task of a workflow run did for each user, one result per task and user. Filter and sort by
        completedDateTime, createdDateTime, id, processingStatus or startedDateTime; filter by subject, and expand it.

        Permissions: one of LifecycleWorkflows.Read.All, LifecycleWorkflows.ReadWrite.All (delegated work or school
        account, application).
        Directory roles, one of: Global administrator, Global reader, Lifecycle workflows administrator.
        Availability: live. Documentation: https://learn.microsoft.com/graph/api/identitygovernance-run-list-taskprocessingresults?view=graph-rest-beta
        """
        call = Call(
            "GET",
            path(
                "/identityGovernance/lifecycleWorkflows/workflows/{workflowId}/runs/{runId}/taskProcessingResults",
                workflow_id,
                run_id,
            ),
            query={
                "$expand": joined("expand", expand, nested=True),
                "$filter": filter,
                "$orderby": joined("orderby", orderby, nested=True),
                "$select": joined("select", select, nested=True),
                "$top": _TOP(top),
            },
            permissions="one of LifecycleWorkflows.Read.All, LifecycleWorkflows.ReadWrite.All (delegated work or school account, application); a signed-in user also needs one of the directory roles Global administrator, Global reader, Lifecycle workflows administrator",
        )
        return Paged(self._transport, call, _task_processing_result_page, options)

    def list_user_processing_result_task_processing_results(
        self,
        workflow_id: str,
        user_processing_result_id: str,
        *,
        expand: Sequence[str] | None = None,
        filter: str | None = None,
        orderby: Sequence[str] | None = None,
        select: Sequence[str] | None = None,
        top: int | None = None,
        **options: Unpack[CallOptions],
    ) -> Paged[TaskProcessingResult]:
        """List the results of a user by task.

        Returns what each task of a workflow did for the user of a result, one result per task. To name the run as
        well, see list_workflow_run_user_task_processing_results. Filter and sort by completedDateTime,
        createdDateTime, id, processingStatus or startedDateTime; filter by subject, and expand it.

        Permissions: one of LifecycleWorkflows.Read.All, LifecycleWorkflows.ReadWrite.All (delegated work or school
        account, application).
        Availability: live. Documentation: https://learn.microsoft.com/graph/api/identitygovernance-userprocessingresult-list-taskprocessingresults?view=graph-rest-beta
        """
        call = Call(
            "GET",
            path(
                "/identityGovernance/lifecycleWorkflows/workflows/{workflowId}/userProcessingResults/{userProcessingResultId}/taskProcessingResults",
                workflow_id,
                user_processing_result_id,
            ),
            query={
                "$expand": joined("expand", expand, nested=True),
                "$filter": filter,
                "$orderby": joined("orderby", orderby, nested=True),
                "$select": joined("select", select, nested=True),
                "$top": _TOP(top),
            },
            permissions="one of LifecycleWorkflows.Read.All, LifecycleWorkflows.ReadWrite.All (delegated work or school account, application)",
        )
        return Paged(self._transport, call, _task_processing_result_page, options)

    def list_workflow_run_user_task_processing_results(
        self,
        workflow_id: str,
        run_id: str,
        user_processing_result_id: str,
        *,
        expand: Sequence[str] | None = None,
        filter: str | None = None,
        orderby: Sequence[str] | None = None,
        select: Sequence[str] | None = None,
        top: int | None = None,
        **options: Unpack[CallOptions],
    ) -> Paged[TaskProcessingResult]:
        """List the results of a workflow run for a user by task.

        Returns what each task of a workflow run did for one user, one result per task. To leave out the run, see
        list_user_processing_result_task_processing_results. Filter and sort by completedDateTime, createdDateTime,
        id, processingStatus or startedDateTime; filter by subject, and expand it.

        Permissions: one of LifecycleWorkflows.Read.All, LifecycleWorkflows.ReadWrite.All (delegated work or school
        account, application).
        Availability: live. Documentation: https://learn.microsoft.com/graph/api/identitygovernance-userprocessingresult-list-taskprocessingresults?view=graph-rest-beta
        """
        call = Call(
            "GET",
            path(
                "/identityGovernance/lifecycleWorkflows/workflows/{workflowId}/runs/{runId}/userProcessingResults/{userProcessingResultId}/taskProcessingResults",
                workflow_id,
                run_id,
                user_processing_result_id,
            ),
            query={
                "$expand": joined("expand", expand, nested=True),
                "$filter": filter,
                "$orderby": joined("orderby", orderby, nested=True),
                "$select": joined("select", select, nested=True),
                "$top": _TOP(top),
            },
            permissions="one of LifecycleWorkflows.Read.All, LifecycleWorkflows.ReadWrite.All (delegated work or school account, application)",
        )
        return Paged(self._transport, call, _task_processing_result_page, options)

    def list_workflow_user_processing_results(
        self,
        workflow_id: str,
        *,
        expand: Sequence[str] | None = None,
        filter: str | None = None,
        orderby: Sequence[str] | None = None,
        select: Sequence[str] | None = None,
        top: int | None = None,
        **options: Unpack[CallOptions],
    ) -> Paged[UserProcessingResult]:
        """List the results of a workflow by user.

        Returns what all runs of a workflow did for each user, one result per run and user. Filter and sort by
        completedDateTime, id, processingStatus, scheduledDateTime, startedDateTime or workflowExecutionType; filter
        by subject, and expand it.

        Permissions: one of LifecycleWorkflows.Read.All, LifecycleWorkflows.ReadWrite.All (delegated work or school
        account, application).
        Directory roles, one of: Global Reader, Lifecycle Workflows Administrator.
        Availability: live. Documentation: https://learn.microsoft.com/graph/api/identitygovernance-workflow-list-userprocessingresults?view=graph-rest-beta
        """
        call = Call(
            "GET",
            path("/identityGovernance/lifecycleWorkflows/workflows/{workflowId}/userProcessingResults", workflow_id),
            query={
                "$expand": joined("expand", expand, nested=True),
                "$filter": filter,
                "$orderby": joined("orderby", orderby, nested=True),
                "$select": joined("select", select, nested=True),
                "$top": _TOP(top),
            },
            permissions="one of LifecycleWorkflows.Read.All, LifecycleWorkflows.ReadWrite.All (delegated work or school account, application); a signed-in user also needs one of the directory roles Global Reader, Lifecycle Workflows Administrator",
        )
        return Paged(self._transport, call, _user_processing_result_page, options)

    def summarize_user_processing_results(
        self,
        workflow_id: str,
        start_date_time: DateTime,
        end_date_time: DateTime,
        *,
        count: bool | None = None,
        expand: Sequence[str] | None = None,
        filter: str | None = None,
        orderby: Sequence[str] | None = None,
        **options: Unpack[CallOptions],
    ) -> UserSummary:
        """Count the users that a workflow processed in a period.

        Returns how many users a workflow processed in a period, and for how many of them it failed. The documentation
        does not say what the query options change in the counts.

        Returns:
            The counts.

        Permissions: LifecycleWorkflows.ReadWrite.All (delegated work or school account, application).
        Directory roles, one of: Global Reader, Lifecycle Workflows Administrator.
        Availability: live. Documentation: https://learn.microsoft.com/graph/api/identitygovernance-userprocessingresult-summary?view=graph-rest-beta
        """
        call = Call(
            "GET",
            path(
                "/identityGovernance/lifecycleWorkflows/workflows/{workflowId}/userProcessingResults/summary(startDateTime={startDateTime},endDateTime={endDateTime})",
                workflow_id,
                _START_DATE_TIME(start_date_time),
                _END_DATE_TIME(end_date_time),
            ),
            query={
                "$count": count,
                "$expand": joined("expand", expand, nested=True),
                "$filter": filter,
                "$orderby": joined("orderby", orderby, nested=True),
            },
            permissions="LifecycleWorkflows.ReadWrite.All (delegated work or school account, application); a signed-in user also needs one of the directory roles Global Reader, Lifecycle Workflows Administrator",
        )
        return self._transport.send(call, UserSummary.model_validate_json, options)

    def list_task_reports(
        self,
        workflow_id: str,
        *,
        expand: Sequence[str] | None = None,
        filter: str | None = None,
        orderby: Sequence[str] | None = None,
        select: Sequence[str] | None = None,
        top: int | None = None,
        **options: Unpack[CallOptions],
    ) -> Paged[TaskReport]:
        """List the reports on the tasks of a workflow.

        Returns the task reports of a workflow, one per task and run, each summed up over the users of the run. Filter
        and sort by completedDateTime, failedUsersCount, id, processingStatus, successfulUsersCount, totalUsersCount
        or unprocessedUsersCount; filter by task or taskDefinition, and expand them.

        Permissions: one of LifecycleWorkflows.Read.All, LifecycleWorkflows.ReadWrite.All (delegated work or school
        account, application).
        Availability: live. Documentation: https://learn.microsoft.com/graph/api/identitygovernance-workflow-list-taskreports?view=graph-rest-beta
        """
        call = Call(
            "GET",
            path("/identityGovernance/lifecycleWorkflows/workflows/{workflowId}/taskReports", workflow_id),
            query={
                "$expand": joined("expand", expand, nested=True),
                "$filter": filter,
                "$orderby": joined("orderby", orderby, nested=True),
                "$select": joined("select", select, nested=True),
                "$top": _TOP(top),
            },
            permissions="one of LifecycleWorkflows.Read.All, LifecycleWorkflows.ReadWrite.All (delegated work or school account, application)",
        )
        return Paged(self._transport, call, _task_report_page, options)

    def summarize_task_reports(
        self,
        workflow_id: str,
        start_date_time: DateTime,
        end_date_time: DateTime,
        *,
        count: bool | None = None,
        expand: Sequence[str] | None = None,
        filter: str | None = None,
        orderby: Sequence[str] | None = None,
        **options: Unpack[CallOptions],
    ) -> TaskReportSummary:
        """Count the tasks that a workflow processed in a period.

        Returns how many tasks a workflow processed in a period, and how many of them failed. The documentation does
        not say what the query options change in the counts.

        Returns:
            The counts.

        Permissions: one of LifecycleWorkflows.Read.All, LifecycleWorkflows.ReadWrite.All (delegated work or school
        account, application).
        Availability: live. Documentation: https://learn.microsoft.com/graph/api/identitygovernance-taskreport-summary?view=graph-rest-beta
        """
        call = Call(
            "GET",
            path(
                "/identityGovernance/lifecycleWorkflows/workflows/{workflowId}/taskReports/summary(startDateTime={startDateTime},endDateTime={endDateTime})",
                workflow_id,
                _START_DATE_TIME(start_date_time),
                _END_DATE_TIME(end_date_time),
            ),
            query={
                "$count": count,
                "$expand": joined("expand", expand, nested=True),
                "$filter": filter,
                "$orderby": joined("orderby", orderby, nested=True),
            },
            permissions="one of LifecycleWorkflows.Read.All, LifecycleWorkflows.ReadWrite.All (delegated work or school account, application)",
        )
        return self._transport.send(call, TaskReportSummary.model_validate_json, options)

    def list_task_report_task_processing_results(
        self,
        workflow_id: str,
        task_report_id: str,
        *,
        expand: Sequence[str] | None = None,
        filter: str | None = None,
        orderby: Sequence[str] | None = None,
        select: Sequence[str] | None = None,
        top: int | None = None,
        **options: Unpack[CallOptions],
    ) -> Paged[TaskProcessingResult]:
        """List the results behind a task report.

        Returns what the task of a report did for each user of the run, one result per user. Filter and sort by
        completedDateTime, createdDateTime, id, processingStatus or startedDateTime; filter by subject, and expand it.

        Args:
            task_report_id: The id of a task report.

        Permissions: one of LifecycleWorkflows.Read.All, LifecycleWorkflows.ReadWrite.All (delegated work or school
        account, application).
        Directory roles, one of: Global administrator, Global reader, Lifecycle workflows administrator.
        Availability: live. Documentation: https://learn.microsoft.com/graph/api/identitygovernance-taskreport-list-taskprocessingresults?view=graph-rest-beta
        """
        call = Call(
            "GET",
            path(
                "/identityGovernance/lifecycleWorkflows/workflows/{workflowId}/taskReports/{taskReportId}/taskProcessingResults",
                workflow_id,
                task_report_id,
            ),
            query={
                "$expand": joined("expand", expand, nested=True),
                "$filter": filter,
                "$orderby": joined("orderby", orderby, nested=True),
                "$select": joined("select", select, nested=True),
                "$top": _TOP(top),
            },
            permissions="one of LifecycleWorkflows.Read.All, LifecycleWorkflows.ReadWrite.All (delegated work or school account, application); a signed-in user also needs one of the directory roles Global administrator, Global reader, Lifecycle workflows administrator",
        )
        return Paged(self._transport, call, _task_processing_result_page, options)

    def create_workflow_run(self, body: WorkflowRunCreate, **options: Unpack[CallOptions]) -> WorkflowRun:
        """Create a run of a lifecycle workflow.

        Records a run of a lifecycle workflow with its times and counters. The draft gives a path that names neither
        the lifecycle workflows root nor the workflow.

        Args:
            body: The run to create.

        Returns:
            The run as created.

        Permissions: LifecycleWorkflows.ReadWrite.All (delegated work or school account, application).
        Availability: draft; the service is not known to offer it. Documentation: https://learn.microsoft.com/graph/api/resources/identitygovernance-run?view=graph-rest-beta
        """
        call = Call(
            "POST",
            path("/workflowBase/runs"),
            body=require_type(WorkflowRunCreate, body),
            permissions="LifecycleWorkflows.ReadWrite.All (delegated work or school account, application)",
        )
        return self._transport.send(call, WorkflowRun.model_validate_json, options)
