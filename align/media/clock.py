"""One clock for the pieces of a recording, and the bounds that damaged files exceed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from pullquote.align.times import format_time

if TYPE_CHECKING:
    from av.container import InputContainer

# Beyond these bounds a file is refused as damaged.
LONGEST = 48 * 3600.0
"""Seconds of the longest recording."""
LONGEST_GAP = 6 * 3600.0
"""Seconds of the longest silence that time stamps may leap over."""
_STRAY = 60.0
"""Seconds past the claimed end after which a time stamp counts as damaged."""
_BACK = 1.0
"""Seconds by which time stamps go back where a clock starts again."""
_RESTARTED = 2.0
"""Seconds of sound in a row on a clock that is behind, after which it surely started again."""
MPEG = ("mpegts", "mpeg")
"""Formats whose files can be joined end to end, each with a clock of its own."""
REMEDY = "mend it with `ffmpeg -i IN -c copy OUT.mkv`, and give that file"


class BrokenMediaError(ValueError):
    """A damaged file would pass a bound; `opened` turns this into a MediaError."""


class Clock:
    """Gives pieces of sound their moments, one after the other, by their time stamps."""

    def __init__(self, container: InputContainer, origin: float = 0.0) -> None:
        self._expected: float | None = None
        self._leapt_from: float | None = None
        self._behind = 0.0
        self._is_mpeg = container.format.name in MPEG
        claimed = container.duration
        start = (container.start_time or 0) / 1e6 - origin
        self._end = start + claimed / 1e6 + _STRAY if claimed else math.inf

    def place(self, stamp: float | None, length: float) -> float:
        """The moment of a piece of this length; damaged stamps are passed over.

        Raises BrokenMediaError where the clock starts again.
        """
        expected = self._expected
        time = stamp if stamp is not None else expected or 0.0
        if expected is not None:
            time = self._checked(time, expected, length)
        self._expected = time + length
        return time

    def _checked(self, time: float, expected: float, length: float) -> float:
        if time > expected + _BACK:
            if time > max(expected + _STRAY, self._end):
                return expected
            self._leapt_from = expected
        elif time < expected - _BACK:
            if self._leapt_from is None or time < self._leapt_from - _BACK:
                return self._running_behind(expected, length)
            # The leap forward was wrong.
            self._leapt_from = None
        self._behind = 0.0
        return time

    def _running_behind(self, expected: float, length: float) -> float:
        self._behind += length
        if self._is_mpeg and self._behind > _RESTARTED:
            at = format_time(expected - self._behind + length)
            raise BrokenMediaError(
                f"has a clock that starts again at {at}, as in files that were joined; {REMEDY}"
            )
        return expected
