"""Timecode of films and broadcasts: numbers of frames as `hh:mm:ss:ff`, and back.

Timecode counts whole frames to a second: at 29.97 frames a second it counts 30, and so falls behind
the clock by 3.6 s an hour. Drop-frame timecode, written with a semicolon (SMPTE ST 12-1), keeps
with the clock: it leaves out the first two numbers of every minute but each tenth, or four at
59.94. No frame is left out, only numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from pullquote.align.errors import InputError

_TIMECODE = re.compile(r"(\d{1,2}):(\d\d):(\d\d)([:;.,])(\d{1,3})$")


def exact_rate(rate: float | Fraction) -> Fraction:
    """Frames a second as a fraction: 24000/1001 for 23.976, likewise 29.97 and 59.94."""
    given = Fraction(rate)
    nearest = round(given)
    broken = Fraction(nearest * 1000, 1001)
    if abs(given - nearest) > 0.005 and abs(given - broken) < 0.005:
        return broken
    return given.limit_denominator(1001)


def may_drop(rate: float | Fraction) -> bool:
    """True for the rates that have drop-frame timecode, 29.97 and 59.94."""
    return exact_rate(rate) in (Fraction(30000, 1001), Fraction(60000, 1001))


@dataclass(frozen=True, slots=True)
class FrameClock:
    """The numbering of frames at one rate."""

    rate: Fraction
    """Frames a second."""
    drop: bool = False
    """True for drop-frame timecode, which only 29.97 and 59.94 have."""

    def __post_init__(self) -> None:
        if self.rate <= 0:
            raise ValueError(f"a clock of frames needs a rate above 0, got {self.rate}")
        if self.drop and not may_drop(self.rate):
            raise ValueError(f"{float(self.rate):g} frames a second have no drop-frame timecode")

    @property
    def base(self) -> int:
        """Frames that timecode counts to a second."""
        return max(1, round(self.rate))

    def frame_at(self, seconds: float) -> int:
        """The number of the frame that begins nearest to this moment."""
        return round(Fraction(seconds).limit_denominator(10**6) * self.rate)

    def seconds(self, frame: int) -> Fraction:
        """The moment at which a frame begins."""
        return frame / self.rate

    def format(self, frame: int) -> str:
        """Timecode of a frame's number, from 0; after 24 hours it begins again."""
        base = self.base
        if self.drop:
            skipped = base // 15
            tenth, rest = divmod(frame, base * 600 - 9 * skipped)
            minute = max(0, rest - skipped) // (base * 60 - skipped)
            frame += skipped * (9 * tenth + minute)
        seconds, frames = divmod(frame % (86_400 * base), base)
        clock = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
        return f"{clock}{';' if self.drop else ':'}{frames:02d}"

    def parse(self, text: str) -> int:
        """The number of the frame with this timecode.

        Raises InputError for what is not timecode at this rate, also for numbers that drop-frame
        timecode leaves out.
        """
        match = _TIMECODE.match(text.strip())
        asked = f"{text!r} is not timecode"
        if match is None:
            raise InputError(f"{asked}; write it like 10:00:00:00, hours to frames")
        hours, minutes, seconds, frames = (int(match[group]) for group in (1, 2, 3, 5))
        if hours > 23 or minutes > 59 or seconds > 59 or frames >= self.base:
            raise InputError(
                f"{asked} at {float(self.rate):.5g} frames a second; it goes up to "
                f"23:59:59:{self.base - 1:02d}"
            )
        total = minutes + 60 * hours
        frame = (total * 60 + seconds) * self.base + frames
        if not self.drop:
            return frame
        skipped = self.base // 15
        if minutes % 10 and not seconds and frames < skipped:
            raise InputError(f"{asked}: drop-frame timecode leaves this number out; give the next")
        return frame - skipped * (total - total // 10)


def clock_for(rate: float | Fraction, timecode: str = "") -> FrameClock:
    """The clock at this rate: drop-frame where the rate has it, unless `timecode` says otherwise.

    A timecode with colons alone is not drop-frame.
    """
    exact = exact_rate(rate)
    match = _TIMECODE.match(timecode.strip())
    return FrameClock(exact, may_drop(exact) and (match is None or match[4] != ":"))
