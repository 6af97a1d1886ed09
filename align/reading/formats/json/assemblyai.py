"""JSON of AssemblyAI, whose times are milliseconds. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pullquote.align.reading.formats.json.fields import (
    probability,
    records,
    seconds,
    speaker_of,
    text_of,
)
from pullquote.align.reading.formats.segments import Segment, TimedWord, gathered, span_between

_PARTS = ("utterances", "paragraphs", "sentences")
_SIGNS = ("utterances", "acoustic_model", "speech_model", "audio_duration", "audio_url")


def fits(document: Any) -> bool:
    """True if it has fields that only AssemblyAI writes, or its answer in paragraphs."""
    if not isinstance(document, Mapping) or "segments" in document:
        return False
    return any(sign in document for sign in _SIGNS) or (
        "id" in document and any(isinstance(document.get(part), list) for part in _PARTS)
    )


def read_segments(document: Any) -> Iterator[Segment]:
    """Its turns of speakers; else its paragraphs, its words gathered, or its text."""
    for part in _PARTS:
        if document.get(part):
            yield from (_segment(entry) for entry in records(document[part], part))
            return
    words = [*_words(document.get("words"))]
    yield from gathered(words) if words else [Segment(text_of(document, "text"), None)]


def _segment(entry: Mapping[str, Any]) -> Segment:
    span = span_between(*_times(entry))
    words = tuple(piece for piece, _ in _words(entry.get("words")))
    return Segment(text_of(entry, "text"), span, speaker_of(entry.get("speaker")), words)


def _words(entries: object) -> Iterator[tuple[TimedWord, str | None]]:
    for entry in records(entries, "words"):
        if text := text_of(entry, "text"):
            piece = TimedWord(text, *_times(entry), probability(entry.get("confidence")))
            yield piece, speaker_of(entry.get("speaker"))


def _times(entry: Mapping[str, Any]) -> tuple[float | None, float | None]:
    return seconds(entry.get("start"), unit=0.001), seconds(entry.get("end"), unit=0.001)
