"""JSON of Whisper: OpenAI's, faster-whisper's, WhisperX, whisper.cpp, Transformers. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from pullquote.align.reading.formats.json.fields import (
    probability,
    record,
    records,
    seconds,
    speaker_of,
    text_of,
)
from pullquote.align.reading.formats.segments import (
    Segment,
    TimedWord,
    joined,
    span_between,
)


def fits(document: Any) -> bool:
    """True if it holds segments, words or text under the names that Whisper uses."""
    keys = ("segments", "transcription", "chunks", "words", "text")
    return isinstance(document, list) or (
        isinstance(document, Mapping) and any(key in document for key in keys)
    )


def read_segments(document: Any) -> Iterator[Segment]:
    """The segments; of a document without any, all its words as one, or its text."""
    if isinstance(document, list):
        yield from (_segment(entry) for entry in records(document, "list"))
    elif document.get("segments"):
        segments = [_segment(entry) for entry in records(document["segments"], "segments")]
        yield from _with_words(segments, tuple(_words(document.get("words"))))
    elif document.get("transcription"):
        for entry in records(document["transcription"], "transcription"):
            yield _cpp_segment(entry)
    elif document.get("chunks"):
        yield from (_chunk(entry) for entry in records(document["chunks"], "chunks"))
    else:
        words = tuple(_words(document.get("words")))
        yield Segment(text_of(document, "text") or _text(words), None, None, words)


def _segment(entry: Mapping[str, Any]) -> Segment:
    words = tuple(_words(entry.get("words")))
    return Segment(
        text_of(entry, "text") or _text(words),
        span_between(seconds(entry.get("start")), seconds(entry.get("end"))),
        speaker_of(entry.get("speaker")),
        words,
    )


def _with_words(segments: list[Segment], words: tuple[TimedWord, ...]) -> Iterator[Segment]:
    """The segments, which have none of their own, with the words that the file lists apart."""
    if not words or any(segment.words for segment in segments):
        yield from segments
        return
    place = 0
    for number, segment in enumerate(segments):
        stop = place
        end = segment.span.end if segment.span else 0.0
        is_last = number == len(segments) - 1
        while stop < len(words) and (is_last or (words[stop].start or 0.0) < end):
            stop += 1
        yield replace(segment, words=words[place:stop])
        place = stop


def _chunk(entry: Mapping[str, Any]) -> Segment:
    times = entry.get("timestamp")
    start, end = times if isinstance(times, list) and len(times) == 2 else (None, None)
    return Segment(text_of(entry, "text"), span_between(seconds(start), seconds(end)))


def _words(entries: object) -> Iterator[TimedWord]:
    for entry in records(entries, "words"):
        text = text_of(entry, "word", "text")
        if not text:
            continue
        score = entry.get("probability", entry.get("score", entry.get("confidence")))
        yield TimedWord(
            text, seconds(entry.get("start")), seconds(entry.get("end")), probability(score)
        )


def _cpp_segment(entry: Mapping[str, Any]) -> Segment:
    """A segment of whisper.cpp, whose times are milliseconds and whose tokens are pieces."""
    words: list[TimedWord] = []
    for token in records(entry.get("tokens"), "tokens"):
        text = token.get("text")
        if not isinstance(text, str) or not text.strip():
            continue
        if text.startswith("[_") and text.endswith("]"):
            continue
        first, last = _offsets(token)
        certainty = probability(token.get("p"))
        if words and not text.startswith(" "):
            before = words[-1]
            words[-1] = TimedWord(
                before.text + text.rstrip(), before.start, last,
                min(before.probability, certainty),
            )  # fmt: skip
        else:
            words.append(TimedWord(text.strip(), first, last, certainty))
    return Segment(text_of(entry, "text"), span_between(*_offsets(entry)), None, tuple(words))


def _offsets(entry: Mapping[str, Any]) -> tuple[float | None, float | None]:
    offsets = record(entry.get("offsets"))
    return seconds(offsets.get("from"), unit=0.001), seconds(offsets.get("to"), unit=0.001)


def _text(words: tuple[TimedWord, ...]) -> str:
    return joined(word.text for word in words)
