"""Trust in recognised words."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, strategies as st

from pullquote.align.placing.matching import anchor_pairs, at_best_occurrences, match_words
from tests.align.placing.made_text import text_of

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


@given(FEW_WORDS, FEW_WORDS)
def test_as_many_equal_words_are_paired_as_can_be_in_order(heard, written):
    pairs = match_words(heard, written)
    assert is_increasing(pairs)
    assert all(heard[h] == written[w] for h, w in pairs)
    assert len(pairs) == slow_common_length(heard, written)


@given(FEW_WORDS, FEW_WORDS)
def test_trusted_pairs_are_some_of_the_matched_ones(heard, written):
    trusted = anchor_pairs(heard, written)
    assert set(trusted) <= set(at_best_occurrences(match_words(heard, written), heard))
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


_BEFORE, _PHRASE, _AFTER = (
    [f"{kind}{k}" for k in range(count)] for kind, count in (("a", 12), ("p", 4), ("b", 12))
)
_MISHEARD = ["zz"]


@pytest.mark.parametrize("far", [3, 5, 8, 30])
@pytest.mark.parametrize("left", [_BEFORE, _BEFORE[:-1] + _MISHEARD])
@pytest.mark.parametrize("right", [_AFTER, _MISHEARD + _AFTER[1:]])
@pytest.mark.parametrize("is_first", [True, False])
def test_a_phrase_said_twice_is_where_its_neighbours_are(far, left, right, is_first):
    other = [f"x{k}" for k in range(far)]
    again = [f"y{k}" for k in range(far + 1)]
    if is_first:
        heard = [*left, *_PHRASE, *other, *_PHRASE, *again, *right]
        place = len(left)
    else:
        heard = [*left, *other, *_PHRASE, *again, *_PHRASE, *right]
        place = len(left) + len(other) + len(_PHRASE) + len(again)
    pairs = anchor_pairs(heard, [*_BEFORE, *_PHRASE, *_AFTER])
    of_phrase = [h for h, w in pairs if 12 <= w < 16]
    assert of_phrase == [place + k for k in range(4)]
    assert pairs == sorted(pairs)


def test_a_phrase_that_stands_as_well_in_two_places_stays_where_it_is():
    heard = [*_BEFORE, *_PHRASE, *_PHRASE, *_AFTER]
    pairs = match_words(heard, [*_BEFORE, *_PHRASE, *_AFTER])
    assert at_best_occurrences(pairs, heard) == pairs


@given(
    st.lists(st.sampled_from("abcd"), max_size=30), st.lists(st.sampled_from("abcd"), max_size=30)
)
def test_pairs_at_their_best_occurrences_are_equal_words_in_order(heard, written):
    pairs = match_words(heard, written)
    moved = at_best_occurrences(pairs, heard)
    assert [w for _, w in moved] == [w for _, w in pairs]
    assert all(heard[h] == written[w] for h, w in moved)
    assert [h for h, _ in moved] == sorted({h for h, _ in moved})
