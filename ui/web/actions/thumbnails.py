"""Small pictures of recordings, and the share of their words that was found, for the list."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from pullquote.align.errors import PullquoteError
from pullquote.align.files import copy_file, work_folder, write_text
from pullquote.align.media.audio import probe
from pullquote.clips.render.images import copy_image
from pullquote.clips.render.stills import write_poster
from pullquote.ui.web.state.workspace import Recording, Workspace

_AT = 0.1
"""Share of the recording; the first frames are often black, or a title."""
_LONGER = 240
"""Pixels of the picture's longer side."""


def thumbnail(workspace: Workspace, id: str) -> Path | None:  # noqa: A002
    """The recording's picture, drawn once; None for sound, and where it cannot be drawn."""
    recording = workspace.find(id)
    if recording is None or not recording.is_video:
        return None
    kept = workspace.folder / id / "thumbnail.png"
    if not kept.is_file():
        try:
            _draw(recording, kept)
        except PullquoteError:
            return None
    return kept


def _draw(recording: Recording, target: Path) -> None:
    media = probe(Path(recording.media))
    with work_folder() as folder:
        large = folder / "large.png"
        write_poster(media, _AT * recording.duration, large)
        place = folder / "small"
        place.mkdir()
        copy_file(copy_image(large, place, width=_LONGER, height=_LONGER), target)


def share_found(workspace: Workspace, recording: Recording) -> float | None:
    """Share of the transcript's words that were found; None until all have been looked for.

    It is kept beside the words, so that a list of long recordings does not read them all.
    """
    folder = workspace.folder / recording.id
    if not (folder / "alignment.json").is_file():
        return None
    kept, version = folder / "found", workspace.version(recording.id)
    with suppress(OSError, ValueError):
        of, share = kept.read_text("utf-8").split()
        if of == version:
            return None if share == "partly" else float(share)
    try:
        alignment = workspace.alignment(recording.id)
    except PullquoteError:
        return None
    found = None if alignment.is_partial else round(alignment.coverage, 4)
    with suppress(PullquoteError):
        write_text(kept, f"{version} {'partly' if found is None else found}")
    return found
