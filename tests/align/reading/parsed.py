"""Views of a transcript made from plain text."""

from __future__ import annotations

from pullquote.align.model.transcript import Role, Transcript
from pullquote.align.reading.tokenizer import (
    parse_transcript,
)


def words_of(transcript: Transcript, role: Role = Role.SPEECH) -> list[str]:
    return [token.text for token in transcript.tokens if token.role is role]


def spoken(text: str) -> list[str]:
    return words_of(parse_transcript(text))


def roles(text: str) -> list[tuple[str, str]]:
    return [
        (token.text, token.role.value)
        for token in parse_transcript(text).tokens
        if token.role is not Role.SPEECH
    ]


def speakers(text: str) -> list[str | None]:
    return [paragraph.speaker for paragraph in parse_transcript(text).paragraphs]


def paragraph_texts(text: str) -> list[str]:
    transcript = parse_transcript(text)
    return [transcript.quote(p.first, p.stop - 1) for p in transcript.paragraphs]
