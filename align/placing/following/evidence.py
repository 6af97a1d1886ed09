"""Signs that the words of a window fit the sound, or have ceased to."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pullquote.align.placing.findings import NO_SCORE, Placement

CONTEXT = 4
"""Words on each side of a doubtful one that are looked at with it."""
_RUN = 6
"""Words whose scores together show whether the words still fit."""
_CLEAR = -1.9
"""Median score of right words above which speech is clear; it is about -1.4 in clean speech."""
_STRETCHED = 0.4
"""Seconds a phone beyond which a word has been stretched over something else."""
_PAUSE, _LEAST_PAUSE = 0.1, 0.03
"""Seconds between two words: a good place for a window to start, and the least that helps."""

PhoneCount = Callable[[int], int]
"""The number of phones of an item."""


@dataclass(slots=True)
class Fit:
    """The usual score of right words in one recording, learnt from those that were trusted.

    Measured on clean and noisy speech down to 20 dB: six right words in a row score at most 1.4
    below the median of right words, six wrong ones at least 2.3. In more noise the two meet, and
    only listening decides (`is_telling`).
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
        """True when scores separate right words from wrong ones in this recording."""
        return self.middle > -2.8

    @property
    def is_clear(self) -> bool:
        """True when right words score so well here that a path can be believed to its end.

        In noise a window's last words want what follows them: without it, 104 of 888 words of noisy
        speech came out without a time, with it 80.
        """
        return self.middle > _CLEAR

    def is_good(self, score: float) -> bool:
        """True when a right word could score like that."""
        return score >= self.middle - 2.4

    def is_suspicious(self, placement: Placement, phones: int) -> bool:
        """True when this word by itself was probably not spoken here."""
        deficit = self.middle - placement.score
        hurried = placement.span.duration < 0.035 * phones
        return deficit > 7.0 or (phones >= 3 and deficit > 4.0) or (hurried and deficit > 3.0)

    def is_lost(self, run: Sequence[Placement]) -> bool:
        """True when a run of words scores as right words taken together do not."""
        weight = sum(p.span.duration for p in run)
        score = sum(p.score * p.span.duration for p in run) / weight
        return score < self.middle - 1.9


def judge(placed: Sequence[Placement], fit: Fit, phones: PhoneCount) -> list[bool]:
    """For each placement, whether it and the way to it look right."""
    good = []
    before = None
    for p in placed:
        stretched = p.span.duration > max(0.6, _STRETCHED * phones(p.item))
        skipped = before is not None and p.item - before.item > 1
        good.append(fit.is_good(p.score) and not stretched and not skipped)
        before = p
    return good


def find_loss(placed: Sequence[Placement], fit: Fit) -> int | None:
    """Index of the first word of a run that does not fit; None where all do."""
    for k in range(max(1, len(placed) - _RUN + 1)):
        if fit.is_lost(placed[k : k + _RUN]):
            return k
    return None


def find_doubts(placed: Sequence[Placement], fit: Fit, phones: PhoneCount) -> list[tuple[int, int]]:
    """First and last index of each cluster of words that look wrong."""
    clusters: list[tuple[int, int]] = []
    for k, p in enumerate(placed):
        skipped = k > 0 and p.item - placed[k - 1].item > 1
        if skipped or fit.is_suspicious(p, phones(p.item)):
            if clusters and k - clusters[-1][1] <= 2 * CONTEXT:
                clusters[-1] = (clusters[-1][0], k)
            else:
                clusters.append((k, k))
    return clusters


def best_pause(placed: Sequence[Placement], good: Sequence[bool], keep: int) -> int:
    """The number of placements to keep, at most `keep`, so that the next window starts in a pause.

    Only placements that are `good` end what is kept.
    """
    best, longest = keep, _LEAST_PAUSE
    for k in range(keep, max(1, keep - 14), -1):
        if k >= len(placed) or not good[k - 1]:
            continue
        pause = placed[k].span.start - placed[k - 1].span.end
        if pause >= _PAUSE:
            return k
        if pause > longest:
            best, longest = k, pause
    return best
