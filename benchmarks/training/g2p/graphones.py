"""Graphones: the letters of a word cut together with its phones, learned from a dictionary.

After joint-sequence models (Bisani and Ney, Speech Communication 50, 2008), in one pass: pairs of
up to two letters and up to two phones, by expectation-maximisation.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

Pair = tuple[str, str]
"""A graphone: letters, and phones separated by blanks."""
Entry = tuple[str, tuple[str, ...]]
"""A word and its phones."""

SHAPES = ((1, 0), (1, 1), (1, 2), (2, 1), (2, 0))
"""Numbers of letters and of phones that a graphone may hold."""
PASSES = 5


def learn_pairs(entries: Sequence[Entry]) -> dict[Pair, float]:
    """Probabilities of graphones, by expectation-maximisation over all ways to cut the entries."""
    weights: dict[Pair, float] = {}
    for _ in range(PASSES):
        counts: dict[Pair, float] = defaultdict(float)
        for word, phones in entries:
            _expect(word, phones, weights, counts)
        total = sum(counts.values())
        weights = {pair: n / total for pair, n in sorted(counts.items()) if n > 0.5}
    return weights


def _edges(word: str, phones: tuple[str, ...]) -> list[tuple[int, int, int, int, Pair]]:
    edges = []
    for i in range(len(word)):
        for j in range(len(phones) + 1):
            for a, b in SHAPES:
                if i + a <= len(word) and j + b <= len(phones):
                    pair = (word[i : i + a], " ".join(phones[j : j + b]))
                    edges.append((i, j, i + a, j + b, pair))
    return edges


def _expect(
    word: str, phones: tuple[str, ...], weights: dict[Pair, float], counts: dict[Pair, float]
) -> None:
    width = len(phones) + 1
    forward = [0.0] * ((len(word) + 1) * width)
    backward = forward.copy()
    forward[0] = backward[-1] = 1.0
    steps = []
    for i, j, k, m, pair in _edges(word, phones):
        before = forward[i * width + j]
        if before:
            weight = weights.get(pair, 1e-9) if weights else _first_weight(pair)
            forward[k * width + m] += before * weight
            steps.append((i * width + j, k * width + m, pair, weight))
    total = forward[-1]
    if not total:
        return
    for start, stop, _, weight in reversed(steps):
        backward[start] += weight * backward[stop]
    for start, stop, pair, weight in steps:
        share = forward[start] * weight * backward[stop] / total
        if share > 1e-4:
            counts[pair] += share


def _first_weight(pair: Pair) -> float:
    if not pair[1]:
        return 0.05
    return 1.0 if len(pair[0]) == 1 and " " not in pair[1] else 0.2


def best_cut(word: str, phones: tuple[str, ...], weights: dict[Pair, float]) -> list[Pair] | None:
    """The likeliest graphones of one entry; None when none cover it."""
    width = len(phones) + 1
    best = [-math.inf] * ((len(word) + 1) * width)
    back: list[tuple[int, Pair] | None] = [None] * len(best)
    best[0] = 0.0
    for i, j, k, m, pair in _edges(word, phones):
        weight = weights.get(pair)
        here = best[i * width + j]
        if weight and here > -math.inf and here + math.log(weight) > best[k * width + m]:
            best[k * width + m] = here + math.log(weight)
            back[k * width + m] = (i * width + j, pair)
    at, cut = len(best) - 1, []
    while at:
        step = back[at]
        if step is None:
            return None
        at = step[0]
        cut.append(step[1])
    return cut[::-1]
