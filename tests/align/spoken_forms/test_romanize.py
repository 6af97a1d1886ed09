"""Letters of other scripts in plain ones."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from pullquote.align.spoken_forms.romanize import named_greek, plain_letters, without_accents


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Łódź", "Lodz"),
        ("Чехов", "Chekhov"),
        ("Ἀθῆναι", "Athinai"),
        ("Þór", "Thor"),
        ("e\u0301te\u0301", "ete"),
        ("北京", "北京"),
        ("plain", "plain"),
    ],
)
def test_accents_go_and_case_stays(text: str, plain: str) -> None:
    assert without_accents(text) == plain


def test_lone_greek_letters_are_named_and_words_are_not() -> None:
    assert named_greek("β-carotene, 2π, λόγος, Λ") == "beta-carotene, 2pi, λόγος, lambda"


@given(st.text(max_size=30))
def test_plain_letters_are_plain(text: str) -> None:
    assert set(plain_letters(text)) <= set("abcdefghijklmnopqrstuvwxyz'")
