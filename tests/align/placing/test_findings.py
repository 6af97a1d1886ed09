"""Findings are in order, and values out of their range are refused."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given, strategies as st

from pullquote.align.placing.findings import Findings, Placement, in_order
from pullquote.align.times import TimeSpan


def placed(item, start, end):
    return Placement(item, TimeSpan(start, end), -2.0)


@given(
    st.lists(
        st.tuples(st.integers(0, 9), st.floats(0, 5, width=16), st.floats(0, 1, width=16)),
        max_size=25,
    )
)
def test_contradictions_are_left_out_and_the_rest_is_in_order(findings):
    kept = in_order(placed(item, start, start + length) for item, start, length in findings)
    assert all(a.item < b.item and a.span.end <= b.span.start for a, b in itertools.pairwise(kept))
    assert bool(kept) == bool(findings)
    assert in_order(kept) == kept
    assert Findings(kept, ()).placements == kept


@pytest.mark.parametrize(
    ("later", "problem"),
    [
        (placed(2, 2.0, 3.0), "item 2 cannot be placed after item 2"),
        (placed(1, 2.0, 3.0), "item 1 cannot be placed after item 2"),
        (placed(3, 0.9, 3.0), "item 3 cannot start .* before item 2 has ended"),
    ],
)
def test_findings_out_of_order_are_refused(later, problem):
    with pytest.raises(ValueError, match=problem):
        Findings((placed(2, 0.0, 1.0), later), ())


def test_words_may_touch():
    Findings((placed(2, 0.0, 1.0), placed(3, 1.0, 2.0)), ())


@pytest.mark.parametrize("item", [-1, -300])
def test_an_item_has_an_index(item):
    with pytest.raises(ValueError, match="cannot be negative"):
        Placement(item, TimeSpan(0.0, 1.0), -2.0)


def test_a_score_is_a_number():
    with pytest.raises(ValueError, match="not a number"):
        Placement(0, TimeSpan(0.0, 1.0), math.nan)


@pytest.mark.parametrize("probability", [-0.01, 1.01, math.nan])
def test_a_probability_lies_between_0_and_1(probability):
    with pytest.raises(ValueError, match="between 0 and 1"):
        Placement(0, TimeSpan(0.0, 1.0), -2.0, probability=probability)
