"""A recogniser that does not listen: it reads word or cue times from a file.

All formats with times are read: JSON of recognisers and services, our own result file, SubRip,
WebVTT (with YouTube's word times), ASS, TTML and TSV. Words without times of their own share the
time of their neighbours or of their cue by length.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from pullquote.align.errors import TranscriptError
from pullquote.align.media.audio import Audio
from pullquote.align.model.transcript import Transcript
from pullquote.align.model.words import EngineInfo, Recognition, Word
from pullquote.align.progress import Monitor
from pullquote.align.reading.formats import read_timed
from pullquote.align.reading.formats.segments import Segment, TimedWord
from pullquote.align.times import TimeSpan

_VERSION = "1"
_LONGEST_WORD = 2.0
"""Seconds that a word without an end lasts at most: not through a long pause."""
_COMMON_ENGLISH_WORDS = (
    "the and of to a in is you that it i we was for on are with this have be not but they"
)
_COMMON_ENGLISH = frozenset(_COMMON_ENGLISH_WORDS.split())


class ImportedRecognizer:
    """Returns the words of a file with times, whatever audio it is asked about."""

    def __init__(self, path: Path) -> None:
        """`path` is read at once. Raises FormatError or TranscriptError when it cannot be used."""
        self.path = Path(path)
        self._words, self._language = _read(self.path)
        digest = hashlib.sha256(repr(self._words).encode()).hexdigest()[:16]
        self._info = EngineInfo("imported", _VERSION, digest)

    @property
    def info(self) -> EngineInfo:
        """`imported`, with a digest of the words in place of a model."""
        return self._info

    @property
    def language(self) -> str | None:
        """ISO 639-1 where the file names one."""
        return self._language

    def recognize(
        self,
        audio: Audio,
        *,
        language: str | None,
        transcript: Transcript | None,
        monitor: Monitor,
    ) -> Recognition:
        """The words of the file that lie within `audio`.

        The language is the one given, the file's, the transcript's, or English where the words
        look like it; otherwise `und`.
        """
        monitor.report("import", 0.0)
        words = tuple(word for word in self._words if word.span.start < audio.duration)
        known = language or self._language or (transcript.language if transcript else None)
        monitor.report("import", 1.0)
        return Recognition(words, known or _guess_language(words), self._info)


def _read(path: Path) -> tuple[tuple[Word, ...], str | None]:
    timed = read_timed(path)
    words = [word for segment in timed.segments for word in _segment_words(segment)]
    if not words:
        raise TranscriptError(path, "has no words with times; export it with word timestamps")
    return tuple(sorted(words, key=lambda word: word.span)), timed.language


def _segment_words(segment: Segment) -> list[Word]:
    """The segment's words; runs without times share the time between their neighbours."""
    if not segment.words:
        return spread(segment.text.split(), segment.span) if segment.span else []
    pieces = _with_ends(segment)
    timed = [
        number
        for number, piece in enumerate(pieces)
        if piece.start is not None and piece.end is not None
    ]
    if not timed and segment.span is None:
        return []
    words: list[Word] = []
    clock = segment.span.start if segment.span else (pieces[timed[0]].start or 0.0)
    number = 0
    while number < len(pieces):
        piece = pieces[number]
        if piece.start is not None and piece.end is not None:
            span = TimeSpan(piece.start, max(piece.start, piece.end))
            words.append(Word(piece.text, span, piece.probability))
            clock = span.end
            number += 1
            continue
        later = bisect_right(timed, number)
        following = timed[later] if later < len(timed) else len(pieces)
        if following < len(pieces):
            limit = pieces[following].start or clock
        else:
            limit = segment.span.end if segment.span else clock
        run = [piece.text for piece in pieces[number:following]]
        words += spread(run, TimeSpan(clock, max(clock, limit)))
        number = following
    return words


def _with_ends(segment: Segment) -> list[TimedWord]:
    """The words of the segment; a word without an end lasts until the next, within limits."""
    pieces: list[TimedWord] = []
    following = segment.span.end if segment.span else None
    for piece in reversed(segment.words):
        if piece.start is not None and piece.end is None:
            latest = piece.start + _LONGEST_WORD
            end = latest if following is None else min(max(piece.start, following), latest)
            piece = replace(piece, end=end)
        following = piece.start if piece.start is not None else following
        pieces.append(piece)
    return pieces[::-1]


def spread(texts: Sequence[str], span: TimeSpan) -> list[Word]:
    """The words one after the other through `span`, each with a share by its length.

    Their probability is 0.5: the words are certain, their times are not.
    """
    weights = [len(text) + 1 for text in texts]
    total = sum(weights)
    words = []
    done = 0
    for text, weight in zip(texts, weights, strict=True):
        start = span.start + span.duration * done / total
        done += weight
        end = span.start + span.duration * done / total
        words.append(Word(text, TimeSpan(start, max(start, end)), 0.5))
    return words


def _guess_language(words: Iterable[Word]) -> str:
    texts = [word.text.strip(".,!?;:\"'").casefold() for word in words]
    common = sum(text in _COMMON_ENGLISH for text in texts)
    return "en" if texts and common >= 0.12 * len(texts) else "und"
