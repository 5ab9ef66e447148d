"""Choose what the emitted README shows of lists: one with a filter, and the properties that the filter compares."""

from collections.abc import Callable
from dataclasses import dataclass

from generator.client.api_model import Api, Class, Field, Group, Method
from generator.client.api_types import Enum, Ref, Scalar, Type, Union
from generator.spec.graph_rules import FILTER, SELECT

FAILED = "failed"


@dataclass(frozen=True)
class ListExample:
    """A list method, and what its items are told apart by."""

    group: Group
    method: Method
    key: Field
    status: Field
    start: Field

    @property
    def can_select(self) -> bool:
        """Whether a caller can choose the properties that are returned."""
        return any(parameter.wire_name == SELECT for parameter in self.method.parameters)


def choose(api: Api) -> ListExample | None:
    """Return the first list that can be filtered by a failed status and a time, if there is one."""
    classes = {one.name: one for one in api.classes}
    for group in api.groups:
        for method in group.methods:
            item = classes.get(method.item.name) if isinstance(method.item, Ref) else None
            if item and any(parameter.wire_name == FILTER for parameter in method.parameters):
                key, status, start = (_first(item, test) for test in (_is_key, _can_fail, _is_time))
                if key and status and start:
                    return ListExample(group, method, key, status, start)
    return None


def _first(item: Class, test: Callable[[Field], bool]) -> Field | None:
    return next((field for field in item.all_fields.values() if test(field)), None)


def _is_key(field: Field) -> bool:
    return field.wire_name == "id"


def _can_fail(field: Field) -> bool:
    return any(isinstance(part, Enum) and FAILED in part.members for part in _parts(field.type))


def _is_time(field: Field) -> bool:
    times = any(isinstance(part, Scalar) and part.shape == "date-time" for part in _parts(field.type))
    return times and field.wire_name.startswith("start")


def _parts(kind: Type) -> list[Type]:
    if isinstance(kind, Ref) and kind.alias:
        return _parts(kind.alias)
    return [inner for part in kind.parts for inner in _parts(part)] if isinstance(kind, Union) else [kind]
