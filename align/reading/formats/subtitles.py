"""Subtitles: SubRip, WebVTT, and ASS or SSA. Door to pysubs2 for the latter two."""

from __future__ import annotations

import re

from pullquote.align.errors import TranscriptError
from pullquote.align.model.transcript import Transcript
from pullquote.align.reading.formats.cues import TimedCue, parse_cues
from pullquote.align.reading.formats.encoding import decode_text
from pullquote.align.reading.formats.limits import MOST_SEGMENTS, too_much
from pullquote.align.reading.formats.segments import Segment, TimedText, TimedWord, timed_text
from pullquote.align.reading.language_codes import language_code
from pullquote.align.reading.tokenizer import Block, build_transcript
from pullquote.align.times import TimeSpan

_NO_TIMES = "holds no subtitles with times; give plain text a name ending in .txt"
_LANGUAGE = re.compile(r"^Language:[ \t]*(\S+)", re.MULTILINE)


def read(data: bytes, name: str) -> Transcript:
    """Each cue a paragraph with its span, formatting taken off, voices as speakers."""
    return from_text(decode_text(data, name), name)


def from_text(text: str, name: str) -> Transcript:
    """The transcript in the text of a subtitle file. Raises TranscriptError when it has no cues."""
    language = None
    if is_substation(text):
        cues = _substation_cues(text, name)
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


def is_substation(text: str) -> bool:
    """Whether this is the text of an ASS or SSA file."""
    return "[Script Info]" in text[:2000] or "[Events]" in text


def read_cues(data: bytes, name: str) -> list[TimedCue]:
    """The cues of a subtitle file, with word times where it has them; may be empty."""
    text = decode_text(data, name)
    return _substation_cues(text, name) if is_substation(text) else parse_cues(text)


def _substation_cues(text: str, name: str) -> list[TimedCue]:
    import pysubs2

    try:
        kind = "ssa" if "[V4 Styles]" in text else "ass"
        events = pysubs2.SSAFile.from_string(text, format_=kind).events
    except (pysubs2.Pysubs2Error, ValueError, KeyError, IndexError) as error:
        raise TranscriptError(name, f"is a damaged subtitle file ({error})") from None
    cues = []
    for event in sorted(events, key=lambda event: (event.start, event.end)):
        words = event.plaintext.replace("\\h", " ").strip()
        if event.is_comment or event.is_drawing or not words:
            continue
        start = max(0.0, event.start / 1000)
        span = TimeSpan(start, max(start, event.end / 1000))
        cues.append(TimedCue(span, words, event.name.strip() or None))
    return cues
