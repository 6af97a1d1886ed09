"""Plain text, which may turn out to be subtitles in a text file."""

from __future__ import annotations

import re

from pullquote.align.model.transcript import Transcript
from pullquote.align.reading.formats import subtitles, tables
from pullquote.align.reading.formats.encoding import decode_text
from pullquote.align.reading.formats.segments import as_transcript
from pullquote.align.reading.tokenizer import parse_transcript

_SUBTITLES = re.compile(
    r"\s*(?:WEBVTT\b|\d+[ \t]*\n[ \t]*(?:\d+:)?\d+:\d{2}[,.]\d{1,3}[ \t]*-->)", re.ASCII
)


def read(data: bytes, name: str) -> Transcript:
    """The text as it stands; subtitles that carry a `.txt` name are read as subtitles."""
    text = decode_text(data, name)
    if _SUBTITLES.match(text):
        return subtitles.from_text(text, name)
    if tables.has_times(text):
        return as_transcript(tables.from_text(text, name), name)
    return parse_transcript(text, source=name)
