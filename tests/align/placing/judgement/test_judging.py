"""The judge estimates how many words were said, and is less sure than its model."""

from __future__ import annotations

import numpy as np
import pytest

from pullquote.align.placing.judgement import judge_weights
from pullquote.align.placing.judgement.contrast import Contrast
from pullquote.align.placing.judgement.judging import EMBEDDED, WHISPER, Judge, Verdict, judge
from pullquote.align.placing.judgement.likeness import Sounds
from pullquote.align.placing.judgement.word_evidence import COLUMNS, Hearing
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.spoken_forms.lexicon import load_lexicon
from pullquote.align.spoken_forms.script import make_script


def _judge() -> tuple[Judge, int]:
    """A judge that goes by one kind of evidence only."""
    column = COLUMNS.index("score")
    weights = [0.0] * len(COLUMNS)
    weights[column] = 1.0
    return Judge(tuple(weights), tuple(weights), 0.85, 0.5), column


def _verdict(others: float, doubtful: float = -0.5, count: int = 400) -> Verdict:
    """The verdict on a doubtful word among others, all of them with this evidence."""
    one_sided, column = _judge()
    rows = np.zeros((count + 1, len(COLUMNS)))
    rows[:, column] = others
    rows[0, column] = doubtful
    return one_sided.judge(rows)[0]


def test_a_doubtful_word_is_believed_in_an_exact_transcript() -> None:
    assert _verdict(6.0).is_kept
    assert not _verdict(1.4).is_kept


def test_bad_words_around_it_do_not_speak_against_a_word() -> None:
    assert _verdict(-3.0).said == pytest.approx(1 / (1 + np.exp(0.5)), abs=0.01)


def test_one_word_alone_is_judged_as_usual() -> None:
    assert _verdict(0.0, 1.0, 0).said == pytest.approx(1 / (1 + np.exp(-1.0)), abs=0.05)


def test_confidence_is_less_than_what_the_model_says_whatever_the_others() -> None:
    evidence = [-1.0, 0.0, 2.0, 4.0, 6.0]
    sure = [_verdict(6.0, doubtful).confidence for doubtful in evidence]
    assert sure == sorted(sure)
    for confidence, odds in zip(sure, evidence, strict=True):
        assert confidence < 1 / (1 + np.exp(-odds))
    # Odds of one in twenty are no certainty.
    assert _verdict(6.0, 3.0).confidence < 0.9 < _verdict(6.0, 4.0).confidence
    assert _verdict(6.0, 3.0).confidence == _verdict(1.0, 3.0).confidence


def test_a_judge_needs_a_weight_for_each_kind_of_evidence() -> None:
    right = (0.0,) * len(COLUMNS)
    with pytest.raises(ValueError, match="weights are needed, got 1"):
        Judge((1.0,), right, 0.9, 0.5)
    with pytest.raises(ValueError, match="weights are needed, got 1"):
        Judge(right, (1.0,), 0.9, 0.5)


@pytest.mark.parametrize("fitted", [EMBEDDED, WHISPER])
@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"score": 2.0, "score of long words": 1.0}, {"score": -4.0, "score of long words": -2.0}),
        ({"heard": 1.0, "heard surely": 0.9}, {"phones": 0.0}),
        ({"one": 1.0}, {"one": 1.0, "second look": 1.0, "many missing": 0.7}),
        ({"neighbours": 2.0}, {"neighbours": -3.0}),
    ],
)
def test_evidence_points_the_right_way(
    fitted: Judge, better: dict[str, float], worse: dict[str, float]
) -> None:
    def chance(evidence: dict[str, float]) -> float:
        row = [{"one": 1.0, "phones": 1.6, **evidence}.get(name, 0.0) for name in COLUMNS]
        return fitted.judge(np.array([row]))[0].said

    assert chance(better) > chance(worse)


def test_near_misses_speak_for_a_word_that_whisper_heard_otherwise() -> None:
    weights = dict(zip(COLUMNS, WHISPER.said, strict=True))
    assert weights["sounds alike"] + 1.8 * weights["long and alike"] > 1.0
    surely = weights["something else heard"] + weights["another word surely heard"]
    assert surely < -1.0


def test_a_word_heard_at_another_time_is_not_sure_to_be_there() -> None:
    at = COLUMNS.index("heard at another time")
    assert WHISPER.right[at] < -2.0


def test_no_words_are_no_words() -> None:
    sounds = Sounds(make_script(parse_transcript("one"), "en"), load_lexicon())
    assert judge([], Hearing((), True), sounds, Contrast()) == []


@pytest.mark.parametrize("weights", [judge_weights.SPHINX, judge_weights.WHISPER])
def test_each_kind_of_evidence_was_trained_on(weights: dict[str, tuple[float, float]]) -> None:
    assert tuple(weights) == COLUMNS
