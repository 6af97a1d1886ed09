"""Mending one spot: other words, or another time; only the neighbourhood is aligned again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pullquote.align.editing import place_again, with_text, with_times
from pullquote.align.errors import InputError
from pullquote.align.progress import Monitor
from pullquote.align.times import TimeSpan, parse_time
from pullquote.ui.web.actions import engine
from pullquote.ui.web.actions.aligning import chosen_words
from pullquote.ui.web.jobs import Jobs
from pullquote.ui.web.workspace import Workspace

Json = dict[str, Any]


def start_repair(jobs: Jobs, workspace: Workspace, id: str, body: Json) -> Json:  # noqa: A002
    """Change the text of some words, or when they are said, or both; the job's result names the
    words as they are now."""
    recording = workspace.get(id)
    alignment = workspace.alignment(id)
    first, last = chosen_words(body, alignment)
    text = body.get("text")
    said = _said(body, alignment.duration)
    if isinstance(text, str):
        alignment, last = with_text(alignment, first, last, text)
    elif said is None:
        raise InputError("nothing was changed; correct the words or their times first")

    def work(monitor: Monitor) -> Json:
        repaired = alignment
        if said is not None:
            repaired = with_times(alignment, first, last, said)
        else:
            chosen = recording.view.get("engine") or {}
            media = Path(recording.media)
            repaired = place_again(
                alignment,
                first,
                last,
                lambda begin, end: engine.align_part(
                    media, alignment.transcript, (begin, end), chosen, monitor
                ),
            )
        workspace.set_alignment(id, repaired)
        return {"first": first, "last": last}

    return {"job": jobs.start("place", workspace.owner, id, work).snapshot()}


def _said(body: Json, duration: float) -> TimeSpan | None:
    """The times that were typed. Raises InputError when they are none."""
    if body.get("start") in (None, ""):
        return None
    start = parse_time(str(body["start"]))
    end = parse_time(str(body.get("end") or body["start"]))
    if not start < end <= duration + 0.5:
        raise InputError(
            f"words cannot be said from {body['start']} to {body.get('end')}; "
            "the end comes after the start and before the recording's own end"
        )
    return TimeSpan(start, end)
