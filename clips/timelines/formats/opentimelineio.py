"""OpenTimelineIO (https://opentimeline.io), through its own library."""

from __future__ import annotations

from typing import Any

from pullquote.align.errors import EngineError
from pullquote.align.timecodes import FrameClock
from pullquote.clips.timelines.formats.base import TimelineFormat
from pullquote.clips.timelines.timeline import Event, Timeline


def format_otio(timeline: Timeline) -> str:
    """A track of clips for the picture and one for the sound; ranges count each recording's frames.

    Sound alone has one track. Raises EngineError where the library is not installed.
    """
    try:
        import opentimelineio as otio
    except ImportError:
        raise EngineError(
            "writing OpenTimelineIO needs the package opentimelineio, which is not installed; "
            "install it with: pip install opentimelineio, or choose another kind (.edl, .fcpxml)"
        ) from None
    kinds = otio.schema.TrackKind
    pictured = any(event.source.size is not None for event in timeline.events)
    made = otio.schema.Timeline(timeline.title)
    for kind in (kinds.Video, kinds.Audio) if pictured else (kinds.Audio,):
        track = otio.schema.Track(kind.lower(), kind=kind)
        for event in timeline.events:
            seen = event.source.size is not None or kind == kinds.Audio
            source_range = _range(otio, event.source.clock, event.timecode, event.frames)
            track.append(
                _clip(otio, event, source_range)
                if seen
                else otio.schema.Gap(source_range=_range(otio, event.source.clock, 0, event.frames))
            )
        made.tracks.append(track)
    text: str = otio.adapters.write_to_string(made, "otio_json")
    return text


def _clip(otio: Any, event: Event, source_range: Any) -> Any:
    source = event.source
    whole = _range(otio, source.clock, source.first_frame, source.frames)
    return otio.schema.Clip(
        name=event.name,
        media_reference=otio.schema.ExternalReference(source.uri, whole),
        source_range=source_range,
        metadata={"pullquote": {"text": event.text, "speaker": event.speaker}},
    )


def _range(otio: Any, clock: FrameClock, first: int, count: int) -> Any:
    rate = float(clock.rate)
    time = otio.opentime.RationalTime
    return otio.opentime.TimeRange(time(first, rate), time(count, rate))


OTIO = TimelineFormat(".otio", "OpenTimelineIO, for DaVinci Resolve, Premiere Pro …", format_otio)
