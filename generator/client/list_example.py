"""Choose what the emitted README shows of lists: one with a filter, and one with an action that starts an item."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from keyword import iskeyword

from generator.client.api_model import Api, Class, Field, Group, Method
from generator.client.api_types import Enum, Ref, Scalar, Type, Union
from generator.spec.graph_rules import FILTER, SELECT, TOP

FAILED = "failed"
RUNNING = "running"


@dataclass(frozen=True)
class ListExample:
    """A list method, and what its items are told apart by."""

    group: Group
    method: Method
    key: Field
    status: Field
    start: Field

    @property
    def noun(self) -> str:
        """What an item is called in a loop."""
        return noun(self.method.item)

    @property
    def has_top(self) -> bool:
        """Whether a caller can choose the size of a page."""
        return any(parameter.wire_name == TOP for parameter in self.method.parameters)

    @property
    def can_select(self) -> bool:
        """Whether a caller can choose the properties that are returned."""
        return any(parameter.wire_name == SELECT for parameter in self.method.parameters)


@dataclass(frozen=True)
class StartExample:
    """An action that starts an item of a list without telling its id, and how to get the list and the item."""

    group: Group
    start: Method
    listed: Method
    got: Method
    key: Field
    status: Field


def noun(kind: Type | None) -> str:
    """Return the last word of the name of a class, for a variable."""
    words = re.findall("[A-Z][a-z]+", kind.name) if isinstance(kind, Ref) else []
    word = words[-1].lower() if words else "item"
    return "item" if iskeyword(word) or word in ("graph", "odata", "asyncio", "date", "time", "failed") else word


def choose_start(api: Api) -> StartExample | None:
    """Return the first action that is accepted without a result, if the item that it starts can be found in a list."""
    classes = {one.name: one for one in api.classes}
    for group in api.groups:
        lists = {method.path: method for method in group.methods if isinstance(method.item, Ref)}
        gets = {method.path.rpartition("/{")[0]: method for method in group.methods if method.path.endswith("}")}
        for method in group.methods:
            path = method.path.rpartition("/")[0]
            accepted = method.successes == ("202",) and not method.body and not method.result
            if accepted and path in lists and path in gets and gets[path].http_method == "GET":
                item = classes.get(lists[path].item.python)  # type: ignore[union-attr]
                key, status = (_first(item, test) if item else None for test in (_is_key, _can_run))
                if key and status:
                    return StartExample(group, method, lists[path], gets[path], key, status)
    return None


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
    return _has_member(field, FAILED)


def _can_run(field: Field) -> bool:
    return _has_member(field, RUNNING)


def _has_member(field: Field, member: str) -> bool:
    return any(isinstance(part, Enum) and member in part.members for part in _parts(field.type))


def _is_time(field: Field) -> bool:
    times = any(isinstance(part, Scalar) and part.shape == "date-time" for part in _parts(field.type))
    return times and field.wire_name.startswith("start")


def _parts(kind: Type) -> list[Type]:
    if isinstance(kind, Ref) and kind.alias:
        return _parts(kind.alias)
    return [inner for part in kind.parts for inner in _parts(part)] if isinstance(kind, Union) else [kind]
