"""The judge estimates how many words were said, and is less sure than its model."""

from __future__ import annotations

import numpy as np
import pytest

from pullquote.align.placing.judgement import judge_weights, judging
from pullquote.align.placing.judgement.contrast import Contrast
from pullquote.align.placing.judgement.judging import (
    EMBEDDED,
    WHISPER,
    Judge,
    Verdict,
    judge,
    logistic,
    make_judge,
)
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


def _chance(odds: float) -> float:
    return float(1 / (1 + np.exp(-odds)))


def _log_odds(chance: float) -> float:
    return float(np.log(chance / (1 - chance)))


@pytest.mark.parametrize(("others", "count"), [(3.0, 400), (2.2, 400), (6.0, 9), (2.5, 40)])
def test_the_share_of_said_words_agrees_with_the_chances_that_it_makes(
    others: float, count: int
) -> None:
    doubtful = -0.5
    shift = _log_odds(_verdict(others, doubtful, count).said) - doubtful
    said = count * _chance(others + shift) + _chance(doubtful + shift)
    # Twenty words of the usual share, 0.85, are counted with those of the recording.
    share = (said + 20 * 0.85) / (count + 1 + 20)
    assert 0.2 < shift < 2.9
    assert shift == pytest.approx(_log_odds(share) - _log_odds(0.85), abs=0.005)


def test_the_share_of_said_words_adds_three_to_the_log_odds_at_most() -> None:
    assert _verdict(9.0, -4.0, 4000).said == pytest.approx(_chance(-4.0 + 3.0))


def test_no_transcript_is_taken_for_entirely_said() -> None:
    """The share counts as 0.999 at most, even if nearly all was said on other recordings, too."""
    one_sided, column = _judge()
    rows = np.zeros((4001, len(COLUMNS)))
    rows[:, column] = 12.0
    rows[0, column] = -2.0
    said = Judge(one_sided.said, one_sided.right, 0.99, 0.5).judge(rows)[0].said
    assert said == pytest.approx(_chance(-2.0 + _log_odds(0.999) - _log_odds(0.99)))


def test_a_word_just_as_probable_as_the_least_is_kept() -> None:
    assert _verdict(0.0, 0.0, 0).said == 0.5
    assert _verdict(0.0, 0.0, 0).is_kept
    assert not _verdict(0.0, -1e-6, 0).is_kept


def test_seven_tenths_of_the_log_odds_are_believed_and_a_half_taken_off() -> None:
    assert _verdict(6.0, 3.0).confidence == pytest.approx(_chance(0.7 * 3.0 - 0.5))
    assert _verdict(6.0, 0.0).confidence == pytest.approx(_chance(-0.5))


@pytest.mark.parametrize(("about", "just_there"), [(-2.0, 5.0), (4.0, 0.0)])
def test_a_word_is_no_surer_to_be_just_there_than_to_have_been_said(
    about: float, just_there: float
) -> None:
    said, right = np.eye(len(COLUMNS))[:2]
    one = Judge(tuple(said), tuple(right), 0.85, 0.5)
    (verdict,) = one.judge(about * said[None] + just_there * right[None])
    assert verdict.confidence == pytest.approx(min(verdict.said, _chance(0.7 * just_there - 0.5)))
    assert (verdict.confidence == verdict.said) == (about < 0)


def test_chances_stay_above_nothing_however_bad_the_evidence() -> None:
    with np.errstate(over="raise"):
        chances = logistic(np.array([-1e6, -51.0, -50.0, -49.0, 0.0, 1e6]))
    expected = [np.exp(-50.0)] * 3 + [np.exp(-49.0), 0.5, 1.0]
    assert list(chances) == pytest.approx(expected, rel=1e-9, abs=0.0)


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


def test_evidence_that_was_not_trained_on_has_no_weight() -> None:
    trained = {COLUMNS[2]: (0.25, -1.5), COLUMNS[0]: (3.0, 4.0)}
    made = make_judge(trained, 0.9, 0.6)
    assert made.said == (3.0, 0.0, 0.25, *(0.0,) * (len(COLUMNS) - 3))
    assert made.right == (4.0, 0.0, -1.5, *(0.0,) * (len(COLUMNS) - 3))
    assert (made.usual, made.least) == (0.9, 0.6)


@pytest.mark.parametrize(
    ("fitted", "weights", "usual", "least"),
    [
        (EMBEDDED, judge_weights.SPHINX, judge_weights.SPHINX_USUAL, 0.7),
        (WHISPER, judge_weights.WHISPER, judge_weights.WHISPER_USUAL, 0.5),
    ],
)
def test_each_engine_is_judged_with_the_weights_fitted_for_it(
    fitted: Judge, weights: dict[str, tuple[float, float]], usual: float, least: float
) -> None:
    assert dict(zip(COLUMNS, zip(fitted.said, fitted.right, strict=True), strict=True)) == weights
    assert (fitted.usual, fitted.least) == (usual, least)


@pytest.mark.parametrize(("is_whole", "chosen"), [(True, WHISPER), (False, EMBEDDED)])
def test_words_are_judged_by_the_model_of_who_listened(
    is_whole: bool, chosen: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = np.ones((2, len(COLUMNS)))
    assert WHISPER.judge(rows) != EMBEDDED.judge(rows)
    monkeypatch.setattr(judging, "describe", lambda *_: rows)
    sounds = Sounds(make_script(parse_transcript("one"), "en"), load_lexicon())
    assert judge([], Hearing((), is_whole), sounds, Contrast()) == chosen.judge(rows)


@pytest.mark.parametrize("weights", [judge_weights.SPHINX, judge_weights.WHISPER])
def test_each_kind_of_evidence_was_trained_on(weights: dict[str, tuple[float, float]]) -> None:
    assert tuple(weights) == COLUMNS
