"""Trust in recognised words, and the place in a text to which a stretch of them belongs."""

from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import given, strategies as st

from pullquote.align.placing.matching import PlaceIndex, anchor_pairs, match_words

FEW_WORDS = st.lists(st.sampled_from("abcd"), max_size=14)


def slow_common_length(left, right):
    """Length of a longest common subsequence, from the textbook."""
    table = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            table[i + 1][j + 1] = (
                table[i][j] + 1 if a == b else max(table[i][j + 1], table[i + 1][j])
            )
    return table[-1][-1]


def is_increasing(pairs):
    return all(a[0] < b[0] and a[1] < b[1] for a, b in itertools.pairwise(pairs))


def text_of(count, seed, vocabulary=400):
    """Running text of made-up words, common ones often."""
    chooser = random.Random(seed)
    return [f"w{int(vocabulary * chooser.random() ** 2)}" for _ in range(count)]


@given(FEW_WORDS, FEW_WORDS)
def test_as_many_equal_words_are_paired_as_can_be_in_order(heard, written):
    pairs = match_words(heard, written)
    assert is_increasing(pairs)
    assert all(heard[h] == written[w] for h, w in pairs)
    assert len(pairs) == slow_common_length(heard, written)


@given(FEW_WORDS, FEW_WORDS)
def test_trusted_pairs_are_some_of_the_matched_ones(heard, written):
    trusted = anchor_pairs(heard, written)
    assert set(trusted) <= set(match_words(heard, written))
    assert is_increasing(trusted)


@given(st.lists(st.sampled_from([f"w{i}" for i in range(40)]), min_size=3, max_size=60))
def test_the_same_text_is_trusted_word_for_word(words):
    assert anchor_pairs(words, words) == [(i, i) for i in range(len(words))]


def test_single_errors_cost_only_themselves():
    written = [f"w{i}" for i in range(60)]
    heard = list(written)
    heard[10] = "oops"
    del heard[30]
    heard.insert(45, "um")
    trusted = anchor_pairs(heard, written)
    assert len(trusted) == 58
    assert all(heard[h] == written[w] for h, w in trusted)


def test_unrelated_texts_have_next_to_nothing_in_common():
    for seed in range(5):
        heard, written = text_of(300, seed), text_of(300, seed + 100)
        assert len(match_words(heard, written)) > 30
        assert len(anchor_pairs(heard, written)) <= 6


def test_a_loop_of_the_recognizer_becomes_no_anchor_but_once():
    written = [f"w{i}" for i in range(100)]
    phrase = written[40:44]
    heard = written[:44] + phrase * 10 + written[44:]
    trusted = anchor_pairs(heard, written)
    assert len({w for _, w in trusted}) == len(trusted)
    in_loop = [(h, w) for h, w in trusted if 44 <= h < 84]
    assert all(40 <= w < 44 for _, w in in_loop)
    assert {(i, i) for i in range(30)} <= set(trusted)
    assert {(i + 40, i) for i in range(50, 100)} <= set(trusted)


def test_a_sentence_that_comes_again_far_away_is_not_anchored_there():
    written = [f"w{i}" for i in range(200)]
    written[150:158] = written[50:58]
    heard = written[:60]
    assert anchor_pairs(heard, written) == [(i, i) for i in range(60)]


def test_nothing_heard_or_nothing_written_gives_no_pairs():
    assert anchor_pairs([], ["a"]) == anchor_pairs(["a"], []) == match_words([], []) == []


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


def test_a_sentence_between_others_that_are_not_written_is_trusted():
    sentence = ["everyone", "should", "ignore", "that", "fresh", "apple"]
    heard = [*text_of(20, 1), *sentence, *text_of(20, 2)]
    written = [*(f"x{i}" for i in range(30)), *sentence, *(f"y{i}" for i in range(30))]
    assert anchor_pairs(heard, written) == [(20 + k, 30 + k) for k in range(6)]
    heard[22] = "my"  # one of them misheard
    assert anchor_pairs(heard, written) == [(20 + k, 30 + k) for k in (0, 1, 3, 4, 5)]


def test_a_few_short_words_between_others_are_chance():
    heard = [*text_of(20, 1), "it", "is", "in", "the", *text_of(20, 2)]
    written = [*(f"x{i}" for i in range(30)), "it", "is", "in", "the", *(f"y{i}" for i in range(9))]
    assert anchor_pairs(heard, written) == []


def test_long_words_in_a_small_gap_between_sure_ones_are_trusted():
    left, right = text_of(12, 3), text_of(12, 4)
    heard = [*left, "oh", "um", "ah", "protected", "er", "hm", "to", "ho", "aw", "mm", *right]
    written = [*left, "a1", "a2", "a3", "a4", "protected", "b1", "b2", "b3", "b4", "b5", *right]
    assert (15, 16) in anchor_pairs(heard, written)
    heard[15] = written[16] = "no"
    assert (15, 16) not in anchor_pairs(heard, written)


def test_two_words_at_the_start_are_trusted_only_where_they_follow_what_is_known():
    heard = ["green", "habit", *(f"x{i}" for i in range(30))]
    written = ["green", "habit", *(f"y{i}" for i in range(30))]
    assert anchor_pairs(heard, written) == []
    assert anchor_pairs(heard, written, follows=True) == [(0, 0), (1, 1)]
    written[0] = "blue"
    assert anchor_pairs(heard, written, follows=True) == []


def planted(places, *, lengths=(60, 60), letters=2):
    """Heard and written words, with words of so many letters in common at these places.

    Everything else differs.
    """
    heard = [f"h{i}" for i in range(lengths[0])]
    written = [f"x{i}" for i in range(lengths[1])]
    sizes = [letters] * len(places) if isinstance(letters, int) else letters
    for k, ((h, w), size) in enumerate(zip(places, sizes, strict=True)):
        heard[h] = written[w] = chr(0x4E00 + k) + "a" * (size - 1)
    return heard, written


def trusted_of(places, **options):
    """Those of the planted places that are trusted."""
    return anchor_pairs(*planted(places, **options))


def row(first, count, by=0):
    """So many neighbouring words, written `by` words later than heard."""
    return [(h, h + by) for h in range(first, first + count)]


def test_words_within_three_of_a_trusted_one_are_trusted_and_so_on():
    for by in (0, 25):
        block = row(20, 6, by)
        near, far = [(28, 28 + by), (31, 31 + by)], [(35, 35 + by)]
        assert trusted_of([*block, *near, *far], lengths=(60, 90)) == [*block, *near]
        near, far = [(14, 14 + by), (17, 17 + by)], [(10, 10 + by)]
        assert trusted_of([*far, *near, *block], lengths=(60, 90)) == [*near, *block]


def test_words_near_in_what_is_heard_but_not_in_what_is_written_are_not():
    block = row(20, 6)
    for pair in [(28, 29), (29, 28)]:
        assert trusted_of([*block, pair]) == block
    for pair in [(17, 16), (16, 17)]:
        assert trusted_of([pair, *block]) == block


def test_half_of_the_words_around_one_must_be_paired_too():
    assert trusted_of(row(20, 6)) == row(20, 6)
    assert trusted_of(row(20, 5)) == []
    # Three neighbours here and three far away in what is written are no six.
    assert trusted_of([*row(20, 3), *row(23, 3, by=20)]) == []


def test_where_either_text_begins_or_ends_fewer_words_do():
    for lengths, block in [
        ((60, 60), [(k, k + 30) for k in range(4)]),
        ((60, 60), [(k + 30, k) for k in range(4)]),
        ((40, 60), [(k + 36, k + 20) for k in range(4)]),
        ((60, 40), [(k + 20, k + 36) for k in range(4)]),
    ]:
        assert trusted_of(block, lengths=lengths) == block
        longer = (lengths[0] + 20, lengths[1] + 20)
        moved = [(h + 10, w + 10) for h, w in block]
        assert trusted_of(moved, lengths=longer) == []


@pytest.mark.parametrize(
    ("places", "trusted"),
    [
        ([(0, 0), (1, 1)], 2),
        ([(1, 1), (2, 2)], 2),
        ([(0, 0), (1, 1), (9, 9)], 2),
        ([(0, 0), (3, 3)], 0),
        ([(0, 0), (3, 1)], 0),
        ([(0, 0), (1, 3)], 0),
        ([(0, 0)], 0),
    ],
)
def test_after_a_known_word_the_first_three_of_each_text_may_hold_two(places, trusted):
    assert anchor_pairs(*planted(places), follows=True) == places[:trusted]


@pytest.mark.parametrize(
    ("letters", "trusted"), [((4, 5, 4, 5), 4), ((4, 4, 4, 5), 0), ((9, 9, 9), 0)]
)
def test_a_run_is_trusted_from_four_words_and_eighteen_letters_on(letters, trusted):
    block = row(20, len(letters), by=7)
    assert trusted_of(block, letters=letters) == block[:trusted]


@pytest.mark.parametrize("step", [(3, 1), (1, 3)])
def test_a_run_leaves_out_one_word_at_most(step):
    for by in (0, 20):
        every_other = [(10 + 2 * k, 10 + by + 2 * k) for k in range(4)]
        assert trusted_of(every_other, letters=6) == every_other
        apart = [(10 + step[0] * k, 10 + by + step[1] * k) for k in range(4)]
        assert trusted_of(apart, letters=6) == []


@pytest.mark.parametrize(
    ("heard", "written", "letters", "is_trusted"),
    [
        (16, 16, 5, True),
        (16, 16, 4, False),
        (17, 16, 5, False),
        (16, 17, 5, False),
    ],
)
def test_a_long_word_is_trusted_in_a_gap_of_sixteen(heard, written, letters, is_trusted):
    for by in (0, 30):
        left = row(10, 6, by)
        right = [(15 + heard + k, 15 + by + written + k) for k in range(6)]
        middle = (23, 23 + by)
        found = trusted_of(
            [*left, middle, *right], lengths=(60, 90), letters=[2] * 6 + [letters] + [2] * 6
        )
        assert (middle in found) is is_trusted
        assert {*left, *right} <= {*found}


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
