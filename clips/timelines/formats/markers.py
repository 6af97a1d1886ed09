"""Markers and regions on one recording: for Premiere Pro, Reaper and Audacity."""

from __future__ import annotations

import csv
import io

from pullquote.clips.timelines.formats.base import TimelineFormat, only_source
from pullquote.clips.timelines.timeline import Timeline


def format_premiere_markers(timeline: Timeline) -> str:
    """The table of markers that Premiere Pro exports, which its extensions import.

    Columns are separated by tabs; times are the recording's timecode.
    """
    source = only_source(timeline, "a table of markers")
    table = io.StringIO()
    rows = csv.writer(table, dialect="excel-tab", lineterminator="\n")
    rows.writerow(("Marker Name", "Description", "In", "Out", "Duration", "Marker Type"))
    for event in timeline.events:
        edges = (event.timecode, event.timecode + event.frames, event.frames)
        times = (source.clock.format(edge) for edge in edges)
        rows.writerow((event.speaker, event.name, *times, "Comment"))
    return table.getvalue()


def format_reaper(timeline: Timeline) -> str:
    """A table of regions for Reaper's region and marker manager, in seconds."""
    clock = only_source(timeline, "a table of regions").clock
    table = io.StringIO()
    rows = csv.writer(table, lineterminator="\n")
    rows.writerow(("#", "Name", "Start", "End", "Length"))
    for number, event in enumerate(timeline.events, 1):
        edges = (event.start, event.start + event.frames, event.frames)
        times = (f"{float(clock.seconds(edge)):.6f}" for edge in edges)
        rows.writerow((f"R{number}", event.name, *times))
    return table.getvalue()


def format_audacity(timeline: Timeline) -> str:
    """Audacity's labels: start and end in seconds, and the words, between tabs."""
    clock = only_source(timeline, "a track of labels").clock
    return "".join(
        f"{float(clock.seconds(event.start)):.6f}\t"
        f"{float(clock.seconds(event.start + event.frames)):.6f}\t{event.name}\n"
        for event in timeline.events
    )


PREMIERE_MARKERS = TimelineFormat(
    ".markers.csv", "markers for Premiere Pro", format_premiere_markers
)
REAPER = TimelineFormat(".reaper.csv", "regions for Reaper", format_reaper)
AUDACITY = TimelineFormat(".labels.txt", "labels for Audacity", format_audacity)
