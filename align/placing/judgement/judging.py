"""The probability that a word was said where it was placed.

A logistic model over the evidence (`word_evidence`), one for words placed by the embedded engine
and one for those that Whisper heard or not. `benchmarks.training.judging` fits the weights. How
many of a transcript's words were said differs from transcript to transcript: the share is estimated
for the recording at hand, as prior probabilities are for a new population by Saerens, Latinne and
Decaestecker (Neural Computation 14(1), 2002).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pullquote.align.placing.judgement import judge_weights
from pullquote.align.placing.judgement.contrast import Contrast
from pullquote.align.placing.judgement.likeness import Sounds
from pullquote.align.placing.judgement.word_evidence import (
    COLUMNS,
    Candidate,
    Hearing,
    Reals,
    describe,
)

BELIEVED, CAUTION = 0.7, 0.5
"""Share of a word's log odds that is believed, and what is taken off, for its confidence: other
recordings are unlike those that the weights were fitted on."""
_STEPS = 30
_BELIEF = 20.0
"""Words that the usual share counts as much as, beside those of the recording."""
_MOST_SHIFT = 3.0
"""The most that the share of said words adds to the log odds of each; it takes nothing away, since
in strange sound right words fit badly, too."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement of a word."""

    said: float
    """Probability that it was said about there, with the share of said words in the recording."""
    confidence: float
    """Probability that it was said just there, with caution."""
    is_kept: bool
    """True for a word that counts as said."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Two fitted models, each with a weight for each of `COLUMNS`."""

    said: tuple[float, ...]
    """For the question if a word was said about there."""
    right: tuple[float, ...]
    """For the question if it was said just there, to 0.2 seconds."""
    usual: float
    """The share of candidates that were said, in the recordings that it was fitted on."""
    least: float
    """A word less probable than this, 0 to 1, does not count as said."""

    def __post_init__(self) -> None:
        for weights in (self.said, self.right):
            if len(weights) != len(COLUMNS):
                raise ValueError(f"{len(COLUMNS)} weights are needed, got {len(weights)}")

    def judge(self, rows: Reals) -> list[Verdict]:
        """The verdict on each word; `rows` are those of `describe`."""
        odds = rows @ np.array(self.said)
        chances = logistic(odds + self._shift(odds))
        sure = logistic(BELIEVED * (rows @ np.array(self.right)) - CAUTION)
        return [
            Verdict(float(chance), float(min(chance, confidence)), bool(chance >= self.least))
            for chance, confidence in zip(chances, sure, strict=True)
        ]

    def _shift(self, odds: Reals) -> float:
        """The change of log odds for the share of said words in this recording."""
        shift = 0.0
        for _ in range(_STEPS):
            said = float(logistic(odds + shift).sum())
            share = (said + _BELIEF * self.usual) / (len(odds) + _BELIEF)
            shift = _log_odds(min(0.999, share)) - _log_odds(self.usual)
            shift = min(_MOST_SHIFT, max(0.0, shift))
        return shift


def make_judge(weights: Mapping[str, tuple[float, float]], usual: float, least: float) -> Judge:
    """The judge with these weights, `said` and `right`, for each name of evidence.

    New evidence has no weight until it is trained on.
    """
    said, right = (tuple(weights.get(name, (0.0, 0.0))[k] for name in COLUMNS) for k in (0, 1))
    return Judge(said, right, usual, least)


# The embedded engine hears nothing but the transcript's own words, and so believes too many.
EMBEDDED = make_judge(judge_weights.SPHINX, judge_weights.SPHINX_USUAL, 0.7)
WHISPER = make_judge(judge_weights.WHISPER, judge_weights.WHISPER_USUAL, 0.5)


def judge(
    candidates: Sequence[Candidate], hearing: Hearing, sounds: Sounds, contrast: Contrast
) -> list[Verdict]:
    """The verdict on each candidate; they are in order of item and time."""
    chosen = WHISPER if hearing.is_whole else EMBEDDED
    return chosen.judge(describe(candidates, hearing, sounds, contrast))


def logistic(odds: Reals) -> Reals:
    """Probabilities from log odds."""
    # Far below that the exponential would overflow.
    result: Reals = 1.0 / (1.0 + np.exp(-np.maximum(odds, -50.0)))
    return result


def _log_odds(probability: float) -> float:
    return math.log(probability / (1.0 - probability))
