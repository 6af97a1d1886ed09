"""Words placed in a recording, and all that was found on the way."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pullquote.align.model.words import Word
from pullquote.align.times import TimeSpan

NO_SCORE = -99.0
"""The score of a word that no forced alignment placed."""
_SAME_MOMENT = 1e-6
"""Seconds by which words may seem to overlap, from rounding."""


@dataclass(frozen=True, slots=True)
class Placement:
    """The time at which an item of a script is spoken."""

    item: int
    """Index in `Script.items`."""
    span: TimeSpan
    """Seconds on the media's clock."""
    score: float
    """Mean acoustic log score per frame (≤ 0); see `pocketsphinx.DecodedWord`."""
    heard: bool = False
    """True when a recogniser heard it here without knowing that it should be here."""
    probability: float | None = None
    """That it was said here, 0 to 1; None until `judgement` has weighed the evidence."""

    def __post_init__(self) -> None:
        if self.item < 0:
            raise ValueError(f"the index of an item cannot be negative, got {self.item}")
        if math.isnan(self.score):
            raise ValueError(f"item {self.item} was placed with a score that is not a number")
        if self.probability is not None and not 0.0 <= self.probability <= 1.0:
            raise ValueError(f"a probability lies between 0 and 1, got {self.probability}")


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found in a recording, or in a part of it."""

    placements: tuple[Placement, ...]
    """Increasing in item and in time, without overlaps; `in_order` makes them so."""
    others: tuple[Word, ...]
    """Words heard that are not written."""
    pending: tuple[tuple[int, int], ...] = ()
    """Half-open ranges of items that were not looked for."""
    rejected: tuple[tuple[int, float], ...] = ()
    """Items that fit the sound too badly to have been said, and how probable they are, 0 to 1."""

    def __post_init__(self) -> None:
        for left, right in itertools.pairwise(self.placements):
            if left.item >= right.item:
                raise ValueError(f"item {right.item} cannot be placed after item {left.item}")
            if right.span.start < left.span.end - _SAME_MOMENT:
                raise ValueError(
                    f"item {right.item} cannot start ({right.span.start}) before "
                    f"item {left.item} has ended ({left.span.end})"
                )


def in_order(placements: Iterable[Placement]) -> tuple[Placement, ...]:
    """The placements in order, without those that contradict an earlier one in item or time."""
    kept: list[Placement] = []
    for p in sorted(placements, key=lambda p: (p.item, p.span)):
        if kept and p.item == kept[-1].item:
            continue
        if kept and p.span.start < kept[-1].span.end:
            if p.span.end <= kept[-1].span.end:
                continue
            p = replace(p, span=TimeSpan(kept[-1].span.end, p.span.end))
        kept.append(p)
    return tuple(kept)
