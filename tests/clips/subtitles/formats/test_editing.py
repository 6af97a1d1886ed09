"""Edit lists and timelines, read back by somebody else's reader."""

from __future__ import annotations

import sys
from xml.etree import ElementTree as ET

import pytest

from pullquote.align.errors import EngineError
from pullquote.clips.subtitles.files import format_subtitles
from pullquote.clips.subtitles.formats import SubtitleOptions
from tests.clips.subtitles.conftest import TWO, cue


def test_edl_is_read_by_opentimelineio():
    otio = pytest.importorskip("opentimelineio")
    if "cmx_3600" not in otio.adapters.available_adapter_names():
        pytest.skip("no EDL reader")
    text = format_subtitles(TWO, "edl", SubtitleOptions(media="talk.mp4", frame_rate=25))
    timeline = otio.adapters.read_from_string(text, "cmx_3600", rate=25)
    clips = list(timeline.find_clips())
    assert [c.source_range.start_time.to_seconds() for c in clips[:2]] == [1.0, 3.52]
    assert [round(c.source_range.duration.to_seconds(), 2) for c in clips[:2]] == [2.24, 1.48]


def test_edl_names_the_frame_at_broken_rates():
    late = (cue(3600.0, 3601.0, "An hour in."),)
    text = format_subtitles(late, "edl", SubtitleOptions(frame_rate=30000 / 1001))
    assert "00:59:56:12 00:59:57:12 00:00:00:00 00:00:01:00" in text
    assert "01:00:00:00 01:00:01:00" in format_subtitles(late, "edl")


def test_fcpxml_keeps_exact_frames_at_broken_rates():
    late = (cue(3600.0, 3601.0, "An hour in."),)
    text = format_subtitles(late, "fcpxml", SubtitleOptions(frame_rate=23.976))
    (caption,) = ET.fromstring(text).iter("caption")
    assert 'frameDuration="1001/24000s"' in text
    numerator, denominator = map(int, caption.get("offset").removesuffix("s").split("/"))
    frames = numerator * 24000 / denominator / 1001
    assert frames == round(3600 * 24000 / 1001)


def test_fcpxml_is_read_by_opentimelineio_and_holds_the_captions():
    text = format_subtitles(TWO, "fcpxml", SubtitleOptions(media="talk.mp4", duration=10.0))
    root = ET.fromstring(text)
    captions = list(root.iter("caption"))
    assert [c.find("text/text-style").text for c in captions] == [c.text for c in TWO]
    assert captions[0].get("offset") == "1/1s"
    otio = pytest.importorskip("opentimelineio")
    if "fcpx_xml" not in otio.adapters.available_adapter_names():
        pytest.skip("no FCPXML reader")
    read = otio.adapters.read_from_string(text, "fcpx_xml")
    assert "talk.mp4" in [c.name for c in read.find_clips()]


def test_otio_is_read_by_opentimelineio():
    otio = pytest.importorskip("opentimelineio")
    options = SubtitleOptions(media="talk.mp4", duration=10.0)
    timeline = otio.adapters.read_from_string(format_subtitles(TWO, "otio", options), "otio_json")
    (clip,) = timeline.find_clips()
    assert clip.source_range.duration.to_seconds() == 10.0
    assert [m.metadata["pullquote"]["text"] for m in clip.markers] == [c.text for c in TWO]
    assert clip.markers[1].marked_range.start_time.to_seconds() == pytest.approx(3.5, abs=0.021)


def test_missing_opentimelineio_is_said_with_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "opentimelineio", None)
    with pytest.raises(EngineError, match="pip install opentimelineio, or choose"):
        format_subtitles(TWO, "otio")
