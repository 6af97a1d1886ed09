"""A moment is found in a transcript without times by looking at a few places."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings, strategies as st

from pullquote.align.errors import PassageNotFoundError
from pullquote.align.model.alignment import AlignedWord, Alignment, Status
from pullquote.align.model.transcript import Paragraph, Token, Transcript
from pullquote.align.model.words import EngineInfo
from pullquote.align.times import TimeSpan
from pullquote.clips.passages.passage import passage_by_time
from pullquote.clips.passages.resolve import place_time


def _talk(lengths: list[float], header: int) -> Alignment:
    """Words one after another with these lengths, after a header that is not spoken."""
    tokens, words, clock, place = [], [], 0.0, 0
    for number, length in enumerate([0.0] * header + lengths):
        text = f"w{number}"
        token = Token(number, text, place, place + len(text))
        place += len(text) + 1
        tokens.append(token)
        if number < header:
            words.append(AlignedWord(token, None, 1.0, Status.ABSENT))
        else:
            span = TimeSpan(clock, clock + length)
            words.append(AlignedWord(token, span, 1.0, Status.PLACED))
            clock += length
    text = " ".join(token.text for token in tokens)
    transcript = Transcript(text, tuple(tokens), (Paragraph(0, len(tokens)),))
    return Alignment(transcript, tuple(words), (), "en", clock, "f", EngineInfo("sphinx", "1"))


def _part(whole: Alignment, first: int, last: int) -> Alignment:
    """The knowledge from placing only these words."""
    words = tuple(
        word
        if first <= word.token.index <= last
        else AlignedWord(word.token, None, 0.0, Status.PENDING)
        for word in whole.words
    )
    if all(word.span is None for word in words):
        raise PassageNotFoundError("header", "is not said")
    return replace(whole, words=words)


@settings(max_examples=80, deadline=None)
@given(
    lengths=st.lists(st.floats(0.05, 3.0), min_size=30, max_size=400),
    header=st.integers(0, 30),
    start=st.floats(0, 0.95),
    length=st.floats(0.5, 30),
)
def test_the_words_of_any_stretch_are_found(
    lengths: list[float], header: int, start: float, length: float
) -> None:
    whole = _talk(lengths, header)
    begin = start * whole.duration
    span = TimeSpan(begin, min(whole.duration, begin + length))
    if span.duration < 0.1:
        return
    looks = []

    def place(first: int, last: int) -> Alignment:
        looks.append((first, last))
        return _part(whole, first, last)

    parts = place_time(span, whole.transcript, whole.duration, place)
    got, wanted = passage_by_time(parts[0].merged(*parts[1:]), span), passage_by_time(whole, span)
    assert (got.first, got.last) == (wanted.first, wanted.last)
    assert len(looks) <= 16


def test_where_nothing_is_said_the_last_reason_is_told() -> None:
    whole = _talk([0.3] * 100, 0)

    def place(first: int, last: int) -> Alignment:
        raise PassageNotFoundError("these words", "are not said")

    with pytest.raises(PassageNotFoundError, match="are not said"):
        place_time(TimeSpan(3, 4), whole.transcript, whole.duration, place)
