"""From what was dropped, pasted or named to a recording in the workspace."""

from __future__ import annotations

import asyncio
import re
import secrets
import shutil
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from pullquote.align.errors import (
    InputError,
    MediaError,
    OutputError,
    PullquoteError,
    TranscriptError,
)
from pullquote.align.files import explain_failure, is_temporary, whole_file, write_bytes, write_text
from pullquote.align.model.alignment import Alignment, format_alignment
from pullquote.ui.web.actions.projects import with_project
from pullquote.ui.web.folders import Folders
from pullquote.ui.web.schemas.bodies import Source as Source, View
from pullquote.ui.web.schemas.recordings import UploadAnswer
from pullquote.ui.web.state.workspace import Recording, Workspace, now

_LONGEST_NAME = 200
"""Bytes; file systems take 255."""
_UPLOAD = re.compile(r"^[A-Za-z0-9_]{16,40}$")


class FieldError(Exception):
    """An error and the part of the form that caused it; only the page's edge sees it."""

    def __init__(self, field: str, error: PullquoteError) -> None:
        self.field = field
        self.error = error
        super().__init__(str(error))


def open_recording(
    workspace: Workspace, media: Source, transcript: Source, *, folders: Folders | None
) -> Recording:
    """Keep a new recording with its transcript; without `folders` no path is followed.

    Raises FieldError naming what cannot be used.
    """
    folder = workspace.new_folder()
    try:
        try:
            file = find_media(workspace, media, folders)
            recording = describe(folder.name, file, is_uploaded=bool(media.upload))
        except PullquoteError as error:
            raise FieldError("media", error) from error
        try:
            recording = with_transcript(workspace, folder, recording, transcript, folders)
            recording = with_project(workspace, recording, folder)
        except PullquoteError as error:
            raise FieldError("transcript", error) from error
    except FieldError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    # Moved last, so that a mistake in the transcript does not cost the upload.
    return workspace.keep(_with_upload(folder, recording, file) if media.upload else recording)


def _with_upload(folder: Path, recording: Recording, file: Path) -> Recording:
    kept = folder / f"media{file.suffix.lower()}"
    file.replace(kept)
    return replace(recording, media=str(kept))


def open_written(
    workspace: Workspace, file: Path, alignment: Alignment, *, is_uploaded: bool, view: View
) -> Recording:
    """Keep a new recording with the transcript that was made from it."""
    folder = workspace.new_folder()
    try:
        recording = describe(folder.name, file, is_uploaded=is_uploaded)
        kept = folder / "transcript.txt"
        write_text(kept, alignment.transcript.text)
        write_text(folder / "alignment.json", format_alignment(alignment))
        recording = replace(recording, transcript=kept.name, view=view)
        if is_uploaded:
            recording = _with_upload(folder, recording, file)
        return workspace.keep(recording)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def open_sample(workspace: Workspace, *, video: bool = True) -> Recording:
    """The sample interview, opened like any recording, in the state in which it was left."""
    from pullquote import samples

    file = samples.SAMPLE_VIDEO if video else samples.SAMPLE_AUDIO
    for recording in workspace.recordings():
        if recording.media == str(file):
            return workspace.change(recording.id, opened=now())
    return open_recording(
        workspace,
        Source(path=str(file)),
        Source(path=str(samples.SAMPLE_TRANSCRIPT)),
        folders=Folders((file.parent,)),
    )


def upload_folder(workspace: Workspace, id: str) -> Path:  # noqa: A002
    """The folder of an upload until it is opened. Raises InputError for an unknown id."""
    if not _UPLOAD.match(id):
        raise InputError("this upload is not known; choose the file again")
    return workspace.folder / "uploads" / id


def find_media(workspace: Workspace, source: Source, folders: Folders | None) -> Path:
    """The file of a recording. Raises PullquoteError when it may not be used or is not there."""
    if source.upload:
        return uploaded(workspace, source.upload)
    if source.path:
        return _allowed(source.path, folders)
    raise InputError("choose a recording first: drop a file, browse, or give its path")


def describe(id: str, file: Path, *, is_uploaded: bool) -> Recording:  # noqa: A002
    """The facts about a recording that is not kept yet. Raises MediaError."""
    from pullquote.align.media.audio import probe_apart

    try:
        info = probe_apart(file)
    except MediaError as error:
        # The path of an upload on this machine means nothing to its sender.
        if is_uploaded:
            raise MediaError(file.name, error.problem) from error
        raise
    return Recording(
        id=id,
        title=file.name,
        media=str(file),
        duration=info.duration,
        width=info.video.width if info.video else 0,
        height=info.video.height if info.video else 0,
        fingerprint=info.fingerprint,
        transcript="",
        opened=now(),
    )


def with_transcript(
    workspace: Workspace,
    folder: Path,
    recording: Recording,
    source: Source,
    folders: Folders | None,
) -> Recording:
    """The recording with this transcript, which is kept in `folder`. Raises PullquoteError."""
    name, content = _take_transcript(workspace, source, folders)
    suffix = Path(name).suffix.lower() or ".txt"
    kept = folder / f"transcript{suffix}"
    write_bytes(kept, content)
    recording = replace(recording, transcript=kept.name)
    if suffix == ".json" and b'"pullquote"' in content:
        _take_alignment(folder, name, content, recording)
    else:
        _check_transcript(kept, name)
    return recording


def _take_transcript(
    workspace: Workspace, source: Source, folders: Folders | None
) -> tuple[str, bytes]:
    if source.text is not None and source.text.strip():
        return "transcript.txt", source.text.encode()
    if source.upload:
        file = uploaded(workspace, source.upload)
        return file.name, file.read_bytes()
    if source.path:
        path = _allowed(source.path, folders)
        try:
            return path.name, path.read_bytes()
        except OSError as error:
            raise TranscriptError(path, f"cannot be read ({error.strerror})") from None
    raise InputError("paste the transcript, or choose its file")


def _check_transcript(kept: Path, name: str) -> None:
    from pullquote.align.reading.formats import read_transcript

    try:
        read_transcript(kept)
    except TranscriptError as error:
        raise TranscriptError(name, error.problem) from error


def _take_alignment(folder: Path, name: str, content: bytes, recording: Recording) -> None:
    from pullquote.align.model.alignment import parse_alignment

    alignment = parse_alignment(content.decode("utf-8", "replace"), source=name)
    if abs(alignment.duration - recording.duration) > 2.0:
        raise TranscriptError(
            name,
            f"belongs to a recording of {alignment.duration:.0f} s, but this one has "
            f"{recording.duration:.0f} s; choose the one it was made from",
        )
    write_text(folder / "alignment.json", format_alignment(alignment))


def uploaded(workspace: Workspace, id: str) -> Path:  # noqa: A002
    """The file that was uploaded. Raises InputError when it is not known or not complete."""
    folder = upload_folder(workspace, id)
    files = [f for f in folder.iterdir() if not is_temporary(f)] if folder.is_dir() else []
    if len(files) != 1:
        raise InputError("this upload is not complete; choose the file again")
    return files[0]


def _allowed(path: str, folders: Folders | None) -> Path:
    if folders is None:
        raise InputError(
            "only the owner of the machine that the page runs on opens files by their path; "
            "drop the file instead"
        )
    return folders.locate(path)


def _clear_old(uploads: Path) -> None:
    """Remove uploads that nobody opened within a day."""
    for folder in uploads.iterdir() if uploads.is_dir() else ():
        with suppress(OSError):
            if folder.stat().st_mtime < now() - 24 * 3600:
                shutil.rmtree(folder)


def _bare_name(name: str) -> str:
    """A name for the file: browsers send a bare name, other clients might try a path.

    File systems count bytes: of a long name the end is kept, with its extension.
    """
    safe = name.encode("utf-8", "replace").decode()
    bare = re.sub(r'[\x00-\x1f/\\:*?"<>|]', "_", Path(safe).name)
    return bare.encode()[-_LONGEST_NAME:].decode("utf-8", "ignore").strip(". ") or "file"


async def receive(workspace: Workspace, name: str, chunks: AsyncIterator[bytes]) -> UploadAnswer:
    """Write an upload into a folder of its own; returns its id and its size in bytes."""
    id = secrets.token_hex(12)  # noqa: A001
    folder = upload_folder(workspace, id)
    _clear_old(folder.parent)
    bare = _bare_name(name)
    size = 0
    try:
        folder.mkdir(parents=True)
        with whole_file(folder / bare) as part, part.open("wb") as file:
            async for chunk in chunks:
                size += len(chunk)
                await asyncio.to_thread(file.write, chunk)
    except OutputError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise OutputError(bare, error.problem) from None
    except OSError as error:
        raise OutputError(bare, explain_failure(error, folder)) from None
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return UploadAnswer(upload=id, name=bare, bytes=size)
