from __future__ import annotations

import sys

import pytest

from benchmarks.measure import run
from benchmarks.passages import judge

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


def test_cpu_and_memory_of_children_count() -> None:
    child = (
        "import time; held = bytearray(150_000_000); start = time.process_time()\n"
        "while time.process_time() - start < 0.5: pass"
    )
    parent = (
        f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])\n"
        "print('done'); sys.exit(3)"
    )
    cost = run([sys.executable, "-c", parent])
    assert (cost.exit_code, cost.stdout) == (3, "done\n")
    assert 0.5 <= cost.cpu < 3
    assert cost.memory == 0 or cost.memory > 150_000_000
