# Do not edit: emitted from spec/openapi.yaml by `python -m generator generate`.

"""The objects of the API: requests are closed and strict, everything else is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

from pydantic import Field

from .base import AnyText, ClosedModel, DateTime, OmitNone, OpenModel, ReceivedDateTime

__all__ = [
    "Entity",
    "ErrorDetail",
    "IncomingFlowRunCreate",
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
    "WorkflowRunCreate",
]


ReadinessStatus: TypeAlias = Literal["notReady", "ready", "failed", "deleted", "expired", "unknownFutureValue"]
"""Where a process stands between its creation and its end."""


class ProcessCreate(ClosedModel):
    """A process to add to a run."""

    odata_type: Annotated[
        Literal["#microsoft.graph.industryData.process", "#microsoft.industryData.process"], Field(alias="@odata.type")
    ] = "#microsoft.graph.industryData.process"
    """The type of the object, in the spelling of the namespace or in that of the draft."""
    e_tag: Annotated[str | None, OmitNone] = None
    """The version tag of the process, for concurrency control."""
    display_name: str
    """What the process is called, for people."""
    readiness_status: ReadinessStatus
    """Where the process stands between its creation and its end."""


RunStatus: TypeAlias = Literal[
    "running", "failed", "completed", "completedWithErrors", "completedWithWarnings", "unknownFutureValue"
]
"""How far a run has come, or how it ended."""


class RunStatistics(OpenModel):
    """What a run logged about itself. The drafts define no member, so any is allowed."""

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
    """What the run is called, for people."""
    start_date_time: DateTime
    """When the run started."""
    end_date_time: DateTime
    """When the run ended. The draft requires it even of a run in progress."""
    status: RunStatus
    """How far the run has come, or how it ended."""
    statistics: RunStatistics
    """What the run logged about itself; its members are not defined."""


class PublicErrorDetailCreate(ClosedModel):
    """One of the errors behind an error to send."""

    odata_type: Annotated[str | None, OmitNone, Field(alias="@odata.type")] = None
    """The type of the object."""
    code: str | None = None
    """A code for programs to act on."""
    message: str | None = None
    """What happened, for people."""
    target: str | None = None
    """What the error is about."""


class PublicErrorDetail(OpenModel):
    """One of the errors behind an error."""

    odata_type: Annotated[str | None, OmitNone, Field(alias="@odata.type")] = None
    """The type of the object."""
    code: str | None = None
    """A code for programs to act on."""
    message: str | None = None
    """What happened, for people."""
    target: str | None = None
    """What the error is about."""

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
    """What a service knows of an error beyond its code. Any further member is allowed."""

    odata_type: Annotated[str | None, OmitNone, Field(alias="@odata.type")] = None
    """The type of the object."""
    code: str | None = None
    """A code for programs to act on."""
    message: str | None = None
    """What happened, for people."""
    target: str | None = None
    """What the error is about."""
    details: Annotated[list[PublicErrorDetail] | None, OmitNone] = None
    """The single errors behind this one."""

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
    """A code for programs to act on."""
    message: str | None = None
    """What happened, for people."""
    target: str | None = None
    """What the error is about."""
    details: Annotated[list[PublicErrorDetailCreate] | None, OmitNone] = None
    """The single errors behind this one."""
    inner_error: PublicInnerError | None = None
    """What the service knows beyond the code."""


class IncomingFlowRunCreate(ClosedModel):
    """A run to create, of an incoming flow or of the process of such a run."""

    odata_type: Annotated[
        Literal["#microsoft.graph.industryData.run", "#microsoft.industryData.run"], Field(alias="@odata.type")
    ] = "#microsoft.graph.industryData.run"
    """The type of the object, in the spelling of the namespace or in that of the draft."""
    display_name: str
    """What the run is called, for people."""
    start_date_time: DateTime
    """When the run started."""
    end_date_time: DateTime | None = None
    """When the run ended; null while it is in progress."""
    status: RunStatus
    """How far the run has come, or how it ended."""
    blocking_error: Annotated[PublicErrorCreate | None, OmitNone] = None
    """The error that stopped the run."""
    statistics: RunStatistics
    """What the run logged about itself; its members are not defined."""


class OutgoingFlowRunCreate(ClosedModel):
    """A run of an outgoing flow to create."""

    odata_type: Annotated[Literal["#microsoft.graph.industryData.outgoingFlowRun"], Field(alias="@odata.type")] = (
        "#microsoft.graph.industryData.outgoingFlowRun"
    )
    """The type of the object."""
    display_name: str
    """What the run is called, for people."""
    start_date_time: DateTime
    """When the run started."""
    end_date_time: DateTime
    """When the run ended. The draft requires it even of a run in progress."""
    status: RunStatus
    """How far the run has come, or how it ended."""
    statistics: RunStatistics
    """What the run logged about itself; its members are not defined."""


Int32: TypeAlias = Annotated[int, Field(ge=-2147483648, le=2147483647)]
"""A signed integer of 32 bits."""

LifecycleWorkflowProcessingStatus: TypeAlias = Literal[
    "queued", "inProgress", "completed", "completedWithErrors", "canceled", "failed", "unknownFutureValue"
]
"""How far a run of a lifecycle workflow has come, or how it ended."""

WorkflowExecutionType: TypeAlias = Literal["scheduled", "onDemand", "unknownFutureValue"]
"""What set a run of a lifecycle workflow off."""


class WorkflowRunCreate(ClosedModel):
    """A run of a lifecycle workflow to create."""

    odata_type: Annotated[Literal["#microsoft.graph.identityGovernance.run"], Field(alias="@odata.type")] = (
        "#microsoft.graph.identityGovernance.run"
    )
    """The type of the object."""
    completed_date_time: Annotated[DateTime | None, OmitNone] = None
    """When the run was completed."""
    failed_tasks_count: Int32
    """How many tasks failed."""
    failed_users_count: Int32
    """For how many users the run failed."""
    last_updated_date_time: Annotated[DateTime | None, OmitNone] = None
    """When the record of the run last changed."""
    processing_status: LifecycleWorkflowProcessingStatus
    """How far the run has come, or how it ended."""
    started_date_time: Annotated[DateTime | None, OmitNone] = None
    """When the run began to execute."""
    scheduled_date_time: DateTime
    """When the run was due."""
    successful_users_count: Int32
    """For how many users the run succeeded."""
    total_users_count: Int32
    """How many users the run is about."""
    total_unprocessed_tasks_count: Int32
    """How many tasks were not processed."""
    workflow_execution_type: WorkflowExecutionType
    """What set the run off."""


class Entity(OpenModel):
    """What every stored object has."""

    odata_type: Annotated[str | None, Field(alias="@odata.type")] = None
    """The type of the object."""
    id: str | None = None
    """The key of the object, given by the service. Not always a GUID. Read-only."""


class PublicError(OpenModel):
    """An error that stopped a run."""

    odata_type: Annotated[str | None, Field(alias="@odata.type")] = None
    """The type of the object."""
    code: str | None = None
    """A code for programs to act on."""
    message: str | None = None
    """What happened, for people."""
    target: str | None = None
    """What the error is about."""
    details: list[PublicErrorDetail] | None = None
    """The single errors behind this one."""
    inner_error: PublicInnerError | None = None
    """What the service knows beyond the code."""


class Run(Entity):
    """A run of an industry data flow."""

    display_name: str | None = None
    """What the run is called, for people."""
    start_date_time: ReceivedDateTime | None = None
    """When the run started."""
    end_date_time: ReceivedDateTime | None = None
    """When the run ended; null while it is in progress."""
    status: Annotated[RunStatus | str, AnyText] | None = None
    """How far the run has come, or how it ended. May hold a member that is not documented."""
    blocking_error: PublicError | None = None
    """The error that stopped the run."""
    statistics: RunStatistics | None = None
    """What the run logged about itself; its members are not defined."""


class OutgoingFlowRun(Run):
    """A run of an outgoing flow. The draft shows no properties but those of a run."""


class WorkflowRun(Entity):
    """A run of a lifecycle workflow."""

    completed_date_time: ReceivedDateTime | None = None
    """When the run was completed; null until then."""
    failed_tasks_count: int | None = None
    """How many tasks failed."""
    failed_users_count: int | None = None
    """For how many users the run failed."""
    last_updated_date_time: ReceivedDateTime | None = None
    """When the record of the run last changed, or null."""
    processing_status: Annotated[LifecycleWorkflowProcessingStatus | str, AnyText] | None = None
    """How far the run has come, or how it ended. May hold a member that is not documented."""
    started_date_time: ReceivedDateTime | None = None
    """When the run began to execute; null until then."""
    scheduled_date_time: ReceivedDateTime | None = None
    """When the run was due."""
    successful_users_count: int | None = None
    """For how many users the run succeeded."""
    total_users_count: int | None = None
    """How many users the run is about."""
    total_unprocessed_tasks_count: int | None = None
    """How many tasks were not processed."""
    workflow_execution_type: Annotated[WorkflowExecutionType | str, AnyText] | None = None
    """What set the run off. May hold a member that is not documented."""


class ErrorDetail(OpenModel):
    """One of the errors behind an error."""

    code: str | None = None
    """A code for programs to act on."""
    message: str | None = None
    """What happened, for people."""
    target: str | None = None
    """What the error is about."""


class InnerError(OpenModel):
    """Particulars of an error for support cases. Any further member is allowed."""

    date_: Annotated[str | None, Field(alias="date")] = None
    """When the error happened, as text, often without a time zone."""
    request_id: Annotated[str | None, Field(alias="request-id")] = None
    """The service's own id of the request."""
    client_request_id: Annotated[str | None, Field(alias="client-request-id")] = None
    """The id that the caller sent."""


class MainError(OpenModel):
    """An error of the service."""

    code: str
    """A code for programs to act on."""
    message: str
    """What happened, for people."""
    target: str | None = None
    """What the error is about."""
    details: list[ErrorDetail] | None = None
    """The single errors behind this one."""
    inner_error: InnerError | None = None
    """What the service knows beyond the code. Some answers spell the name innererror."""


class ODataError(OpenModel):
    """The body of every answer that is not a success."""

    error: MainError
    """The error."""
