"""Passages by quote, by words and by time, and files that ask for many."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings, strategies as st

from pullquote.align.errors import (
    InputError,
    PassageAmbiguousError,
    PassageNotFoundError,
    TimecodeError,
)
from pullquote.align.model.alignment import Alignment
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.times import TimeSpan
from pullquote.clips.passages.passage import (
    locate_quote,
    parse_word_range,
    passage_by_quote,
    passage_by_time,
    passage_by_words,
)
from tests.clips.passages.conftest import TALK, aligned


class TestByQuote:
    def test_the_one_place_is_given_with_its_span(self, talk: Alignment) -> None:
        passage = passage_by_quote(talk, "came late")
        assert (passage.first, passage.last, passage.text) == (8, 9, "came late.")
        assert passage.span == TimeSpan(8, 9.8)
        assert not passage.exact

    def test_labels_and_directions_inside_stay_in_the_text(self, talk: Alignment) -> None:
        assert passage_by_quote(talk, "home we came late").text == (
            "home. (applause) We came late."
        )

    def test_the_very_words_are_not_in_doubt_because_others_begin_like_them(self) -> None:
        assert passage_by_quote(aligned("to the endless sea to the end"), "the end").first == 5

    def test_misspelt_words_are_forgiven(self, talk: Alignment) -> None:
        assert passage_by_quote(talk, "we caem late").text == "We came late."

    def test_several_places_are_listed_with_their_times(self, talk: Alignment) -> None:
        with pytest.raises(PassageAmbiguousError, match="said in 2 places") as caught:
            passage_by_quote(talk, "we came home")
        first, second = caught.value.candidates
        assert first.startswith("1. 0:03.0, words 3-5: ANNA: … ")
        assert second.startswith("2. 0:11.0, words 11-13: BEN: … ")
        assert first.endswith(" ANNA: We came home. (applause) We came late. BEN: We came home …")

    def test_an_occurrence_chooses_among_them(self, talk: Alignment) -> None:
        assert passage_by_quote(talk, "we came home", occurrence=1).first == 3
        assert passage_by_quote(talk, "we came home", occurrence=2).first == 11
        for wrong in (0, 3, -1):
            with pytest.raises(PassageNotFoundError, match=r"in 2 places.*choose 1 to 2"):
                passage_by_quote(talk, "we came home", occurrence=wrong)

    def test_a_place_that_is_not_said_does_not_count(self) -> None:
        alignment = aligned("we came home and we came home", absent=[0, 1, 2])
        assert passage_by_quote(alignment, "we came home").first == 4

    def test_a_place_of_which_most_words_are_not_said_does_not_count(self) -> None:
        text = "we came home and we came home"
        assert passage_by_quote(aligned(text, absent=[0, 1]), "we came home").first == 4
        with pytest.raises(PassageAmbiguousError, match="said in 2 places"):
            passage_by_quote(aligned(text, absent=[0]), "we came home")

    def test_a_misspelt_quote_that_fits_two_places_nearly_as_well_is_ambiguous(self) -> None:
        one = "saw seventeen wrens by the river that morning"
        near = aligned(f"{one}. They saw seventeen wrens by the rivers that morning.")
        far = aligned(f"{one}. They saw seventeen wrens by some liver that morning.")
        quote = "saw sevnteen wrens by the river that morning"
        with pytest.raises(PassageAmbiguousError, match="said in 2 places"):
            passage_by_quote(near, quote)
        assert passage_by_quote(far, quote).first == 0

    def test_words_that_are_not_there_are_refused_with_the_closest(self, talk: Alignment) -> None:
        with pytest.raises(PassageNotFoundError, match=r"the closest is “We came late\.”"):
            passage_by_quote(talk, "we arrived late")
        with pytest.raises(PassageNotFoundError, match="check the words"):
            passage_by_quote(talk, "xyzzy")
        with pytest.raises(PassageNotFoundError, match="contains no words"):
            passage_by_quote(talk, " ?! ")

    def test_words_absent_from_the_audio_are_refused(self, talk: Alignment) -> None:
        with pytest.raises(PassageNotFoundError, match="is not said in the recording"):
            passage_by_quote(talk, "my talk")

    def test_words_not_looked_for_yet_are_told_from_absent_ones(self) -> None:
        with pytest.raises(PassageNotFoundError, match="has not been looked for"):
            passage_by_quote(aligned("one two three", pending=[0, 1, 2]), "two three")

    def test_a_quote_with_its_label_is_cut_to_what_is_spoken(self, talk: Alignment) -> None:
        assert passage_by_quote(talk, "(applause) We came late. BEN:").text == "We came late."

    @given(st.integers(0, 39), st.integers(0, 8))
    @settings(max_examples=60, deadline=None)
    def test_any_run_of_distinct_words_is_given_back(self, first: int, more: int) -> None:
        words = [f"{a}{b}" for a in ("ka", "lo", "mu", "ti") for b in "bcdfghjklm"]
        alignment = aligned(" ".join(words))
        last = min(first + more, len(words) - 1)
        passage = passage_by_quote(alignment, " ".join(words[first : last + 1]).upper())
        assert (passage.first, passage.last) == (first, last)
        assert locate_quote(alignment.transcript, passage.text) == (first, last)


class TestLocating:
    def test_a_quote_is_located_before_anything_is_aligned(self) -> None:
        transcript = parse_transcript(TALK)
        assert locate_quote(transcript, "came late") == (8, 9)
        assert locate_quote(transcript, "we came home", occurrence=2) == (11, 13)
        with pytest.raises(PassageAmbiguousError, match="no time yet, words 3-5"):
            locate_quote(transcript, "we came home")
        with pytest.raises(PassageNotFoundError):
            locate_quote(transcript, "they left")


class TestByWords:
    def test_edges_that_are_not_spoken_are_trimmed(self, talk: Alignment) -> None:
        passage = passage_by_words(talk, 2, 10)
        assert (passage.first, passage.last) == (3, 9)
        assert passage.text == "We came home. (applause) We came late."
        assert passage.span == TimeSpan(3, 9.8)

    def test_edges_that_were_not_found_stay_with_the_time_they_need(self, talk: Alignment) -> None:
        passage = passage_by_words(talk, 0, 15)
        assert (passage.first, passage.last) == (0, 15)
        # "My Talk" needs 0.12 s and 0.04 s a letter; "ghost." 0.06 s and 0.2 s.
        assert passage.span.start == pytest.approx(3 - 0.36)
        assert passage.span.end == pytest.approx(14.8 + 0.26)

    def test_edges_that_were_not_found_take_no_time_from_others(self) -> None:
        alignment = aligned("one two united states of old", absent=[2, 5])
        passage = passage_by_words(alignment, 2, 4)
        assert (passage.span.start, passage.span.end) == pytest.approx((3 - 0.3, 4.8))
        tight = replace(
            alignment,
            words=tuple(
                replace(word, span=TimeSpan(1, 2.95)) if word.token.index == 1 else word
                for word in alignment.words
            ),
        )
        assert passage_by_words(tight, 2, 4).span == TimeSpan(2.95, 4.8)
        later = aligned("one two united states of old", absent=[2], pending=[1])
        assert passage_by_words(later, 2, 4).span == TimeSpan(3, 4.8)

    def test_words_of_which_most_were_not_found_are_refused(self) -> None:
        alignment = aligned("one two three four five", absent=[0, 1, 2])
        assert passage_by_words(alignment, 1, 4).first == 1
        with pytest.raises(PassageNotFoundError, match="is not said in the recording"):
            passage_by_words(alignment, 0, 4)

    @pytest.mark.parametrize(("first", "last"), [(-1, 3), (3, 16), (99, 100)])
    def test_words_that_do_not_exist_are_refused(
        self, talk: Alignment, first: int, last: int
    ) -> None:
        with pytest.raises(
            InputError, match=f"this transcript has words 0–15; {first}–{last} is out of range"
        ):
            passage_by_words(talk, first, last)

    def test_words_that_run_backwards_are_refused(self, talk: Alignment) -> None:
        with pytest.raises(InputError, match="words 5-4 end before they start"):
            passage_by_words(talk, 5, 4)

    def test_words_of_which_none_is_spoken_are_refused(self, talk: Alignment) -> None:
        with pytest.raises(PassageNotFoundError, match="is not said in the recording"):
            passage_by_words(talk, 0, 2)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [("120-145", (120, 145)), (" 3 – 5 ", (3, 5)), ("7", (7, 7)), ("0-0", (0, 0))],
    )
    def test_ranges_are_parsed(self, text: str, expected: tuple[int, int]) -> None:
        assert parse_word_range(text) == expected

    @pytest.mark.parametrize("text", ["", "a-b", "5-3", "-5", "1-2-3", "1.5-2"])
    def test_other_text_is_no_range(self, text: str) -> None:
        with pytest.raises(InputError, match="write it like 120-145"):
            parse_word_range(text)


class TestByTime:
    def test_the_stretch_is_kept_exactly_with_the_words_inside(self, talk: Alignment) -> None:
        passage = passage_by_time(talk, TimeSpan(3.5, 8.5))
        assert passage.exact
        assert passage.span == TimeSpan(3.5, 8.5)
        assert passage.text == "came home. (applause) We came"
        assert (passage.first, passage.last, passage.by_time) == (4, 8, True)

    def test_silence_has_no_words(self, talk: Alignment) -> None:
        passage = passage_by_time(talk, TimeSpan(20, 21))
        assert (passage.first, passage.last, passage.text) == (None, None, "")

    def test_unscripted_speech_gives_what_was_heard(self, talk: Alignment) -> None:
        passage = passage_by_time(talk, TimeSpan(29, 34))
        assert (passage.first, passage.text) == (None, "extra")

    def test_an_end_beyond_the_recording_is_taken_back(self, talk: Alignment) -> None:
        assert passage_by_time(talk, TimeSpan(39, 50)).span == TimeSpan(39, 40)

    @pytest.mark.parametrize(
        ("start", "end", "why"),
        [
            (41, 42, "0:41.000-0:42.000.* lasts 0:40.0;"),
            (40, 42, "lasts 0:40.0"),
            (5, 5, "0:05.000-0:05.000.* has no length"),
        ],
    )
    def test_what_cannot_be_cut_is_refused(
        self, talk: Alignment, start: float, end: float, why: str
    ) -> None:
        with pytest.raises(TimecodeError, match=why):
            passage_by_time(talk, TimeSpan(start, end))
