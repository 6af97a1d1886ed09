"""How well right words score in a recording, learnt on the way."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field

from pullquote.align.placing.forced_alignment import Placement
from pullquote.align.placing.reconcile import NO_SCORE


@dataclass(slots=True)
class Fit:
    """How right words score in this recording, learnt from those that were trusted.

    Measured on clean and noisy speech down to 20 dB: six right words in a row score at most 1.4
    below the median of right words, six wrong ones at least 2.3. In more noise the two meet, and
    only listening tells (`is_telling`).
    """

    middle: float = -2.2
    """Median score of right words."""
    _scores: list[float] = field(default_factory=list)

    def learn(self, scores: Sequence[float]) -> None:
        """Take in the scores of trusted words."""
        self._scores.extend(score for score in scores if score > NO_SCORE)
        recent = self._scores[-300:]
        if len(recent) >= 20:
            self.middle = statistics.median(recent)

    @property
    def is_telling(self) -> bool:
        """Whether scores tell right from wrong words in this recording."""
        return self.middle > -2.8

    def is_good(self, score: float) -> bool:
        """Whether a right word would score like that."""
        return score >= self.middle - 2.4

    def is_suspicious(self, placement: Placement, phones: int) -> bool:
        """Whether this word alone is likely not to be spoken here."""
        deficit = self.middle - placement.score
        hurried = placement.span.duration < 0.035 * phones
        return deficit > 7.0 or (phones >= 3 and deficit > 4.0) or (hurried and deficit > 3.0)

    def is_lost(self, run: Sequence[Placement]) -> bool:
        """Whether a run of words scores as right words taken together do not."""
        weight = sum(p.span.duration for p in run)
        score = sum(p.score * p.span.duration for p in run) / weight
        return score < self.middle - 1.9
