"""Timelines as files, in the kind that the file's name ends in."""

from __future__ import annotations

from pathlib import Path

from pullquote.align.errors import FormatError
from pullquote.align.files import PathLike, write_text
from pullquote.clips.timelines.formats import FORMATS, TimelineFormat
from pullquote.clips.timelines.timeline import Timeline


def timeline_format_for(path: PathLike) -> TimelineFormat:
    """The kind that the file's name ends in, the longest ending first. Raises FormatError."""
    name = Path(path).name.lower()
    fits = [known for known in FORMATS if name.endswith(known.extension)]
    if not fits:
        known = [known.extension for known in FORMATS]
        raise FormatError(Path(path).suffix or name, known, "extension of a timeline")
    return max(fits, key=lambda known: len(known.extension))


def write_timeline(timeline: Timeline, path: PathLike, *, replace: bool = True) -> Path:
    """Write the timeline; the file appears whole or not at all.

    Raises FormatError for an unknown ending, OutputError, InputError for a kind that has one frame
    rate or one recording where the timeline has several, and EngineError where a package is
    missing.
    """
    path = Path(path)
    write_text(path, timeline_format_for(path).format(timeline), replace=replace)
    return path
