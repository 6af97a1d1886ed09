"""Timelines, opened by other people's readers: the same stretches of the same recordings."""

from __future__ import annotations

import csv
import io
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from pullquote.align.errors import EngineError, FormatError, InputError, OutputError
from pullquote.align.timecodes import FrameClock
from pullquote.clips.timelines.files import timeline_format_for, write_timeline, write_timelines
from pullquote.clips.timelines.formats import FORMATS
from pullquote.clips.timelines.timeline import Event, Source, Timeline

PAL = FrameClock(Fraction(25))
NTSC = FrameClock(Fraction(30000, 1001))
DROP = FrameClock(Fraction(30000, 1001), drop=True)
FILM = FrameClock(Fraction(24000, 1001))
HOUR = 3600


def source(clock: FrameClock, timecode: str = "00:00:00:00", name: str = "the talk.mp4") -> Source:
    return Source(Path("/media") / name, clock, clock.parse(timecode), 3 * HOUR * 25, (1920, 1080))


def twelve(of: Source) -> Timeline:
    """Twelve stretches out of order, across minutes that drop numbers and past an hour."""
    starts = [1798, 0, 17, 1800, 17981, 17982, 107890, 53, 90001, 35964, 200000, 1799]
    events = tuple(
        Event(of, start, 3 + 7 * number, f"Passage <{number}> & “more”, said", "Anna")
        for number, start in enumerate(starts)
    )
    return Timeline("A <b> & c", events)


SOURCES = {
    "pal": source(PAL),
    "pal from ten o'clock": source(PAL, "10:00:00:00"),
    "drop-frame": source(DROP),
    "drop-frame from one o'clock": source(DROP, "01:00:00;00"),
    "non-drop": source(NTSC, "01:00:00:00"),
    "film": source(FILM),
}


def adapter(name: str):
    otio = pytest.importorskip("opentimelineio")
    if name not in otio.adapters.available_adapter_names():
        pytest.skip(f"OpenTimelineIO has no adapter {name} here")
    return lambda text, **options: otio.adapters.read_from_string(text, name, **options)


def text_of(timeline: Timeline, name: str) -> str:
    return timeline_format_for(name).format(timeline)


@pytest.mark.parametrize("name", SOURCES)
def test_an_edl_holds_the_same_frames(name: str) -> None:
    timeline = twelve(SOURCES[name])
    clock = timeline.clock
    read = adapter("cmx_3600")(text_of(timeline, "x.edl"), rate=float(clock.rate))
    video = read.video_tracks()[0]
    got = [
        (clip.source_range.start_time.to_frames(), clip.source_range.duration.to_frames())
        for clip in video.find_clips()
    ]
    assert got == [(event.timecode, event.frames) for event in timeline.events]
    assert [clip.name for clip in video.find_clips()] == ["the talk.mp4"] * 12
    assert len(read.audio_tracks()) >= 1


def test_an_edl_says_how_its_timecode_counts() -> None:
    text = text_of(twelve(SOURCES["drop-frame from one o'clock"]), "x.edl")
    assert text.startswith("TITLE: A <b> & c\nFCM: DROP FRAME\n")
    assert "001  AX       AA/V  C        01:00:59;28 01:01:00;03 01:00:00;00 01:00:00;03\n" in text
    assert "* COMMENT: Anna: Passage <0> & “more”, said\n" in text
    assert "FCM: NON-DROP FRAME" in text_of(twelve(SOURCES["non-drop"]), "x.edl")


@pytest.mark.parametrize("name", SOURCES)
def test_otio_holds_the_same_frames_of_the_same_file(name: str) -> None:
    timeline = twelve(SOURCES[name])
    read = adapter("otio_json")(text_of(timeline, "x.otio"))
    rate = float(timeline.clock.rate)
    for track in (read.video_tracks()[0], read.audio_tracks()[0]):
        clips = list(track.find_clips())
        assert len(clips) == 12
        for clip, event in zip(clips, timeline.events, strict=True):
            span = clip.source_range
            assert (span.start_time.value, span.duration.value) == (event.timecode, event.frames)
            assert span.start_time.rate == rate
            reference = clip.media_reference
            assert reference.target_url == "file:///media/the%20talk.mp4"
            assert reference.available_range.start_time.value == event.source.first_frame
            assert reference.available_range.duration.value == event.source.frames
            assert clip.metadata["pullquote"]["speaker"] == "Anna"


@pytest.mark.parametrize("name", ["pal", "pal from ten o'clock"])
def test_fcpxml_holds_the_same_stretches(name: str) -> None:
    """The adapter rounds down and counts whole frames a second; the next test is exact."""
    timeline = twelve(SOURCES[name])
    clips = list(adapter("fcpx_xml")(text_of(timeline, "x.fcpxml")).find_clips())
    assert [clip.name for clip in clips] == [event.name for event in timeline.events]
    for clip, event in zip(clips, timeline.events, strict=True):
        assert event.timecode - clip.source_range.start_time.to_frames() in (0, 1)
        assert event.frames - clip.source_range.duration.to_frames() in (0, 1)
        assert [marker.name for marker in clip.markers] == [event.name]


@pytest.mark.parametrize("name", SOURCES)
def test_fcpxml_counts_exact_fractions_without_gaps(name: str) -> None:
    timeline = twelve(SOURCES[name])
    root = ET.fromstring(text_of(timeline, "x.fcpxml"))
    rate, end = timeline.clock.rate, Fraction(0)
    clips = list(root.iter("asset-clip"))
    for clip, event in zip(clips, timeline.events, strict=True):
        assert _fraction(clip.get("offset")) == end
        assert _fraction(clip.get("start")) * rate == event.timecode
        assert _fraction(clip.get("duration")) * rate == event.frames
        assert clip.find("marker").get("note") == "Anna"
        end += _fraction(clip.get("duration"))
    sequence = root.find(".//sequence")
    assert _fraction(sequence.get("duration")) == end
    assert sequence.get("tcFormat") == ("DF" if timeline.clock.drop else "NDF")
    (asset,) = root.iter("asset")
    assert asset.find("media-rep").get("src") == "file:///media/the%20talk.mp4"
    assert _fraction(asset.get("start")) * rate == timeline.sources[0].first_frame


def _fraction(text: str | None) -> Fraction:
    assert text is not None
    assert text.endswith("s")
    return Fraction(text[:-1])


def test_markers_of_resolve_are_on_their_frames() -> None:
    timeline = twelve(SOURCES["drop-frame from one o'clock"])
    text = text_of(timeline, "x.markers.edl")
    assert "001      V     C        01:00:59;28 01:00:59;29 01:00:59;28 01:00:59;29\n" in text
    assert " |C:ResolveColorBlue |M:Passage <0> & “more”, said |D:3\n" in text
    # A pipe would end the name early.
    piped = replace(timeline, events=(replace(timeline.events[0], text="either | or"),))
    assert "|M:either / or |D:3" in text_of(piped, "x.markers.edl")
    read = adapter("cmx_3600")(text, rate=30000 / 1001, ignore_timecode_mismatch=True)
    starts = {clip.source_range.start_time.to_frames() for clip in read.find_clips()}
    assert starts == {event.timecode for event in timeline.events}


def test_markers_of_premiere_are_a_table_of_timecode() -> None:
    timeline = twelve(SOURCES["pal from ten o'clock"])
    rows = list(
        csv.DictReader(io.StringIO(text_of(timeline, "x.markers.csv")), dialect="excel-tab")
    )
    assert len(rows) == 12
    assert rows[0] == {
        "Marker Name": "Anna",
        "Description": "Passage <0> & “more”, said",
        "In": "10:01:11:23",
        "Out": "10:01:12:01",
        "Duration": "00:00:00:03",
        "Marker Type": "Comment",
    }


def test_regions_of_reaper_and_labels_of_audacity_are_seconds_from_the_start() -> None:
    timeline = twelve(SOURCES["pal from ten o'clock"])
    rows = list(csv.DictReader(io.StringIO(text_of(timeline, "x.reaper.csv"))))
    assert [row["#"] for row in rows[:2]] == ["R1", "R2"]
    assert (rows[0]["Start"], rows[0]["End"], rows[0]["Length"]) == (
        *("71.920000", "72.040000"),
        "0.120000",
    )
    labels = [line.split("\t") for line in text_of(timeline, "x.labels.txt").splitlines()]
    assert [label[:2] for label in labels] == [[row["Start"], row["End"]] for row in rows]
    assert labels[3][2] == "Passage <3> & “more”, said"


def test_recordings_of_two_rates_stand_on_one_timeline() -> None:
    first, second = source(PAL, name="a.mp4"), source(DROP, name="b.mp4")
    events = (Event(first, 50, 25), Event(second, 60, 30), Event(first, 0, 10))
    timeline = Timeline("two", events)
    assert [start for _, start, _ in timeline.placed()] == [0, 25, 50]
    root = ET.fromstring(text_of(timeline, "x.fcpxml"))
    assert [clip.get("duration") for clip in root.iter("asset-clip")] == ["1/1s", "1/1s", "2/5s"]
    read = adapter("otio_json")(text_of(timeline, "x.otio"))
    rates = [clip.source_range.start_time.rate for clip in read.video_tracks()[0].find_clips()]
    assert rates == [25.0, 30000 / 1001, 25.0]
    with pytest.raises(InputError, match=r"a\.mp4 has 25 and b\.mp4 has 29\.97 drop-frame; write"):
        text_of(timeline, "x.edl")
    for marks in ("x.markers.edl", "x.markers.csv", "x.reaper.csv", "x.labels.txt"):
        with pytest.raises(InputError, match=r"here are a\.mp4 and b\.mp4"):
            text_of(timeline, marks)


def test_sound_alone_has_no_track_of_pictures() -> None:
    sound = replace(source(PAL, name="talk.wav"), size=None)
    timeline = Timeline("sound", (Event(sound, 10, 20, "Said."),))
    assert " AA    C " in text_of(timeline, "x.edl")
    read = adapter("otio_json")(text_of(timeline, "x.otio"))
    assert (len(read.video_tracks()), len(read.audio_tracks())) == (0, 1)
    (asset,) = ET.fromstring(text_of(timeline, "x.fcpxml")).iter("asset")
    assert asset.get("hasVideo") is None
    assert asset.get("hasAudio") == "1"


def test_between_pictures_sound_alone_leaves_a_gap() -> None:
    sound = replace(source(PAL, name="talk.wav"), size=None)
    film = source(PAL)
    timeline = Timeline("mixed", (Event(sound, 10, 20), Event(film, 5, 5)))
    read = adapter("otio_json")(text_of(timeline, "x.otio"))
    (clip,) = read.video_tracks()[0].find_clips()
    assert clip.range_in_parent().start_time.value == 20
    assert timeline.clock == film.clock


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.extension)
def test_every_kind_is_found_by_its_ending_and_written(known, tmp_path: Path) -> None:
    if known.extension == ".otio":
        pytest.importorskip("opentimelineio")
    path = tmp_path / f"CUT{known.extension.upper()}"
    assert timeline_format_for(path) is known
    write_timeline(twelve(source(PAL)), path)
    assert "Passage" in path.read_text(encoding="utf-8")


def test_other_endings_are_refused_with_those_that_are_known() -> None:
    with pytest.raises(FormatError, match=r"timeline '\.aaf'; use one of \.otio, \.fcpxml, \.edl"):
        timeline_format_for("cut.aaf")


def test_missing_opentimelineio_is_said_with_what_to_install(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "opentimelineio", None)
    with pytest.raises(EngineError, match="pip install opentimelineio, or choose"):
        text_of(twelve(source(PAL)), "x.otio")


def test_timelines_appear_together_or_not_at_all(tmp_path) -> None:
    taken = tmp_path / "b.edl"
    paths = [tmp_path / "a.edl", taken]
    taken.write_text("somebody else's")
    with pytest.raises(OutputError, match=r"b\.edl exists already"):
        write_timelines(twelve(source(PAL)), paths, replace=False)
    assert [path.name for path in tmp_path.iterdir()] == ["b.edl"]
    assert taken.read_text() == "somebody else's"
    with pytest.raises(OutputError, match=r"none/c\.edl cannot be written: its folder"):
        write_timelines(twelve(source(PAL)), [paths[0], tmp_path / "none" / "c.edl"])
    assert [path.name for path in tmp_path.iterdir()] == ["b.edl"]
