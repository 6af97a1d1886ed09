"""Recordings that could not be added, remembered until their files change."""

from __future__ import annotations

import time

from pullquote.align.library.store import database
from pullquote.align.library.store.entry import FileStamp
from pullquote.align.library.store.library import Library


def note_failure(
    library: Library, media: FileStamp, transcript: FileStamp | None, reason: str
) -> None:
    """Remember that a recording could not be added, until its files change."""
    with database.explained(library.path), database.changing(library.connection):
        library.execute(
            "insert or replace into failure values(?, ?, ?, ?, ?, ?)",
            (
                *(media.path, media.size, media.modified),
                transcript.modified if transcript else None,
                reason,
                time.time(),
            ),
        )


def find_failure(library: Library, media: FileStamp, transcript: FileStamp | None) -> str | None:
    """The reason why these files could not be added, as they are now; None for no such try."""
    rows = library.rows(
        "select reason from failure where path=? and size=? and modified=? "
        "and transcript_modified is ?",
        (
            *(media.path, media.size, media.modified),
            transcript.modified if transcript else None,
        ),
    )
    return rows[0][0] if rows else None
