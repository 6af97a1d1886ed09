"""Passages as timelines: exactly the frames that a clip of them shows."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from pullquote.align.errors import InputError
from pullquote.align.media.audio import probe
from pullquote.align.model.alignment import Alignment
from pullquote.align.times import TimeSpan
from pullquote.clips.export.batch import export_clips
from pullquote.clips.export.options import ExportOptions
from pullquote.clips.export.timelines import find_timeline
from pullquote.clips.passages.passage import passage_by_time
from tests.clips.conftest import X264
from tests.clips.export.conftest import passage

RATES = {
    "25": ("10:00:00:00", "10:00:03:00"),
    "30000/1001": ("01:00:00;00", "01:00:02;29"),
    "24000/1001": ("", "00:00:02:23"),
}


@pytest.mark.parametrize("fps", RATES)
def test_a_timeline_holds_the_frames_of_the_clip(
    fps: str, alignment: Alignment, flash_beep, frames_of: Callable, tmp_path: Path
) -> None:
    timecode, expected = RATES[fps]
    stated = ("-timecode", timecode) if timecode else ()
    media = flash_beep(tmp_path / "talk.mov", *X264, *stated, fps=fps, picture=",scale=320:180")
    info = probe(media)
    chosen = [
        passage(alignment, 5, 6),
        passage_by_time(alignment, TimeSpan(3.0, 3.5)),
        passage(alignment, 1, 2),
    ]
    timeline = find_timeline(info, alignment, chosen)
    source = timeline.sources[0]
    assert source.clock.rate == Fraction(fps)
    assert (source.size, source.frames) == ((320, 180), len(frames_of(media)))
    assert source.clock.format(timeline.events[1].timecode) == expected
    assert timeline.events[2].text == "zero one,"
    options = ExportOptions(captions=False, sidecar=None)
    clips = export_clips(info, alignment, chosen, tmp_path / "clips", options).clips
    original = frames_of(media).mean(axis=(1, 2))
    for event, clip in zip(timeline.events, clips, strict=True):
        shown = frames_of(clip.path).mean(axis=(1, 2))
        assert len(shown) == event.frames
        assert shown == pytest.approx(original[event.start : event.start + event.frames], abs=3)


def test_sound_alone_is_counted_at_the_rate_that_is_asked_for(
    alignment: Alignment, flash_beep, tmp_path: Path
) -> None:
    info = probe(flash_beep(tmp_path / "talk.wav", "-vn"))
    span = TimeSpan(2.001, 3.999)
    chosen = [passage_by_time(alignment, span)]
    (event,) = find_timeline(info, alignment, chosen).events
    assert (event.start, event.frames) == (50, 50)
    assert (event.source.size, event.source.frames) == (None, 300)
    (event,) = find_timeline(info, alignment, chosen, frame_rate=29.97).events
    assert event.source.clock.drop
    # Whole frames around the words: none is cut into.
    assert event.source.clock.seconds(event.start) <= span.start
    assert event.source.clock.seconds(event.start + event.frames) >= span.end
    assert event.frames == 61


def test_the_speaker_is_named(alignment: Alignment, talk: Path) -> None:
    (event,) = find_timeline(probe(talk), alignment, [passage(alignment, 1, 2)]).events
    assert event.speaker == "ANNA"


def test_timecode_that_the_rate_does_not_have_counts_for_nothing() -> None:
    from pullquote.align.timecodes import clock_for
    from pullquote.clips.export.timelines import _first_frame

    assert _first_frame(clock_for(25), "10:00:00:29") == 0
    with pytest.raises(InputError):
        clock_for(25).parse("10:00:00:29")
