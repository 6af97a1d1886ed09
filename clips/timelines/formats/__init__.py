"""The kinds of timeline that can be written.

To add one: write a function `(timeline) -> str` in a module here, wrap it in a `TimelineFormat`,
and name it in `FORMATS`; the tests of all formats then run over it.
"""

from __future__ import annotations

from pullquote.clips.timelines.formats.base import TimelineFormat
from pullquote.clips.timelines.formats.edl import EDL, RESOLVE_MARKERS
from pullquote.clips.timelines.formats.fcpxml import FCPXML
from pullquote.clips.timelines.formats.markers import AUDACITY, PREMIERE_MARKERS, REAPER
from pullquote.clips.timelines.formats.opentimelineio import OTIO

FORMATS: tuple[TimelineFormat, ...] = (
    OTIO,
    FCPXML,
    EDL,
    RESOLVE_MARKERS,
    PREMIERE_MARKERS,
    REAPER,
    AUDACITY,
)

__all__ = ["FORMATS", "TimelineFormat"]
