"""Plain text, which may turn out to be subtitles in a text file."""

from __future__ import annotations

import re

from align.readers import subtitles
from align.readers.encoding import decode_text
from align.tokenize_text import parse_transcript
from align.transcript import Transcript

_SUBTITLES = re.compile(
    r"\s*(?:WEBVTT\b|\d+[ \t]*\n[ \t]*(?:\d+:)?\d+:\d{2}[,.]\d{1,3}[ \t]*-->)", re.ASCII
)


def read(data: bytes, name: str) -> Transcript:
    """The text as it stands; subtitles that carry a `.txt` name are read as subtitles."""
    text = decode_text(data, name)
    if _SUBTITLES.match(text):
        return subtitles.from_text(text, name)
    return parse_transcript(text, source=name)
