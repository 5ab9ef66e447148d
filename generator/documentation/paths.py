"""Compare request lines of pages with paths of the spec."""

import re

PARAMETER = re.compile(r"\{+[^{}]*\}+")
SEGMENT = r"(?:[\w$.@~-]+|\{\w+\}|[\w.]+\((?:\w+='?\{\w+\}'?(?:, ?\w+='?\{\w+\}'?)*)?\))"
USABLE = re.compile(rf"(?:/{SEGMENT})+/?")


def is_usable(path: str) -> bool:
    """Whether a path can be written into a spec as it is: known segments, and no parameter twice."""
    names = re.findall(r"\{(\w+)\}", path)
    return USABLE.fullmatch(path) is not None and len(names) == len(set(names))


def shape(path: str) -> str:
    """Return the path without the names of its parameters and without a slash at its end."""
    return PARAMETER.sub("{}", path).rstrip("/").lower()


def fits(url: str, path: str) -> bool:
    """Whether the URL of an example is one that the path describes."""
    without_query = url.split("?", 1)[0]
    template = "".join(
        r"[^/(),]+" if part.startswith("{") else re.escape(part)
        for part in re.split(r"(\{+[^{}]*\}+)", path.rstrip("/"))
    )
    return (
        re.fullmatch(rf"(?:https://graph\.microsoft\.com/(?:beta|v1\.0))?{template}/?", without_query, re.IGNORECASE)
        is not None
    )
