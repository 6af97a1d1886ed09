"""Profiles carry the guides' numbers, and say where they are from."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pullquote.align.errors import FormatError
from pullquote.clips.captions.profiles import BBC, NETFLIX, PROFILES, profile_named


def test_netflix_has_the_numbers_of_its_guide():
    assert (NETFLIX.chars_per_line, NETFLIX.max_lines, NETFLIX.chars_per_second) == (42, 2, 20)
    assert (NETFLIX.min_duration, NETFLIX.max_duration) == (5 / 6, 7)
    assert NETFLIX.min_gap == 2 / 24


def test_the_bbc_counts_words():
    assert (BBC.chars_per_line, BBC.words_per_minute) == (37, 180)


def test_every_profile_says_where_it_is_from():
    assert all(profile.source and profile.name == name for name, profile in PROFILES.items())


def test_an_unknown_profile_names_the_known_ones():
    with pytest.raises(FormatError, match=r"caption profile 'itv'.*netflix"):
        profile_named("itv")


@pytest.mark.parametrize("change", [{"max_lines": 0}, {"chars_per_line": 0}, {"min_duration": 9}])
def test_a_profile_that_no_cue_can_keep_is_refused(change):
    with pytest.raises(ValueError, match="profile 'netflix'"):
        replace(NETFLIX, **change)
