# Do not edit: copied from generator/runtime/ by `python -m generator generate`.

"""Decide whether a call may be repeated, and after how long."""

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True)
class Retries:
    """How often and how long a call is repeated, if it was certainly not processed.

    `attempts` counts all calls, so 1 means no retry; `longest` is the longest single pause and `budget` the most that
    all pauses may take together, in seconds. A `Retry-After` over either ends the retries at once.
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
    """Return the seconds of a Retry-After header: a number, or a date (RFC 9110, 10.2.3); None where it is neither."""
    text = headers.get("retry-after", "").strip()
    try:
        seconds = float(text)
    except ValueError:
        from email.utils import parsedate_to_datetime  # seldom needed and slow to load

        try:
            date = parsedate_to_datetime(text)
        except (ValueError, OverflowError):
            return None
        seconds = (date.replace(tzinfo=date.tzinfo or UTC) - datetime.now(UTC)).total_seconds()
        return max(seconds, 0)
    return seconds if math.isfinite(seconds) and seconds >= 0 else None
