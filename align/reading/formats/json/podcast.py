"""JSON of the Podcast namespace, which podcast hosts publish beside episodes. Pure.

https://github.com/Podcastindex-org/podcast-namespace/blob/main/transcripts/transcripts.md
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from statistics import median
from typing import Any

from pullquote.align.reading.formats.json.fields import records, seconds, speaker_of, text_of
from pullquote.align.reading.formats.segments import Segment, TimedWord, gathered, span_between


def fits(document: Any) -> bool:
    """True if its segments have a `body`."""
    segments = document.get("segments") if isinstance(document, Mapping) else None
    first = segments[0] if isinstance(segments, list) and segments else None
    return isinstance(first, Mapping) and "body" in first


def read_segments(document: Any) -> Iterator[Segment]:
    """Its segments; where they are single words, the turns that those make."""
    segments = [_segment(entry) for entry in records(document["segments"], "segments")]
    segments = [segment for segment in segments if segment.text]
    if segments and median(len(segment.text.split()) for segment in segments) <= 1:
        yield from gathered(
            (
                TimedWord(
                    segment.text,
                    segment.span.start if segment.span else None,
                    segment.span.end if segment.span else None,
                ),
                segment.speaker,
            )
            for segment in segments
        )
    else:
        yield from segments


def _segment(entry: Mapping[str, Any]) -> Segment:
    span = span_between(seconds(entry.get("startTime")), seconds(entry.get("endTime")))
    return Segment(text_of(entry, "body"), span, speaker_of(entry.get("speaker")))
