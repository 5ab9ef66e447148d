# Do not edit: emitted from spec/openapi.yaml by `python -m generator generate`.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

from ..models.run_create_odata_type import RunCreateOdataType
from ..models.run_status import RunStatus
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.run_statistics import RunStatistics


T = TypeVar("T", bound="RunCreate")


@_attrs_define
class RunCreate:
    """A run to add to the runs of a process."""

    display_name: str
    """ What the run is called, for people. """
    start_date_time: datetime.datetime
    """ When the run started. """
    end_date_time: datetime.datetime
    """ When the run ended. The draft requires it even of a run in progress. """
    status: RunStatus
    """ How far a run has come, or how it ended. """
    statistics: RunStatistics
    """ What a run logged about itself. The drafts define no member, so any is allowed. """
    odata_type: RunCreateOdataType | Unset = UNSET
    """ The type of the object. """

    def to_dict(self) -> dict[str, Any]:
        display_name = self.display_name

        start_date_time = self.start_date_time.isoformat()

        end_date_time = self.end_date_time.isoformat()

        status = self.status.value

        statistics = self.statistics.to_dict()

        odata_type: str | Unset = UNSET
        if not isinstance(self.odata_type, Unset):
            odata_type = self.odata_type.value

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "displayName": display_name,
                "startDateTime": start_date_time,
                "endDateTime": end_date_time,
                "status": status,
                "statistics": statistics,
            }
        )
        if odata_type is not UNSET:
            field_dict["@odata.type"] = odata_type

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.run_statistics import RunStatistics

        d = dict(src_dict)
        display_name = d.pop("displayName")

        start_date_time = datetime.datetime.fromisoformat(d.pop("startDateTime"))

        end_date_time = datetime.datetime.fromisoformat(d.pop("endDateTime"))

        status = RunStatus(d.pop("status"))

        statistics = RunStatistics.from_dict(d.pop("statistics"))

        _odata_type = d.pop("@odata.type", UNSET)
        odata_type: RunCreateOdataType | Unset
        if isinstance(_odata_type, Unset):
            odata_type = UNSET
        else:
            odata_type = RunCreateOdataType(_odata_type)

        run_create = cls(
            display_name=display_name,
            start_date_time=start_date_time,
            end_date_time=end_date_time,
            status=status,
            statistics=statistics,
            odata_type=odata_type,
        )

        return run_create
