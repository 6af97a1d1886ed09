"""The cheapest division of a row of words into cues or lines, by dynamic programming. Pure.

The method is that of Knuth and Plass for paragraphs (Software: Practice and Experience 11, 1981):
an early break may be moved for the sake of a later one.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def cheapest_path(
    cost: NDArray[np.float64], break_cost: NDArray[np.float64]
) -> list[tuple[int, int]]:
    """The runs `(first, stop)` of least total cost that together cover the whole row.

    Boundary k stands before word k, the last one after all words. `cost[n, i]` is that of a run of
    n words from boundary i on (infinite where it may not be), and `break_cost[k]` that of ending
    one at boundary k. Among equals the last run is the shorter one.
    """
    longest, boundaries = cost.shape[0] - 1, cost.shape[1]
    # arrivals[j, n - 1]: the run of n words that ends at j.
    arrivals = np.full((boundaries, longest), np.inf)
    for n in range(1, longest + 1):
        arrivals[n:, n - 1] = cost[n, : boundaries - n] + break_cost[n:]
    best = np.zeros(boundaries)
    taken = np.zeros(boundaries, dtype=np.intp)
    for j in range(1, boundaries):
        reach = min(longest, j)
        candidates = arrivals[j, :reach] + best[j - reach : j][::-1]
        n = int(np.argmin(candidates))
        taken[j], best[j] = n + 1, candidates[n]
    path: list[tuple[int, int]] = []
    j = boundaries - 1
    while j > 0:
        path.append((j - int(taken[j]), j))
        j -= int(taken[j])
    return path[::-1]
