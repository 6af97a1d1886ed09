"""Words in doubt judged again by what a recogniser thinks of them.

The earlier judgement goes into it as one kind of evidence among others; it stands for the words on
which there is no opinion: sure ones, those too far from any that was heard, and all of them where
the recogniser cannot be asked.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from pullquote.align.placing.judgement import opinion_weights
from pullquote.align.placing.judgement.judging import BELIEVED, CAUTION, Verdict, logistic
from pullquote.align.placing.judgement.opinion import COLUMNS, Opinion
from pullquote.align.placing.judgement.text_likelihood import Comparer
from pullquote.align.placing.judgement.word_evidence import Reals
from pullquote.align.recognizers.base import TextScorer

FindScorer = Callable[[], TextScorer | None]
"""Gives the recogniser that is asked for its opinion; None where there is none."""
_UNLIKELY, _LIKELY = 0.02, 0.98
"""Probability of words in doubt."""
_MOST = 6.0
"""Log odds of an earlier judgement count at most."""
LEAST = 0.4
"""A word less probable than this does not count as said."""


def judge_again(
    verdicts: Sequence[Verdict], comparer: Comparer, find_scorer: FindScorer
) -> list[Verdict]:
    """The verdicts, those on words in doubt after an opinion where there is one.

    `find_scorer` is called only if a word is in doubt. Raises what the scorer raises.
    """
    doubtful = find_doubtful(verdicts)
    scorer = find_scorer() if doubtful else None
    if scorer is None:
        return list(verdicts)
    return revised(verdicts, comparer.opinions(doubtful, scorer))


def revised(verdicts: Sequence[Verdict], opinions: Mapping[int, Opinion]) -> list[Verdict]:
    """The verdicts, anew for the words at these indices, on which there are opinions."""
    judged = list(verdicts)
    for k, opinion in opinions.items():
        row = np.array(opinion.weigh(*odds_of(verdicts[k])))
        said, right = row @ _SAID, row @ _RIGHT
        chance = float(logistic(said))
        confidence = float(logistic(BELIEVED * right - CAUTION))
        judged[k] = Verdict(chance, min(chance, confidence), chance >= LEAST)
    return judged


def find_doubtful(verdicts: Sequence[Verdict]) -> list[int]:
    """The indices of the words that are neither surely said nor surely not."""
    return [k for k, verdict in enumerate(verdicts) if _UNLIKELY < verdict.said < _LIKELY]


def odds_of(verdict: Verdict) -> tuple[float, float]:
    """The log odds of a word having been said, and of its time."""
    return _log_odds(verdict.said), _log_odds(verdict.confidence)


def _log_odds(probability: float) -> float:
    least = 1.0 / (1.0 + math.exp(_MOST))
    within = min(1.0 - least, max(least, probability))
    return math.log(within / (1.0 - within))


def _weights(number: int) -> Reals:
    return np.array([opinion_weights.WHISPER[name][number] for name in COLUMNS])


_SAID, _RIGHT = _weights(0), _weights(1)
