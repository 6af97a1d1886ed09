"""JSON of Fireflies: sentences, as its page exports them or its API answers. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pullquote.align.reading.formats.json.fields import (
    record,
    records,
    seconds,
    speaker_of,
    text_of,
)
from pullquote.align.reading.formats.segments import Segment, span_between


def fits(document: Any) -> bool:
    """True if it holds sentences with their speakers' names."""
    sentences = _sentences(document)
    first = sentences[0] if isinstance(sentences, list) and sentences else None
    return isinstance(first, Mapping) and "speaker_name" in first


def read_segments(document: Any) -> Iterator[Segment]:
    """Each sentence."""
    for entry in records(_sentences(document), "sentences"):
        start = seconds(entry.get("start_time", entry.get("startTime")))
        end = seconds(entry.get("end_time", entry.get("endTime")))
        speaker = speaker_of(entry.get("speaker_name"))
        yield Segment(text_of(entry, "sentence", "text"), span_between(start, end), speaker)


def _sentences(document: Any) -> object:
    if isinstance(document, Mapping):
        answer = record(record(document.get("data")).get("transcript")) or document
        return answer.get("sentences")
    return document
