"""A talk whose words have times."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from pullquote.align.model.alignment import AlignedWord, Alignment, Status, Unscripted
from pullquote.align.model.words import EngineInfo, Word
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.times import TimeSpan

TALK = "My Talk\n\nANNA: We came home. (applause) We came late.\n\nBEN: We came home again, ghost."


WORDS = TALK.split()  # My Talk ANNA: We came home. (applause) We came late. BEN: We came home …


def aligned(text: str, *, absent: Iterable[int] = (), pending: Iterable[int] = ()) -> Alignment:
    """Word i is spoken from i to i + 0.8 seconds, unless absent or pending."""
    transcript = parse_transcript(text)
    missing, later = set(absent), set(pending)

    def word(index: int) -> AlignedWord:
        token = transcript.tokens[index]
        if index in later:
            return AlignedWord(token, None, 0.0, Status.PENDING)
        if index in missing or not token.is_speech:
            return AlignedWord(token, None, 0.9, Status.ABSENT)
        return AlignedWord(token, TimeSpan(index, index + 0.8), 0.9, Status.HEARD)

    words = tuple(word(index) for index in range(len(transcript.tokens)))
    heard = Unscripted(TimeSpan(30, 33), (Word("extra", TimeSpan(30, 31), 0.5),), len(words) - 1)
    return Alignment(transcript, words, (heard,), "en", 40.0, "f", EngineInfo("sphinx", "1"))


@pytest.fixture(scope="module")
def talk() -> Alignment:
    return aligned(TALK, absent=[0, 1, 15])
