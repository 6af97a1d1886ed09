"""Cues that were changed by hand, beside the recording: `<recording>/cues.json`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pullquote.align.files import write_text
from pullquote.align.times import TimeSpan
from pullquote.clips.captions.hand_cues import HandCue
from pullquote.ui.web.state.workspace import Workspace

Cues = tuple[HandCue, ...]


def cues_file(workspace: Workspace, id: str) -> Path:  # noqa: A002
    """The file of a recording's hand-made cues, which need not exist."""
    return workspace.folder / workspace.get(id).id / "cues.json"


def hand_cues(workspace: Workspace, id: str) -> Cues:  # noqa: A002
    """The recording's cues that were changed by hand; none where the file is damaged."""
    return read_cues(cues_file(workspace, id)) or ()


def set_hand_cues(workspace: Workspace, id: str, cues: Cues) -> None:  # noqa: A002
    """Keep other cues."""
    write_cues(cues_file(workspace, id), cues)


def read_cues(path: Path) -> Cues | None:
    """The cues in a file; None where there is none, or one that cannot be read."""
    try:
        document: Any = json.loads(path.read_text("utf-8"))
        return tuple(
            HandCue(int(first), int(last), TimeSpan(start, end), tuple(map(int, breaks)))
            for first, last, start, end, breaks in document
        )
    except (OSError, ValueError, TypeError):
        return None


def write_cues(path: Path, cues: Iterable[HandCue]) -> None:
    """Write the cues, each as one short list."""
    rows = [[c.first, c.last, c.span.start, c.span.end, list(c.breaks)] for c in cues]
    write_text(path, json.dumps(rows))


def follow_correction(cues: Iterable[HandCue], first: int, last: int, now: int) -> Cues:
    """The cues after the words `first` to `last` became `first` to `now`.

    A cue that holds all of them, or none, stays with its words and its time. One that began or
    ended among them is left to the layout again.
    """
    by = now - last
    kept = []
    for cue in cues:
        if cue.last < first:
            kept.append(cue)
        elif cue.first > last:
            breaks = tuple(place + by for place in cue.breaks)
            kept.append(HandCue(cue.first + by, cue.last + by, cue.span, breaks))
        elif cue.first <= first and last <= cue.last:
            breaks = tuple(
                place if place <= first else max(first + 1, place + by)
                for place in cue.breaks
                if not first < place <= last
            )
            kept.append(HandCue(cue.first, cue.last + by, cue.span, breaks))
    return tuple(kept)
