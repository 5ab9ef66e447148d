# Do not edit: copied from generator/runtime/ by `python -m generator generate`.

"""Read the body of an error, whoever sent it: Microsoft Graph, a token service, a gateway or a firewall."""

import json
import re
from dataclasses import dataclass
from typing import Any

LONGEST_EXCERPT = 200  # characters
LONGEST_PAGE = 4_000
NOT_TEXT = re.compile(r"<!--.*?-->|<(script|style)\b[^<>]*>.*?</\1>|<[^<>]*>", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True)
class ErrorBody:
    """What an error body contains. `described` is its message, else an excerpt; `envelope` is Graph's own form."""

    code: str | None
    message: str | None
    inner_error: dict[str, Any] | None
    described: str
    envelope: bool


def read_error(content: bytes, content_type: str | None) -> ErrorBody:
    """Read an error body of any form."""
    members = _members(content, content_type)
    error = members.get("error")
    if isinstance(error, dict):  # OData: {"error": {"code", "message", "innerError"}}
        error = _lower(error)
        code, message = _text(error.get("code")), _text(error.get("message"))
        inner = error.get("innererror")
        described = message or code or excerpt(content, content_type)
        return ErrorBody(code, message, inner if isinstance(inner, dict) else None, described, envelope=True)
    if isinstance(error, str):  # OAuth: {"error", "error_description"}
        code, message = _text(error), _text(members.get("error_description")) or _text(members.get("message"))
    else:  # a problem of RFC 9457, or what API management and ASP.NET send
        code = _text(members.get("code"))
        named = [_text(members.get(name)) for name in ("title", "detail", "message")]
        message = ": ".join(text for text in named if text) or None
    described = ": ".join(text for text in (code, message) if text) or excerpt(content, content_type)
    return ErrorBody(code, message, None, described, envelope=False)


def excerpt(content: bytes, content_type: str | None) -> str:
    """Return the content type and the beginning of the text on one line."""
    if not content.strip():
        return "the body is empty"
    text = decoded(content, content_type)[:LONGEST_PAGE]
    if "html" in (content_type or "") or text.lstrip()[:1] == "<":
        text = NOT_TEXT.sub(" ", text) if NOT_TEXT.sub("", text).strip() else text
    line = " ".join(_printable(text, " ").split())
    line = line if len(line) <= LONGEST_EXCERPT else f"{line[:LONGEST_EXCERPT]}…"
    return f"the body is {_printable(content_type or 'no content type', '')[:80]}: {line}"


def _printable(text: str, instead: str) -> str:
    return text if text.isprintable() else "".join(sign if sign.isprintable() else instead for sign in text)


def decoded(content: bytes, content_type: str | None) -> str:
    """Return the text: a Unicode encoding if it is one, else what the content type names, else Latin-1."""
    named = re.search(r"charset\s*=\s*\"?([\w.:-]+)", content_type or "", re.IGNORECASE)
    for encoding in (json.detect_encoding(content), named[1] if named else "latin-1"):
        try:
            return content.decode(encoding).removeprefix("\ufeff")
        except (UnicodeError, LookupError):
            continue
    return content.decode("latin-1")


def _members(content: bytes, content_type: str | None) -> dict[str, Any]:
    try:
        value = json.loads(decoded(content, content_type))
    except (ValueError, RecursionError):
        return {}
    return _lower(value) if isinstance(value, dict) else {}


def _lower(value: dict[str, Any]) -> dict[str, Any]:
    """Return the members with their names in lower case: services differ."""
    return {name.lower(): item for name, item in value.items()}


def _text(value: object) -> str | None:
    # JSON can spell half a character, which could neither be printed nor logged.
    return value.encode(errors="replace").decode() if isinstance(value, str) and value.strip() else None
