"""Cues for editing programs: EDL, Final Cut's XML, OpenTimelineIO.

All three put the recording on the timeline: the EDL as one event for each cue, the others whole,
with a marker (and in FCPXML a caption) for each cue.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from urllib.parse import quote
from xml.etree import ElementTree as ET

from pullquote.align.errors import EngineError
from pullquote.clips.captions.cue import Cue
from pullquote.clips.subtitles.formats.base import SubtitleFormat, SubtitleOptions
from pullquote.clips.subtitles.formats.ttml import clean_xml


def _timecode(frame: int, base: int) -> str:
    """`hh:mm:ss:ff` of a frame's number, non-drop: `base` frames are counted as a second."""
    seconds, frames = divmod(frame, base)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}:{frames:02d}"


def format_edl(cues: Sequence[Cue], options: SubtitleOptions) -> str:
    """CMX 3600: each cue's stretch of the recording one after the other, its text as a comment.

    Non-drop timecode, as the format wants it: at 29.97 frames per second it counts 30 of them as
    a second, so that it names the right frame but runs slower than the clock.
    """
    base = max(1, round(options.frame_rate))
    length_of_frame = _rate_fraction(options.frame_rate)
    title = " ".join((options.title or options.media or "Pullquote").split())
    lines = [f"TITLE: {title}", "FCM: NON-DROP FRAME", ""]
    record = 0
    for number, cue in enumerate(cues, 1):
        first = round(cue.span.start / length_of_frame)
        length = max(1, round(cue.span.end / length_of_frame) - first)
        edges = (first, first + length, record, record + length)
        record += length
        lines += [
            f"{number:03d}  AX       AA/V  C        "
            + " ".join(_timecode(edge, base) for edge in edges),
            f"* FROM CLIP NAME: {options.media or 'recording'}",
            f"* COMMENT: {' '.join(cue.plain.split())}",
            "",
        ]
    return "\n".join(lines) + "\n"


def _rate_fraction(rate: float) -> Fraction:
    """Length of a frame in seconds, exact for 23.976, 29.97 and 59.94."""
    nearest = round(rate)
    if abs(rate - nearest * 1000 / 1001) < 0.005 and abs(rate - nearest) > 0.005:
        return Fraction(1001, nearest * 1000)
    return 1 / Fraction(rate).limit_denominator(1000)


def format_fcpxml(cues: Sequence[Cue], options: SubtitleOptions) -> str:
    """FCPXML 1.9, valid by its DTD: the recording on a sequence, an iTT caption for each cue."""
    frame = _rate_fraction(options.frame_rate)

    def on_grid(time: float) -> str:
        value = round(Fraction(time).limit_denominator(100_000) / frame) * frame
        return f"{value.numerator}/{value.denominator}s" if value else "0s"

    length = on_grid(options.end_of(cues) + float(frame))
    name = clean_xml(options.title or options.media or "Pullquote")
    root = ET.Element("fcpxml", {"version": "1.9"})
    resources = ET.SubElement(root, "resources")
    ET.SubElement(
        resources,
        "format",
        {
            "id": "r1",
            "frameDuration": f"{frame.numerator}/{frame.denominator}s",
            "width": str(options.width),
            "height": str(options.height),
        },
    )
    asset = {
        "id": "r2",
        "name": name,
        "start": "0s",
        "duration": length,
        "hasVideo": "1",
        "hasAudio": "1",
        "format": "r1",
    }
    holder = ET.SubElement(resources, "asset", asset)
    ET.SubElement(
        holder, "media-rep", {"kind": "original-media", "src": quote(options.media) or "media"}
    )
    project = ET.SubElement(ET.SubElement(root, "event", {"name": name}), "project", {"name": name})
    spine = ET.SubElement(
        ET.SubElement(project, "sequence", {"format": "r1", "duration": length}), "spine"
    )
    clip = ET.SubElement(
        spine,
        "asset-clip",
        {"ref": "r2", "name": name, "offset": "0s", "start": "0s", "duration": length},
    )
    role = f"iTT?captionFormat=ITT.{options.language}"
    for number, cue in enumerate(cues, 1):
        caption = ET.SubElement(
            clip,
            "caption",
            {
                "lane": "1",
                "offset": on_grid(cue.span.start),
                "start": "0s",
                "duration": on_grid(max(cue.span.duration, float(frame))),
                "name": clean_xml(cue.plain),
                "role": role,
            },
        )
        style = f"ts{number}"
        block = ET.SubElement(caption, "text", {"placement": "bottom"})
        ET.SubElement(block, "text-style", {"ref": style}).text = clean_xml(cue.text)
        definition = ET.SubElement(caption, "text-style-def", {"id": style})
        look = {"font": ".SF NS Text", "fontSize": "13", "fontColor": "1 1 1 1"}
        ET.SubElement(definition, "text-style", look)
    text: str = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE fcpxml>\n{text}\n'


def format_otio(cues: Sequence[Cue], options: SubtitleOptions) -> str:
    """OpenTimelineIO: the recording as one clip with a marker for each cue.

    Raises EngineError where the library is not installed.
    """
    try:
        import opentimelineio as otio
    except ImportError:
        raise EngineError(
            "writing OpenTimelineIO needs the package opentimelineio, which is not installed; "
            "install it with: pip install opentimelineio, or choose another format (.edl, .fcpxml)"
        ) from None
    rate = options.frame_rate

    def span(start: float, duration: float) -> otio.opentime.TimeRange:
        moment = otio.opentime.RationalTime(round(start * rate), rate)
        return otio.opentime.TimeRange(
            moment, otio.opentime.RationalTime(round(duration * rate), rate)
        )

    whole = span(0.0, options.end_of(cues))
    clip = otio.schema.Clip(
        name=options.media or "recording",
        media_reference=otio.schema.ExternalReference(options.media or "recording", whole),
        source_range=whole,
    )
    for cue in cues:
        metadata = {"pullquote": {"text": cue.text, "speaker": cue.speaker or ""}}
        clip.markers.append(
            otio.schema.Marker(
                name=cue.plain,
                marked_range=span(cue.span.start, cue.span.duration),
                metadata=metadata,
            )
        )
    timeline = otio.schema.Timeline(options.title or options.media or "Pullquote")
    track = otio.schema.Track("video", kind=otio.schema.TrackKind.Video)
    track.append(clip)
    timeline.tracks.append(track)
    text: str = otio.adapters.write_to_string(timeline, "otio_json")
    return text


EDL = SubtitleFormat("edl", "CMX 3600 edit list, an event for each cue", (".edl",), format_edl)
FCPXML = SubtitleFormat("fcpxml", "Final Cut Pro XML with captions", (".fcpxml",), format_fcpxml)
OTIO = SubtitleFormat(
    "otio",
    "OpenTimelineIO with markers",
    (".otio",),
    format_otio,
    needs="opentimelineio",
)
