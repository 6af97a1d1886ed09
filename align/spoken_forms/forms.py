"""Ways to read a written token aloud, and how they are put together."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

Reading = tuple[str, ...]
"""Spoken words in their order."""
Forms = tuple[Reading, ...]
"""Alternative readings, the likeliest first."""

MAX_FORMS = 8
"""Readings offered of one token."""
_MOST_CHOICES = 4


def unique(readings: Sequence[Reading], limit: int = MAX_FORMS) -> Forms:
    """The readings without repeats and empty ones, the first `limit` of them."""
    return tuple(itertools.islice(dict.fromkeys(r for r in readings if r), limit))


def listed(entry: str) -> Forms:
    """Readings written as `for example|e. g.`; an empty one is silence."""
    return tuple(tuple(reading.split()) for reading in entry.split("|"))


def join(parts: Iterable[Forms]) -> Forms:
    """Every way to read the parts one after another, the likeliest combinations first.

    A part without readings is silent. Combinations are ordered by the sum of the ranks of what
    they choose.
    """
    best: list[tuple[int, Reading]] = [(0, ())]
    for part in parts:
        if part:
            grown = [
                (ranks + rank, (*done, *form))
                for ranks, done in best
                for rank, form in enumerate(part[:_MOST_CHOICES])
            ]
            best = sorted(grown, key=lambda item: item[0])[: 2 * MAX_FORMS]
    return unique([form for _, form in best])
