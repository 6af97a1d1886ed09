"""Edit decision lists in the manner of CMX 3600: cuts, and DaVinci Resolve's markers."""

from __future__ import annotations

from pullquote.clips.timelines.formats.base import TimelineFormat, only_rate, only_source
from pullquote.clips.timelines.timeline import Timeline

_HOUR = "01:00:00:00"
"""The customary start of a programme."""


def format_edl(timeline: Timeline) -> str:
    """A cut for each event, sound and picture; the words stand in a comment.

    Source timecode is the recording's own. The programme begins at 01:00:00:00. The reel is `AX`,
    as is usual for files, which are named in a comment.
    """
    only_rate(timeline, "an EDL")
    clock = timeline.clock
    opening = clock.parse(_HOUR)
    lines = _opening(timeline)
    for number, (event, start, length) in enumerate(timeline.placed(), 1):
        edges = (
            *(event.timecode, event.timecode + event.frames),
            *(opening + start, opening + start + length),
        )
        channels = "AA/V" if event.source.size is not None else "AA"
        lines += [
            f"{number:03d}  AX       {channels:5} C        "
            + " ".join(clock.format(edge) for edge in edges),
            f"* FROM CLIP NAME: {_one_line(event.source.path.name)}",
        ]
        if event.text:
            said = f"{event.speaker}: {event.name}" if event.speaker else event.name
            lines.append(f"* COMMENT: {said}")
        lines.append("")
    return "\n".join(lines) + "\n"


def format_resolve_markers(timeline: Timeline) -> str:
    """Markers on the recording, as DaVinci Resolve exports and imports them.

    To be imported into a timeline of the whole recording: each is an event of one frame, with
    colour, name and length in a comment.
    """
    source = only_source(timeline, "a list of markers")
    lines = _opening(timeline)
    for number, event in enumerate(timeline.events, 1):
        edges = (event.timecode, event.timecode + 1)
        times = " ".join(source.clock.format(edge) for edge in (*edges, *edges))
        name = event.name.replace("|", "/")
        lines += [
            f"{number:03d}  001      V     C        {times}",
            f" |C:ResolveColorBlue |M:{name} |D:{event.frames}",
            "",
        ]
    return "\n".join(lines) + "\n"


def _opening(timeline: Timeline) -> list[str]:
    mode = "DROP FRAME" if timeline.clock.drop else "NON-DROP FRAME"
    return [f"TITLE: {_one_line(timeline.title)}", f"FCM: {mode}", ""]


def _one_line(text: str) -> str:
    return " ".join(text.split())


EDL = TimelineFormat(".edl", "edit decision list (CMX 3600), for any editing program", format_edl)
RESOLVE_MARKERS = TimelineFormat(
    ".markers.edl", "markers for DaVinci Resolve", format_resolve_markers
)
