"""A recogniser's opinion of a written word, as evidence."""

from __future__ import annotations

import math
from dataclasses import dataclass

_STRETCH, _WORD, _ALONE, _OWN = (-20.0, 6.0), (-12.0, 10.0), (-16.0, 6.0), (-14.0, 0.0)
"""Least and most that each kind of evidence counts."""
COLUMNS = (
    *("one", "said before", "right before", "stretch", "word", "alone", "own"),
    *("stretch or alone", "less likely with it", "written", "nothing heard", "heard", "only one"),
)
"""The evidence that `weigh` gives."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """The change of a text's log likelihood, given the sound, when written words are put in it."""

    stretch: float
    """Of the text with the whole stretch as it is written, less that of the text as heard."""
    word: float
    """Of the stretch as it is written, less that without this word."""
    alone: float
    """Of the text as heard with this word in its place, less that of the text as heard."""
    own: float
    """Log probability of the word itself, in the stretch as it is written."""
    written: int
    """Written words in the stretch."""
    heard: int
    """Words heard in the stretch."""
    is_heard: bool = False
    """True if the word itself was heard."""

    def weigh(self, said: float, right: float) -> tuple[float, ...]:
        """The evidence beside the log odds of an earlier judgement, a figure for each column.

        `said` are those of the word having been said, `right` those of its time.
        """
        stretch, alone = _within(self.stretch, _STRETCH), _within(self.alone, _ALONE)
        word = _within(self.word, _WORD)
        return (
            *(1.0, said, right, stretch, word, alone, _within(self.own, _OWN)),
            max(stretch, alone),
            min(0.0, word),
            math.log1p(self.written),
            float(self.heard == 0),
            float(self.is_heard),
            stretch if self.written == 1 else 0.0,
        )


def _within(value: float, limits: tuple[float, float]) -> float:
    return min(limits[1], max(limits[0], value))
