"""A transcript for a recording that has none, written by Whisper in front of the visitor."""

from __future__ import annotations

import re

from pullquote.align.errors import PullquoteError
from pullquote.align.progress import Monitor
from pullquote.align.recognizers.engines import AlignOptions, choose_transcriber
from pullquote.ui.web.actions import engine, opening
from pullquote.ui.web.folders import Folders
from pullquote.ui.web.schemas.bodies import EngineChoice, View, WriteBody
from pullquote.ui.web.schemas.work import JobAnswer, OpenedResult, Started
from pullquote.ui.web.state.jobs import Jobs
from pullquote.ui.web.state.workspace import Workspace

KIND = "transcribe"


def start_writing(
    jobs: Jobs, workspace: Workspace, body: WriteBody, *, folders: Folders | None
) -> Started:
    """Have the transcript written, then open the recording with it.

    An upload stays where it is until then, so that stopping costs nothing. Raises FieldError naming
    what cannot be used, before any work.
    """
    try:
        file = opening.find_media(workspace, body.media, folders)
        opening.describe("", file, is_uploaded=bool(body.media.upload))
    except PullquoteError as error:
        raise opening.FieldError("media", error) from error
    options = AlignOptions(
        engine="whisper",
        model=body.model or None,
        language=body.language or None,
        names=tuple(filter(None, (name.strip() for name in re.split(r"[,\n]", body.names)))),
    )
    try:
        choose_transcriber(options)
    except PullquoteError as error:
        raise opening.FieldError("transcript", error) from error
    is_uploaded = bool(body.media.upload)
    chosen = EngineChoice(engine="whisper", model=body.model, language=body.language)

    def work(monitor: Monitor) -> OpenedResult:
        alignment = engine.transcribe(file, options, monitor)
        recording = opening.open_written(
            workspace, file, alignment, is_uploaded=is_uploaded, view=View(engine=chosen)
        )
        return OpenedResult(id=recording.id)

    return Started(job=jobs.start(KIND, workspace.owner, "", work).snapshot())


def writing_now(jobs: Jobs, workspace: Workspace) -> JobAnswer | None:
    """The transcript that is being written for this visitor, the first of several."""
    going = (job for job in jobs.of(workspace.owner, "") if job.kind == KIND)
    return next((job.snapshot() for job in going), None)
