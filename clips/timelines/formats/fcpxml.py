"""Final Cut Pro's XML, version 1.9, which DaVinci Resolve reads as well."""

from __future__ import annotations

from fractions import Fraction
from xml.etree import ElementTree as ET

from pullquote.align.timecodes import FrameClock
from pullquote.clips.subtitles.formats.ttml import clean_xml
from pullquote.clips.timelines.formats.base import TimelineFormat
from pullquote.clips.timelines.timeline import Event, Source, Timeline

_NO_PICTURE = (1920, 1080)
"""Size of the sequence when there is sound alone."""


def format_fcpxml(timeline: Timeline) -> str:
    """A project whose spine holds a clip for each event, with its words as a marker."""
    root = ET.Element("fcpxml", {"version": "1.9"})
    resources = ET.SubElement(root, "resources")
    clock, sources = timeline.clock, timeline.sources
    pictured = next((source for source in sources if source.size is not None), None)
    _add_format(resources, "r0", clock, (pictured and pictured.size) or _NO_PICTURE)
    for number, source in enumerate(sources, 1):
        _add_asset(resources, f"r{number}", source)
    name = clean_xml(timeline.title)
    project = ET.SubElement(ET.SubElement(root, "event", {"name": name}), "project", {"name": name})
    placed = list(timeline.placed())
    _, start, length = placed[-1]
    sequence = ET.SubElement(
        project,
        "sequence",
        {
            "format": "r0",
            "duration": _time(clock, start + length),
            "tcStart": "0s",
            "tcFormat": _tc_format(clock),
        },
    )
    spine = ET.SubElement(sequence, "spine")
    for event, start, length in placed:
        number = sources.index(event.source) + 1
        _add_clip(spine, f"r{number}", event, _time(clock, start), _time(clock, length))
    text: str = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE fcpxml>\n{text}\n'


def _add_format(parent: ET.Element, key: str, clock: FrameClock, size: tuple[int, int]) -> None:
    width, height = size
    attributes = {
        "id": key,
        "frameDuration": _seconds(1 / clock.rate),
        "width": str(width),
        "height": str(height),
    }
    ET.SubElement(parent, "format", attributes)


def _add_asset(parent: ET.Element, key: str, source: Source) -> None:
    clock = source.clock
    attributes = {
        "id": key,
        "name": clean_xml(source.path.name),
        "start": _time(clock, source.first_frame),
        "duration": _time(clock, source.frames),
        "hasAudio": "1",
        "audioSources": "1",
        "audioChannels": str(source.audio_channels),
        "audioRate": str(source.audio_rate),
    }
    if source.size is not None:
        _add_format(parent, f"{key}f", clock, source.size)
        attributes |= {"hasVideo": "1", "format": f"{key}f"}
    asset = ET.SubElement(parent, "asset", attributes)
    ET.SubElement(asset, "media-rep", {"kind": "original-media", "src": source.uri})


def _add_clip(spine: ET.Element, key: str, event: Event, offset: str, duration: str) -> None:
    clock, start = event.source.clock, _time(event.source.clock, event.timecode)
    attributes = {
        "ref": key,
        "name": clean_xml(event.name),
        "offset": offset,
        "start": start,
        "duration": duration,
        "tcFormat": _tc_format(clock),
    }
    clip = ET.SubElement(spine, "asset-clip", attributes)
    if event.text:
        marker = {"start": start, "duration": _time(clock, 1), "value": clean_xml(event.name)}
        if event.speaker:
            marker["note"] = clean_xml(event.speaker)
        ET.SubElement(clip, "marker", marker)


def _tc_format(clock: FrameClock) -> str:
    return "DF" if clock.drop else "NDF"


def _time(clock: FrameClock, frame: int) -> str:
    return _seconds(clock.seconds(frame))


def _seconds(value: Fraction) -> str:
    return f"{value.numerator}/{value.denominator}s" if value else "0s"


FCPXML = TimelineFormat(".fcpxml", "Final Cut Pro's XML, also for DaVinci Resolve", format_fcpxml)
