# Do not edit: emitted from spec/openapi.yaml by `python -m generator generate`.

"""The objects of the API: requests are closed and strict, everything else is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

from pydantic import Field, Tag

from .base import AnyText, ClosedModel, DateTime, OmitNone, OpenModel, ReceivedDateTime, by_tag

__all__ = [
    "ActivateProcessingResultScope",
    "ActivateProcessingResultScopeCreate",
    "ActivateRunScope",
    "ActivateRunScopeCreate",
    "ActivationScope",
    "ActivationScopeCreate",
    "ActivationTaskScopeType",
    "ActivationUserScopeType",
    "AggregatedInboundStatistics",
    "Collection",
    "CustomTaskExtensionCallbackData",
    "Entity",
    "EntityReference",
    "ErrorDetail",
    "InboundActivityResults",
    "InboundFlowActivity",
    "IncomingFlowRunCreate",
    "IndustryDataActivity",
    "IndustryDataActivityStatistics",
    "IndustryDataActivityStatisticsBase",
    "IndustryDataActivityStatus",
    "IndustryDataReadinessStatus",
    "IndustryDataRun",
    "IndustryDataRunActivity",
    "IndustryDataRunActivityBase",
    "IndustryDataRunCollection",
    "IndustryDataRunEntityCountMetric",
    "IndustryDataRunRoleCountMetric",
    "IndustryDataRunStatistics",
    "IndustryDataRunStatus",
    "InnerError",
    "Int32",
    "KeyValuePair",
    "LifecycleWorkflowCategory",
    "LifecycleWorkflowProcessingStatus",
    "MainError",
    "ODataError",
    "OtherActivationScope",
    "OtherIndustryDataActivityStatistics",
    "OtherIndustryDataRunActivity",
    "OutboundFlowActivity",
    "OutgoingFlowRun",
    "OutgoingFlowRunCreate",
    "ProcessCreate",
    "PublicError",
    "PublicErrorCreate",
    "PublicErrorDetail",
    "PublicErrorDetailCreate",
    "PublicInnerError",
    "ReadinessStatus",
    "Run",
    "RunCreate",
    "RunStatistics",
    "RunStatus",
    "RunSummary",
    "SubjectSet",
    "Task",
    "TaskDefinition",
    "TaskProcessingResult",
    "TaskProcessingResultCollection",
    "TaskProcessingResultResumption",
    "TaskReport",
    "TaskReportCollection",
    "TaskReportSummary",
    "User",
    "UserProcessingResult",
    "UserProcessingResultCollection",
    "UserSummary",
    "Workflow",
    "WorkflowActivation",
    "WorkflowBase",
    "WorkflowCollection",
    "WorkflowExecutionConditions",
    "WorkflowExecutionTrigger",
    "WorkflowExecutionType",
    "WorkflowRun",
    "WorkflowRunCollection",
    "WorkflowRunCreate",
    "WorkflowScopedActivation",
]


ReadinessStatus: TypeAlias = Literal["notReady", "ready", "failed", "deleted", "expired", "unknownFutureValue"]
"""The readiness of a process."""


class ProcessCreate(ClosedModel):
    """A process to add to a run."""

    odata_type: Annotated[
        Literal["#microsoft.graph.industryData.process", "#microsoft.industryData.process"], Field(alias="@odata.type")
    ] = "#microsoft.graph.industryData.process"
    """The type of the object, in the spelling of the namespace or in that of the draft."""
    e_tag: Annotated[str | None, OmitNone] = None
    """The version tag of the process, for concurrency control."""
    display_name: str
    """The display name of the process."""
    readiness_status: ReadinessStatus
    """The readiness of the process."""


RunStatus: TypeAlias = Literal[
    "running", "failed", "completed", "completedWithErrors", "completedWithWarnings", "unknownFutureValue"
]
"""The status of a run."""


class RunStatistics(OpenModel):
    """What a run logged. The drafts define no properties, so any are allowed."""

    odata_type: Annotated[str | None, OmitNone, Field(alias="@odata.type")] = None
    """The type of the object."""

    if TYPE_CHECKING:  # members that are not documented may be set

        def __init__(
            self, *, odata_type: Annotated[str | None, OmitNone, Field(alias="@odata.type")] = None, **_members: Any
        ) -> None: ...

        def __getattr__(self, name: str) -> Any: ...

        def __setattr__(self, name: str, value: Any) -> None: ...


class RunCreate(ClosedModel):
    """A run to add to the runs of a process."""

    odata_type: Annotated[Literal["#microsoft.graph.industryData.run"], Field(alias="@odata.type")] = (
        "#microsoft.graph.industryData.run"
    )
    """The type of the object."""
    display_name: str
    """The display name of the run."""
    start_date_time: DateTime
    """When the run started."""
    end_date_time: DateTime
    """When the run ended. The draft requires it even of a run in progress."""
    status: RunStatus
    """The status of the run."""
    statistics: RunStatistics
    """What the run logged. Its properties are not defined."""


class PublicErrorDetailCreate(ClosedModel):
    """One of the errors behind an error to send."""

    odata_type: Annotated[str | None, OmitNone, Field(alias="@odata.type")] = None
    """The type of the object."""
    code: str | None = None
    """A code for programs."""
    message: str | None = None
    """A message for people."""
    target: str | None = None
    """The target of the error."""


class PublicErrorDetail(OpenModel):
    """One of the errors behind an error."""

    odata_type: Annotated[str | None, OmitNone, Field(alias="@odata.type")] = None
    """The type of the object."""
    code: str | None = None
    """A code for programs."""
    message: str | None = None
    """A message for people."""
    target: str | None = None
    """The target of the error."""

    if TYPE_CHECKING:  # members that are not documented may be set

        def __init__(
            self,
            *,
            odata_type: Annotated[str | None, OmitNone, Field(alias="@odata.type")] = None,
            code: str | None = None,
            message: str | None = None,
            target: str | None = None,
            **_members: Any,
        ) -> None: ...

        def __getattr__(self, name: str) -> Any: ...

        def __setattr__(self, name: str, value: Any) -> None: ...


class PublicInnerError(OpenModel):
    """Further details of an error. Any further property is allowed."""

    odata_type: Annotated[str | None, OmitNone, Field(alias="@odata.type")] = None
    """The type of the object."""
    code: str | None = None
    """A code for programs."""
    message: str | None = None
    """A message for people."""
    target: str | None = None
    """The target of the error."""
    details: Annotated[list[PublicErrorDetail] | None, OmitNone] = None
    """The individual errors behind this one."""

    if TYPE_CHECKING:  # members that are not documented may be set

        def __init__(
            self,
            *,
            odata_type: Annotated[str | None, OmitNone, Field(alias="@odata.type")] = None,
            code: str | None = None,
            message: str | None = None,
            target: str | None = None,
            details: Annotated[list[PublicErrorDetail] | None, OmitNone] = None,
            **_members: Any,
        ) -> None: ...

        def __getattr__(self, name: str) -> Any: ...

        def __setattr__(self, name: str, value: Any) -> None: ...


class PublicErrorCreate(ClosedModel):
    """An error to send with a run."""

    odata_type: Annotated[str | None, OmitNone, Field(alias="@odata.type")] = None
    """The type of the object."""
    code: str | None = None
    """A code for programs."""
    message: str | None = None
    """A message for people."""
    target: str | None = None
    """The target of the error."""
    details: Annotated[list[PublicErrorDetailCreate] | None, OmitNone] = None
    """The individual errors behind this one."""
    inner_error: PublicInnerError | None = None
    """Further details from the service."""


class IncomingFlowRunCreate(ClosedModel):
    """A run to create, of an incoming flow or of the process of such a run."""

    odata_type: Annotated[
        Literal["#microsoft.graph.industryData.run", "#microsoft.industryData.run"], Field(alias="@odata.type")
    ] = "#microsoft.graph.industryData.run"
    """The type of the object, in the spelling of the namespace or in that of the draft."""
    display_name: str
    """The display name of the run."""
    start_date_time: DateTime
    """When the run started."""
    end_date_time: DateTime | None = None
    """When the run ended; null while it is in progress."""
    status: RunStatus
    """The status of the run."""
    blocking_error: Annotated[PublicErrorCreate | None, OmitNone] = None
    """The error that stopped the run."""
    statistics: RunStatistics
    """What the run logged. Its properties are not defined."""


class OutgoingFlowRunCreate(ClosedModel):
    """A run of an outgoing flow to create."""

    odata_type: Annotated[Literal["#microsoft.graph.industryData.outgoingFlowRun"], Field(alias="@odata.type")] = (
        "#microsoft.graph.industryData.outgoingFlowRun"
    )
    """The type of the object."""
    display_name: str
    """The display name of the run."""
    start_date_time: DateTime
    """When the run started."""
    end_date_time: DateTime
    """When the run ended. The draft requires it even of a run in progress."""
    status: RunStatus
    """The status of the run."""
    statistics: RunStatistics
    """What the run logged. Its properties are not defined."""


Int32: TypeAlias = Annotated[int, Field(ge=-2147483648, le=2147483647)]
"""A signed integer of 32 bits."""

LifecycleWorkflowProcessingStatus: TypeAlias = Literal[
    "queued", "inProgress", "completed", "completedWithErrors", "canceled", "failed", "unknownFutureValue"
]
"""The status of a run of a lifecycle workflow."""

WorkflowExecutionType: TypeAlias = Literal["scheduled", "onDemand", "unknownFutureValue"]
"""What triggered a run of a lifecycle workflow."""


class WorkflowRunCreate(ClosedModel):
    """A run of a lifecycle workflow to create."""

    odata_type: Annotated[Literal["#microsoft.graph.identityGovernance.run"], Field(alias="@odata.type")] = (
        "#microsoft.graph.identityGovernance.run"
    )
    """The type of the object."""
    completed_date_time: Annotated[DateTime | None, OmitNone] = None
    """When the run was completed."""
    failed_tasks_count: Int32
    """The number of failed tasks."""
    failed_users_count: Int32
    """The number of users for whom the run failed."""
    last_updated_date_time: Annotated[DateTime | None, OmitNone] = None
    """When the record of the run last changed."""
    processing_status: LifecycleWorkflowProcessingStatus
    """The status of the run."""
    started_date_time: Annotated[DateTime | None, OmitNone] = None
    """When the run started."""
    scheduled_date_time: DateTime
    """When the run was scheduled to start."""
    successful_users_count: Int32
    """The number of users for whom the run succeeded."""
    total_users_count: Int32
    """The number of users that the run covers."""
    total_unprocessed_tasks_count: Int32
    """The number of unprocessed tasks."""
    workflow_execution_type: WorkflowExecutionType
    """What triggered the run."""


class User(OpenModel):
    """A user of the tenant. A response has the id, and any further properties of the user that are asked for."""

    odata_type: Annotated[str | None, OmitNone, Field(alias="@odata.type")] = None
    """The type of the object."""
    id: Annotated[str | None, OmitNone] = None
    """The id of the user."""

    if TYPE_CHECKING:  # members that are not documented may be set

        def __init__(
            self,
            *,
            odata_type: Annotated[str | None, OmitNone, Field(alias="@odata.type")] = None,
            id: Annotated[str | None, OmitNone] = None,
            **_members: Any,
        ) -> None: ...

        def __getattr__(self, name: str) -> Any: ...

        def __setattr__(self, name: str, value: Any) -> None: ...


class WorkflowActivation(ClosedModel):
    """The users for whom to run a workflow."""

    subjects: list[User]
    """The users. The id of each is enough."""


ActivationTaskScopeType: TypeAlias = Literal["allTasks", "failedTasks", "unknownFutureValue"]
"""Which tasks a run for a scope executes."""


class EntityReference(ClosedModel):
    """A stored object, named by its id."""

    id: str
    """The id of the object."""


class ActivateProcessingResultScopeCreate(ClosedModel):
    """The users of earlier results, for whom to run the workflow again."""

    odata_type: Annotated[
        Literal["#microsoft.graph.identityGovernance.activateProcessingResultScope"], Field(alias="@odata.type")
    ] = "#microsoft.graph.identityGovernance.activateProcessingResultScope"
    """The type of the object."""
    task_scope: ActivationTaskScopeType
    """Which tasks to execute."""
    processing_results: list[EntityReference]
    """The earlier results for users, by id."""


ActivationUserScopeType: TypeAlias = Literal["allUsers", "failedUsers", "unknownFutureValue"]
"""Which users of an earlier run a run for a scope covers."""


class ActivateRunScopeCreate(ClosedModel):
    """The users of an earlier run, for whom to run the workflow again."""

    odata_type: Annotated[
        Literal["#microsoft.graph.identityGovernance.activateRunScope"], Field(alias="@odata.type")
    ] = "#microsoft.graph.identityGovernance.activateRunScope"
    """The type of the object."""
    task_scope: ActivationTaskScopeType
    """Which tasks to execute."""
    user_scope: ActivationUserScopeType
    """Which users of the run to cover."""
    run: EntityReference
    """The earlier run, by id."""


ActivationScopeCreate: TypeAlias = Annotated[
    ActivateProcessingResultScopeCreate | ActivateRunScopeCreate, Field(discriminator="odata_type")
]
"""The scope for which to run a workflow."""


class WorkflowScopedActivation(ClosedModel):
    """The users or the scope for which to run a workflow."""

    subjects: Annotated[list[User] | None, OmitNone] = None
    """The users. The id of each is enough."""
    scope: Annotated[ActivationScopeCreate | None, OmitNone] = None
    """The scope, such as the users for whom a run failed."""


class CustomTaskExtensionCallbackData(OpenModel):
    """What an extension reports when it ends. The page about this type was not read."""

    odata_type: Annotated[str | None, OmitNone, Field(alias="@odata.type")] = None
    """The type of the object."""
    operation_status: Annotated[str | None, OmitNone] = None
    """Whether the extension succeeded, completed or failed."""

    if TYPE_CHECKING:  # members that are not documented may be set

        def __init__(
            self,
            *,
            odata_type: Annotated[str | None, OmitNone, Field(alias="@odata.type")] = None,
            operation_status: Annotated[str | None, OmitNone] = None,
            **_members: Any,
        ) -> None: ...

        def __getattr__(self, name: str) -> Any: ...

        def __setattr__(self, name: str, value: Any) -> None: ...


class TaskProcessingResultResumption(ClosedModel):
    """How the extension that a task called ended."""

    source: Annotated[str | None, OmitNone] = None
    """Where the callback comes from."""
    type_: Annotated[str | None, OmitNone, Field(alias="type")] = None
    """The type of the callback."""
    data: Annotated[CustomTaskExtensionCallbackData | None, OmitNone] = None
    """What the extension reports."""


class Entity(OpenModel):
    """The properties that all stored objects share."""

    odata_type: Annotated[str | None, Field(alias="@odata.type")] = None
    """The type of the object."""
    id: str | None = None
    """The id of the object, assigned by the service. It is not always a GUID. Read-only."""


class PublicError(OpenModel):
    """An error that stopped a run."""

    odata_type: Annotated[str | None, Field(alias="@odata.type")] = None
    """The type of the object."""
    code: str | None = None
    """A code for programs."""
    message: str | None = None
    """A message for people."""
    target: str | None = None
    """The target of the error."""
    details: list[PublicErrorDetail] | None = None
    """The individual errors behind this one."""
    inner_error: PublicInnerError | None = None
    """Further details from the service."""


class Run(Entity):
    """A run of an industry data flow."""

    display_name: str | None = None
    """The display name of the run."""
    start_date_time: ReceivedDateTime | None = None
    """When the run started."""
    end_date_time: ReceivedDateTime | None = None
    """When the run ended; null while it is in progress."""
    status: Annotated[RunStatus | str, AnyText] | None = None
    """The status of the run. Values that are not documented may occur."""
    blocking_error: PublicError | None = None
    """The error that stopped the run."""
    statistics: RunStatistics | None = None
    """What the run logged. Its properties are not defined."""


class OutgoingFlowRun(Run):
    """A run of an outgoing flow. The draft shows no properties but those of a run."""


class Collection(OpenModel):
    """What every page of a list has."""

    odata_next_link: Annotated[str | None, Field(alias="@odata.nextLink")] = None
    """The address of the next page; absent on the last one. It is to be used as it is."""
    odata_count: Annotated[int | None, Field(alias="@odata.count")] = None
    """The number of items on all pages, if the request asks for it."""


IndustryDataRunStatus: TypeAlias = Literal[
    "running", "failed", "completed", "completedWithErrors", "completedWithWarnings", "unknownFutureValue"
]
"""The status of an industry data run. A run that completes with errors left records out; one that completes with
warnings left single values out.
"""

IndustryDataActivityStatus: TypeAlias = Literal[
    "inProgress", "skipped", "failed", "completed", "completedWithErrors", "completedWithWarnings", "unknownFutureValue"
]
"""The status of one activity of an industry data run. A skipped activity was not run; a failed one met an error from
which it could not recover.
"""

IndustryDataReadinessStatus: TypeAlias = Literal[
    "notReady", "ready", "failed", "disabled", "expired", "unknownFutureValue"
]
"""Whether an industry data flow can do work."""


class IndustryDataActivity(Entity):
    """A flow that industry data runs work on."""

    display_name: str | None = None
    """The display name of the flow, of at most 100 characters."""
    readiness_status: Annotated[IndustryDataReadinessStatus | str, AnyText] | None = None
    """Whether the flow can do work. Values that are not documented may occur."""


class IndustryDataRunActivityBase(Entity):
    """What all activities of industry data runs have."""

    blocking_error: PublicError | None = None
    """The error that stopped the activity, or null."""
    display_name: str | None = None
    """The display name of the flow."""
    status: Annotated[IndustryDataActivityStatus | str, AnyText] | None = None
    """The status of the activity. Values that are not documented may occur."""
    activity: IndustryDataActivity | None = None
    """The flow that the activity runs. It is returned only on request."""


class InboundFlowActivity(IndustryDataRunActivityBase):
    """The run of a flow that imports data."""

    odata_type: Annotated[  # pyright: ignore[reportGeneralTypeIssues, reportIncompatibleVariableOverride]
        Literal[
            "#microsoft.graph.industryData.inboundFlowActivity", "microsoft.graph.industryData.inboundFlowActivity"
        ],
        Field(alias="@odata.type"),
    ]
    """The type of the object."""


class OutboundFlowActivity(IndustryDataRunActivityBase):
    """The run of a flow that exports data."""

    odata_type: Annotated[  # pyright: ignore[reportGeneralTypeIssues, reportIncompatibleVariableOverride]
        Literal[
            "#microsoft.graph.industryData.outboundFlowActivity", "microsoft.graph.industryData.outboundFlowActivity"
        ],
        Field(alias="@odata.type"),
    ]
    """The type of the object."""


class OtherIndustryDataRunActivity(IndustryDataRunActivityBase):
    """An activity of a type that is not documented."""

    odata_type: Annotated[str | None, Field(alias="@odata.type")] = None
    """The type of the object, if the service names it."""


IndustryDataRunActivity: TypeAlias = Annotated[
    Annotated[InboundFlowActivity, Tag("InboundFlowActivity")]
    | Annotated[OutboundFlowActivity, Tag("OutboundFlowActivity")]
    | Annotated[OtherIndustryDataRunActivity, Tag("OtherIndustryDataRunActivity")],
    by_tag(
        "@odata.type",
        "odata_type",
        {
            "#microsoft.graph.industryData.inboundFlowActivity": "InboundFlowActivity",
            "microsoft.graph.industryData.inboundFlowActivity": "InboundFlowActivity",
            "#microsoft.graph.industryData.outboundFlowActivity": "OutboundFlowActivity",
            "microsoft.graph.industryData.outboundFlowActivity": "OutboundFlowActivity",
        },
        "OtherIndustryDataRunActivity",
    ),
]
"""The part of an industry data run that works on one flow."""


class IndustryDataRun(Entity):
    """A run of the industry data service, which covers all flows that were active when it started."""

    blocking_error: PublicError | None = None
    """The error that stopped the run, or null."""
    display_name: str | None = None
    """The display name of the run."""
    end_date_time: ReceivedDateTime | None = None
    """When the run ended; null while it is in progress."""
    start_date_time: ReceivedDateTime | None = None
    """When the run started."""
    status: Annotated[IndustryDataRunStatus | str, AnyText] | None = None
    """The status of the run. Values that are not documented may occur."""
    activities: list[IndustryDataRunActivity] | None = None
    """What the run did for each flow. It is returned only on request."""


class IndustryDataRunCollection(Collection):
    """A page of industry data runs."""

    value: list[IndustryDataRun]
    """The runs of this page."""


class IndustryDataActivityStatisticsBase(OpenModel):
    """What the statistics of all flows have."""

    odata_type: Annotated[str | None, Field(alias="@odata.type")] = None
    """The type of the object."""
    activity_id: str | None = None
    """The id of the activity that the statistics are about."""
    display_name: str | None = None
    """The display name of the flow."""
    status: Annotated[IndustryDataActivityStatus | str, AnyText] | None = None
    """The latest status of the activity. Values that are not documented may occur."""


class IndustryDataRunEntityCountMetric(OpenModel):
    """How many records of one kind there are."""

    odata_type: Annotated[str | None, Field(alias="@odata.type")] = None
    """The type of the object."""
    active: int | None = None
    """The number of active records."""
    inactive: int | None = None
    """The number of inactive records."""
    total: int | None = None
    """The number of all records."""


class IndustryDataRunRoleCountMetric(OpenModel):
    """How many people have a role."""

    odata_type: Annotated[str | None, Field(alias="@odata.type")] = None
    """The type of the object."""
    count: int | None = None
    """The number of people."""
    role: str | None = None
    """The role, such as student or teacher."""


class InboundActivityResults(IndustryDataActivityStatisticsBase):
    """The statistics of a flow that imports data."""

    odata_type: Annotated[  # pyright: ignore[reportGeneralTypeIssues, reportIncompatibleVariableOverride]
        Literal[
            "#microsoft.graph.industryData.inboundActivityResults",
            "microsoft.graph.industryData.inboundActivityResults",
        ],
        Field(alias="@odata.type"),
    ]
    """The type of the object."""
    errors: int | None = None
    """The number of errors."""
    groups: IndustryDataRunEntityCountMetric | None = None
    """The groups, active and inactive."""
    matched_people_by_role: list[IndustryDataRunRoleCountMetric] | None = None
    """The people that match an account of the directory, by role."""
    memberships: IndustryDataRunEntityCountMetric | None = None
    """The memberships, active and inactive."""
    organizations: IndustryDataRunEntityCountMetric | None = None
    """The organizations, active and inactive."""
    people: IndustryDataRunEntityCountMetric | None = None
    """The people, active and inactive."""
    unmatched_people_by_role: list[IndustryDataRunRoleCountMetric] | None = None
    """The people that match no account of the directory, by role."""
    warnings: int | None = None
    """The number of warnings."""


class OtherIndustryDataActivityStatistics(IndustryDataActivityStatisticsBase):
    """The statistics of an activity of a type that is not documented."""

    odata_type: Annotated[str | None, Field(alias="@odata.type")] = None
    """The type of the object, if the service names it."""


IndustryDataActivityStatistics: TypeAlias = Annotated[
    Annotated[InboundActivityResults, Tag("InboundActivityResults")]
    | Annotated[OtherIndustryDataActivityStatistics, Tag("OtherIndustryDataActivityStatistics")],
    by_tag(
        "@odata.type",
        "odata_type",
        {
            "#microsoft.graph.industryData.inboundActivityResults": "InboundActivityResults",
            "microsoft.graph.industryData.inboundActivityResults": "InboundActivityResults",
        },
        "OtherIndustryDataActivityStatistics",
    ),
]
"""The statistics of one flow in an industry data run."""


class AggregatedInboundStatistics(OpenModel):
    """The sums over all flows that import data in an industry data run."""

    odata_type: Annotated[str | None, Field(alias="@odata.type")] = None
    """The type of the object."""
    errors: int | None = None
    """The number of errors."""
    groups: int | None = None
    """The number of active groups."""
    matched_people_by_role: list[IndustryDataRunRoleCountMetric] | None = None
    """The active people that match an account of the directory, by role."""
    memberships: int | None = None
    """The number of active memberships."""
    organizations: int | None = None
    """The number of active organizations."""
    people: int | None = None
    """The number of active people."""
    unmatched_people_by_role: list[IndustryDataRunRoleCountMetric] | None = None
    """The active people that match no account of the directory, by role."""
    warnings: int | None = None
    """The number of warnings."""


class IndustryDataRunStatistics(OpenModel):
    """What an industry data run counted."""

    odata_type: Annotated[str | None, Field(alias="@odata.type")] = None
    """The type of the object."""
    activity_statistics: list[IndustryDataActivityStatistics] | None = None
    """The statistics of each flow in the run."""
    inbound_totals: AggregatedInboundStatistics | None = None
    """The sums over all flows that import data, or null."""
    run_id: str | None = None
    """The id of the run."""
    status: Annotated[IndustryDataRunStatus | str, AnyText] | None = None
    """The status of the run. Values that are not documented may occur."""


class KeyValuePair(OpenModel):
    """A named setting."""

    name: str | None = None
    """The name of the setting."""
    value: str | None = None
    """The value of the setting."""


class Task(OpenModel):
    """A task of a workflow, such as adding the user to groups."""

    category: str | None = None
    """The categories of workflows that can have the task, separated by commas."""
    continue_on_error: bool | None = None
    """Whether the workflow goes on with the next task if this one fails."""
    description: str | None = None
    """What the task does, or null."""
    display_name: str | None = None
    """The display name of the task."""
    execution_sequence: int | None = None
    """The place of the task in the order of execution, from 1."""
    id: str | None = None
    """The id of the task."""
    is_enabled: bool | None = None
    """Whether runs of the workflow execute the task."""
    task_definition_id: str | None = None
    """The id of the definition that the task follows."""
    arguments: list[KeyValuePair] | None = None
    """The settings of the task."""


class TaskProcessingResult(Entity):
    """What one task of a workflow did for one user."""

    completed_date_time: ReceivedDateTime | None = None
    """When the task was completed; null until then."""
    created_date_time: ReceivedDateTime | None = None
    """When the result was created."""
    failure_reason: str | None = None
    """Why the task failed; null if it did not."""
    processing_status: Annotated[LifecycleWorkflowProcessingStatus | str, AnyText] | None = None
    """The status of the task for the user. Values that are not documented may occur."""
    started_date_time: ReceivedDateTime | None = None
    """When the task started; null until then."""
    subject: User | None = None
    """The user for whom the task was executed."""
    task: Task | None = None
    """The task that was executed."""


class UserProcessingResult(Entity):
    """What a workflow did for one user, summed up over its tasks."""

    completed_date_time: ReceivedDateTime | None = None
    """When the workflow was completed for the user; null until then."""
    failed_tasks_count: int | None = None
    """The number of tasks that failed for the user."""
    processing_status: Annotated[LifecycleWorkflowProcessingStatus | str, AnyText] | None = None
    """The status of the workflow for the user. Values that are not documented may occur."""
    scheduled_date_time: ReceivedDateTime | None = None
    """When the workflow was scheduled to start for the user."""
    started_date_time: ReceivedDateTime | None = None
    """When the workflow started for the user; null until then."""
    total_tasks_count: int | None = None
    """The number of tasks in the workflow."""
    total_unprocessed_tasks_count: int | None = None
    """The number of tasks that were not processed for the user."""
    workflow_execution_type: Annotated[WorkflowExecutionType | str, AnyText] | None = None
    """What triggered the workflow. Values that are not documented may occur."""
    workflow_version: int | None = None
    """The version of the workflow that was executed."""
    subject: User | None = None
    """The user for whom the workflow was executed."""
    task_processing_results: list[TaskProcessingResult] | None = None
    """The results of the single tasks; only in a response to a request that expands them."""


class ActivateProcessingResultScope(OpenModel):
    """The users of earlier results."""

    odata_type: Annotated[
        Literal["#microsoft.graph.identityGovernance.activateProcessingResultScope"], Field(alias="@odata.type")
    ]
    """The type of the object."""
    task_scope: Annotated[ActivationTaskScopeType | str, AnyText] | None = None
    """Which tasks the run executes. Values that are not documented may occur."""
    processing_results: list[UserProcessingResult] | None = None
    """The earlier results for users."""


class ActivateRunScope(OpenModel):
    """The users of an earlier run."""

    odata_type: Annotated[Literal["#microsoft.graph.identityGovernance.activateRunScope"], Field(alias="@odata.type")]
    """The type of the object."""
    task_scope: Annotated[ActivationTaskScopeType | str, AnyText] | None = None
    """Which tasks the run executes. Values that are not documented may occur."""
    user_scope: Annotated[ActivationUserScopeType | str, AnyText] | None = None
    """Which users of the earlier run it covers. Values that are not documented may occur."""
    run: Entity | None = None
    """The earlier run, by id."""


class OtherActivationScope(OpenModel):
    """A scope of a type that is not documented."""

    odata_type: Annotated[str | None, Field(alias="@odata.type")] = None
    """The type of the object, if the service names it."""


ActivationScope: TypeAlias = Annotated[
    Annotated[ActivateProcessingResultScope, Tag("ActivateProcessingResultScope")]
    | Annotated[ActivateRunScope, Tag("ActivateRunScope")]
    | Annotated[OtherActivationScope, Tag("OtherActivationScope")],
    by_tag(
        "@odata.type",
        "odata_type",
        {
            "#microsoft.graph.identityGovernance.activateProcessingResultScope": "ActivateProcessingResultScope",
            "#microsoft.graph.identityGovernance.activateRunScope": "ActivateRunScope",
        },
        "OtherActivationScope",
    ),
]
"""The scope for which a run was activated."""


class WorkflowRun(Entity):
    """A run of a lifecycle workflow."""

    completed_date_time: ReceivedDateTime | None = None
    """When the run was completed; null until then."""
    failed_tasks_count: int | None = None
    """The number of failed tasks."""
    failed_users_count: int | None = None
    """The number of users for whom the run failed."""
    last_updated_date_time: ReceivedDateTime | None = None
    """When the record of the run last changed, or null."""
    processing_status: Annotated[LifecycleWorkflowProcessingStatus | str, AnyText] | None = None
    """The status of the run. Values that are not documented may occur."""
    started_date_time: ReceivedDateTime | None = None
    """When the run started; null until then."""
    scheduled_date_time: ReceivedDateTime | None = None
    """When the run was scheduled to start."""
    successful_users_count: int | None = None
    """The number of users for whom the run succeeded."""
    total_tasks_count: int | None = None
    """The number of tasks that the run covers."""
    total_users_count: int | None = None
    """The number of users that the run covers."""
    total_unprocessed_tasks_count: int | None = None
    """The number of unprocessed tasks."""
    workflow_execution_type: Annotated[WorkflowExecutionType | str, AnyText] | None = None
    """What triggered the run. Values that are not documented may occur."""
    activated_on_scope: ActivationScope | None = None
    """The scope for which the run was activated; null for other runs."""
    reprocessed_runs: list[Entity] | None = None
    """The runs that processed users of this run again, by id."""


class WorkflowRunCollection(Collection):
    """A page of runs of a lifecycle workflow."""

    value: list[WorkflowRun]
    """The runs of this page."""


class RunSummary(OpenModel):
    """Counts of the runs of a workflow in a period, and of the users and tasks that they covered."""

    odata_type: Annotated[str | None, Field(alias="@odata.type")] = None
    """The type of the object."""
    failed_runs: int | None = None
    """The number of failed runs."""
    failed_tasks: int | None = None
    """The number of failed tasks of all runs."""
    successful_runs: int | None = None
    """The number of successful runs."""
    total_runs: int | None = None
    """The number of all runs."""
    total_tasks: int | None = None
    """The number of tasks of all runs."""
    total_users: int | None = None
    """The number of users of all runs."""


LifecycleWorkflowCategory: TypeAlias = Literal["joiner", "leaver", "unknownFutureValue"]
"""The users that a lifecycle workflow is for."""


class SubjectSet(OpenModel):
    """The users for whom a workflow runs. The page about this type was not read."""

    odata_type: Annotated[str | None, Field(alias="@odata.type")] = None
    """The type of the object."""
    rule: str | None = None
    """The condition that the users meet."""


class WorkflowExecutionTrigger(OpenModel):
    """What makes a workflow run. The page about this type was not read."""

    odata_type: Annotated[str | None, Field(alias="@odata.type")] = None
    """The type of the object."""
    time_based_attribute: str | None = None
    """The property of the user with the time from which days are counted, such as employeeHireDate."""
    offset_in_days: int | None = None
    """The number of days after that time, or before it if negative."""


class WorkflowExecutionConditions(OpenModel):
    """When a workflow runs, and for whom. The page about this type was not read."""

    odata_type: Annotated[str | None, Field(alias="@odata.type")] = None
    """The type of the object."""
    scope: SubjectSet | None = None
    """For whom the workflow runs."""
    trigger: WorkflowExecutionTrigger | None = None
    """When the workflow runs."""


class WorkflowBase(OpenModel):
    """What a workflow and its versions share."""

    odata_type: Annotated[str | None, Field(alias="@odata.type")] = None
    """The type of the object."""
    category: Annotated[LifecycleWorkflowCategory | str, AnyText] | None = None
    """For whom the workflow is. Values that are not documented may occur."""
    created_date_time: ReceivedDateTime | None = None
    """When the workflow was created."""
    description: str | None = None
    """What the workflow is for."""
    display_name: str | None = None
    """The display name of the workflow."""
    execution_conditions: WorkflowExecutionConditions | None = None
    """When the workflow runs, and for whom; null for a workflow that runs on demand only."""
    is_enabled: bool | None = None
    """Whether the workflow can run, on demand or on schedule."""
    is_scheduling_enabled: bool | None = None
    """Whether the workflow runs on the schedule of the tenant."""
    last_modified_date_time: ReceivedDateTime | None = None
    """When the workflow was last changed."""
    created_by: User | None = None
    """The user who created the workflow."""
    last_modified_by: User | None = None
    """The user who last changed the workflow."""
    tasks: list[Task] | None = None
    """The tasks, which a list of workflows leaves out."""


class Workflow(WorkflowBase):
    """A workflow, which executes tasks for users when they join, move within or leave the organization."""

    deleted_date_time: ReceivedDateTime | None = None
    """When the workflow was deleted; null if it was not."""
    id: str | None = None
    """The id of the workflow, assigned by the service. Read-only."""
    next_schedule_run_date_time: ReceivedDateTime | None = None
    """When the workflow is to run next if a user meets its conditions, or null."""
    version: int | None = None
    """The number of the current version, from 1."""


class WorkflowCollection(Collection):
    """A page of workflows."""

    value: list[Workflow]
    """The workflows of this page."""


class UserProcessingResultCollection(Collection):
    """A page of results by user."""

    value: list[UserProcessingResult]
    """The results of this page."""


class TaskProcessingResultCollection(Collection):
    """A page of results by task."""

    value: list[TaskProcessingResult]
    """The results of this page."""


class UserSummary(OpenModel):
    """Counts of the users that a workflow processed in a period, and of their tasks."""

    odata_type: Annotated[str | None, Field(alias="@odata.type")] = None
    """The type of the object."""
    failed_tasks: int | None = None
    """The number of failed tasks of all users."""
    failed_users: int | None = None
    """The number of users for whom the workflow failed."""
    successful_users: int | None = None
    """The number of users for whom the workflow succeeded."""
    total_tasks: int | None = None
    """The number of tasks of all users."""
    total_users: int | None = None
    """The number of users that the workflow processed."""


class TaskDefinition(OpenModel):
    """The definition that tasks of one type follow. No page and no example shows its properties."""

    id: str | None = None
    """The id of the definition."""


class TaskReport(Entity):
    """What one task of a workflow did in one run, summed up over the users."""

    completed_date_time: ReceivedDateTime | None = None
    """When the run was completed; null until then."""
    failed_users_count: int | None = None
    """The number of users for whom the task failed."""
    last_updated_date_time: ReceivedDateTime | None = None
    """When the report last changed."""
    processing_status: Annotated[LifecycleWorkflowProcessingStatus | str, AnyText] | None = None
    """The status of the task in the run. Values that are not documented may occur."""
    run_id: str | None = None
    """The id of the run, or null."""
    started_date_time: ReceivedDateTime | None = None
    """When the run started; null until then."""
    successful_users_count: int | None = None
    """The number of users for whom the task succeeded."""
    total_users_count: int | None = None
    """The number of users for whom the task was scheduled."""
    unprocessed_users_count: int | None = None
    """The number of users for whom the task is queued, in progress or canceled."""
    task: Task | None = None
    """The task; only in a response to a request that expands it."""
    task_definition: TaskDefinition | None = None
    """The definition of the task; only in a response to a request that expands it."""
    task_processing_results: list[TaskProcessingResult] | None = None
    """The results for the single users; only in a response to a request that expands them."""


class TaskReportCollection(Collection):
    """A page of task reports."""

    value: list[TaskReport]
    """The reports of this page."""


class TaskReportSummary(OpenModel):
    """Counts of the tasks that a workflow processed in a period."""

    odata_type: Annotated[str | None, Field(alias="@odata.type")] = None
    """The type of the object."""
    failed_tasks: int | None = None
    """The number of failed tasks."""
    successful_tasks: int | None = None
    """The number of successful tasks."""
    total_tasks: int | None = None
    """The number of all tasks."""
    unprocessed_tasks: int | None = None
    """The number of tasks that were not processed."""


class ErrorDetail(OpenModel):
    """One of the errors behind an error."""

    code: str | None = None
    """A code for programs."""
    message: str | None = None
    """A message for people."""
    target: str | None = None
    """The target of the error."""


class InnerError(OpenModel):
    """Details of an error for support cases. Any further property is allowed."""

    date_: Annotated[str | None, Field(alias="date")] = None
    """When the error happened, often without a time zone."""
    request_id: Annotated[str | None, Field(alias="request-id")] = None
    """The service's own id of the request."""
    client_request_id: Annotated[str | None, Field(alias="client-request-id")] = None
    """The id that the caller sent."""


class MainError(OpenModel):
    """An error of the service."""

    code: str
    """A code for programs."""
    message: str
    """A message for people."""
    target: str | None = None
    """The target of the error."""
    details: list[ErrorDetail] | None = None
    """The individual errors behind this one."""
    inner_error: InnerError | None = None
    """Further details from the service. Some responses spell the name innererror."""


class ODataError(OpenModel):
    """The body of every error response."""

    error: MainError
    """The error."""
