"""The probability that a word was said where it was placed, from how it fits the recording.

A logistic model over the word's acoustic score beside that of the recording's other words, its
neighbours' scores, its duration, what a recogniser heard there, and whether it was found on the way
or only at the second look. `benchmarks.training.judging` fits the weights.
"""

from __future__ import annotations

import bisect
import math
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pullquote.align.model.words import Word
from pullquote.align.placing.findings import NO_SCORE, Placement

Reals = npt.NDArray[np.float64]

_SECONDS_A_PHONE = 0.08
_REACH = 2
"""Words on each side whose scores count."""
WEIGHTS = {
    "one": 1.713,
    "score": 0.263,
    "bad score": 0.010,
    "score of long words": 0.799,
    "neighbours": 0.076,
    "hurried": -0.205,
    "stretched": -0.483,
    "phones": 1.572,
    "second look": -1.768,
    "heard": 1.045,
    "something else heard": 0.173,
    "beside a missing word": -1.082,
    "many missing": 0.513,
    "recording": 0.699,
    "score at second look": 0.123,
    "recording at second look": -0.142,
}
"""The weight of each column of `describe`, fitted by `benchmarks.training.judging` on real speech
with damaged transcripts: clean, noisy, and over the telephone."""
LEAST = 0.5
"""A word less probable than this was not said there."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may have been said where it was placed."""

    placement: Placement
    again: bool
    """True when it was found only at the second look."""
    missing: int
    """Words missing in a row before the second look; 0 for words found at once."""


def describe(
    candidates: Sequence[Candidate], others: Sequence[Word], phones: Callable[[int], int]
) -> Reals:
    """A row of evidence for each candidate, shape (n, len(WEIGHTS)).

    `candidates` are in order of item, `others` (words heard that are not written) in order of time;
    `phones` says how many phones an item has.
    """
    scores = [c.placement.score for c in candidates if not c.again and c.placement.score > NO_SCORE]
    middle = statistics.median(scores) if scores else -2.5
    relative = [
        min(2.0, max(-8.0, c.placement.score - middle)) if c.placement.score > NO_SCORE else -3.0
        for c in candidates
    ]
    starts = [word.span.start for word in others]
    rows = np.zeros((len(candidates), len(WEIGHTS)))
    for k, candidate in enumerate(candidates):
        p, d = candidate.placement, relative[k]
        count = phones(p.item)
        near = [
            relative[j]
            for j in range(max(0, k - _REACH), min(len(candidates), k + _REACH + 1))
            if j != k and abs(candidates[j].placement.item - p.item) <= _REACH
        ]
        rate = math.log(max(p.span.duration, 0.01) / (_SECONDS_A_PHONE * count))
        beside = sum(
            0 <= other < len(candidates) and abs(candidates[other].placement.item - p.item) > 1
            for other in (k - 1, k + 1)
        )
        again = float(candidate.again)
        rows[k] = (
            1.0,
            d,
            min(0.0, d + 2.5),
            d * min(count, 8) / 8,
            sum(near) / len(near) if near else -1.0,
            min(0.0, rate + 0.5),
            max(0.0, rate - 0.5),
            math.log(count),
            again,
            float(p.heard),
            _overlap(p, others, starts),
            beside,
            math.log1p(candidate.missing),
            middle + 2.5,
            again * d,
            again * (middle + 2.5),
        )
    return rows


def said(
    candidates: Sequence[Candidate], others: Sequence[Word], phones: Callable[[int], int]
) -> list[float]:
    """The probability of each candidate that it was said where it was placed; see `describe`."""
    if not candidates:
        return []
    odds = describe(candidates, others, phones) @ np.array(list(WEIGHTS.values()))
    return [float(p) for p in 1.0 / (1.0 + np.exp(-odds))]


def _overlap(placement: Placement, others: Sequence[Word], starts: Sequence[float]) -> float:
    """Share of the placement in which something else was heard."""
    span = placement.span
    total = 0.0
    for k in range(bisect.bisect_right(starts, span.end) - 1, -1, -1):
        if starts[k] < span.start - 3.0:
            break
        total += others[k].span.overlap(span)
    return min(1.0, total / max(span.duration, 0.01))
