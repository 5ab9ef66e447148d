# Do not edit: emitted from spec/openapi.yaml by `python -m generator generate`.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.run_status import RunStatus
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.public_error import PublicError
    from ..models.run_statistics import RunStatistics


T = TypeVar("T", bound="Run")


@_attrs_define
class Run:
    """A run of an industry data flow."""

    odata_type: str | Unset = UNSET
    """ The type of the object. """
    id: str | Unset = UNSET
    """ The key of the object, given by the service. Not always a GUID. """
    display_name: str | Unset = UNSET
    """ What the run is called, for people. """
    start_date_time: datetime.datetime | Unset = UNSET
    """ When the run started. """
    end_date_time: datetime.datetime | None | Unset = UNSET
    """ When the run ended; null while it is in progress. """
    status: RunStatus | str | Unset = UNSET
    """ How far the run has come, or how it ended. May hold a member that is not documented. """
    blocking_error: PublicError | Unset = UNSET
    """ An error that stopped a run. """
    statistics: RunStatistics | Unset = UNSET
    """ What a run logged about itself. The drafts define no member, so any is allowed. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        odata_type = self.odata_type

        id = self.id

        display_name = self.display_name

        start_date_time: str | Unset = UNSET
        if not isinstance(self.start_date_time, Unset):
            start_date_time = self.start_date_time.isoformat()

        end_date_time: None | str | Unset
        if isinstance(self.end_date_time, Unset):
            end_date_time = UNSET
        elif isinstance(self.end_date_time, datetime.datetime):
            end_date_time = self.end_date_time.isoformat()
        else:
            end_date_time = self.end_date_time

        status: str | Unset
        if isinstance(self.status, Unset):
            status = UNSET
        elif isinstance(self.status, RunStatus):
            status = self.status.value
        else:
            status = self.status

        blocking_error: dict[str, Any] | Unset = UNSET
        if not isinstance(self.blocking_error, Unset):
            blocking_error = self.blocking_error.to_dict()

        statistics: dict[str, Any] | Unset = UNSET
        if not isinstance(self.statistics, Unset):
            statistics = self.statistics.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if odata_type is not UNSET:
            field_dict["@odata.type"] = odata_type
        if id is not UNSET:
            field_dict["id"] = id
        if display_name is not UNSET:
            field_dict["displayName"] = display_name
        if start_date_time is not UNSET:
            field_dict["startDateTime"] = start_date_time
        if end_date_time is not UNSET:
            field_dict["endDateTime"] = end_date_time
        if status is not UNSET:
            field_dict["status"] = status
        if blocking_error is not UNSET:
            field_dict["blockingError"] = blocking_error
        if statistics is not UNSET:
            field_dict["statistics"] = statistics

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.public_error import PublicError
        from ..models.run_statistics import RunStatistics

        d = dict(src_dict)
        odata_type = d.pop("@odata.type", UNSET)

        id = d.pop("id", UNSET)

        display_name = d.pop("displayName", UNSET)

        _start_date_time = d.pop("startDateTime", UNSET)
        start_date_time: datetime.datetime | Unset
        if isinstance(_start_date_time, Unset):
            start_date_time = UNSET
        else:
            start_date_time = datetime.datetime.fromisoformat(_start_date_time)

        def _parse_end_date_time(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                end_date_time_type_0 = datetime.datetime.fromisoformat(data)

                return end_date_time_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        end_date_time = _parse_end_date_time(d.pop("endDateTime", UNSET))

        def _parse_status(data: object) -> RunStatus | str | Unset:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                status_type_0 = RunStatus(data)

                return status_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(RunStatus | str | Unset, data)

        status = _parse_status(d.pop("status", UNSET))

        _blocking_error = d.pop("blockingError", UNSET)
        blocking_error: PublicError | Unset
        if isinstance(_blocking_error, Unset):
            blocking_error = UNSET
        else:
            blocking_error = PublicError.from_dict(_blocking_error)

        _statistics = d.pop("statistics", UNSET)
        statistics: RunStatistics | Unset
        if isinstance(_statistics, Unset):
            statistics = UNSET
        else:
            statistics = RunStatistics.from_dict(_statistics)

        run = cls(
            odata_type=odata_type,
            id=id,
            display_name=display_name,
            start_date_time=start_date_time,
            end_date_time=end_date_time,
            status=status,
            blocking_error=blocking_error,
            statistics=statistics,
        )

        run.additional_properties = d
        return run

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
