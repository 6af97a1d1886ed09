"""Words in doubt are judged by what a recogniser thinks of them, where it can be asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pullquote.align.placing.judgement.judging import Verdict
from pullquote.align.placing.judgement.opinion import COLUMNS, Opinion
from pullquote.align.placing.judgement.second_opinion import find_doubtful, judge_again, revised

_GOOD = Opinion(stretch=-1.0, word=4.0, alone=-1.0, own=-1.0, written=1, heard=1)
_BAD = Opinion(stretch=-18.0, word=-10.0, alone=-16.0, own=-14.0, written=1, heard=1)
_VERDICTS = [
    Verdict(0.999, 0.97, True),
    Verdict(0.6, 0.5, True),
    Verdict(0.4, 0.3, False),
    Verdict(0.001, 0.001, False),
]


class _Comparer:
    def __init__(self, opinions: dict[int, Opinion]) -> None:
        self.found = opinions
        self.asked: list[int] = []

    def opinions(self, doubtful, scorer):
        assert scorer == "a scorer"
        self.asked = list(doubtful)
        return self.found


def test_words_in_doubt_are_kept_or_not_by_the_opinion() -> None:
    comparer = _Comparer({1: _BAD, 2: _GOOD})
    judged = judge_again(_VERDICTS, comparer, lambda: "a scorer")
    assert comparer.asked == [1, 2] == find_doubtful(_VERDICTS)
    assert [verdict.is_kept for verdict in judged] == [True, False, True, False]
    assert judged[0] == _VERDICTS[0] and judged[3] == _VERDICTS[3]


def test_without_a_scorer_the_first_judgement_stands() -> None:
    assert judge_again(_VERDICTS, _Comparer({1: _BAD}), lambda: None) == _VERDICTS


def test_no_model_is_looked_for_when_no_word_is_in_doubt() -> None:
    def never():
        raise AssertionError("a model was asked for")

    sure = [_VERDICTS[0], _VERDICTS[3]]
    assert judge_again(sure, _Comparer({}), never) == sure


@pytest.mark.parametrize(
    ("kind", "better", "worse"),
    [("stretch", 0.0, -15.0), ("word", 5.0, -8.0), ("own", -0.5, -12.0), ("alone", 0.0, -14.0)],
)
def test_each_kind_of_opinion_counts_the_right_way(kind, better, worse) -> None:
    middle = Opinion(stretch=-8.0, word=-2.0, alone=-8.0, own=-5.0, written=1, heard=1)
    (good,), (bad,) = (
        revised(_VERDICTS[1:2], {0: replace(middle, **{kind: value})}) for value in (better, worse)
    )
    assert good.said > bad.said


def test_the_earlier_judgement_counts_too() -> None:
    middle = Opinion(stretch=-8.0, word=-1.0, alone=-8.0, own=-5.0, written=1, heard=1)
    likely, unlikely = Verdict(0.9, 0.8, True), Verdict(0.1, 0.1, False)
    first, second = revised([likely, unlikely], {0: middle, 1: middle})
    assert first.said > second.said
    assert first.confidence <= first.said


def test_every_figure_of_the_evidence_has_a_name_and_limits() -> None:
    extreme = Opinion(-900.0, -900.0, -900.0, -900.0, 40, 0, True)
    row = extreme.weigh(0.5, -0.5)
    assert len(row) == len(COLUMNS)
    assert min(row) >= -20.0
