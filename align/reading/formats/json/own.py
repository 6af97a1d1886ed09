"""The result of `pullquote align`, read for its times. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pullquote.align.reading.formats.json.fields import probability, records, seconds, text_of
from pullquote.align.reading.formats.segments import Segment, TimedWord, joined


def fits(document: Any) -> bool:
    """True for a result of `pullquote align`."""
    return isinstance(document, dict) and "pullquote" in document


def read_segments(document: Any) -> Iterator[Segment]:
    """Its paragraphs, with the words that are said."""
    for entry in records(document.get("segments"), "segments"):
        words = tuple(
            TimedWord(
                text_of(word, "word"),
                seconds(word.get("start")),
                seconds(word.get("end")),
                probability(word.get("probability")),
            )
            for word in records(entry.get("words"), "words")
            if word.get("role", "speech") == "speech"
            and word.get("status") not in ("absent", "pending")
        )
        yield Segment(joined(word.text for word in words), None, None, words)
