"""JSON of Amazon Transcribe. Pure."""

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
from pullquote.align.reading.formats.segments import Segment, TimedWord, gathered, with_ending


def fits(document: Any) -> bool:
    """True if it has results with items or transcripts."""
    results = record(document.get("results")) if isinstance(document, Mapping) else {}
    return "items" in results or "transcripts" in results


def read_segments(document: Any) -> Iterator[Segment]:
    """The turns that its items make; without items, its text."""
    results = document["results"]
    speakers = _speakers(results)
    words: list[tuple[TimedWord, str | None]] = []
    for item in records(results.get("items"), "items"):
        best = next(records(item.get("alternatives"), "alternatives"), {})
        content = text_of(best, "content")
        if item.get("type") == "punctuation":
            if words and content:
                words[-1] = (with_ending(words[-1][0], content), words[-1][1])
            continue
        if content:
            start, end = seconds(item.get("start_time")), seconds(item.get("end_time"))
            voice = speaker_of(item.get("speaker_label")) or speakers.get(str(start))
            piece = TimedWord(content, start, end, probability(best.get("confidence")))
            words.append((piece, voice))
    if words:
        yield from gathered(words)
        return
    for transcript in records(results.get("transcripts"), "transcripts"):
        yield Segment(text_of(transcript, "transcript"), None)


def _speakers(results: Mapping[str, Any]) -> dict[str, str]:
    """The speaker of the item with each start: older results list them apart from the items."""
    labels = record(results.get("speaker_labels"))
    found: dict[str, str] = {}
    for segment in records(labels.get("segments"), "speaker_labels.segments"):
        for item in records(segment.get("items"), "speaker_labels.segments.items"):
            if name := speaker_of(item.get("speaker_label")):
                found[str(seconds(item.get("start_time")))] = name
    return found
