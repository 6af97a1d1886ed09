from __future__ import annotations

import random

import pytest
from hypothesis import given, strategies as st

from benchmarks.measuring.scoring import (
    HypWord,
    Score,
    format_header,
    format_score,
    merge,
    pair_tokens,
    score,
)
from benchmarks.recordings.truth import Kind, TruthToken


def words(count: int) -> list[TruthToken]:
    return [TruthToken(f"w{i}", Kind.SPOKEN, float(i), i + 0.5) for i in range(count)]


def exact(ref: list[TruthToken]) -> list[HypWord]:
    return [HypWord(token.text, token.start, token.end) for token in ref]


def test_a_perfect_alignment_has_no_error() -> None:
    result = score(words(50), exact(words(50)))
    assert (result.starts.mean, result.ends.p95, result.lost, result.unplaced) == (0, 0, 0, 0)
    assert result.starts.share_within(0.025) == 1


def test_planted_errors_come_back() -> None:
    ref = words(100)
    planted = [0.01] * 60 + [-0.04] * 20 + [0.08] * 10 + [0.15] * 6 + [0.5] * 3 + [-3.0]
    hyp = [
        HypWord(t.text, t.start + e, t.end)
        for t, e in zip(ref, planted, strict=True)
        if t.start is not None
    ]
    result = score(ref, hyp)
    shares = [result.starts.share_within(limit) for limit in (0.025, 0.05, 0.1, 0.2)]
    assert shares == pytest.approx([0.6, 0.8, 0.9, 0.96])
    assert result.starts.mean == pytest.approx(sum(map(abs, planted)) / 100)
    assert result.starts.median == pytest.approx(0.01)
    assert result.starts.bias == pytest.approx(0.01)
    assert result.starts.lost == result.lost == 1
    assert result.ends.mean == 0
    assert "3.00 s off" in result.worst[0]


def test_words_without_a_time_are_counted_and_not_scored() -> None:
    ref = words(10)
    hyp = [HypWord(w.text, None, None) if i < 3 else w for i, w in enumerate(exact(ref))]
    result = score(ref, hyp)
    assert (result.unplaced, result.placed, len(result.starts.seconds)) == (3, 7, 7)


def test_times_for_words_that_were_not_spoken_are_counted_by_kind() -> None:
    kinds = [
        Kind.HEADER,
        Kind.INSERTED,
        Kind.INSERTED,
        Kind.UNSPOKEN,
        Kind.SUBSTITUTED,
        Kind.SPOKEN,
    ]
    ref = [TruthToken(f"w{i}", kind, 1.0, 2.0) for i, kind in enumerate(kinds)]
    timed = [
        HypWord(f"w{i}", 5.0, 6.0) if i in (1, 4, 5) else HypWord(f"w{i}", None, None)
        for i in range(6)
    ]
    result = score(ref, timed)
    assert result.given == {
        Kind.HEADER: (0, 1),
        Kind.INSERTED: (1, 2),
        Kind.UNSPOKEN: (0, 1),
        Kind.SUBSTITUTED: (1, 1),
    }
    assert len(result.starts.seconds) == 1


def test_a_word_outside_its_utterance_is_lost_even_where_its_times_are_not_known() -> None:
    ref = [TruthToken("a", Kind.SPOKEN, within=(10.0, 12.0))] * 3
    hyp = [HypWord("a", 11.0, 11.2), HypWord("a", 12.5, 12.7), HypWord("a", 13.0, 13.5)]
    assert score(ref, hyp).lost == 1


def test_tokens_pair_through_case_punctuation_and_other_splits() -> None:
    assert pair_tokens(
        ["Well,", "--", "it's", "e-mail", "now."], ["well", "its", "e", "mail", "Now"]
    ) == [0, None, 1, None, 4]


@given(st.lists(st.sampled_from("abcdef"), max_size=40), st.randoms())
def test_pairs_are_in_order_and_equal(text: list[str], chance: random.Random) -> None:
    other = [word for word in text if chance.random() < 0.8]
    pairs = pair_tokens(text, other)
    found = [at for at in pairs if at is not None]
    assert found == sorted(set(found))
    assert all(text[i] == other[at] for i, at in enumerate(pairs) if at is not None)
    assert len(found) == len(other)


def test_scores_of_two_recordings_add_up() -> None:
    one, two = score(words(10), exact(words(10))), score(words(5), exact(words(5))[:3])
    both: Score = merge([one, two])
    assert (both.spoken, both.unplaced, both.missing) == (15, 2, 2)
    assert len(both.starts.seconds) == 13


def test_the_table_lines_up() -> None:
    ref = [*words(3), TruthToken("x", Kind.HEADER)]
    table = format_score("somewhere", score(ref, exact(ref))).splitlines()
    assert len(table[0]) == len(table[1]) == len(format_header())
    assert "header 0 of 1" in table[2]
