"""A frame of the clip that would be made, so that the page shows what is exported."""

from __future__ import annotations

import secrets
from pathlib import Path

from pullquote.align.errors import InputError
from pullquote.align.media.audio import probe
from pullquote.clips.audiogram.bars import BANDS
from pullquote.clips.export.one_clip import ClipJob, write_audiogram_still
from pullquote.clips.export.outputs import Place
from pullquote.ui.web.actions.clips.covers import cover_of
from pullquote.ui.web.actions.clips.exporting import passage_of
from pullquote.ui.web.actions.clips.looks import export_options
from pullquote.ui.web.schemas.bodies import StillBody
from pullquote.ui.web.schemas.passages import StillAnswer
from pullquote.ui.web.state.jobs import Jobs
from pullquote.ui.web.state.workspace import Workspace

_LONGEST = 300
"""Seconds of a clip whose bars move in the player; beyond, they would weigh megabytes."""


def draw_still(jobs: Jobs, workspace: Workspace, id: str, body: StillBody) -> StillAnswer:  # noqa: A002
    """Draw the video that is made of a recording without a picture, as it is half-way through.

    Raises InputError for a recording with a picture, which the player shows itself.
    """
    recording = workspace.get(id)
    if recording.is_video:
        raise InputError("this recording has a picture of its own; play it instead")
    alignment = workspace.alignment(id)
    title = Path(recording.title).stem
    options = export_options(
        workspace, body, title, cover_of(workspace, id) if body.cover else None
    )
    target = workspace.folder / id / "still.png"
    passage = passage_of(body.item, alignment)
    job = ClipJob(probe(Path(recording.media)), alignment, passage, Place(target), options, 1)
    motion = write_audiogram_still(job, target)
    is_short = len(motion.levels) <= _LONGEST * motion.frame_rate * BANDS
    address = f"/pullquote/still/{id}?{secrets.token_hex(4)}"
    return StillAnswer(address=address, motion=motion if is_short else None)


def still_file(workspace: Workspace, id: str) -> Path | None:  # noqa: A002
    """The frame that was drawn last; None where there is none."""
    file = workspace.folder / id / "still.png"
    return file if workspace.find(id) is not None and file.is_file() else None
