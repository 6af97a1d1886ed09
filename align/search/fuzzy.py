"""Runs of words that resemble others. Door to rapidfuzz.

Words of the query vote: each word of the text that is like the query's j-th word is a vote for a
match that begins j words before it. Places with enough votes are compared letter by letter, by
the optimal string alignment distance, in which two swapped letters count once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA

_VOTERS = 16
"""Words of the query that vote; the longest, which are the rarest."""
_CANDIDATES = 200
"""Places that are compared."""


class FuzzyText:
    """A text prepared for finding places that resemble a few words."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        positions: dict[str, list[int]] = {}
        for position, word in enumerate(words):
            positions.setdefault(word, []).append(position)
        self._vocabulary = list(positions)
        self._positions = [np.array(places, dtype=np.int64) for places in positions.values()]

    def find(self, query: Sequence[str], *, strict: bool) -> Iterator[tuple[int, int, float]]:
        """Places like `query`: half-open range of words and likeness, 0 to 1, best first.

        `strict` keeps those with at most one letter in five wrong; otherwise anything that shares
        a third of the words is found.
        """
        if not query or not self._words:
            return
        wanted = " ".join(query)
        allowed = allowed_distance(wanted) if strict else len(wanted) // 2
        share = 0.5 if strict else 0.3
        found: list[tuple[int, int, float]] = []
        for start in self._candidates(query, share):
            best = self._best_window(wanted, int(start), len(query), allowed)
            if best is not None and not (strict and self._is_other_short_word(wanted, best)):
                found.append(best)
        found.sort(key=lambda hit: (-hit[2], hit[0]))
        taken: set[int] = set()
        for start, stop, likeness in found:
            if not taken.intersection(range(start, stop)):
                taken.update(range(start, stop))
                yield start, stop, likeness

    def _is_other_short_word(self, wanted: str, hit: tuple[int, int, float]) -> bool:
        """True for a short word that differs by more than the order of its letters."""
        text = " ".join(self._words[hit[0] : hit[1]])
        return len(wanted) < 4 and sorted(text) != sorted(wanted)

    def _candidates(self, query: Sequence[str], share: float) -> npt.NDArray[np.int64]:
        """Places at which a match may begin, those with the most votes first."""
        order = sorted(range(len(query)), key=lambda j: -len(query[j]))[:_VOTERS]
        slack = len(query) + 1
        votes = np.zeros(len(self._words) + 2 * slack, dtype=np.float64)
        weights = 0.0
        for j in order:
            word = query[j]
            weight = 1.0 + len(word)
            weights += weight
            speaks = np.zeros(len(votes), dtype=bool)
            similar = process.extract(
                word,
                self._vocabulary,
                scorer=OSA.distance,
                score_cutoff=allowed_distance(word),
                limit=None,
            )
            for _, _, number in similar:
                speaks[self._positions[number] - j + slack] = True
            votes += weight * speaks
        # A word more or less in between moves the votes by one.
        near = votes + np.maximum(np.roll(votes, 1), np.roll(votes, -1))
        enough = np.flatnonzero((near >= share * weights) & (votes > 0))
        if len(enough) > _CANDIDATES:
            enough = enough[np.argsort(-near[enough], kind="stable")[:_CANDIDATES]]
        return np.asarray(enough - slack, dtype=np.int64)

    def _best_window(
        self, wanted: str, start: int, length: int, allowed: int
    ) -> tuple[int, int, float] | None:
        """The window near `start` most like `wanted`, if within the allowed distance."""
        best: tuple[int, int, int] | None = None
        for begin in range(max(0, start - 1), start + 2):
            for stop in range(begin + max(1, length - 1), begin + length + 2):
                if stop > len(self._words):
                    break
                text = " ".join(self._words[begin:stop])
                distance = OSA.distance(wanted, text, score_cutoff=allowed)
                if distance <= allowed and (best is None or distance < best[2]):
                    best = (begin, stop, distance)
        if best is None:
            return None
        return best[0], best[1], 1 - best[2] / max(len(wanted), 1)


def allowed_distance(text: str) -> int:
    """Wrong letters that are forgiven: none below three letters, then up to one in five."""
    length = len(text)
    if length < 3:
        return 0
    return 1 if length < 8 else length // 5 if length >= 10 else 2
