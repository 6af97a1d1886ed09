"""Text with times, from any format: segments, and their words where those have times. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pullquote.align.errors import TranscriptError
from pullquote.align.model.transcript import Transcript
from pullquote.align.reading.formats.limits import MOST_SEGMENTS, too_much
from pullquote.align.reading.tokenizer import Block, build_transcript
from pullquote.align.reading.word_boundaries import is_unspaced
from pullquote.align.times import TimeSpan

_PAUSE = 2.0
"""Seconds of silence after which a stream of words begins a new paragraph."""
_LONG_TURN = 80
"""Words after which the end of a sentence ends a paragraph too."""
_FULL_STOPS = tuple(".!?…。！？؟।")


@dataclass(frozen=True, slots=True)
class TimedWord:
    """A word of the file, and its times where the file has them."""

    text: str
    start: float | None
    """Seconds; None where the file does not say."""
    end: float | None = None
    probability: float = 1.0
    """The recogniser's own, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A cue, a sentence or a turn of the file."""

    text: str
    span: TimeSpan | None
    """Seconds; None where the file has no times for it."""
    speaker: str | None = None
    words: tuple[TimedWord, ...] = ()
    """Empty where the file times no single words."""


@dataclass(frozen=True, slots=True)
class TimedText:
    """The content of a file with times."""

    segments: tuple[Segment, ...]
    language: str | None = None
    """ISO 639-1 where the file names one."""


def timed_text(
    segments: Iterable[Segment], name: str, problem: str, language: str | None = None
) -> TimedText:
    """The segments that are not empty.

    Raises TranscriptError with `problem` when none does, and when there are too many.
    """
    kept: list[Segment] = []
    for number, segment in enumerate(segments):
        if number >= MOST_SEGMENTS:
            raise too_much(name, MOST_SEGMENTS, "segments")
        if segment.text.strip():
            kept.append(segment)
    if not kept:
        raise TranscriptError(name, problem)
    return TimedText(tuple(kept), language)


def as_transcript(timed: TimedText, name: str) -> Transcript:
    """A paragraph for each segment, with its span and speaker. May raise TranscriptError."""
    blocks = [Block(segment.text, segment.speaker, segment.span) for segment in timed.segments]
    return build_transcript(blocks, source=name, language=timed.language, separator="\n")


def span_between(start: float | None, end: float | None) -> TimeSpan | None:
    """The span from `start` to `end`, empty where `end` comes first; None where one is missing."""
    return None if start is None or end is None else TimeSpan(start, max(start, end))


def gathered(
    words: Iterable[tuple[TimedWord, str | None]], breaks: Sequence[float] = ()
) -> list[Segment]:
    """Turns from a stream of words, each with its speaker.

    A turn ends where the speaker changes, at a long pause, at the end of a sentence when it is long
    already, and at each of the `breaks` (seconds, ascending) that the file sets itself.
    """
    segments: list[Segment] = []
    turn: list[TimedWord] = []
    speaker: str | None = None
    following = 0
    for piece, voice in words:
        is_break = False
        while (
            following < len(breaks) and piece.start is not None and breaks[following] <= piece.start
        ):
            following += 1
            is_break = True
        if turn and (is_break or voice != speaker or _ends_before(turn, piece)):
            segments.append(_turn(turn, speaker))
            turn = []
        turn.append(piece)
        speaker = voice
    if turn:
        segments.append(_turn(turn, speaker))
    return segments


def _ends_before(turn: Sequence[TimedWord], piece: TimedWord) -> bool:
    last = turn[-1]
    pause = (piece.start or 0.0) - (last.end or 0.0) if piece.start and last.end else 0.0
    return pause > _PAUSE or (len(turn) >= _LONG_TURN and last.text.endswith(_FULL_STOPS))


def _turn(words: Sequence[TimedWord], speaker: str | None) -> Segment:
    starts = [word.start for word in words if word.start is not None]
    ends = [word.end for word in words if word.end is not None]
    span = span_between(min(starts, default=None), max(ends, default=None))
    return Segment(joined(word.text for word in words), span, speaker, tuple(words))


def joined(words: Iterable[str]) -> str:
    """The words as running text, without spaces between those of scripts that have none."""
    parts: list[str] = []
    for word in words:
        if parts and not (is_unspaced(parts[-1][-1:]) and is_unspaced(word[:1])):
            parts.append(" ")
        parts.append(word)
    return "".join(parts)


def with_ending(piece: TimedWord, mark: str) -> TimedWord:
    """The word with a punctuation mark that the file has as an entry of its own."""
    return replace(piece, text=piece.text + mark)
