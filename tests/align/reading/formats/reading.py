"""Reading of text as if it were a file."""

from __future__ import annotations

from pullquote.align.model.transcript import Transcript
from pullquote.align.reading.formats import (
    read_transcript_bytes,
)
from pullquote.align.times import TimeSpan


def paragraphs(transcript: Transcript) -> list[str]:
    return [transcript.quote(p.first, p.stop - 1) for p in transcript.paragraphs]


def spans(transcript: Transcript) -> list[TimeSpan | None]:
    return [paragraph.span for paragraph in transcript.paragraphs]


def read(name: str, content: str | bytes) -> Transcript:
    data = content.encode() if isinstance(content, str) else content
    return read_transcript_bytes(data, name=name)
