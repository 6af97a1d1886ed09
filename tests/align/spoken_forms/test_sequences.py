"""Readings that depend on the words around."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from pullquote.align.spoken_forms.sequences import spoken_sequence
from pullquote.align.spoken_forms.tokens import spoken_forms

LIKELIEST = {
    "It cost $3.5 million, they said.": "it cost three point five million dollars they said",
    "It cost $3.5 and more.": "it cost three point five dollars and more",
    "On May 5, 1995": "on may fifth nineteen ninety five",
    "on 5 May": "on the fifth of may",
    "I may 5": "i may fifth",
    "Henry VIII married": "henry the eighth married",
    "Chapter VIII begins": "chapter eight begins",
    "World War I ended": "world war one ended",
    "When I was": "when i was",
    "Rule No. 5 is": "rule number five is",
    "He said no. Then": "he said no then",
    "St. Mary": "saint mary",
    "on Main St. near": "on main street near",
    "Dr. Smith": "doctor smith",
    "2 1/2 cups": "two and a half cups",
    "call (555) 123-4567": "call five five five one two three four five six seven",
    "WE ASKED ALL OF US WHAT TO EAT AND DRINK": "we asked all of us what to eat and drink",
    "we asked the US what to eat": "we asked the u. s. what to eat",
}


@pytest.mark.parametrize(("written", "spoken"), LIKELIEST.items())
def test_neighbours_decide_the_likeliest_reading(written: str, spoken: str) -> None:
    forms = spoken_sequence(written.split())
    assert " ".join(word for form in forms if form for word in form[0]) == spoken


def test_words_in_capitals_are_not_spelled_out_where_all_are() -> None:
    text = "PEOPLE OFTEN WRITE CAPTIONS LIKE THESE FOR NASA"
    forms = spoken_sequence(text.split())
    assert forms[5] == (("these",),)


@given(st.lists(st.text(max_size=8), max_size=12), st.sampled_from(["en", "en-US", "de", "zh"]))
@settings(max_examples=200, deadline=None)
def test_what_is_spoken_does_not_depend_on_neighbours(texts: list[str], language: str) -> None:
    forms = spoken_sequence(texts, language)
    assert [bool(f) for f in forms] == [bool(spoken_forms(t, language)) for t in texts]
    assert all(len(f) <= 8 for f in forms)
