# Do not edit: copied from generator/runtime/ by `python -m generator generate`.

"""Decide whether a call is repeated, and after how long."""

import math
import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from .headers import values


@dataclass(frozen=True)
class Retries:
    """How often and how long a call is repeated.

    Requests that the server cannot have processed are repeated, and GET, HEAD and OPTIONS after any transient failure.

    `attempts` counts all attempts, so 1 means no retry; `longest` is the longest single pause and `budget` the most
    that all pauses may take together, in seconds. A `Retry-After` beyond either ends the retries at once.
    """

    attempts: int = 5
    longest: float = 60
    budget: float = 180

    def pause(self, attempt: int, retry_after: float | None, paused: float) -> float | None:
        """Return the seconds to wait after the given attempt (from 1), or None to give up."""
        # Jitter, so that callers that were throttled together do not come back together.
        shortest = min(2.0 ** (attempt - 1) / 2, self.longest / 1.25) if retry_after is None else retry_after
        pause = shortest * random.uniform(1, 1.25)  # noqa: S311
        if attempt >= self.attempts or shortest > self.longest or paused + pause > self.budget:
            return None
        return pause


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds of Retry-After: a number, or a date (RFC 9110, 10.2.3); None where there is neither.

    Of several, the longest counts.
    """
    found = [_seconds(text) for text in values(headers, "retry-after")]
    return max((seconds for seconds in found if seconds is not None), default=None)


def _seconds(text: str) -> float | None:
    text = text.strip()
    if re.fullmatch(r"[0-9]+(\.[0-9]*)?", text):
        seconds = float(text)
        return seconds if math.isfinite(seconds) else None
    from email.utils import parsedate_to_datetime  # seldom needed and slow to load

    try:
        date = parsedate_to_datetime(text)
        return max((date.replace(tzinfo=date.tzinfo or UTC) - datetime.now(UTC)).total_seconds(), 0)
    except (ValueError, OverflowError):
        parts = {_seconds(part) for part in text.split(",")} if re.fullmatch(r"[0-9., ]+,[0-9., ]+", text) else {None}
        return max(parts) if None not in parts else None  # type: ignore[type-var]
