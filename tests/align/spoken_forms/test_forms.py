"""Readings are put together from those of the parts."""

from __future__ import annotations

from itertools import product

from hypothesis import given, strategies as st

from pullquote.align.spoken_forms.forms import MAX_FORMS, join, listed, unique

forms = st.lists(st.tuples(st.sampled_from("abc")), min_size=1, max_size=3, unique=True).map(tuple)


def test_listed_readings_are_split_at_bars_and_blanks() -> None:
    assert listed("for example|e. g.") == (("for", "example"), ("e.", "g."))
    assert listed("at|") == (("at",), ())


def test_repeats_and_silence_are_left_out() -> None:
    assert unique([("a",), (), ("b",), ("a",)]) == (("a",), ("b",))


@given(st.lists(forms, max_size=2))
def test_joining_gives_every_combination(parts: list[tuple[tuple[str, ...], ...]]) -> None:
    every = {tuple(w for form in choice for w in form) for choice in product(*parts)} - {()}
    joined = join(parts)
    assert set(joined) <= every
    assert len(joined) == min(len(every), MAX_FORMS)


@given(st.lists(forms, min_size=1, max_size=6))
def test_the_first_reading_joins_the_first_readings(
    parts: list[tuple[tuple[str, ...], ...]],
) -> None:
    assert join(parts)[0] == tuple(word for part in parts for word in part[0])
