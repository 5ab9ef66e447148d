# Do not edit: emitted from spec/openapi.yaml by `python -m generator generate`.

"""The objects of the API: requests are closed and strict, everything else is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

from pydantic import Field

from .base import AnyText, ClosedModel, DateTime, OmitNone, OpenModel, ReceivedDateTime

__all__ = [
    "Collection",
    "Entity",
    "ErrorDetail",
    "IncomingFlowRunCreate",
    "IndustryDataRun",
    "IndustryDataRunCollection",
    "IndustryDataRunStatus",
    "InnerError",
    "Int32",
    "LifecycleWorkflowProcessingStatus",
    "MainError",
    "ODataError",
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
    "WorkflowExecutionType",
    "WorkflowRun",
    "WorkflowRunCollection",
    "WorkflowRunCreate",
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


class IndustryDataRunCollection(Collection):
    """A page of industry data runs."""

    value: list[IndustryDataRun]
    """The runs of this page."""


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


class WorkflowRunCollection(Collection):
    """A page of runs of a lifecycle workflow."""

    value: list[WorkflowRun]
    """The runs of this page."""


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
