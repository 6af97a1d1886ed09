"""Spans of time, and the one place where text becomes time and time becomes text."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from pullquote.align.errors import TimecodeError


@dataclass(frozen=True, slots=True, order=True)
class TimeSpan:
    """A half-open stretch of time [start, end) in seconds, `start <= end`, both finite."""

    start: float
    """First moment, seconds."""
    end: float
    """First moment after the span, seconds; not before `start`."""

    def __post_init__(self) -> None:
        if not (math.isfinite(self.start) and math.isfinite(self.end)):
            raise ValueError(f"a time span needs finite ends, got {self.start} and {self.end}")
        if self.end < self.start:
            raise ValueError(f"a time span cannot end ({self.end}) before it starts ({self.start})")

    @property
    def duration(self) -> float:
        """Length in seconds."""
        return self.end - self.start

    @property
    def middle(self) -> float:
        """The moment half-way, seconds."""
        return (self.start + self.end) / 2

    def __contains__(self, time: float) -> bool:
        return self.start <= time < self.end

    def overlap(self, other: TimeSpan) -> float:
        """Seconds that both spans share; 0 where they do not meet."""
        return max(0.0, min(self.end, other.end) - max(self.start, other.start))

    def hull(self, other: TimeSpan) -> TimeSpan:
        """The smallest span that covers both."""
        return TimeSpan(min(self.start, other.start), max(self.end, other.end))

    def shift(self, by: float) -> TimeSpan:
        """The same span `by` seconds later."""
        return TimeSpan(self.start + by, self.end + by)


# h:mm:ss, m:ss or plain seconds, each with an optional fraction after '.' or ','. A number of more
# than nine digits is not a time.
_CLOCK = re.compile(r"^(?:(?:(\d{1,9}):)?(\d{1,3}):)?(\d{1,9})(?:[.,](\d+))?$")
_UNITS = re.compile(
    r"^(?:(\d{1,9})\s*h)?\s*(?:(\d{1,9})\s*m(?:in)?)?\s*(?:(\d{1,9}(?:[.,]\d+)?)\s*s)?$",
    re.IGNORECASE,
)


def parse_time(text: str) -> float:
    """Seconds denoted by `75.5`, `1:15.5`, `1:02:03`, `1:02:03,250` or `1h02m03s`.

    Raises TimecodeError for anything else, and for 60 or more seconds or minutes after a colon.
    """
    stripped = text.strip()
    match = _CLOCK.match(stripped)
    if match:
        hours, minutes, seconds, fraction = match.groups()
        if (minutes is not None and int(seconds) >= 60) or (
            hours is not None and int(minutes) >= 60
        ):
            raise TimecodeError(text, "has 60 or more minutes or seconds after a colon")
        whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds)
        return whole + (float(f"0.{fraction}") if fraction else 0.0)
    match = _UNITS.match(stripped)
    if match and any(match.groups()):
        hours, minutes, seconds = match.groups()
        return (
            int(hours or 0) * 3600
            + int(minutes or 0) * 60
            + float((seconds or "0").replace(",", "."))
        )
    raise TimecodeError(text, "is not a time")


_RANGE = re.compile(r"^\s*([\d:.,hms]+)\s*(?:-->|[-–—]|to)\s*([\d:.,hms]+)\s*$", re.IGNORECASE)


def parse_time_range(text: str) -> TimeSpan:
    """The span denoted by `12:30-13:10`. Raises TimecodeError for anything else."""
    match = _RANGE.match(text)
    if not match:
        raise TimecodeError(text, "is not a range of times such as 12:30-13:10")
    start, end = parse_time(match[1]), parse_time(match[2])
    if end < start:
        raise TimecodeError(text, "ends before it starts")
    return TimeSpan(start, end)


def format_time(
    time: float, *, decimals: int = 3, separator: str = ".", hours: bool | None = None
) -> str:
    """`time` seconds as `[h:]mm:ss.fff`, rounded once.

    Parameters
    ----------
    decimals : digits after the separator, 0 for none.
    hours : True writes two-digit hours always (`00:01:15.500`), False never (minutes go past 59),
        None only from one hour on, unpadded (`1:15.5`, `1:02:03.0`).
    """
    scale = 10**decimals
    units = round(max(0.0, time) * scale)
    whole, fraction = divmod(units, scale)
    minutes, seconds = divmod(whole, 60)
    tail = f"{seconds:02d}" + (f"{separator}{fraction:0{decimals}d}" if decimals else "")
    if hours is True:
        return f"{minutes // 60:02d}:{minutes % 60:02d}:{tail}"
    if hours is None and minutes >= 60:
        return f"{minutes // 60}:{minutes % 60:02d}:{tail}"
    return f"{minutes}:{tail}"
