"""Times are found as people type them, and a search is read as one or the other."""

from __future__ import annotations

import pytest

from pullquote.align.model.alignment import Unscripted
from pullquote.align.model.words import Word
from pullquote.align.search.index import (
    parse_search,
)
from pullquote.align.search.moments import find_time
from pullquote.align.times import TimeSpan
from tests.align.search.talk import aligned


class TestFindingTimes:
    def test_a_moment_gives_the_word_said_then(self) -> None:
        alignment = aligned("zero one two three")
        moment = find_time(alignment, 2.5)
        assert (moment.first, moment.last, moment.text) == (2, 2, "two")
        assert moment.context[moment.start_char : moment.end_char] == "two"
        assert moment.span == TimeSpan(2, 2.8)

    def test_a_moment_in_a_pause_gives_the_nearest_word(self) -> None:
        assert find_time(aligned("zero one two three"), 2.85).text == "two"
        assert find_time(aligned("zero one two three"), 2.98).text == "three"

    def test_a_moment_far_from_speech_gives_nothing(self) -> None:
        moment = find_time(aligned("zero one two three"), 8.5)
        assert (moment.first, moment.text, moment.unscripted) == (None, "", ())

    def test_a_range_gives_the_words_whose_middle_is_in_it(self) -> None:
        moment = find_time(aligned("zero one two three"), TimeSpan(0.5, 2.5))
        assert (moment.first, moment.last, moment.text) == (1, 2, "one two")

    def test_unscripted_speech_is_told_where_nothing_written_is_said(self) -> None:
        heard = Unscripted(TimeSpan(5, 8), (Word("extra", TimeSpan(5, 6), 0.5),), 3)
        alignment = aligned("zero one two three", unscripted=(heard,))
        assert find_time(alignment, 6.0).text == "extra"
        assert find_time(alignment, TimeSpan(4, 7)).unscripted == (heard,)
        both = find_time(alignment, TimeSpan(2, 7))
        assert (both.text, both.unscripted) == ("two three", (heard,))


class TestParsingASearch:
    @pytest.mark.parametrize(
        ("typed", "expected"),
        [
            ("12:34", 754.0),
            (" 1:02:03.5 ", 3723.5),
            ("1h02m", 3720.0),
            ("2m 5s", 125.0),
            ("12:30-13:10", TimeSpan(750, 790)),
            ("12:30 – 13:10", TimeSpan(750, 790)),
            ("0:05 to 0:09.5", TimeSpan(5, 9.5)),
        ],
    )
    def test_times_and_ranges_are_told(self, typed: str, expected: float | TimeSpan) -> None:
        assert parse_search(typed) == expected

    @pytest.mark.parametrize(
        "typed",
        ["1995", "75.5", "some words", "12:99", "12:30-", "12:", "3m", "1914-1918", "", "10 to 20",
         "at 12:34", "13:10-12:30", "ratio 3:2:1:0"],
    )  # fmt: skip
    def test_everything_else_is_words(self, typed: str) -> None:
        assert parse_search(typed) == typed
