"""Texts with a format, checked in requests; a response may have any text in their place."""

import binascii
import re
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator

DURATION = re.compile(
    r"P(?=[0-9T])([0-9]+W|([0-9]+Y)?([0-9]+M)?([0-9]+D)?(T(?=[0-9])([0-9]+H)?([0-9]+M)?([0-9]+(\.[0-9]+)?S)?)?)"
)
TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]+)?([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])")
URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:([!$&-;=?-Z_a-z~#\[\]]|%[0-9A-Fa-f]{2})*")


def _uuid(text: str) -> str:
    if len(text) != 36 or str(UUID(text)) != text.lower():
        raise ValueError("Input should be a UUID such as 123e4567-e89b-12d3-a456-426614174000")
    return text


def _uri(text: str) -> str:
    if not URI.fullmatch(text) or text.count("#") > 1:
        raise ValueError("Input should be a URI with a scheme, such as https://example.com/a")
    return text


def _duration(text: str) -> str:
    if not DURATION.fullmatch(text):
        raise ValueError("Input should be a duration such as P1DT12H")
    return text


def _time(text: str) -> str:
    if not TIME.fullmatch(text):
        raise ValueError("Input should be a time with an offset, such as 08:30:00Z")
    return text


def _base64(text: str) -> str:
    try:
        binascii.a2b_base64(text.encode("ascii"), strict_mode=True)
    except (binascii.Error, UnicodeEncodeError):
        raise ValueError("Input should be base64") from None
    return text


Uuid = Annotated[str, AfterValidator(_uuid)]
Uri = Annotated[str, AfterValidator(_uri)]
Duration = Annotated[str, AfterValidator(_duration)]
Time = Annotated[str, AfterValidator(_time)]
Base64 = Annotated[str, AfterValidator(_base64)]
