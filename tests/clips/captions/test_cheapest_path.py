"""The cheapest path is compared with all others."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, strategies as st

from pullquote.clips.captions.cheapest_path import cheapest_path


@given(st.integers(1, 9), st.integers(1, 4), st.randoms(use_true_random=False))
def test_the_cheapest_path_is_the_cheapest_of_all_paths(atoms, longest, random):
    longest = min(longest, atoms)
    cost = np.full((longest + 1, atoms + 1), np.inf)
    for n in range(1, longest + 1):
        for first in range(atoms + 1 - n):
            cost[n, first] = random.uniform(0, 10)
    ends = np.array([random.uniform(0, 5) for _ in range(atoms + 1)])

    def price(path: list[tuple[int, int]]) -> float:
        return sum(cost[stop - first, first] + ends[stop] for first, stop in path)

    def all_paths(first: int):
        if first == atoms:
            yield []
        for n in range(1, min(longest, atoms - first) + 1):
            for rest in all_paths(first + n):
                yield [(first, first + n), *rest]

    found = cheapest_path(cost, ends)
    assert price(found) == pytest.approx(min(price(path) for path in all_paths(0)))
