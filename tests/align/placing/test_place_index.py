"""The place in a text to which a stretch of recognised words belongs."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, strategies as st

from pullquote.align.placing.matching import PlaceIndex
from tests.align.placing.made_text import text_of


@given(st.integers(0, 940), st.integers(0, 20))
def test_a_stretch_is_found_where_it_was_planted(place, seed):
    written = text_of(1000, seed, vocabulary=2000)
    found = PlaceIndex(written).find(written[place : place + 40])
    assert found is not None
    assert found.is_certain
    assert abs(found.offset - place) <= 8


def test_a_stretch_with_a_third_of_its_words_misheard_is_found():
    written = text_of(3000, 1, vocabulary=2000)
    chooser = random.Random(2)
    for place in (0, 700, 2950):
        heard = [w if chooser.random() > 0.33 else "oops" for w in written[place : place + 50]]
        found = PlaceIndex(written).find(heard)
        assert found is not None and found.is_certain
        assert abs(found.offset - place) <= 12


def test_unrelated_words_hardly_ever_seem_certain_of_a_place():
    index = PlaceIndex(text_of(3000, 3, vocabulary=1500))
    found = [index.find(text_of(40, seed, vocabulary=1500)) for seed in range(10, 110)]
    assert sum(place is not None and place.is_certain for place in found) <= 5
    assert index.find(["nobody", "wrote", "this"]) is None
    assert index.find([]) is None


def test_words_that_stand_in_two_places_are_in_doubt():
    written = [f"w{i}" for i in range(400)]
    written[300:340] = written[100:140]
    index = PlaceIndex(written)
    found = index.find(written[100:140])
    assert found is not None and not found.is_certain


def test_only_the_part_of_the_text_that_was_asked_about_counts():
    written = [f"w{i}" for i in range(400)]
    written[300:340] = written[100:140]
    index = PlaceIndex(written)
    found = index.find(written[100:140], first=200)
    assert found is not None and found.is_certain
    assert abs(found.offset - 300) <= 8
    assert index.find(written[100:140], first=150, stop=290) is None


def test_every_pair_of_neighbours_and_of_next_but_one_has_a_vote():
    written = [f"w{i}" for i in range(100)]
    for place in (0, 50, 97):
        found = PlaceIndex(written).find(written[place : place + 3])
        assert (found.votes, found.runner_up, found.heard) == (3.0, 0.0, 3)
        assert found.is_certain


def test_a_pair_that_is_written_often_counts_for_less():
    written = [f"w{i}" for i in range(200)]
    written[150:152] = written[50:52]
    index = PlaceIndex(written)
    found = index.find(written[50:52])
    assert (found.votes, found.runner_up) == (0.5, 0.5)
    assert not found.is_certain
    found = index.find(written[50:52], stop=100)
    assert (found.votes, found.runner_up) == (1.0, 0.0)


@pytest.mark.parametrize(("more", "votes"), [(12, 9.0), (13, 6.0)])
def test_missed_words_move_the_place_by_up_to_twelve(more, votes):
    """Three words, three others six words later than said, and three more after `more` in all."""
    written = [f"w{i}" for i in range(400)]
    heard = [
        *written[100:103],
        *("um", "ah"),
        *written[111:114],
        *("um", "ah"),
        *written[110 + more : 113 + more],
    ]
    found = PlaceIndex(written).find(heard)
    assert found.votes == votes
    if more == 12:
        assert found.offset == 106


@pytest.mark.parametrize(("apart", "runner_up"), [(24, 0.0), (25, 3.0), (36, 3.0)])
def test_only_a_place_further_than_the_drift_is_another(apart, runner_up):
    written = [f"w{i}" for i in range(400)]
    heard = [*written[100:105], "um", "ah", *written[107 + apart : 110 + apart]]
    found = PlaceIndex(written).find(heard)
    assert found.votes == 7.0
    assert found.runner_up == runner_up
