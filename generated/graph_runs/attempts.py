# Do not edit: copied from generator/runtime/ by `python -m generator generate`.

"""Decide what becomes of a call after each attempt; no I/O, so that the sync and the async transport share it."""

import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, TypeGuard
from urllib.parse import urlsplit

from .errors import TransportError
from .headers import merged
from .replies import Reply
from .requests import Call, CallOptions, checked_seconds
from .retries import Retries

LOGGER = logging.getLogger("graph_runs")


@dataclass(frozen=True)
class Settings:
    """What a client was made with, as far as it concerns each call."""

    base_url: str
    retries: Retries
    deadline: float | None
    max_body_bytes: int
    preferences: Mapping[str, str]


@dataclass
class Attempts:
    """The attempts of one call: its request, how many were made, and how much time is left."""

    call: Call
    arguments: dict[str, Any]
    retries: Retries
    deadline: float | None
    number: int = 0
    paused: float = 0.0
    reauthorized: bool = False
    started: float = field(default_factory=time.monotonic)

    def left(self) -> float | None:
        """Return the seconds until the deadline, or None."""
        return None if self.deadline is None else self.started + self.deadline - time.monotonic()

    def must_reauthorize(self, outcome: Reply | TransportError) -> TypeGuard[Reply]:
        """Whether the service rejected the token, for the first time in this call."""
        if self.reauthorized or isinstance(outcome, TransportError) or outcome.status != 401:
            return False
        self.reauthorized = True
        return True

    def pause_after(self, outcome: Reply | TransportError) -> float | None:
        """Return how long to wait before the call is repeated, or None if this is its end."""
        self.number += 1
        if not _may_be_repeated(outcome, safe=self.call.safe):
            return None
        pause = self.retries.pause(self.number, getattr(outcome, "retry_after", None), self.paused)
        left = self.left()
        if pause is None or (left is not None and pause >= left):
            return None
        self.paused += pause
        target = urlsplit(self.arguments["url"]).path
        text = "%s %s: attempt %d of %d failed (%s); the next one follows in %.2f s"
        LOGGER.info(text, self.call.method, target, self.number, self.retries.attempts, _said(outcome), pause)
        return pause


def prepared(call: Call, options: CallOptions, settings: Settings) -> Attempts:
    """Check the call and its options. Raises TypeError and ValueError."""
    arguments = call.request(settings.base_url, options)
    if settings.preferences["Prefer"]:
        arguments["headers"] = merged(settings.preferences, arguments["headers"])
    deadline = checked_seconds("deadline", options["deadline"]) if "deadline" in options else settings.deadline
    return Attempts(call, arguments, checked_retries(options.get("retries")) or settings.retries, deadline)


def checked_retries(retries: Any) -> Retries | None:
    """Return the retries. Raises TypeError."""
    if not isinstance(retries, Retries | None):
        raise TypeError(f"retries is {type(retries).__name__}, not Retries")
    return retries


def _may_be_repeated(outcome: Reply | TransportError, *, safe: bool) -> bool:
    if isinstance(outcome, TransportError):
        return not outcome.permanent and (safe or outcome.processed is False)
    if outcome.status == 429 or (outcome.status == 503 and outcome.retry_after is not None):
        return True
    failed = outcome.status == 408 or (outcome.status >= 500 and outcome.status != 501)
    return safe and (failed or (outcome.broken is not None and outcome.status < 300))


def _said(outcome: Reply | TransportError) -> str:
    if isinstance(outcome, TransportError):
        return str(outcome)
    try:
        said = f"{outcome.status} {HTTPStatus(outcome.status).phrase}"
    except ValueError:
        said = str(outcome.status)
    return f"{said}, {outcome.broken}" if outcome.broken else said
