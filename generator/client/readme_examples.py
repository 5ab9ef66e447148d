"""Examples for the emitted README, made of the document: which operation to show, and what to pass to it."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from generator.client.api_model import Api, Class, Field, Group, Method
from generator.client.api_types import ANY, Enum, ListOf, MapOf, Ref, Scalar, Tagged, Type, Union
from generator.spec import walk
from generator.spec.document import Document
from generator.spec.graph_rules import DRAFT, TYPE_PROPERTY, UNKNOWN_MEMBER

UNDOCUMENTED = "undocumented"
TEXTS = {
    "Uuid": "123e4567-e89b-12d3-a456-426614174000",
    "Uri": "https://example.com/",
    "Duration": "PT1H",
    "Time": "08:30:00Z",
    "Base64": "AAAA",
}


@dataclass(frozen=True)
class Shown:
    """An expression, the imports from `datetime` and from the models that it needs."""

    text: str
    times: frozenset[str] = frozenset()
    models: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Call:
    """A call of an operation: its expression, what it needs, and the name and attributes of its result."""

    shown: Shown
    result: str | None = None
    attributes: tuple[str, ...] = ()
    operation_id: str = ""
    schema: str | None = None
    is_draft: bool = False

    def with_options(self, options: str) -> str:
        """Return the call with options after its arguments."""
        head = self.shown.text[:-1]
        return f"{head}{'' if head.endswith('(') else ', '}{options})"

    @property
    def datetime_import(self) -> str:
        """The import of what the arguments need, if anything."""
        return f"from datetime import {', '.join(sorted(self.shown.times))}" if self.shown.times else ""

    @property
    def models_import(self) -> str:
        """The import of the models that the arguments need, if any."""
        return f"from graph_runs.models import {', '.join(sorted(self.shown.models))}" if self.shown.models else ""


@dataclass(frozen=True)
class Absent:
    """A property of a request that may be absent and may be null."""

    model: str
    shown: Shown
    name: str
    wire_name: str


@dataclass(frozen=True)
class Unknown:
    """A response with what is not documented: a member of an enum, and a property."""

    model: str
    content: str
    name: str | None
    member: str


@dataclass
class Examples:
    """Finds and makes the examples for one document."""

    document: Document
    api: Api
    calls: list[Call] = field(init=False)

    def __post_init__(self) -> None:
        self.classes = {declared.name: declared for declared in self.api.classes}
        methods = [(group, method) for group in self.api.groups for method in group.methods]
        # The operation that shows most comes first: with a body, with a result.
        methods.sort(key=lambda one: (one[1].body is None, one[1].result is None))
        self.calls = [self.call(group, method) for group, method in methods]

    @property
    def first(self) -> Call:
        """The operation that shows most."""
        return self.calls[0]

    @property
    def short(self) -> Call:
        """The operation with the shortest call that has a body, if any has: a live one that sends something."""
        with_body = [call for call in self.calls if call.schema] or self.calls
        return min(with_body, key=lambda call: (call.is_draft, "()" in call.shown.text, len(call.shown.text)))

    @property
    def schema(self) -> str:
        """The name of a schema to validate with: that of a request, if there is one, an object in any case."""
        schemas = {declared.name: str(declared.pointer[-1]) for declared in self.api.declarations}
        return schemas[self.first.schema] if self.first.schema else next(iter(schemas.values()))

    @property
    def status(self) -> str:
        """The success of the operation that shows most."""
        methods = (method for group in self.api.groups for method in group.methods)
        return next(one.successes[0] for one in methods if one.operation_id == self.first.operation_id)

    @property
    def cloud(self) -> str:
        """The name of the last of the first two servers."""
        from generator.client import supported

        return [supported.cloud(server) for server in self.document.data["servers"]][:2][-1]

    @property
    def sends_its_type(self) -> bool:
        """Whether a request has a type that is sent without being asked for."""
        return any(
            one.wire_name == TYPE_PROPERTY and one.default not in (None, "None")
            for declared in self.api.classes
            for one in declared.fields
        )

    @property
    def absent(self) -> Absent | None:
        """An example of absent and null, if a request has such a property."""
        for group in self.api.groups:
            for method in group.methods:
                body = self.classes.get(method.body.type.python) if method.body else None
                for one in body.all_fields.values() if body else ():
                    if body and one.type.nullable and one.default == "None" and one.type != ANY:
                        return Absent(body.name, self.model(body, self.payload(method)), one.name, one.wire_name)
        return None

    @property
    def unknown(self) -> Unknown | None:
        """An example of what is not documented in a response, if a response can be nearly empty."""
        best: Unknown | None = None
        for group in self.api.groups:
            for method in group.methods:
                made = self.classes.get(method.result.type.python) if method.result else None
                if made is None or any(one.required for one in made.all_fields.values()):
                    continue
                names = [one for one in made.all_fields.values() if isinstance(one.type, Union) and one.type.marks]
                content = {**({names[0].wire_name: UNDOCUMENTED} if names else {}), "priority": 3}
                if "priority" not in made.all_fields:
                    found = Unknown(made.name, json.dumps(content), names[0].name if names else None, UNDOCUMENTED)
                    best = found if best is None or (found.name and not best.name) else best
        return best

    def call(self, group: Group, method: Method) -> Call:
        """Return a call of the operation with its required arguments."""
        shown = [self.value(one.type, name=one.name, limits=one.checked) for one in method.path_parameters]
        if method.body:
            shown.append(self.value(method.body.type, self.payload(method)))
        for one in method.keyword_parameters:
            if one.required and one.constant is None:
                value = self.value(one.type, name=one.name, limits=one.checked)
                shown.append(Shown(f"{one.name}={value.text}", value.times, value.models))
        text = f"graph.{group.name}.{method.name}({', '.join(value.text for value in shown)})"
        result = self.classes.get(method.result.type.python) if method.result else None
        attributes = [one.name for one in result.all_fields.values() if _is_plain(one)][:2] if result else []
        schema = method.body.type.python if method.body else None
        name = (re.findall("[A-Z][a-z]+", result.name) or ["result"])[-1].lower() if result else "result"
        name = "result" if name in ("date", "graph", "time") else name
        named = name if method.result else None
        draft = method.availability == DRAFT
        return Call(_together(text, shown), named, tuple(attributes), method.operation_id, schema, draft)

    def payload(self, method: Method) -> Any:
        """Return an example of the request body, if the document has one."""
        place, body = walk.resolve(self.document.data, (*method.pointer, "requestBody"))
        for media_type, content in body.get("content", {}).items():
            for name in content.get("examples", {}):
                _, example = walk.resolve(self.document.data, (*place, "content", media_type, "examples", name))
                if "value" in example:
                    return example["value"]
        return None

    def model(self, declared: Class, payload: Any = None) -> Shown:
        """Return an object with its required properties; if it has none, with the plain ones of the payload."""
        payload = payload if isinstance(payload, dict) else {}
        fields = declared.all_fields.values()
        shown = []
        for one in [one for one in fields if one.required] or [
            one for one in fields if one.wire_name in payload and _is_plain(one)
        ]:
            value = self.value(one.type, payload.get(one.wire_name), name=one.name)
            shown.append(Shown(f"{one.name}={value.text}", value.times, value.models))
        made = _together(f"{declared.name}({', '.join(value.text for value in shown)})", shown)
        return Shown(made.text, made.times, made.models | {declared.name})

    def value(self, kind: Type, payload: Any = None, *, name: str = "", limits: Type | None = None) -> Shown:
        """Return a value of the type, that of the payload where it can be shown."""
        match kind:
            case Ref() if kind.alias:
                return self.value(kind.alias, payload, name=name, limits=limits)
            case Ref():
                return self.model(self.classes[kind.name], payload)
            case Enum():
                known = [member for member in kind.members if member not in (None, UNKNOWN_MEMBER)]
                shown = payload if payload in kind.members and payload is not None else next(iter(known), None)
                return Shown(_quoted(shown))
            case ListOf():
                item = self.value(kind.item, payload[0] if isinstance(payload, list) and payload else None)
                return _together(f"[{item.text}]", [item])
            case MapOf():
                return Shown("{}")
            case Tagged():
                return self.value(kind.parts[0], payload)
            case Union():
                first = next((part for part in kind.parts if not part.nullable), kind.parts[0])
                return self.value(first, payload, name=name, limits=limits)
        return _scalar(limits if isinstance(limits, Scalar) else kind, payload, name)


def _scalar(kind: Scalar, payload: Any, name: str) -> Shown:
    limits = dict(kind.limits)
    if kind.shape == "date-time":
        return Shown("datetime.now(UTC)", frozenset(("UTC", "datetime")))
    if kind.shape == "date":
        return Shown("date(2022, 10, 6)", frozenset(("date",)))
    if kind.shape == "uuid":
        return Shown(_quoted(TEXTS["Uuid"]))
    if kind.name in TEXTS:
        return Shown(_quoted(TEXTS[kind.name]))
    if kind.shape == "string":
        text = (
            payload if isinstance(payload, str) else f"{re.sub(r'_(id)?$', '', name).replace('_', '-')}-1".lstrip("-")
        )
        text = text.ljust(int(limits.get("min_length", 0)), "x")[: int(limits.get("max_length", len(text) + 99))]
        return Shown(_quoted(text))
    if kind.shape in ("integer", "number"):
        return Shown(repr(_number(limits)))
    return Shown("True" if kind.shape == "boolean" else "None")


def _number(limits: dict[str, int | float]) -> int | float:
    step = limits.get("multiple_of", 1)
    least = limits.get("ge", limits.get("gt", 0) + step if "gt" in limits else min(1, limits.get("le", 1)))
    if "lt" in limits and least >= limits["lt"]:
        least = limits["lt"] - step
    return -(-least // step) * step if "multiple_of" in limits else least


def _is_plain(one: Field) -> bool:
    return not one.wire_name.startswith("@") and isinstance(one.type, Scalar | Union)


def _together(text: str, shown: list[Shown]) -> Shown:
    times = frozenset(name for value in shown for name in value.times)
    return Shown(text, times, frozenset(name for value in shown for name in value.models))


def _quoted(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) and value.isprintable() else repr(value)
