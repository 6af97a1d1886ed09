"""Another transcript for a recording that is open."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from pullquote.align.errors import PullquoteError
from pullquote.align.files import folder_beside
from pullquote.ui.web.actions.opening import FieldError, with_transcript
from pullquote.ui.web.folders import Folders
from pullquote.ui.web.schemas.bodies import Source
from pullquote.ui.web.state.workspace import Recording, Workspace


def replace_transcript(
    workspace: Workspace,
    id: str,  # noqa: A002
    source: Source,
    *,
    folders: Folders | None,
) -> Recording:
    """Take another transcript for a recording; its words, corrections and basket begin anew.

    Raises FieldError and leaves everything as it was when the transcript cannot be used.
    """
    known = workspace.get(id)
    folder = workspace.folder / id
    with folder_beside(folder / "transcript") as fresh:
        try:
            recording = with_transcript(workspace, fresh, known, source, folders)
        except PullquoteError as error:
            raise FieldError("transcript", error) from error
        for old in (known.transcript, "alignment.json", "cues.json", "undo", "redo"):
            _remove(folder / old)
        for file in fresh.iterdir():
            file.replace(folder / file.name)
    view = recording.view.model_copy(update={"selection": None, "stopped": False})
    return workspace.keep(replace(recording, basket=(), view=view))


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
