# Do not edit: copied from generator/runtime/ by `python -m generator generate`.

"""Addresses: the base address of a server, the scope of its tokens, path segments, and parameters as text."""

import ipaddress
import re
from datetime import date, datetime
from typing import TypeAlias
from urllib.parse import quote, urlsplit

Scalar: TypeAlias = str | int | float | bool | datetime | date


def base_address(url: str) -> str:
    """Return the base address without a trailing slash, scheme and host in lower case.

    Raises:
        ValueError: The address is not https (or http to this machine), or has a user, query or fragment: the token is
            sent there.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    if not host or not (parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(host))):
        raise ValueError("the base address must use https, or http to this machine: the token is sent there")
    if parts.username is not None or re.search(r"[?#\\\s\x00-\x1f]", url) or parts.port == 0:
        raise ValueError("the base address must have no user, query, fragment, backslash or whitespace")
    return parts._replace(netloc=parts.netloc.lower()).geturl().rstrip("/")


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def scope(base_url: str) -> str:
    """Return the scope of tokens for the server: its root and `.default`."""
    parts = urlsplit(base_url)
    return f"{parts.scheme}://{parts.netloc}/.default"


def path(template: str, *values: Scalar) -> str:
    """Return the path with each `{parameter}` replaced by a value, percent-encoded as one segment.

    Raises:
        ValueError: A value is empty or consists of dots, and would address another resource.
        TypeError: A value is not a string, number or date.
    """
    remaining = iter(values)
    return re.sub(r"\{([^}]*)\}", lambda parameter: _segment(parameter[1], next(remaining)), template)


def _segment(name: str, value: Scalar) -> str:
    if not isinstance(value, str | int | float | date):
        raise TypeError(f"{name} is {type(value).__name__}, not a string")
    segment = text(value)
    # Dots alone are steps in the path (RFC 3986, 5.2.4), and many servers read %2E as a dot (6.2.2.2).
    if segment in ("", ".", ".."):
        raise ValueError(f"{name} is {repr(segment) if segment else 'empty'}: the URL would address another resource")
    return quote(segment, safe="")


def text(value: Scalar) -> str:
    """Return a parameter as text: JSON's spelling for booleans, ISO 8601 for times."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return str.__str__(value)  # str() of an enum member is its name
    return value.isoformat() if isinstance(value, date) else str(value)
