"""The user's picture for a recording: the cover of audiograms, or the ground of a quote card."""

from __future__ import annotations

import shutil
from pathlib import Path

from pullquote.align.errors import InputError
from pullquote.align.files import copy_file, work_folder
from pullquote.clips.render.images import copy_image
from pullquote.ui.web.actions.opening import upload_folder, uploaded
from pullquote.ui.web.schemas.bodies import CoverBody
from pullquote.ui.web.schemas.recordings import CoverAnswer
from pullquote.ui.web.state.jobs import Jobs
from pullquote.ui.web.state.workspace import Workspace

_SMALL = 320
"""Pixels of the longer side of the picture that the page shows."""


def keep_cover(jobs: Jobs, workspace: Workspace, id: str, body: CoverBody) -> CoverAnswer:  # noqa: A002
    """Keep the uploaded image for this recording; anything else leaves the old one.

    Raises InputError.
    """
    folder = workspace.folder / workspace.get(id).id
    upload = body.upload
    file = uploaded(workspace, upload)
    try:
        with work_folder() as place:
            try:
                small = copy_image(file, place, width=_SMALL, height=_SMALL)
            except InputError as error:
                # Its path on this machine means nothing to the sender.
                raise InputError(str(error).replace(str(file), file.name)) from None
            copy_file(file, folder / "cover")
            copy_file(small, folder / "cover.png")
    finally:
        shutil.rmtree(upload_folder(workspace, upload), ignore_errors=True)
    return CoverAnswer(name=file.name)


def cover_of(workspace: Workspace, id: str) -> Path:  # noqa: A002
    """The recording's picture. Raises InputError when it is gone."""
    cover = workspace.folder / workspace.get(id).id / "cover"
    if not cover.is_file():
        raise InputError("the picture is gone; choose it again")
    return cover


def small_cover(workspace: Workspace, id: str) -> Path | None:  # noqa: A002
    """The picture as the page shows it; None where there is none."""
    small = workspace.folder / id / "cover.png"
    return small if workspace.find(id) is not None and small.is_file() else None
