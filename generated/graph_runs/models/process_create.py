# Do not edit: emitted from spec/openapi.yaml by `python -m generator generate`.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.process_create_odata_type import ProcessCreateOdataType
from ..models.readiness_status import ReadinessStatus
from ..types import UNSET, Unset

T = TypeVar("T", bound="ProcessCreate")


@_attrs_define
class ProcessCreate:
    """A process to add to a run."""

    display_name: str
    """ What the process is called, for people. """
    readiness_status: ReadinessStatus
    """ Where a process stands between its creation and its end. """
    odata_type: ProcessCreateOdataType | Unset = UNSET
    """ The type of the object, in the spelling of the namespace or in that of the draft. """
    e_tag: str | Unset = UNSET
    """ The version tag of the process, for concurrency control. """

    def to_dict(self) -> dict[str, Any]:
        display_name = self.display_name

        readiness_status = self.readiness_status.value

        odata_type: str | Unset = UNSET
        if not isinstance(self.odata_type, Unset):
            odata_type = self.odata_type.value

        e_tag = self.e_tag

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "displayName": display_name,
                "readinessStatus": readiness_status,
            }
        )
        if odata_type is not UNSET:
            field_dict["@odata.type"] = odata_type
        if e_tag is not UNSET:
            field_dict["eTag"] = e_tag

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        display_name = d.pop("displayName")

        readiness_status = ReadinessStatus(d.pop("readinessStatus"))

        _odata_type = d.pop("@odata.type", UNSET)
        odata_type: ProcessCreateOdataType | Unset
        if isinstance(_odata_type, Unset):
            odata_type = UNSET
        else:
            odata_type = ProcessCreateOdataType(_odata_type)

        e_tag = d.pop("eTag", UNSET)

        process_create = cls(
            display_name=display_name,
            readiness_status=readiness_status,
            odata_type=odata_type,
            e_tag=e_tag,
        )

        return process_create
