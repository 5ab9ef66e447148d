# Do not edit: copied from generator/runtime/ by `python -m generator generate`.

"""Headers: which may be sent, and how those of a response are read."""

import re
from collections.abc import Mapping

RESERVED = {
    *("authorization", "connection", "content-encoding", "content-length", "host", "transfer-encoding", "upgrade"),
}
NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
PREFERENCE = re.compile(r'(?:"(?:[^"\\]|\\.)*"|[^,])+')
VALUE = re.compile(r"([!-~]([ \t!-~]*[!-~])?)?")


def checked_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """Return the headers. Raises ValueError, without quoting a value that may be secret, if one cannot be sent."""
    if not isinstance(headers, Mapping):
        raise TypeError(f"headers is {type(headers).__name__}, not a mapping")
    for name, value in headers.items():
        if not (isinstance(name, str) and NAME.fullmatch(name)):
            raise ValueError(f"invalid header name {name!r:.50}")
        if not (isinstance(value, str) and VALUE.fullmatch(value)):
            raise ValueError(f"the header {name} cannot be sent: its value must be visible ASCII on one line")
        if name.lower() in RESERVED:
            raise ValueError(f"the header {name} is set by the client itself")
    return dict(headers)


def merged(defaults: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
    """Return all headers; a given one replaces the default of the same name in any case, but preferences add up."""
    names = {str(name).lower() for name in given}
    headers = {name: value for name, value in defaults.items() if name.lower() not in names} | dict(given)
    if (preferences := values(given, "prefer")) and (more := values(defaults, "prefer")):
        headers = {name: value for name, value in headers.items() if name.lower() != "prefer"}
        headers["Prefer"] = _joined_preferences([*preferences, *more])
    return headers


def _joined_preferences(texts: list[str]) -> str:
    """Return the preferences of all texts; of two with one name the first counts (RFC 7240, 2)."""
    found: dict[str, str] = {}
    for text in texts:
        for preference in PREFERENCE.findall(text):
            found.setdefault(re.split("[=;]", preference, maxsplit=1)[0].strip().lower(), preference.strip())
    return ", ".join(preference for name, preference in found.items() if name)


def values(headers: Mapping[str, str], name: str) -> list[str]:
    """Return the values of all headers of the name, which is in lower case."""
    if get_list := getattr(headers, "get_list", None):
        found: list[str] = get_list(name)
        return found
    return [value for key, value in headers.items() if key.lower() == name]


def value(headers: Mapping[str, str], name: str) -> str | None:
    """Return the first value of the header, or None."""
    return next(iter(values(headers, name)), None)
