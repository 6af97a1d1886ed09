"""Timecode, compared with OpenTimelineIO's."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from pullquote.align.errors import InputError
from pullquote.align.timecodes import FrameClock, clock_for, exact_rate

NTSC = Fraction(30000, 1001)
CLOCKS = [
    FrameClock(Fraction(24000, 1001)),
    FrameClock(Fraction(25)),
    FrameClock(NTSC),
    FrameClock(NTSC, drop=True),
    FrameClock(Fraction(60000, 1001), drop=True),
]


@given(clock=st.sampled_from(CLOCKS), frame=st.integers(0, 24 * 3600 * 60 - 100_000))
def test_timecode_is_that_of_opentimelineio_and_is_read_back(clock: FrameClock, frame: int) -> None:
    otio = pytest.importorskip("opentimelineio")
    frame %= int(24 * 3600 * clock.rate)
    text = clock.format(frame)
    moment = otio.opentime.RationalTime(frame, float(clock.rate))
    assert text == otio.opentime.to_timecode(moment, float(clock.rate), clock.drop)
    assert clock.parse(text) == frame


def test_drop_frame_keeps_with_the_clock_and_non_drop_falls_behind() -> None:
    frames = round(3600 * NTSC)
    assert FrameClock(NTSC, drop=True).format(frames) == "01:00:00;00"
    assert FrameClock(NTSC).format(frames) == "00:59:56:12"


def test_numbers_left_out_and_impossible_ones_are_refused() -> None:
    drop = FrameClock(NTSC, drop=True)
    with pytest.raises(InputError, match="leaves this number out"):
        drop.parse("00:01:00;01")
    assert drop.parse("00:10:00;01") == drop.parse("00:10:00;00") + 1
    with pytest.raises(InputError, match="goes up to 23:59:59:24"):
        FrameClock(Fraction(25)).parse("10:00:00:25")
    with pytest.raises(InputError, match="like 10:00:00:00"):
        FrameClock(Fraction(25)).parse("ten o'clock")
    with pytest.raises(ValueError, match="no drop-frame"):
        FrameClock(Fraction(25), drop=True)


@pytest.mark.parametrize(
    ("rate", "timecode", "drop"),
    [
        (29.97, "", True),
        (29.97, "01:00:00;00", True),
        (29.97, "01:00:00:00", False),
        (59.94, "", True),
        (23.976, "", False),
        (30.0, "", False),
    ],
)
def test_drop_frame_is_the_rule_at_its_rates_unless_the_recording_says_otherwise(
    rate: float, timecode: str, drop: bool
) -> None:
    assert clock_for(rate, timecode).drop is drop


def test_rates_are_exact() -> None:
    assert exact_rate(23.976) == Fraction(24000, 1001)
    assert exact_rate(29.97) == NTSC
    assert exact_rate(12.5) == Fraction(25, 2)
    assert exact_rate(24) == 24
