"""An n-gram model of graphones: interpolated Kneser-Ney, pruned, as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from benchmarks.training.g2p.graphones import Pair
from pullquote.align.spoken_forms import g2p

Ids = npt.NDArray[np.int64]
Reals = npt.NDArray[np.float64]

ORDER = 7
LEAST_GAIN = 0.2
"""Nats of training likelihood that an n-gram must be worth to be kept."""


@dataclass(frozen=True)
class Level:
    """All n-grams of one length, sorted by the place of their prefix, then by last graphone."""

    prefix: Ids
    """Row of the n-gram without its last graphone, in the level below."""
    suffix: Ids
    """Row of the n-gram without its first graphone, in the level below."""
    last: Ids
    count: Ids
    rows: Ids
    """Row of the n-gram that ends at each position of the corpus; -1 where there is none."""


def count_levels(corpus: Ids, first: int, kinds: int, order: int) -> list[Level]:
    """The n-grams of 1 to `order` graphones of the corpus, in which `first` begins every word."""
    nothing = np.zeros(0, np.int64)
    rows = corpus.copy()
    counts = np.bincount(corpus, minlength=kinds)
    levels = [Level(nothing, nothing, np.arange(kinds), counts, rows)]
    for _ in range(1, order):
        below = levels[-1].rows
        # An n-gram ends at i if one shorter ends at i - 1 and i does not begin a word.
        here = np.flatnonzero((below[:-1] >= 0) & (corpus[1:] != first)) + 1
        keys, at, ids, n = np.unique(
            below[here - 1] * kinds + corpus[here],
            return_index=True,
            return_inverse=True,
            return_counts=True,
        )
        rows = np.full(len(corpus), -1, np.int64)
        rows[here] = ids
        levels.append(Level(keys // kinds, below[here[at]], keys % kinds, n, rows))
    return levels


def smooth(levels: Sequence[Level], first: int) -> list[Reals]:
    """Interpolated Kneser-Ney probabilities of every level (Chen and Goodman 1998)."""
    kinds = len(levels[0].last)
    spread = np.bincount(levels[1].suffix, minlength=kinds).astype(float)
    spread[first] = 0.0
    result = [(spread + 0.1 * (np.arange(kinds) != first)) / (spread.sum() + 0.1 * (kinds - 1))]
    for k in range(1, len(levels)):
        level = levels[k]
        counts = level.count.astype(float)
        if k + 1 < len(levels):
            # Shorter n-grams count in how many surroundings they occur, except after a beginning.
            kinds_before = np.bincount(levels[k + 1].suffix, minlength=len(counts))
            counts = np.where(kinds_before > 0, kinds_before, counts)
        parents = len(levels[k - 1].last)
        discounts = _discounts(counts)[np.minimum(counts, 3).astype(int)]
        total = np.bincount(level.prefix, counts, minlength=parents)
        freed = np.bincount(level.prefix, discounts, minlength=parents)
        share = (counts - discounts) / total[level.prefix]
        result.append(share + (freed / total.clip(1))[level.prefix] * result[k - 1][level.suffix])
    return result


def _discounts(counts: Reals) -> Reals:
    n = [float((counts == c).sum()) + 1e-9 for c in range(1, 5)]
    y = n[0] / (n[0] + 2 * n[1])
    found = [0.0] + [c - (c + 1) * y * n[c] / n[c - 1] for c in (1, 2, 3)]
    limits = np.array([1.0, 0.95, 1.9, 2.8])
    return np.asarray(np.clip(np.array(found), 0.05, limits), np.float64)


def prune(
    levels: Sequence[Level], probabilities: Sequence[Reals], gain: float
) -> list[npt.NDArray[np.bool_]]:
    """Marks the n-grams to keep: those worth `gain` nats, and those that they are made of."""
    kept: list[npt.NDArray[np.bool_]] = []
    for k, level in enumerate(levels):
        if k < 2:
            kept.append(np.ones(len(level.last), bool))
            continue
        below = probabilities[k - 1][level.suffix]
        kept.append(level.count * np.log(probabilities[k] / below) > gain)
    for k in range(len(levels) - 1, 1, -1):
        kept[k - 1][levels[k].prefix[kept[k]]] = True
        kept[k - 1][levels[k].suffix[kept[k]]] = True
    return kept


def make_table(
    cuts: Sequence[Sequence[Pair]], order: int = ORDER, gain: float = LEAST_GAIN
) -> g2p.Table:
    """The n-gram table of the given cut words."""
    pairs = sorted({pair for cut in cuts for pair in cut})
    number = {pair: i + 2 for i, pair in enumerate(pairs)}
    corpus = np.array([i for cut in cuts for i in (0, *(number[p] for p in cut), 1)], np.int64)
    levels = count_levels(corpus, 0, len(pairs) + 2, order)
    probabilities = smooth(levels, 0)
    kept = prune(levels, probabilities, gain)
    lasts, children, scores, backoffs = [], [], [], []
    for k, level in enumerate(levels):
        scores.append(g2p.to_steps(-np.log(probabilities[k][kept[k]].clip(1e-12))))
        lasts.append(level.last[kept[k]])
        if k + 1 == len(levels):
            break
        above, keep = levels[k + 1], kept[k + 1]
        parents, size = above.prefix[keep], len(level.last)
        children.append(np.bincount(parents, minlength=size)[kept[k]])
        left = 1 - np.bincount(parents, probabilities[k + 1][keep], minlength=size)
        lower = 1 - np.bincount(parents, probabilities[k][above.suffix[keep]], minlength=size)
        weight = left.clip(1e-6) / lower.clip(1e-6)
        backoffs.append(g2p.to_steps(-np.log(weight.clip(1e-7, 1.0))[kept[k]]))
    return g2p.Table(
        pairs=tuple(pairs),
        last=tuple(a.astype(np.uint16) for a in lasts),
        children=tuple(a.astype(np.uint16) for a in children),
        score=tuple(scores),
        backoff=tuple(backoffs),
    )
