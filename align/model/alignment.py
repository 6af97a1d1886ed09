"""The result: the transcript with the time of each word in the recording, and its JSON."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pullquote.align.errors import AlignmentFileError
from pullquote.align.files import PathLike, read_bytes
from pullquote.align.model.aligned_word import (
    AlignedWord as AlignedWord,
    Status as Status,
    Unscripted as Unscripted,
)
from pullquote.align.model.merging import merge_unscripted, merge_words
from pullquote.align.model.transcript import Paragraph, Role, Token, Transcript
from pullquote.align.model.words import EngineInfo, Word
from pullquote.align.times import TimeSpan

FORMAT_VERSION = 2
"""Before 2, a word placed by hand was written as `placed` with a confidence of 1."""
UNALIGNED = EngineInfo("none", "")
"""The engine of an alignment that holds no time yet."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Every token of a transcript with its time in one recording.

    `words[i].token` is `transcript.tokens[i]`: words and tokens have the same indices.
    """

    transcript: Transcript
    words: tuple[AlignedWord, ...]
    unscripted: tuple[Unscripted, ...]
    language: str
    """ISO 639-1."""
    duration: float
    """Of the recording, seconds."""
    fingerprint: str
    """Of the recording (see `audio.MediaInfo`)."""
    engine: EngineInfo
    media: str = ""
    """The recording's file name, for people."""

    def __post_init__(self) -> None:
        if len(self.words) != len(self.transcript.tokens):
            raise ValueError(
                f"{len(self.words)} aligned words for {len(self.transcript.tokens)} tokens"
            )
        for word, token in zip(self.words, self.transcript.tokens, strict=True):
            if word.token is not token and word.token != token:
                raise ValueError(f"word {token.index} is {word.token}, not {token}")
        if not 0.0 <= self.duration < math.inf:
            raise ValueError(f"a recording cannot last {self.duration} s")

    @property
    def coverage(self) -> float:
        """Share of the tokens that may be spoken that have a time in the recording, 0 to 1."""
        speech = [word for word in self.words if word.token.is_speech]
        placed = sum(word.span is not None for word in speech)
        return placed / len(speech) if speech else 0.0

    @property
    def is_partial(self) -> bool:
        """True if some words have not been looked for."""
        return any(word.status is Status.PENDING for word in self.words)

    def only(self, first: int, last: int) -> Alignment:
        """The alignment of tokens `first` to `last`, both included; the rest is PENDING."""
        words = tuple(
            word
            if first <= index <= last
            else replace(word, span=None, confidence=0.0, status=Status.PENDING)
            for index, word in enumerate(self.words)
        )
        unscripted = tuple(s for s in self.unscripted if first <= s.after < last)
        return replace(self, words=words, unscripted=unscripted)

    def merged(self, *later: Alignment) -> Alignment:
        """This alignment with the findings of `later` ones of the same words, in their order.

        A word placed by hand stays whatever is found later; PENDING yields to anything; otherwise
        the latest search counts. Unscripted speech of all is kept, except where a later one looked
        and heard something else, or where written words turned out to be said.
        """
        known = self
        for new in later:
            if new.transcript.tokens != known.transcript.tokens:
                raise ValueError("only alignments of the same words can be merged")
            words = merge_words(known.words, new.words)
            known = replace(
                new,
                transcript=known.transcript,
                words=words,
                unscripted=merge_unscripted(known.unscripted, new.unscripted, new.words, words),
                language=new.language or known.language,
                engine=known.engine if new.engine == UNALIGNED else new.engine,
            )
        return known

    def span_of(self, first: int, last: int) -> TimeSpan | None:
        """The time from the first to the last timed word of these tokens, in whatever order.

        None where none of them has a time.
        """
        spans = [word.span for word in self.words[first : last + 1] if word.span is not None]
        return TimeSpan(min(s.start for s in spans), max(s.end for s in spans)) if spans else None


def format_alignment(alignment: Alignment) -> str:
    """The alignment as JSON in the shape of Whisper's result.

    `segments` are the paragraphs; `words` holds every token in order, so that a word's position in
    the whole is its index. Words without a time have no `start` and `end` keys, as in WhisperX; a
    segment without timed words has zero length at the end of the one before, so that tools that
    demand times can read it.
    """
    segments: list[dict[str, Any]] = []
    clock = 0.0
    for number, paragraph in enumerate(alignment.transcript.paragraphs):
        span = alignment.span_of(paragraph.first, paragraph.stop - 1)
        start, end = (span.start, span.end) if span else (clock, clock)
        clock = max(clock, end)
        segment: dict[str, Any] = {
            "id": number,
            "start": round(start, 3),
            "end": round(end, 3),
            "text": alignment.transcript.quote(paragraph.first, paragraph.stop - 1),
        }
        if paragraph.speaker is not None:
            segment["speaker"] = paragraph.speaker
        segment["words"] = [
            _word_json(word) for word in alignment.words[paragraph.first : paragraph.stop]
        ]
        segments.append(segment)
    document = {
        "text": alignment.transcript.text,
        "language": alignment.language,
        "duration": round(alignment.duration, 3),
        "segments": segments,
        "coverage": round(alignment.coverage, 4),
        "unscripted": [
            {
                "start": round(stretch.span.start, 3),
                "end": round(stretch.span.end, 3),
                "text": stretch.text,
                "after": stretch.after,
                "words": [
                    {
                        "word": word.text,
                        "start": round(word.span.start, 3),
                        "end": round(word.span.end, 3),
                        "probability": round(word.probability, 3),
                    }
                    for word in stretch.words
                ],
            }
            for stretch in alignment.unscripted
        ],
        "engine": {
            "name": alignment.engine.name,
            "version": alignment.engine.version,
            "model": alignment.engine.model,
        },
        "media": {
            "name": alignment.media,
            "duration": round(alignment.duration, 3),
            "fingerprint": alignment.fingerprint,
        },
        "transcript": {
            "source": alignment.transcript.source,
            "language": alignment.transcript.language,
        },
        "pullquote": FORMAT_VERSION,
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def _word_json(word: AlignedWord) -> dict[str, Any]:
    entry: dict[str, Any] = {"word": word.token.text}
    if word.span is not None:
        entry |= {"start": round(word.span.start, 3), "end": round(word.span.end, 3)}
    entry["probability"] = round(word.confidence if word.span is not None else 0.0, 3)
    entry["confidence"] = round(word.confidence, 3)
    entry["status"] = word.status.value
    if word.token.role is not Role.SPEECH:
        entry["role"] = word.token.role.value
    return entry


_FOREIGN = "is not a result of `pullquote align`; align the recording first"


def parse_alignment(text: str, *, source: str = "alignment") -> Alignment:
    """The alignment that `format_alignment` wrote. Raises AlignmentFileError for anything else."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        # Text that begins like JSON may be a result that was cut off or edited.
        damaged = '"pullquote"' in text and text.lstrip().startswith("{")
        problem = f"is damaged JSON ({error}); align again" if damaged else _FOREIGN
        raise AlignmentFileError(source, problem) from None
    if not isinstance(document, dict) or "pullquote" not in document:
        raise AlignmentFileError(source, _FOREIGN)
    try:
        return _from_document(document)
    except (KeyError, TypeError, ValueError) as error:
        raise AlignmentFileError(source, f"is damaged ({error!r}); align again") from error


def _from_document(document: dict[str, Any]) -> Alignment:
    is_old = document["pullquote"] == 1
    text = document["text"]
    tokens: list[Token] = []
    words: list[AlignedWord] = []
    paragraphs: list[Paragraph] = []
    place = 0
    for segment in document["segments"]:
        first = len(tokens)
        for entry in segment["words"]:
            start_char = text.index(entry["word"], place)
            place = start_char + len(entry["word"])
            token = Token(
                len(tokens), entry["word"], start_char, place, Role(entry.get("role", "speech"))
            )
            tokens.append(token)
            span = TimeSpan(entry["start"], entry["end"]) if "start" in entry else None
            confidence, status = entry["confidence"], Status(entry["status"])
            if is_old and status is Status.PLACED and confidence == 1.0:
                status = Status.BY_HAND
            words.append(AlignedWord(token, span, confidence, status))
        paragraphs.append(Paragraph(first, len(tokens), segment.get("speaker")))
    source = document["transcript"]
    return Alignment(
        transcript=Transcript(
            text, tuple(tokens), tuple(paragraphs), source["language"], source["source"]
        ),
        words=tuple(words),
        unscripted=tuple(
            Unscripted(
                TimeSpan(stretch["start"], stretch["end"]),
                tuple(
                    Word(w["word"], TimeSpan(w["start"], w["end"]), w["probability"])
                    for w in stretch["words"]
                ),
                stretch["after"],
            )
            for stretch in document["unscripted"]
        ),
        language=document["language"],
        duration=document["duration"],
        fingerprint=document["media"]["fingerprint"],
        engine=EngineInfo(**document["engine"]),
        media=document["media"]["name"],
    )


def read_alignment(path: PathLike) -> Alignment:
    """The alignment in this file. Raises AlignmentFileError."""
    path = Path(path)
    try:
        text = read_bytes(path).decode("utf-8")
    except FileNotFoundError:
        raise AlignmentFileError(path, "does not exist") from None
    except UnicodeDecodeError:
        raise AlignmentFileError(path, _FOREIGN) from None
    except OSError as error:
        raise AlignmentFileError(path, f"cannot be read ({error.strerror or error})") from None
    return parse_alignment(text, source=str(path))
