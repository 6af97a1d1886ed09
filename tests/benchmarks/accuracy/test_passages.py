from __future__ import annotations

import pytest

from benchmarks.accuracy.passages import judge

WORDS = [(0.0, 0.4), (0.5, 1.0), (1.0, 1.4), (1.6, 2.0)]


@pytest.mark.parametrize(
    ("cut", "errors"),
    [
        ((0.45, 1.5), (0, 0, 0, 0)),
        ((0.6, 1.5), (0.1, 0, 0, 0)),
        ((0.3, 1.5), (0, 0.1, 0, 0)),
        ((0.5, 1.3), (0, 0, 0.1, 0)),
        ((0.5, 1.7), (0, 0, 0, 0.1)),
        ((0.2, 2.0), (0, 0.2, 0, 0.4)),
    ],
)
def test_a_cut_is_judged_by_its_words_and_their_neighbours(
    cut: tuple[float, float], errors: tuple[float, ...]
) -> None:
    assert judge(WORDS, 1, 2, cut) == pytest.approx(errors)


def test_nothing_stands_beside_the_first_and_the_last_word() -> None:
    assert judge(WORDS, 0, 3, (0.0, 9.0)) == (0, 0, 0, 0)
