"""Rows of the table `recording`."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pullquote.align.library.store.entry import Entry, FileStamp, Origin
from pullquote.align.model.alignment import Alignment
from pullquote.align.model.transcript import Transcript
from pullquote.align.model.words import EngineInfo

ENTRY = (
    "id, title, fingerprint, path, size, modified, transcript, transcript_size, "
    "transcript_modified, transcript_digest, recorded, duration, language, words, placed, added, "
    "changed"
)
"""The columns that `entry_of` takes."""
EMPTY = "engine, engine_version, engine_model, media, source, source_language"
"""The columns that `empty_alignment` takes."""


def entry_of(row: Sequence[Any]) -> Entry:
    """The recording that this row is of."""
    transcript = FileStamp(*row[6:9]) if row[6] is not None else None
    origin = Origin(FileStamp(*row[3:6]), transcript, row[9], row[10], row[1])
    return Entry(row[0], row[1], row[2], origin, *row[11:])


def empty_alignment(entry: Entry, row: Sequence[Any]) -> Alignment:
    """Everything about a recording's alignment but its words."""
    return Alignment(
        transcript=Transcript("", (), (), row[5], row[4]),
        words=(),
        unscripted=(),
        language=entry.language,
        duration=entry.duration,
        fingerprint=entry.fingerprint,
        engine=EngineInfo(*row[:3]),
        media=row[3],
    )


def columns_of(alignment: Alignment, origin: Origin, words: int) -> dict[str, object]:
    """The values by column of a recording with so many searched words, changed now."""
    media, transcript = origin.media, origin.transcript
    return {
        "fingerprint": alignment.fingerprint,
        "path": media.path,
        "size": media.size,
        "modified": media.modified,
        "transcript": transcript and transcript.path,
        "transcript_size": transcript and transcript.size,
        "transcript_modified": transcript and transcript.modified,
        "transcript_digest": origin.transcript_digest,
        "title": origin.title or Path(media.path).stem,
        "recorded": origin.recorded,
        "changed": time.time(),
        "duration": alignment.duration,
        "language": alignment.language,
        "engine": alignment.engine.name,
        "engine_version": alignment.engine.version,
        "engine_model": alignment.engine.model,
        "media": alignment.media,
        "source": alignment.transcript.source,
        "source_language": alignment.transcript.language,
        "words": words,
        "placed": sum(word.span is not None for word in alignment.words),
    }
