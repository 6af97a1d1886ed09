"""JSON of Rev and Rev AI. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pullquote.align.reading.formats.json.fields import (
    FieldError,
    probability,
    records,
    seconds,
    speaker_of,
    text_of,
)
from pullquote.align.reading.formats.segments import Segment, TimedWord, span_between, with_ending


def fits(document: Any) -> bool:
    """True if it consists of monologues."""
    return isinstance(document, Mapping) and "monologues" in document


def read_segments(document: Any) -> Iterator[Segment]:
    """A segment for each monologue, its elements joined as they are."""
    names = {
        str(entry.get("id")): text_of(entry, "name")
        for entry in records(document.get("speakers"), "speakers")
    }
    for monologue in records(document["monologues"], "monologues"):
        number = monologue.get("speaker")
        name = names.get(str(number)) or speaker_of(number)
        yield _monologue(monologue, name)


def _monologue(monologue: Mapping[str, Any], speaker: str | None) -> Segment:
    parts: list[str] = []
    words: list[TimedWord] = []
    for element in records(monologue.get("elements"), "elements"):
        value = element.get("value")
        if not isinstance(value, str):
            raise FieldError("`value` of an element is not text")
        if element.get("type") == "text":
            score = probability(element.get("confidence"))
            start, end = seconds(element.get("ts")), seconds(element.get("end_ts"))
            words.append(TimedWord(value.strip(), start, end, score))
        elif element.get("type") == "unknown":
            value = f"[{value.strip('<>[]()')}]"  # a sound, or words that were not understood
        elif words and value.strip():
            words[-1] = with_ending(words[-1], value.strip())
        parts.append(value)
    starts = [word.start for word in words if word.start is not None]
    ends = [word.end for word in words if word.end is not None]
    span = span_between(min(starts, default=None), max(ends, default=None))
    return Segment("".join(parts).strip(), span, speaker, tuple(words))
