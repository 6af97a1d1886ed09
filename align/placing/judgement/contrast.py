"""The scores of right and of wrong words in a recording, which say what a score is worth in it.

In clear sound wrong words score far below right ones, over a telephone or in noise hardly. So a few
stretches are also aligned with words of the transcript from elsewhere, deliberately wrong.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from pullquote.align.placing.findings import NO_SCORE, Placement
from pullquote.align.placing.forced_alignment import ScriptAligner

_STRETCHES = 24
_WORDS = 12
"""Words in a stretch."""
_ELSEWHERE = 30
"""Words between a stretch and the wrong ones for it, at least."""
_LEAST = 20
"""Scores below which the usual ones are believed instead."""
_SPREAD = 1.5
"""Standard deviation of both kinds of scores, in any recording."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """The median scores of right and wrong words in a recording."""

    right: float = -2.5
    wrong: float = -5.5

    def evidence(self, score: float) -> float:
        """Logarithm of how much likelier a right word scores like this than a wrong one."""
        middle = (self.right + self.wrong) / 2
        apart = max(0.5, self.right - self.wrong)
        return min(4.0, max(-8.0, apart * (score - middle) / _SPREAD**2))


def find_contrast(aligner: ScriptAligner, placed: Sequence[Placement]) -> Contrast:
    """The contrast of a recording with these words placed in it; the usual one where it is short.

    `placed` are in order. What a recogniser heard is most surely right.
    """
    scored = [p for p in placed if p.score > NO_SCORE]
    heard = [p.score for p in scored if p.heard]
    scores = heard if len(heard) >= _LEAST else [p.score for p in scored]
    usual = Contrast()
    right = statistics.median(scores) if len(scores) >= _LEAST else usual.right
    wrong = _wrong_scores(aligner, scored)
    if len(wrong) < _LEAST:
        return Contrast(right, right - (usual.right - usual.wrong))
    return Contrast(right, statistics.median(wrong))


def _wrong_scores(aligner: ScriptAligner, placed: Sequence[Placement]) -> list[float]:
    count = len(aligner.script.items)
    found: list[float] = []
    for number in range(_STRETCHES):
        at = number * len(placed) // _STRETCHES
        stretch = placed[at : at + _WORDS]
        first = (stretch[0].item + count // 2) % count if stretch else 0
        if len(stretch) < _WORDS or not _is_elsewhere(first, stretch, count):
            continue
        span = stretch[0].span.hull(stretch[-1].span)
        path = aligner.align_chain(first, first + _WORDS, span, is_whole=True)
        found += [p.score for p in path.placements] if path is not None else []
    return found


def _is_elsewhere(first: int, stretch: Sequence[Placement], count: int) -> bool:
    return first + _WORDS <= count and (
        first >= stretch[-1].item + _ELSEWHERE or first + _WORDS <= stretch[0].item - _ELSEWHERE
    )
