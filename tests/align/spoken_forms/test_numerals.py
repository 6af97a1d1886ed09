"""Digits to words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from pullquote.align.spoken_forms import numerals

_SMALL = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
fifteen sixteen seventeen eighteen nineteen"""
_TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety"
VALUES = {word: 10 * i for i, word in enumerate(_TENS.split())}
VALUES |= {word: i for i, word in enumerate(_SMALL.split())}
SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}


def value_of(words: tuple[str, ...]) -> int:
    """The number that the words spell: a slow, plain reading back."""
    total = group = 0
    for word in words:
        if word in SCALES:
            total, group = total + group * SCALES[word], 0
        elif word == "hundred":
            group *= 100
        elif word != "and":
            group += VALUES[word]
    return total + group


@given(st.integers(0, 10**14))
@settings(deadline=None)
def test_cardinals_read_back_as_their_number(number: int) -> None:
    assert value_of(numerals.cardinal(number)) == number
    assert value_of(numerals.with_and(numerals.cardinal(number))) == number


@given(st.integers(101, 9999))
@settings(deadline=None)
def test_pairs_read_back_as_their_number(number: int) -> None:
    pairs = numerals.in_pairs(str(number))
    if pairs is not None:
        head = numerals.cardinal(number // 100)
        assert pairs[: len(head)] == head
        tail = [word for word in pairs[len(head) :] if word not in ("oh", "hundred")]
        assert value_of(tuple(tail)) == number % 100


@given(st.text("0123456789", min_size=1, max_size=30))
@settings(deadline=None)
def test_any_run_of_digits_is_read(digits: str) -> None:
    assert 1 <= len(numerals.whole(digits)) <= 8
    assert numerals.whole(digits)[0]


@pytest.mark.parametrize(
    ("number", "reading"),
    [(105, "one hundred and five"), (1005, "one thousand and five"), (100, "one hundred")],
)
def test_the_british_and_stands_before_the_tens(number: int, reading: str) -> None:
    assert " ".join(numerals.with_and(numerals.cardinal(number))) == reading


def test_thousands_written_with_dots_are_thousands() -> None:
    assert numerals.version("1.234.567")[0] == numerals.cardinal(1234567)
    assert " ".join(numerals.version("2.0.1")[0]) == "two point zero point one"
