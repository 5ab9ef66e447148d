# Do not edit: emitted from spec/openapi.yaml by `python -m generator generate`.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.incoming_flow_run_create_odata_type import IncomingFlowRunCreateOdataType
from ..models.run_status import RunStatus
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.public_error_create import PublicErrorCreate
    from ..models.run_statistics import RunStatistics


T = TypeVar("T", bound="IncomingFlowRunCreate")


@_attrs_define
class IncomingFlowRunCreate:
    """A run to create, of an incoming flow or of the process of such a run."""

    display_name: str
    """ What the run is called, for people. """
    start_date_time: datetime.datetime
    """ When the run started. """
    status: RunStatus
    """ How far a run has come, or how it ended. """
    statistics: RunStatistics
    """ What a run logged about itself. The drafts define no member, so any is allowed. """
    odata_type: IncomingFlowRunCreateOdataType | Unset = UNSET
    """ The type of the object, in the spelling of the namespace or in that of the draft. """
    end_date_time: datetime.datetime | None | Unset = UNSET
    """ When the run ended; null while it is in progress. """
    blocking_error: PublicErrorCreate | Unset = UNSET
    """ An error to send with a run. """

    def to_dict(self) -> dict[str, Any]:
        display_name = self.display_name

        start_date_time = self.start_date_time.isoformat()

        status = self.status.value

        statistics = self.statistics.to_dict()

        odata_type: str | Unset = UNSET
        if not isinstance(self.odata_type, Unset):
            odata_type = self.odata_type.value

        end_date_time: None | str | Unset
        if isinstance(self.end_date_time, Unset):
            end_date_time = UNSET
        elif isinstance(self.end_date_time, datetime.datetime):
            end_date_time = self.end_date_time.isoformat()
        else:
            end_date_time = self.end_date_time

        blocking_error: dict[str, Any] | Unset = UNSET
        if not isinstance(self.blocking_error, Unset):
            blocking_error = self.blocking_error.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "displayName": display_name,
                "startDateTime": start_date_time,
                "status": status,
                "statistics": statistics,
            }
        )
        if odata_type is not UNSET:
            field_dict["@odata.type"] = odata_type
        if end_date_time is not UNSET:
            field_dict["endDateTime"] = end_date_time
        if blocking_error is not UNSET:
            field_dict["blockingError"] = blocking_error

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.public_error_create import PublicErrorCreate
        from ..models.run_statistics import RunStatistics

        d = dict(src_dict)
        display_name = d.pop("displayName")

        start_date_time = datetime.datetime.fromisoformat(d.pop("startDateTime"))

        status = RunStatus(d.pop("status"))

        statistics = RunStatistics.from_dict(d.pop("statistics"))

        _odata_type = d.pop("@odata.type", UNSET)
        odata_type: IncomingFlowRunCreateOdataType | Unset
        if isinstance(_odata_type, Unset):
            odata_type = UNSET
        else:
            odata_type = IncomingFlowRunCreateOdataType(_odata_type)

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

        _blocking_error = d.pop("blockingError", UNSET)
        blocking_error: PublicErrorCreate | Unset
        if isinstance(_blocking_error, Unset):
            blocking_error = UNSET
        else:
            blocking_error = PublicErrorCreate.from_dict(_blocking_error)

        incoming_flow_run_create = cls(
            display_name=display_name,
            start_date_time=start_date_time,
            status=status,
            statistics=statistics,
            odata_type=odata_type,
            end_date_time=end_date_time,
            blocking_error=blocking_error,
        )

        return incoming_flow_run_create
