# Do not edit: emitted from spec/openapi.yaml by `python -m generator generate`.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.lifecycle_workflow_processing_status import LifecycleWorkflowProcessingStatus
from ..models.workflow_execution_type import WorkflowExecutionType
from ..models.workflow_run_create_odata_type import WorkflowRunCreateOdataType
from ..types import UNSET, Unset

T = TypeVar("T", bound="WorkflowRunCreate")


@_attrs_define
class WorkflowRunCreate:
    """A run of a lifecycle workflow to create."""

    failed_tasks_count: int
    """ A signed integer of 32 bits. """
    failed_users_count: int
    """ A signed integer of 32 bits. """
    processing_status: LifecycleWorkflowProcessingStatus
    """ How far a run of a lifecycle workflow has come, or how it ended. """
    scheduled_date_time: datetime.datetime
    """ When the run was due. """
    successful_users_count: int
    """ A signed integer of 32 bits. """
    total_users_count: int
    """ A signed integer of 32 bits. """
    total_unprocessed_tasks_count: int
    """ A signed integer of 32 bits. """
    workflow_execution_type: WorkflowExecutionType
    """ What set a run of a lifecycle workflow off. """
    odata_type: WorkflowRunCreateOdataType | Unset = UNSET
    """ The type of the object. """
    completed_date_time: datetime.datetime | Unset = UNSET
    """ When the run was completed. """
    last_updated_date_time: datetime.datetime | Unset = UNSET
    """ When the record of the run last changed. """
    started_date_time: datetime.datetime | Unset = UNSET
    """ When the run began to execute. """

    def to_dict(self) -> dict[str, Any]:
        failed_tasks_count = self.failed_tasks_count

        failed_users_count = self.failed_users_count

        processing_status = self.processing_status.value

        scheduled_date_time = self.scheduled_date_time.isoformat()

        successful_users_count = self.successful_users_count

        total_users_count = self.total_users_count

        total_unprocessed_tasks_count = self.total_unprocessed_tasks_count

        workflow_execution_type = self.workflow_execution_type.value

        odata_type: str | Unset = UNSET
        if not isinstance(self.odata_type, Unset):
            odata_type = self.odata_type.value

        completed_date_time: str | Unset = UNSET
        if not isinstance(self.completed_date_time, Unset):
            completed_date_time = self.completed_date_time.isoformat()

        last_updated_date_time: str | Unset = UNSET
        if not isinstance(self.last_updated_date_time, Unset):
            last_updated_date_time = self.last_updated_date_time.isoformat()

        started_date_time: str | Unset = UNSET
        if not isinstance(self.started_date_time, Unset):
            started_date_time = self.started_date_time.isoformat()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "failedTasksCount": failed_tasks_count,
                "failedUsersCount": failed_users_count,
                "processingStatus": processing_status,
                "scheduledDateTime": scheduled_date_time,
                "successfulUsersCount": successful_users_count,
                "totalUsersCount": total_users_count,
                "totalUnprocessedTasksCount": total_unprocessed_tasks_count,
                "workflowExecutionType": workflow_execution_type,
            }
        )
        if odata_type is not UNSET:
            field_dict["@odata.type"] = odata_type
        if completed_date_time is not UNSET:
            field_dict["completedDateTime"] = completed_date_time
        if last_updated_date_time is not UNSET:
            field_dict["lastUpdatedDateTime"] = last_updated_date_time
        if started_date_time is not UNSET:
            field_dict["startedDateTime"] = started_date_time

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        failed_tasks_count = d.pop("failedTasksCount")

        failed_users_count = d.pop("failedUsersCount")

        processing_status = LifecycleWorkflowProcessingStatus(d.pop("processingStatus"))

        scheduled_date_time = datetime.datetime.fromisoformat(d.pop("scheduledDateTime"))

        successful_users_count = d.pop("successfulUsersCount")

        total_users_count = d.pop("totalUsersCount")

        total_unprocessed_tasks_count = d.pop("totalUnprocessedTasksCount")

        workflow_execution_type = WorkflowExecutionType(d.pop("workflowExecutionType"))

        _odata_type = d.pop("@odata.type", UNSET)
        odata_type: WorkflowRunCreateOdataType | Unset
        if isinstance(_odata_type, Unset):
            odata_type = UNSET
        else:
            odata_type = WorkflowRunCreateOdataType(_odata_type)

        _completed_date_time = d.pop("completedDateTime", UNSET)
        completed_date_time: datetime.datetime | Unset
        if isinstance(_completed_date_time, Unset):
            completed_date_time = UNSET
        else:
            completed_date_time = datetime.datetime.fromisoformat(_completed_date_time)

        _last_updated_date_time = d.pop("lastUpdatedDateTime", UNSET)
        last_updated_date_time: datetime.datetime | Unset
        if isinstance(_last_updated_date_time, Unset):
            last_updated_date_time = UNSET
        else:
            last_updated_date_time = datetime.datetime.fromisoformat(_last_updated_date_time)

        _started_date_time = d.pop("startedDateTime", UNSET)
        started_date_time: datetime.datetime | Unset
        if isinstance(_started_date_time, Unset):
            started_date_time = UNSET
        else:
            started_date_time = datetime.datetime.fromisoformat(_started_date_time)

        workflow_run_create = cls(
            failed_tasks_count=failed_tasks_count,
            failed_users_count=failed_users_count,
            processing_status=processing_status,
            scheduled_date_time=scheduled_date_time,
            successful_users_count=successful_users_count,
            total_users_count=total_users_count,
            total_unprocessed_tasks_count=total_unprocessed_tasks_count,
            workflow_execution_type=workflow_execution_type,
            odata_type=odata_type,
            completed_date_time=completed_date_time,
            last_updated_date_time=last_updated_date_time,
            started_date_time=started_date_time,
        )

        return workflow_run_create
