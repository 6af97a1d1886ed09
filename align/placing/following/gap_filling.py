"""Bridging a stretch in which nothing was recognised, between two places that are known.

In heavy noise a recogniser hears nothing useful, though the words are there. Where the stretch is
about as long as speaking the written words takes, they are aligned by force, and kept if they fit
the sound about as well as what the recogniser thought it heard.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from pullquote.align.model.words import Word
from pullquote.align.placing.findings import Placement
from pullquote.align.placing.following.listener import SCORE_SCALE
from pullquote.align.placing.forced_alignment import ScriptAligner
from pullquote.align.times import TimeSpan

_SECONDS_A_PHONE = 0.08
_FASTEST, _SLOWEST = 0.6, 2.6
"""Share of the usual time that people take when they speak fastest and slowest, with pauses."""
_LONGEST = 160.0
"""Seconds that are aligned by force; in longer stretches the path goes astray."""
_LEAST_WORDS = 4
_WORSE = 1.5
"""Right words may score so much less per frame than the best that a recogniser can make up. Wrong
words in clear speech score 3 less, right words in heavy noise up to 1."""


def bridge(
    aligner: ScriptAligner, first: int, stop: int, span: TimeSpan, heard: Sequence[Word]
) -> list[Placement]:
    """Items `first` to `stop` (excluded) placed in this stretch; none where they do not belong.

    `heard` are the words that were recognised in the stretch and match nothing.
    """
    phones = sum(aligner.phones(item) for item in range(first, stop))
    usual = _SECONDS_A_PHONE * phones
    if stop - first < _LEAST_WORDS or not 0.0 < span.duration <= _LONGEST:
        return []
    if not _FASTEST * usual <= span.duration <= _SLOWEST * usual:
        return []
    path = aligner.align_chain(first, stop, span, is_whole=True)
    if path is None or len(path.placements) < 0.8 * (stop - first):
        return []
    made_up = [
        (SCORE_SCALE * math.log(max(word.probability, 1e-9)), word.span.duration)
        for word in heard
        if word.span.overlap(span) > 0
    ]
    if not made_up or _mean(made_up) - _mean(_scores(path.placements)) > _WORSE:
        return []
    return list(path.placements)


def _scores(placements: Sequence[Placement]) -> list[tuple[float, float]]:
    return [(p.score, p.span.duration) for p in placements]


def _mean(scores: Sequence[tuple[float, float]]) -> float:
    """The mean of scores, each with the duration that it weighs."""
    weight = sum(duration for _, duration in scores)
    return sum(score * duration for score, duration in scores) / max(weight, 1e-9)
