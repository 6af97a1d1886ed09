"""The transcript as a value: quoting, and finding the paragraph of a word."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, strategies as st

from pullquote.align.model.transcript import Role, Token
from pullquote.align.reading.tokenizer import parse_transcript

TALK = "ANNA: One, two.\n\nThree — (applause) four.\n\nBEN: Five."


def test_a_quote_is_the_text_as_written_with_what_stands_between() -> None:
    transcript = parse_transcript(TALK)
    assert transcript.quote(1, 1) == "One,"
    assert transcript.quote(2, 6) == "two.\n\nThree — (applause) four."
    assert transcript.quote(0, len(transcript.tokens) - 1) == TALK


@given(st.lists(st.integers(1, 5), min_size=1, max_size=30))
def test_the_paragraph_of_a_word_is_the_one_that_holds_it(sizes: list[int]) -> None:
    transcript = parse_transcript("\n\n".join("word " * size for size in sizes))
    assert len(transcript.paragraphs) == len(sizes)
    for token in transcript.tokens:
        paragraph = transcript.paragraph_of(token.index)
        assert paragraph.first <= token.index < paragraph.stop
    with pytest.raises(IndexError):
        transcript.paragraph_of(len(transcript.tokens))


def test_only_speech_is_speech() -> None:
    for role in Role:
        assert Token(0, "x", 0, 1, role).is_speech is (role is Role.SPEECH)


def test_values_cannot_be_changed() -> None:
    transcript = parse_transcript(TALK)
    for value in (transcript, transcript.tokens[0], transcript.paragraphs[0]):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(value, dataclasses.fields(value)[0].name, None)
