# Do not edit: copied from generator/runtime/ by `python -m generator generate`.

"""Which Python values are JSON values: those that json.loads can return, and tuples."""

import math
from enum import Enum

MAX_DEPTH = 1024  # levels, as in text
REMEDIES = {
    "Decimal": "pass int(value) or float(value)",
    "Timestamp": "pass value.isoformat()",
    "datetime": "pass value.isoformat()",
    "date": "pass value.isoformat()",
    "NAType": "pass None",
    "NaTType": "pass None",
    "UUID": "pass str(value)",
    "set": "pass a list",
    "frozenset": "pass a list",
    "ndarray": "pass value.tolist()",
    "bytes": "pass a str, or the whole payload as bytes",
}


def require_json_value(value: object) -> None:
    """Raise TypeError unless `value` is None, or of type bool, int, float, str, list, tuple or dict with str keys.

    Subclasses do not count. Numbers are finite and within the range of a double, text has no lone surrogates, and
    nothing is nested deeper than 1,024 levels.
    """
    level = [value]
    for _ in range(MAX_DEPTH + 1):
        inner: dict[int, object] = {}  # by identity: a value that is shared is looked at once in each level
        for each in level:
            kind = type(each)
            if kind is dict:
                for name, item in each.items():  # type: ignore[attr-defined]
                    if type(name) is not str:
                        raise TypeError(f"not a JSON value: a key of type {_name(type(name))}; keys must be str")
                    if not name.isascii():
                        _require_text(name)
                    if type(item) is str and item.isascii():
                        continue
                    inner[id(item)] = item
            elif kind is list or kind is tuple:
                inner.update((id(item), item) for item in each)  # type: ignore[attr-defined]
            else:
                _require_leaf(each)
        if not inner:
            return
        level = list(inner.values())
    raise TypeError(f"not a JSON value: it contains itself, or is nested deeper than {MAX_DEPTH:,} levels")


def _require_leaf(value: object) -> None:
    kind = type(value)
    if kind is str:
        _require_text(str(value))
    elif kind is float:
        if not math.isfinite(value):  # type: ignore[arg-type]
            raise TypeError(f"not a JSON value: {value}; pass None")
    elif kind is int:
        try:
            float(value)  # type: ignore[arg-type]
        except OverflowError:
            message = "not a JSON value: an int beyond the range of a double; pass a smaller one, or a str"
            raise TypeError(message) from None
    elif kind is not bool and value is not None:
        raise TypeError(f"not a JSON value: {_name(kind)}; {_remedy(kind)}")


def _require_text(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise TypeError("not a JSON value: a str with a lone surrogate") from None


def _remedy(kind: type) -> str:
    if issubclass(kind, Enum):
        return "pass value.value"
    if kind.__module__.partition(".")[0] == "numpy" and kind.__name__ != "ndarray":
        return "pass value.item()"
    for base in (str, int, float, list, tuple, dict):
        if issubclass(kind, base) and kind.__name__ not in REMEDIES:
            return f"pass {base.__name__}(value)"
    return REMEDIES.get(kind.__name__, "pass what json.loads would return")


def _name(kind: type) -> str:
    return kind.__name__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__name__}"
