"""The basket as a timeline: stretches of the recording itself, for editing programs."""

from __future__ import annotations

import secrets
import shutil
from dataclasses import replace
from pathlib import Path

from pullquote.align.errors import InputError
from pullquote.align.media.audio import probe
from pullquote.align.progress import Monitor
from pullquote.clips.export.timelines import find_timeline
from pullquote.clips.passages.passage import Passage
from pullquote.clips.timelines.files import timeline_format_for, write_timeline
from pullquote.clips.timelines.timeline import Timeline
from pullquote.ui.web.actions.clips.exporting import MOST, make_room, passage_of, size_of, take
from pullquote.ui.web.schemas.timelines import TimelineBody
from pullquote.ui.web.schemas.work import MadeResult, Started
from pullquote.ui.web.state.jobs import Jobs
from pullquote.ui.web.state.made import add_made
from pullquote.ui.web.state.workspace import Recording, Workspace


def start_timeline(jobs: Jobs, workspace: Workspace, id: str, body: TimelineBody) -> Started:  # noqa: A002
    """Write the items as a timeline; the job's result is a `MadeResult`.

    Raises FormatError for an unknown kind, InputError for nothing to write or too much.
    """
    alignment = workspace.alignment(id)
    ending = timeline_format_for(f"timeline.{body.format}").extension
    if not body.items:
        raise InputError("there is nothing for a timeline; add passages to the basket first")
    if len(body.items) > MOST:
        raise InputError(f"{len(body.items)} passages are too many at once; take at most {MOST}")
    passages = [passage_of(item, alignment) for item in body.items]

    def work(monitor: Monitor) -> MadeResult:
        made = _write(workspace, id, passages, ending, monitor)
        add_made(workspace, id, made)
        return made

    return Started(job=jobs.start("export", workspace.owner, id, work).snapshot())


def _write(
    workspace: Workspace,
    id: str,  # noqa: A002
    passages: list[Passage],
    ending: str,
    monitor: Monitor,
) -> MadeResult:
    recording = workspace.get(id)
    exports = workspace.folder / id / "exports"
    folder = exports / secrets.token_hex(6)
    stem = Path(recording.title).stem
    info = probe(Path(recording.media))
    timeline = find_timeline(info, workspace.alignment(id), passages, title=stem, monitor=monitor)
    is_uploaded = (workspace.folder / id) in Path(recording.media).parents
    if is_uploaded:
        timeline = _by_name(timeline, recording)
    try:
        make_room(folder)
        file = write_timeline(timeline, folder / f"{stem}{ending}")
        name = take(file, exports, None)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    count = len(passages)
    events = f"{count} {'passage' if count == 1 else 'passages'}"
    link = f"; it asks for {recording.title}" if is_uploaded else ""
    return MadeResult(
        name=name,
        note=f"{events}, {size_of(exports / name)}{link}",
        problems=(),
        extras=(),
        kind="timeline",
        look="Timeline",
    )


def _by_name(timeline: Timeline, recording: Recording) -> Timeline:
    """The timeline with the recording's own name: its copy here means nothing to an editor."""
    path = Path("/") / Path(recording.title).name
    events = tuple(
        replace(event, source=replace(event.source, path=path)) for event in timeline.events
    )
    return replace(timeline, events=events)
