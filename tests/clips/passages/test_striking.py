"""Words are struck out of passages by quote, by number, or as fillers; losses are told."""

from __future__ import annotations

import pytest

from pullquote.align.errors import InputError, PassageNotFoundError
from pullquote.align.model.alignment import Alignment, Unscripted
from pullquote.align.model.words import Word
from pullquote.align.times import TimeSpan
from pullquote.clips.captions.cue import joined
from pullquote.clips.passages.fillers import filler_tokens, is_filler
from pullquote.clips.passages.kept_words import kept_words
from pullquote.clips.passages.passage import Passage, passage_by_time, passage_by_words
from pullquote.clips.passages.pieces import piece_ranges
from pullquote.clips.passages.quotation import quote_passage
from pullquote.clips.passages.striking import strike, strike_fillers, strike_quote
from tests.clips.passages.conftest import aligned

SAID = "ANNA: Um, I did not, you know, see it. (laughs)\n\nBEN: Er, you know, never – uh – mind."
# 0 ANNA: 1 Um, 2 I 3 did 4 not, 5 you 6 know, 7 see 8 it. 9 (laughs) 10 BEN: 11 Er, 12 you
# 13 know, 14 never 15 – 16 uh 17 – 18 mind.


def whole(alignment: Alignment) -> Passage:
    return passage_by_words(alignment, 0, len(alignment.words) - 1)


def text(alignment: Alignment, passage: Passage, **options: bool) -> str:
    return quote_passage(alignment, passage, **options).text


def test_struck_words_are_not_quoted_and_the_others_are_as_written() -> None:
    talk = aligned(SAID)
    struck = strike_quote(talk, whole(talk), "you know", every=True)
    assert struck.struck == (5, 6, 12, 13)
    assert text(talk, struck) == "Um, I did not, see it. Er, never – uh – mind."
    assert piece_ranges(talk, struck) == ((1, 4), (7, 11), (14, 18))


def test_marks_beside_a_struck_word_go_with_it_and_paragraphs_stay_apart() -> None:
    talk = aligned(SAID)
    struck = strike(talk, whole(talk), [8, 11, 16])
    words = kept_words(talk, struck)
    assert joined(words) == "Um, I did not, you know, see you know, never – mind."
    assert [word.after for word in words if word.text == "see"] == ["\n"]


def test_words_struck_at_the_ends_make_the_passage_shorter() -> None:
    talk = aligned(SAID)
    struck = strike(talk, whole(talk), [1, 18])
    assert (struck.first, struck.last) == (2, 16)
    assert struck.span == TimeSpan(2, 16.8)
    assert piece_ranges(talk, struck) == ((2, 16),)


def test_an_edge_that_was_asked_for_stays_unless_its_word_is_gone() -> None:
    talk = aligned(SAID)
    asked = passage_by_time(talk, TimeSpan(0.95, 4.9))
    assert strike(talk, asked, [3]).span == TimeSpan(0.95, 4.9)
    # Half-way between the end of the word that is gone and the start of the next.
    assert strike(talk, asked, [1]).span == TimeSpan(1.9, 4.9)
    assert strike(talk, asked, [4]).span == TimeSpan(0.95, 3.9)


def test_a_quote_that_is_there_twice_names_its_places() -> None:
    talk = aligned(SAID)
    with pytest.raises(InputError, match=r"2 times.*words:5-6.*\n.*\n.*words:12-13"):
        strike_quote(talk, whole(talk), "you know")
    assert strike_quote(talk, whole(talk), "words:12-13").struck == (12, 13)
    assert strike_quote(talk, whole(talk), "YOU  know see").struck == (5, 6, 7)


@pytest.mark.parametrize(
    ("quote", "error"),
    [
        ("lighthouse", "not in the passage"),
        ("words:40", "is not in this passage"),
        ("...", "not in the passage"),
    ],
)
def test_words_that_are_not_there_cannot_be_struck(quote: str, error: str) -> None:
    talk = aligned(SAID)
    with pytest.raises((InputError, PassageNotFoundError), match=error):
        strike_quote(talk, whole(talk), quote)


def test_something_must_be_left() -> None:
    talk = aligned(SAID, absent=[2])
    with pytest.raises(InputError, match="every word"):
        strike(talk, passage_by_words(talk, 1, 3), [1, 3])
    with pytest.raises(InputError, match="no word of the transcript"):
        strike(talk, passage_by_time(talk, TimeSpan(30.5, 31)), [1])


def test_words_that_were_not_looked_for_cannot_be_struck() -> None:
    talk = aligned(SAID, pending=[5])
    with pytest.raises(PassageNotFoundError, match="align the recording first"):
        strike(talk, passage_by_words(talk, 1, 7), [5])


def test_striking_twice_is_striking_both() -> None:
    talk = aligned(SAID)
    once = strike(talk, whole(talk), [1, 5, 16])
    assert strike(talk, strike(talk, strike(talk, whole(talk), [5]), [1]), [16]) == once


def test_words_that_were_never_said_leave_no_gap() -> None:
    talk = aligned(SAID, absent=[5, 6])
    struck = strike(talk, whole(talk), [5, 6])
    assert piece_ranges(talk, struck) == ((1, 18),)
    assert text(talk, struck).startswith("Um, I did not, see it.")
    assert "[…]" not in text(talk, struck, mark_cuts=True)


def test_cuts_are_marked_where_more_than_fillers_went() -> None:
    talk = aligned(SAID)
    struck = strike(talk, whole(talk), [5, 6, 16])
    assert text(talk, struck, mark_cuts=True) == (
        "Um, I did not, […] see it. Er, you know, never – mind."
    )


def test_fillers_are_struck_and_phrases_are_not() -> None:
    talk = aligned(SAID)
    assert filler_tokens(talk, 0, 18) == (1, 11, 16)
    struck = strike_fillers(talk, whole(talk))
    assert text(talk, struck) == "I did not, you know, see it. you know, never – mind."


def test_a_passage_of_fillers_alone_stays() -> None:
    talk = aligned("Um, er, uh.")
    assert strike_fillers(talk, whole(talk)) == whole(talk)


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("Um,", "en", True),
        ("“uh…”", "en-GB", True),
        ("Ummmm", "en", True),
        ("ER", "en", False),
        ("um", "de", False),
        ("um", "pt", False),
        ("er", "de", False),
        ("Ähm", "de", True),
        ("umbrella", "en", False),
        ("um", "xx", False),
        ("–", "en", False),
    ],
)
def test_a_filler_belongs_to_its_language(word: str, language: str, expected: bool) -> None:
    assert is_filler(word, language) is expected


def test_fillers_that_are_only_heard_are_cut_out_too() -> None:
    from dataclasses import replace

    talk = aligned("I see it now")
    um = Unscripted(TimeSpan(1.85, 1.95), (Word("um", TimeSpan(1.85, 1.95), 0.5),), 1)
    other = Unscripted(TimeSpan(2.85, 2.95), (Word("yes", TimeSpan(2.85, 2.95), 0.5),), 2)
    talk = replace(talk, unscripted=(um, other))
    struck = strike_fillers(talk, whole(talk))
    assert struck.hushed == (1,)
    assert piece_ranges(talk, struck) == ((0, 1), (2, 3))
    # Where something else is heard beside it, nothing is cut.
    both = replace(talk, unscripted=(um, replace(other, after=1)))
    assert strike_fillers(both, whole(both)) == whole(both)


@pytest.mark.parametrize(
    ("struck", "lost"),
    [([4], "“not”"), ([14], "“never”"), ([4, 14], "“not”, “never”"), ([5, 6], None)],
)
def test_a_lost_negation_is_told(struck: list[int], lost: str | None) -> None:
    talk = aligned(SAID)
    warning = quote_passage(talk, strike(talk, whole(talk), struck)).warning
    expected = lost and f"The cut takes out {lost}; the quote may now say the opposite"
    assert warning == expected


def test_a_negation_that_stood_first_is_told_too() -> None:
    talk = aligned("Don’t go home")
    assert "Don’t" in (quote_passage(talk, strike(talk, whole(talk), [0])).warning or "")
