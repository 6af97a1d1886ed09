"""Subtitles: SubRip, WebVTT, and ASS or SSA."""

from __future__ import annotations

import re

from pullquote.align.errors import TranscriptError
from pullquote.align.model.transcript import Transcript
from pullquote.align.reading.formats.cues import TimedCue, parse_cues
from pullquote.align.reading.formats.encoding import decode_text
from pullquote.align.reading.formats.limits import MOST_SEGMENTS, too_much
from pullquote.align.reading.formats.segments import Segment, TimedText, TimedWord, timed_text
from pullquote.align.reading.formats.substation import dialogue, is_substation
from pullquote.align.reading.language_codes import language_code
from pullquote.align.reading.tokenizer import Block, build_transcript
from pullquote.align.times import TimeSpan

_NO_TIMES = "has no subtitles with times; give plain text a name ending in .txt"
_LANGUAGE = re.compile(r"^Language:[ \t]*(\S+)", re.MULTILINE)


def read(data: bytes, name: str) -> Transcript:
    """Each cue a paragraph with its span, formatting taken off, voices as speakers."""
    return from_text(decode_text(data, name), name)


def from_text(text: str, name: str) -> Transcript:
    """The transcript in the text of a subtitle file. Raises TranscriptError when it has no cues."""
    language = None
    if is_substation(text):
        cues = _substation_cues(text)
    else:
        cues = parse_cues(text)
        header = _LANGUAGE.search(text[:500])
        language = language_code(header[1]) if header else None
    if not cues:
        raise TranscriptError(name, _NO_TIMES)
    if len(cues) > MOST_SEGMENTS:
        raise too_much(name, MOST_SEGMENTS, "cues")
    blocks = [Block(cue.text, cue.speaker, cue.span) for cue in cues]
    return build_transcript(blocks, source=name, language=language, separator="\n")


def read_timed(data: bytes, name: str) -> TimedText:
    """The cues of a subtitle file as segments. Raises TranscriptError when it has none."""
    segments = (
        Segment(
            cue.text,
            cue.span,
            cue.speaker,
            tuple(TimedWord(word.text, word.start) for word in cue.words),
        )
        for cue in read_cues(data, name)
    )
    return timed_text(segments, name, _NO_TIMES)


def read_cues(data: bytes, name: str) -> list[TimedCue]:
    """The cues of a subtitle file, with word times where it has them; may be empty."""
    text = decode_text(data, name)
    return _substation_cues(text) if is_substation(text) else parse_cues(text)


def _substation_cues(text: str) -> list[TimedCue]:
    cues = []
    for line in sorted(dialogue(text), key=lambda line: (line.start, line.end)):
        if line.text:
            start = max(0.0, line.start)
            span = TimeSpan(start, max(start, line.end))
            cues.append(TimedCue(span, line.text, line.name or None))
    return cues
