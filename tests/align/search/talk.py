"""A short talk, and what a search finds in it."""

from __future__ import annotations

from collections.abc import Iterable

from pullquote.align.model.alignment import AlignedWord, Alignment, Status, Unscripted
from pullquote.align.model.words import EngineInfo
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.search.index import (
    Hit,
    find_words,
)
from pullquote.align.times import TimeSpan

TALK = """My Talk

ANNA: The quick brown fox (laughter) jumped over 25 well-known dogs.

BEN: Café naïve--it costs $5. The quick answer is no.
"""


def aligned(text: str, *, absent: Iterable[int] = (), unscripted: tuple[Unscripted, ...] = ()):  # type: ignore[no-untyped-def]
    """Word i is spoken from i to i + 0.8 seconds."""
    transcript = parse_transcript(text)
    missing = set(absent)
    words = tuple(
        AlignedWord(token, None, 0.9, Status.ABSENT)
        if token.index in missing or not token.is_speech
        else AlignedWord(token, TimeSpan(token.index, token.index + 0.8), 0.9, Status.HEARD)
        for token in transcript.tokens
    )
    engine = EngineInfo("sphinx", "1")
    return Alignment(transcript, words, unscripted, "en", len(words) + 5.0, "f", engine, "a.wav")


def quoted(hit: Hit) -> str:
    return hit.context[hit.start_char : hit.end_char]


def found(query: str, text: str = TALK) -> list[str]:
    return [quoted(hit) for hit in find_words(parse_transcript(text), query)]
