"""Values are checked when they are made: what breaks a promise is refused."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from pullquote.align.model.alignment import UNALIGNED, AlignedWord, Alignment, Status, Unscripted
from pullquote.align.model.transcript import Paragraph, Token, Transcript
from pullquote.align.model.words import EngineInfo, Recognition, Word
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.times import TimeSpan

TRANSCRIPT = parse_transcript("One two.\n\nThree four.")
EARLY = TimeSpan(-0.1, 0.5)


@pytest.mark.parametrize("probability", [-0.01, 1.01, math.nan])
def test_the_probability_of_a_heard_word_lies_between_0_and_1(probability: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        Word("one", TimeSpan(0.0, 0.5), probability)


def test_nothing_is_heard_or_spoken_before_the_recording_starts() -> None:
    with pytest.raises(ValueError, match=r"before the start, at -0\.1 s"):
        Word("one", EARLY, 0.9)
    with pytest.raises(ValueError, match=r"before the start, at -0\.1 s"):
        AlignedWord(TRANSCRIPT.tokens[0], EARLY, 0.9, Status.HEARD)
    with pytest.raises(ValueError, match=r"before the start, at -0\.1 s"):
        Unscripted(EARLY)


def test_unscripted_speech_comes_after_a_token_or_before_all() -> None:
    assert Unscripted(TimeSpan(0.0, 1.0), after=-1).after == -1
    with pytest.raises(ValueError, match="got -2"):
        Unscripted(TimeSpan(0.0, 1.0), after=-2)


def test_recognised_words_are_in_order_of_time() -> None:
    one, two = Word("one", TimeSpan(0.0, 0.5), 0.9), Word("two", TimeSpan(0.4, 0.8), 0.9)
    engine = EngineInfo("test", "1")
    assert Recognition((one, two), "en", engine).words == (one, two)
    with pytest.raises(ValueError, match=r"'one' .* comes after 'two'"):
        Recognition((two, one), "en", engine)


@pytest.mark.parametrize("place", [(-1, 0, 3), (0, -1, 2), (0, 0, 2), (0, 0, 4)])
def test_a_token_takes_as_much_of_the_text_as_it_has_characters(place: tuple[int, ...]) -> None:
    index, start, end = place
    with pytest.raises(ValueError, match=r"cannot stand|has 3 characters"):
        Token(index, "One", start, end)


@pytest.mark.parametrize(("first", "stop"), [(-1, 2), (2, 2), (3, 2)])
def test_a_paragraph_holds_at_least_one_token(first: int, stop: int) -> None:
    with pytest.raises(ValueError, match="a paragraph cannot hold"):
        Paragraph(first, stop)


def token(number: int, **changes: object) -> Token:
    return replace(TRANSCRIPT.tokens[number], **changes)


@pytest.mark.parametrize(
    ("tokens", "problem"),
    [
        ((token(0), token(2), token(1), token(3)), "token 1 says that its index is 2"),
        ((token(0), token(1, start_char=2, end_char=6), token(2), token(3)), "token 1 .* overlaps"),
        ((token(0), token(1, text="too."), token(2), token(3)), "token 1 .* does not stand"),
        (TRANSCRIPT.tokens[:3], "the paragraphs hold 4 of 3 tokens"),
    ],
)
def test_the_tokens_of_a_transcript_stand_in_its_text(
    tokens: tuple[Token, ...], problem: str
) -> None:
    with pytest.raises(ValueError, match=problem):
        replace(TRANSCRIPT, tokens=tokens)


@pytest.mark.parametrize(
    "paragraphs",
    [
        (Paragraph(0, 2), Paragraph(3, 4)),
        (Paragraph(0, 2), Paragraph(1, 4)),
        (Paragraph(1, 4),),
        (Paragraph(0, 2),),
        (),
    ],
)
def test_the_paragraphs_of_a_transcript_hold_every_token_once(
    paragraphs: tuple[Paragraph, ...],
) -> None:
    with pytest.raises(ValueError, match="paragraph"):
        replace(TRANSCRIPT, paragraphs=paragraphs)


def alignment(transcript: Transcript, duration: float = 5.0) -> Alignment:
    words = tuple(AlignedWord(token, None, 0.0, Status.PENDING) for token in TRANSCRIPT.tokens)
    return Alignment(transcript, words, (), "en", duration, "", UNALIGNED)


def test_the_words_of_an_alignment_are_those_of_its_transcript() -> None:
    assert alignment(parse_transcript(TRANSCRIPT.text)).words[0].token == TRANSCRIPT.tokens[0]
    with pytest.raises(ValueError, match=r"word 1 is .*'two\.'.*, not .*'too\.'"):
        alignment(parse_transcript("One too.\n\nThree four."))


@pytest.mark.parametrize("duration", [-1.0, math.nan, math.inf])
def test_a_recording_lasts_some_seconds(duration: float) -> None:
    with pytest.raises(ValueError, match="cannot last"):
        alignment(TRANSCRIPT, duration)
