"""Addresses: the base address of a server, the scope of its tokens, path segments, and parameters as text."""

import ipaddress
import re
from datetime import date, datetime
from typing import TypeAlias
from urllib.parse import quote, urlsplit

from .odata import literal

Scalar: TypeAlias = str | int | float | bool | datetime | date


def base_address(url: str) -> str:
    """Return the base address without a trailing slash, scheme and host in lower case.

    Raises:
        ValueError: The address is not https (or http to this machine), or has a user, query or fragment: the token is
            sent there.
    """
    if not isinstance(url, str):
        raise TypeError(f"base_url is {type(url).__name__}, not a string")
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


def checked_proxy(url: str) -> str:
    """Return the URL of a proxy. Raises ValueError, without its password, if it cannot be one."""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https", "socks5", "socks5h") and parts.hostname and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise ValueError("proxy must be a URL such as http://proxy.example:3128, or socks5://…")
    return url


def scope(base_url: str) -> str:
    """Return the scope of tokens for the server: its root and `.default`."""
    parts = urlsplit(base_url)
    return f"{parts.scheme}://{parts.netloc}/.default"


def resolve(base_url: str, path_or_url: str) -> str:
    """Return the URL of a path below the base address, or the URL itself if it is one of the same server.

    Raises:
        ValueError: The URL is one of another server, or cannot be read in only one way.
    """
    if not isinstance(path_or_url, str):
        raise TypeError(f"the path is {type(path_or_url).__name__}, not a string")
    if re.search(r"[\\\s\x00-\x1f\x7f#]", path_or_url):
        raise ValueError("the path must have no whitespace, backslash or fragment: percent-encode them")
    if not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", path_or_url):
        return f"{base_url}/{path_or_url.lstrip('/')}"
    try:
        same = origin(path_or_url) == origin(base_url) and "@" not in urlsplit(path_or_url).netloc
    except ValueError:
        same = False
    if not same:
        raise ValueError(f"the URL is not one of {'://'.join(urlsplit(base_url)[:2])}: the token is sent nowhere else")
    return path_or_url


def origin(url: str) -> tuple[str, str | None, int | None]:
    """Return scheme, host and port."""
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port or {"https": 443, "http": 80}.get(parts.scheme)


def path(template: str, *values: Scalar) -> str:
    """Return the path with each `{parameter}` replaced by a value, percent-encoded as one segment.

    In parentheses, as in `summary(start={start},name='{name}')`, a value is written as OData spells it: times in UTC,
    and quotes in texts doubled.

    Raises:
        ValueError: A value is empty or consists of dots, and would address another resource; a time has no time zone.
        TypeError: A value is not a string, number or date.
    """
    remaining = iter(values)

    def replaced(parameter: re.Match[str]) -> str:
        name, value, before = parameter[1], next(remaining), template[: parameter.start()]
        if not isinstance(value, str | int | float | date):
            raise TypeError(f"{_python_name(name)} is {type(value).__name__}, not a string")
        in_parentheses = before.count("(") > before.count(")")
        return _argument(name, value, quoted=before.endswith("'")) if in_parentheses else _segment(name, value)

    return re.sub(r"\{([^}]*)\}", replaced, template)


def _python_name(parameter: str) -> str:
    """Return the name of the method's argument, such as workflow_id for workflowId."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", parameter).lower()


def _argument(name: str, value: Scalar, *, quoted: bool) -> str:
    try:
        written = literal(text(value))[1:-1] if quoted else text(value) if isinstance(value, str) else literal(value)
    except ValueError as error:
        raise ValueError(f"{_python_name(name)}: {error}") from None
    return quote(written, safe=":")


def _segment(name: str, value: Scalar) -> str:
    segment = text(value)
    # Dots alone are steps in the path (RFC 3986, 5.2.4), and many servers read %2E as a dot (6.2.2.2).
    if segment in ("", ".", ".."):
        given = repr(segment) if segment else "empty"
        raise ValueError(f"{_python_name(name)} is {given}: the URL would address another resource")
    return quote(segment, safe="")


def text(value: Scalar) -> str:
    """Return a parameter as text: JSON's spelling for booleans, ISO 8601 for times."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return str.__str__(value)  # str() of an enum member is its name
    return value.isoformat() if isinstance(value, date) else str(value)
