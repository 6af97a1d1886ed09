"""JSON of the Whisper family: Whisper, WhisperX, whisper.cpp, and our own result file. Pure."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pullquote.align.errors import AlignmentFileError, TranscriptError
from pullquote.align.model.alignment import parse_alignment
from pullquote.align.model.transcript import Transcript
from pullquote.align.reading.formats.encoding import decode_text
from pullquote.align.reading.language_codes import language_code
from pullquote.align.reading.tokenizer import Block, build_transcript
from pullquote.align.times import TimeSpan


@dataclass(frozen=True, slots=True)
class TimedPiece:
    """A word of the file; its times where the file has them."""

    text: str
    start: float | None
    end: float | None
    """Seconds."""
    probability: float


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment of the file."""

    text: str
    span: TimeSpan | None
    speaker: str | None
    words: tuple[TimedPiece, ...]


def read(data: bytes, name: str) -> Transcript:
    """Each segment a paragraph with its span; of our own result file, the transcript it kept."""
    document = load(data, name)
    if isinstance(document, Mapping) and "pullquote" in document:
        try:
            return parse_alignment(decode_text(data, name), source=name).transcript
        except AlignmentFileError as error:
            raise TranscriptError(name, error.problem) from None
    blocks = [Block(part.text, part.speaker, part.span) for part in segments(document, name)]
    return build_transcript(
        blocks, source=name, language=document_language(document), separator="\n"
    )


def load(data: bytes, name: str) -> Any:
    """The JSON document. Raises TranscriptError when it is none."""
    try:
        return json.loads(decode_text(data, name))
    except (ValueError, RecursionError) as error:
        raise TranscriptError(name, f"is not valid JSON ({error})") from None


def document_language(document: Any) -> str | None:
    """ISO 639-1 code where the document names its language."""
    if not isinstance(document, Mapping):
        return None
    result = document.get("result")
    inner = result.get("language") if isinstance(result, Mapping) else None
    return language_code(document.get("language")) or language_code(inner)


def segments(document: Any, name: str) -> list[Segment]:
    """The segments of a document of the Whisper family.

    Raises TranscriptError when it holds none of `segments`, `transcription`, `words`, `text`.
    """
    try:
        found = [part for part in _segments(document) if part.text.strip()]
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise TranscriptError(name, f"is damaged ({error!r})") from None
    if not found:
        raise TranscriptError(
            name,
            "is not JSON as Whisper, WhisperX or whisper.cpp write it: "
            "no `segments`, `transcription` or `text` with words in it",
        )
    return found


def _segments(document: Any) -> Iterator[Segment]:
    if isinstance(document, list):
        for entry in document:
            yield _segment(entry)
    elif not isinstance(document, Mapping):
        return
    elif document.get("segments"):
        for entry in document["segments"]:
            yield _segment(entry)
    elif document.get("transcription"):
        for entry in document["transcription"]:
            yield _cpp_segment(entry)
    elif document.get("words"):
        words = tuple(_words(document["words"]))
        yield Segment(str(document.get("text") or _joined(words)), None, None, words)
    elif isinstance(document.get("text"), str):
        yield Segment(document["text"], None, None, ())


def _segment(entry: Mapping[str, Any]) -> Segment:
    words = tuple(_words(entry.get("words") or ()))
    text = str(entry.get("text") or _joined(words)).strip()
    speaker = entry.get("speaker")
    return Segment(
        text,
        _span(_seconds(entry.get("start")), _seconds(entry.get("end"))),
        str(speaker) if speaker else None,
        words,
    )


def _words(entries: Any) -> Iterator[TimedPiece]:
    for entry in entries:
        text = str(entry.get("word", entry.get("text", ""))).strip()
        if not text or entry.get("role", "speech") != "speech":
            continue
        if entry.get("status") in ("absent", "pending"):
            continue  # of our own result: nobody says it
        score = entry.get("probability", entry.get("score", entry.get("confidence")))
        yield TimedPiece(
            text, _seconds(entry.get("start")), _seconds(entry.get("end")), _probability(score)
        )


def _cpp_segment(entry: Mapping[str, Any]) -> Segment:
    """A segment of whisper.cpp, whose times are milliseconds and whose tokens are pieces."""
    start, end = _offsets(entry)
    words: list[TimedPiece] = []
    for token in entry.get("tokens") or ():
        text = str(token.get("text", ""))
        if not text.strip() or (text.startswith("[_") and text.endswith("]")):
            continue
        first, last = _offsets(token)
        probability = _probability(token.get("p"))
        if words and not text.startswith(" "):
            before = words[-1]
            words[-1] = TimedPiece(
                before.text + text.rstrip(), before.start, last,
                min(before.probability, probability),
            )  # fmt: skip
        else:
            words.append(TimedPiece(text.strip(), first, last, probability))
    return Segment(str(entry.get("text", "")).strip(), _span(start, end), None, tuple(words))


def _offsets(entry: Mapping[str, Any]) -> tuple[float | None, float | None]:
    offsets = entry.get("offsets")
    if not isinstance(offsets, Mapping):
        return None, None
    start, end = _seconds(offsets.get("from")), _seconds(offsets.get("to"))
    return (None if start is None else start / 1000), (None if end is None else end / 1000)


def _joined(words: tuple[TimedPiece, ...]) -> str:
    return " ".join(word.text for word in words)


def _seconds(value: object) -> float | None:
    if isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value):
        return max(0.0, float(value))
    return None


def _span(start: float | None, end: float | None) -> TimeSpan | None:
    return None if start is None or end is None else TimeSpan(start, max(start, end))


def _probability(value: object) -> float:
    number = _seconds(value)
    return 1.0 if number is None else min(1.0, number)
