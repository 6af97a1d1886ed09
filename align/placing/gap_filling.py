"""Bridging a stretch in which nothing was recognised, between two places that are known.

In heavy noise a recogniser hears nothing of use, though the words are there. Where the written
words between two known places have about the time that speaking them takes, they are aligned by
force, and kept if they fit the sound about as well as what the recogniser thought it heard.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from pullquote.align.model.words import Word
from pullquote.align.placing.forced_alignment import Placement, ScriptAligner
from pullquote.align.times import TimeSpan

_SECONDS_A_PHONE = 0.08
_FASTEST, _SLOWEST = 0.6, 2.6
"""How much faster or slower than usual people speak, pauses included."""
_LONGEST = 160.0
"""Seconds that are aligned by force; over more the way is lost."""
_LEAST_WORDS = 4
_WORSE = 1.5
"""How much less a frame right words may score than the best that a recogniser can make up. Wrong
words in clear speech score 3 less, right words in heavy noise up to 1."""
SCORE_SCALE = 8.0
"""What a mean log score a frame is divided by to give a recognised word's probability."""


def bridge(
    aligner: ScriptAligner, first: int, stop: int, span: TimeSpan, heard: Sequence[Word]
) -> list[Placement]:
    """Items `first` to `stop` (excluded) in this stretch; none where they do not belong there.

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
