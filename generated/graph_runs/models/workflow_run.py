# Do not edit: emitted from spec/openapi.yaml by `python -m generator generate`.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.lifecycle_workflow_processing_status import LifecycleWorkflowProcessingStatus
from ..models.workflow_execution_type import WorkflowExecutionType
from ..types import UNSET, Unset

T = TypeVar("T", bound="WorkflowRun")


@_attrs_define
class WorkflowRun:
    """A run of a lifecycle workflow."""

    odata_type: str | Unset = UNSET
    """ The type of the object. """
    id: str | Unset = UNSET
    """ The key of the object, given by the service. Not always a GUID. """
    completed_date_time: datetime.datetime | None | Unset = UNSET
    """ When the run was completed; null until then. """
    failed_tasks_count: int | Unset = UNSET
    """ A signed integer of 32 bits. """
    failed_users_count: int | Unset = UNSET
    """ A signed integer of 32 bits. """
    last_updated_date_time: datetime.datetime | None | Unset = UNSET
    """ When the record of the run last changed, or null. """
    processing_status: LifecycleWorkflowProcessingStatus | str | Unset = UNSET
    """ How far the run has come, or how it ended. May hold a member that is not documented. """
    started_date_time: datetime.datetime | None | Unset = UNSET
    """ When the run began to execute; null until then. """
    scheduled_date_time: datetime.datetime | Unset = UNSET
    """ When the run was due. """
    successful_users_count: int | Unset = UNSET
    """ A signed integer of 32 bits. """
    total_users_count: int | Unset = UNSET
    """ A signed integer of 32 bits. """
    total_unprocessed_tasks_count: int | Unset = UNSET
    """ A signed integer of 32 bits. """
    workflow_execution_type: str | Unset | WorkflowExecutionType = UNSET
    """ What set the run off. May hold a member that is not documented. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        odata_type = self.odata_type

        id = self.id

        completed_date_time: None | str | Unset
        if isinstance(self.completed_date_time, Unset):
            completed_date_time = UNSET
        elif isinstance(self.completed_date_time, datetime.datetime):
            completed_date_time = self.completed_date_time.isoformat()
        else:
            completed_date_time = self.completed_date_time

        failed_tasks_count = self.failed_tasks_count

        failed_users_count = self.failed_users_count

        last_updated_date_time: None | str | Unset
        if isinstance(self.last_updated_date_time, Unset):
            last_updated_date_time = UNSET
        elif isinstance(self.last_updated_date_time, datetime.datetime):
            last_updated_date_time = self.last_updated_date_time.isoformat()
        else:
            last_updated_date_time = self.last_updated_date_time

        processing_status: str | Unset
        if isinstance(self.processing_status, Unset):
            processing_status = UNSET
        elif isinstance(self.processing_status, LifecycleWorkflowProcessingStatus):
            processing_status = self.processing_status.value
        else:
            processing_status = self.processing_status

        started_date_time: None | str | Unset
        if isinstance(self.started_date_time, Unset):
            started_date_time = UNSET
        elif isinstance(self.started_date_time, datetime.datetime):
            started_date_time = self.started_date_time.isoformat()
        else:
            started_date_time = self.started_date_time

        scheduled_date_time: str | Unset = UNSET
        if not isinstance(self.scheduled_date_time, Unset):
            scheduled_date_time = self.scheduled_date_time.isoformat()

        successful_users_count = self.successful_users_count

        total_users_count = self.total_users_count

        total_unprocessed_tasks_count = self.total_unprocessed_tasks_count

        workflow_execution_type: str | Unset
        if isinstance(self.workflow_execution_type, Unset):
            workflow_execution_type = UNSET
        elif isinstance(self.workflow_execution_type, WorkflowExecutionType):
            workflow_execution_type = self.workflow_execution_type.value
        else:
            workflow_execution_type = self.workflow_execution_type

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if odata_type is not UNSET:
            field_dict["@odata.type"] = odata_type
        if id is not UNSET:
            field_dict["id"] = id
        if completed_date_time is not UNSET:
            field_dict["completedDateTime"] = completed_date_time
        if failed_tasks_count is not UNSET:
            field_dict["failedTasksCount"] = failed_tasks_count
        if failed_users_count is not UNSET:
            field_dict["failedUsersCount"] = failed_users_count
        if last_updated_date_time is not UNSET:
            field_dict["lastUpdatedDateTime"] = last_updated_date_time
        if processing_status is not UNSET:
            field_dict["processingStatus"] = processing_status
        if started_date_time is not UNSET:
            field_dict["startedDateTime"] = started_date_time
        if scheduled_date_time is not UNSET:
            field_dict["scheduledDateTime"] = scheduled_date_time
        if successful_users_count is not UNSET:
            field_dict["successfulUsersCount"] = successful_users_count
        if total_users_count is not UNSET:
            field_dict["totalUsersCount"] = total_users_count
        if total_unprocessed_tasks_count is not UNSET:
            field_dict["totalUnprocessedTasksCount"] = total_unprocessed_tasks_count
        if workflow_execution_type is not UNSET:
            field_dict["workflowExecutionType"] = workflow_execution_type

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        odata_type = d.pop("@odata.type", UNSET)

        id = d.pop("id", UNSET)

        def _parse_completed_date_time(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                completed_date_time_type_0 = datetime.datetime.fromisoformat(data)

                return completed_date_time_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        completed_date_time = _parse_completed_date_time(d.pop("completedDateTime", UNSET))

        failed_tasks_count = d.pop("failedTasksCount", UNSET)

        failed_users_count = d.pop("failedUsersCount", UNSET)

        def _parse_last_updated_date_time(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                last_updated_date_time_type_0 = datetime.datetime.fromisoformat(data)

                return last_updated_date_time_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        last_updated_date_time = _parse_last_updated_date_time(d.pop("lastUpdatedDateTime", UNSET))

        def _parse_processing_status(data: object) -> LifecycleWorkflowProcessingStatus | str | Unset:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                processing_status_type_0 = LifecycleWorkflowProcessingStatus(data)

                return processing_status_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(LifecycleWorkflowProcessingStatus | str | Unset, data)

        processing_status = _parse_processing_status(d.pop("processingStatus", UNSET))

        def _parse_started_date_time(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                started_date_time_type_0 = datetime.datetime.fromisoformat(data)

                return started_date_time_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        started_date_time = _parse_started_date_time(d.pop("startedDateTime", UNSET))

        _scheduled_date_time = d.pop("scheduledDateTime", UNSET)
        scheduled_date_time: datetime.datetime | Unset
        if isinstance(_scheduled_date_time, Unset):
            scheduled_date_time = UNSET
        else:
            scheduled_date_time = datetime.datetime.fromisoformat(_scheduled_date_time)

        successful_users_count = d.pop("successfulUsersCount", UNSET)

        total_users_count = d.pop("totalUsersCount", UNSET)

        total_unprocessed_tasks_count = d.pop("totalUnprocessedTasksCount", UNSET)

        def _parse_workflow_execution_type(data: object) -> str | Unset | WorkflowExecutionType:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                workflow_execution_type_type_0 = WorkflowExecutionType(data)

                return workflow_execution_type_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(str | Unset | WorkflowExecutionType, data)

        workflow_execution_type = _parse_workflow_execution_type(d.pop("workflowExecutionType", UNSET))

        workflow_run = cls(
            odata_type=odata_type,
            id=id,
            completed_date_time=completed_date_time,
            failed_tasks_count=failed_tasks_count,
            failed_users_count=failed_users_count,
            last_updated_date_time=last_updated_date_time,
            processing_status=processing_status,
            started_date_time=started_date_time,
            scheduled_date_time=scheduled_date_time,
            successful_users_count=successful_users_count,
            total_users_count=total_users_count,
            total_unprocessed_tasks_count=total_unprocessed_tasks_count,
            workflow_execution_type=workflow_execution_type,
        )

        workflow_run.additional_properties = d
        return workflow_run

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
