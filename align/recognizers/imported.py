"""A recogniser that listens to nobody: word or cue times that somebody already has.

Read from JSON of Whisper, WhisperX or whisper.cpp, our own result file, SubRip, WebVTT (with
YouTube's word times) and ASS. Words without times of their own share the time of their neighbours
or of their cue by length.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from pullquote.align.errors import FormatError, TranscriptError
from pullquote.align.files import read_bytes
from pullquote.align.media.audio import Audio
from pullquote.align.model.transcript import Transcript
from pullquote.align.model.words import EngineInfo, Recognition, Word
from pullquote.align.progress import Monitor
from pullquote.align.reading.formats import json_words, subtitles
from pullquote.align.reading.formats.cues import TimedCue
from pullquote.align.reading.formats.json_words import Segment
from pullquote.align.times import TimeSpan

KNOWN_EXTENSIONS = (".json", ".srt", ".vtt", ".ass", ".ssa")
"""Extensions of files whose times can be imported."""

_VERSION = "1"
_LONGEST_WORD = 2.0
"""Seconds; a word that starts before a long pause does not last through it."""
_COMMON_ENGLISH_WORDS = (
    "the and of to a in is you that it i we was for on are with this have be not but they"
)
_COMMON_ENGLISH = frozenset(_COMMON_ENGLISH_WORDS.split())


class ImportedRecognizer:
    """Gives back the words of a file with times, whatever audio it is asked about."""

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
        look like it; `und` when nobody knows.
        """
        monitor.report("import", 0.0)
        words = tuple(word for word in self._words if word.span.start < audio.duration)
        known = language or self._language or (transcript.language if transcript else None)
        monitor.report("import", 1.0)
        return Recognition(words, known or _guess_language(words), self._info)


def _read(path: Path) -> tuple[tuple[Word, ...], str | None]:
    extension = path.suffix.casefold()
    if extension not in KNOWN_EXTENSIONS:
        raise FormatError(extension or path.name, KNOWN_EXTENSIONS, "kind of file with times")
    try:
        data = read_bytes(path)
    except FileNotFoundError:
        raise TranscriptError(path, "does not exist; check the name of the file") from None
    except OSError as error:
        raise TranscriptError(path, f"cannot be read ({error.strerror or error})") from None
    language = None
    if extension == ".json":
        document = json_words.load(data, str(path))
        language = json_words.document_language(document)
        words = [
            word
            for segment in json_words.segments(document, str(path))
            for word in _segment_words(segment)
        ]
    else:
        words = [word for cue in subtitles.read_cues(data, str(path)) for word in _cue_words(cue)]
    if not words:
        raise TranscriptError(path, "holds no words with times; export it with word timestamps")
    return tuple(sorted(words, key=lambda word: word.span)), language


def _segment_words(segment: Segment) -> list[Word]:
    """The segment's words; runs without times share what lies between their timed neighbours."""
    if not segment.words:
        return spread(segment.text.split(), segment.span) if segment.span else []
    pieces = segment.words
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
        following = next((n for n in timed if n > number), len(pieces))
        if following < len(pieces):
            limit = pieces[following].start or clock
        else:
            limit = segment.span.end if segment.span else clock
        run = [piece.text for piece in pieces[number:following]]
        words += spread(run, TimeSpan(clock, max(clock, limit)))
        number = following
    return words


def _cue_words(cue: TimedCue) -> list[Word]:
    if not cue.words:
        return spread(cue.text.split(), cue.span)
    ends = [*(word.start for word in cue.words[1:]), cue.span.end]
    return [
        Word(
            word.text,
            TimeSpan(word.start, min(max(word.start, end), word.start + _LONGEST_WORD)),
            1.0,
        )
        for word, end in zip(cue.words, ends, strict=True)
    ]


def spread(texts: Sequence[str], span: TimeSpan) -> list[Word]:
    """The words one after the other through `span`, each as long as its letters (and one) ask.

    Their probability is 0.5: the words are sure, the places are not.
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
