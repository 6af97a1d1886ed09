"""The place at which something else is said instead of words is named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pullquote.align.errors import PassageNotFoundError
from pullquote.align.model.alignment import AlignedWord, Alignment, Status, Unscripted
from pullquote.align.model.words import EngineInfo
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.search.explain import why_unsaid
from pullquote.align.times import TimeSpan

TEXT = "Good morning to nobody else today"


@pytest.fixture
def alignment() -> Alignment:
    """`to nobody else` is absent between 2 and 4 s, where something else was heard."""
    transcript = parse_transcript(TEXT)
    spans = [(1.0, 1.4), (1.5, 2.0), None, None, None, (4.0, 4.5)]
    words = tuple(
        AlignedWord(token, TimeSpan(*span), 0.9, Status.HEARD)
        if span
        else AlignedWord(token, None, 0.9, Status.ABSENT)
        for token, span in zip(transcript.tokens, spans, strict=True)
    )
    unscripted = (Unscripted(TimeSpan(2.2, 3.4), (), 1),)
    return Alignment(transcript, words, unscripted, "en", 60.0, "", EngineInfo("sphinx", "1"), "")


def test_the_place_of_what_was_heard_instead_is_named(alignment):
    why = why_unsaid(alignment, 2, 4)
    assert (
        "is not said in the recording" in why
        and "between 0:02.2 and 0:03.4" in why
        and "by these times" in why
    )


def test_speech_elsewhere_explains_nothing(alignment):
    elsewhere = replace(alignment, unscripted=(Unscripted(TimeSpan(9.0, 12.0), (), 5),))
    assert why_unsaid(elsewhere, 2, 4) == "is in the transcript but is not said in the recording"


def test_between_words_without_a_gap_nothing_else_is_said(alignment):
    tight = replace(
        alignment,
        words=(
            *alignment.words[:5],
            replace(alignment.words[5], span=TimeSpan(2.1, 4.5)),
        ),
    )
    assert "between" not in why_unsaid(tight, 2, 4)


def test_a_quote_over_several_lines_is_told_on_one():
    error = PassageNotFoundError("over the\n\n  hills", "is not in the transcript")
    assert str(error) == "'over the hills' is not in the transcript"
