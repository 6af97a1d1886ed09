"""Timelines as files, in the kind that the file's name ends in."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path

from pullquote.align.errors import FormatError, OutputError
from pullquote.align.files import PathLike, folder_beside, move_into_place, write_text
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


def write_timelines(timeline: Timeline, paths: Sequence[PathLike], *, replace: bool = True) -> None:
    """Write the timeline in the kind of each file; they appear together or not at all.

    Raises FormatError for an unknown ending, OutputError, InputError for a kind that has one frame
    rate or one recording where the timeline has several, and EngineError where a package is
    missing.
    """
    named = [Path(path) for path in paths]
    texts = [timeline_format_for(path).format(timeline) for path in named]
    with contextlib.ExitStack() as folders:
        made = []
        for path, text in zip(named, texts, strict=True):
            drafted = folders.enter_context(folder_beside(path)) / path.name
            try:
                write_text(drafted, text)
            except OutputError as error:
                # The user knows the place but not the folder.
                raise OutputError(path, error.problem) from error
            made.append((drafted, path))
        move_into_place(made, replace=replace)


def write_timeline(timeline: Timeline, path: PathLike, *, replace: bool = True) -> Path:
    """Write the timeline in the kind of the file. Raises as `write_timelines`."""
    write_timelines(timeline, [path], replace=replace)
    return Path(path)
