"""JSON of Deepgram. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pullquote.align.reading.formats.json.fields import (
    probability,
    record,
    records,
    seconds,
    speaker_of,
    text_of,
)
from pullquote.align.reading.formats.segments import Segment, TimedWord, gathered


def fits(document: Any) -> bool:
    """True if it has results by channel."""
    return isinstance(document, Mapping) and "channels" in record(document.get("results"))


def read_segments(document: Any) -> Iterator[Segment]:
    """The turns of each channel, by time; a channel is a speaker where there are several."""
    channels = [*records(document["results"]["channels"], "channels")]
    segments: list[Segment] = []
    for number, channel in enumerate(channels):
        best = next(records(channel.get("alternatives"), "alternatives"), {})
        alone = f"Channel {number + 1}" if len(channels) > 1 else None
        words = [(_word(w), speaker_of(w.get("speaker")) or alone) for w in _entries(best)]
        segments += gathered(words, _paragraph_starts(best))
        if not words:
            segments.append(Segment(text_of(best, "transcript"), None, alone))
    yield from sorted(segments, key=lambda segment: segment.span.start if segment.span else 0.0)


def _entries(alternative: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for entry in records(alternative.get("words"), "words"):
        if text_of(entry, "punctuated_word", "word"):
            yield entry


def _word(entry: Mapping[str, Any]) -> TimedWord:
    return TimedWord(
        text_of(entry, "punctuated_word", "word"),
        seconds(entry.get("start")),
        seconds(entry.get("end")),
        probability(entry.get("confidence")),
    )


def _paragraph_starts(alternative: Mapping[str, Any]) -> list[float]:
    paragraphs = record(alternative.get("paragraphs")).get("paragraphs")
    starts = (seconds(entry.get("start")) for entry in records(paragraphs, "paragraphs"))
    return sorted(start for start in starts if start is not None)
