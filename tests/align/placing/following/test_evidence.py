"""Right words are told from wrong ones by how right words score in this recording."""

from __future__ import annotations

import pytest

from pullquote.align.placing.findings import NO_SCORE, Placement
from pullquote.align.placing.following.evidence import Fit
from pullquote.align.times import TimeSpan


def word(score: float, duration: float = 0.3, start: float = 0.0) -> Placement:
    return Placement(0, TimeSpan(start, start + duration), score)


def test_the_middle_is_learned_once_there_is_enough_to_learn_from():
    fit = Fit()
    before = fit.middle
    fit.learn([-1.0] * 19)
    assert fit.middle == before
    fit.learn([-1.0])
    assert fit.middle == -1.0


def test_what_was_not_aligned_teaches_nothing():
    fit = Fit()
    fit.learn([-1.5] * 20)
    fit.learn([NO_SCORE] * 400)
    assert fit.middle == -1.5


def test_the_recent_words_count():
    fit = Fit()
    fit.learn([-1.0] * 400)
    fit.learn([-2.5] * 300)
    assert fit.middle == -2.5


@pytest.mark.parametrize(("middle", "tells"), [(-1.5, True), (-2.7, True), (-3.2, False)])
def test_in_much_noise_scores_tell_nothing(middle, tells):
    assert Fit(middle).is_telling is tells


def test_six_right_words_in_a_row_fit_and_six_wrong_ones_do_not():
    fit = Fit(-1.5)
    assert not fit.is_lost([word(-1.5 - 1.4)] * 6)
    assert fit.is_lost([word(-1.5 - 2.3)] * 6)


def test_a_long_word_counts_for_more_than_a_short_one():
    fit = Fit(-1.5)
    good, bad = word(-1.5, 0.1), word(-6.0, 0.9)
    assert fit.is_lost([good, bad])
    assert not fit.is_lost([word(-1.5, 0.9), word(-6.0, 0.1)])


def test_a_single_word_is_suspicious_when_it_scores_badly_for_its_length():
    fit = Fit(-1.5)
    assert not fit.is_suspicious(word(-3.0), phones=4)
    assert fit.is_suspicious(word(-5.8), phones=4)
    assert not fit.is_suspicious(word(-5.8), phones=2)
    assert fit.is_suspicious(word(-9.0), phones=2)


def test_a_word_hurried_through_is_suspicious_earlier():
    fit = Fit(-1.5)
    assert not fit.is_suspicious(word(-4.8, duration=0.5), phones=8)
    assert fit.is_suspicious(word(-4.8, duration=0.2), phones=8)


@pytest.mark.parametrize(("middle", "clear"), [(-1.4, True), (-1.8, True), (-2.2, False)])
def test_only_in_clear_speech_a_path_is_believed_to_its_end(middle, clear):
    assert Fit(middle).is_clear is clear
