from __future__ import annotations

import pytest

from pullquote.align.placing.edges import PHONES
from pullquote.align.spoken_forms.pronouncers.pronouncer import find_pronouncer
from pullquote.align.spoken_forms.script import Pronouncer

OWN_RULES = ("fr", "es", "it", "pt", "de")


def pronouncer(language: str) -> Pronouncer:
    found = find_pronouncer(language)
    assert found is not None
    return found


@pytest.mark.parametrize("language", ["en", *OWN_RULES])
@pytest.mark.parametrize("word", ["maria", "straße", "москва", "東京", "'", "x", "señor", "42"])
def test_every_word_has_a_pronunciation(language: str, word: str) -> None:
    found = pronouncer(language).pronunciations(word)
    assert found
    assert all({*variant.split()} <= {*PHONES} and variant for variant in found)


def test_an_english_name_is_offered_in_the_english_way_too() -> None:
    assert "CH R IY" not in pronouncer("fr").pronunciations("whisky")
    assert any(p.startswith("SH EH R L") for p in pronouncer("fr").pronunciations("sherlock"))
    native = pronouncer("fr").pronunciations("bonjour")
    assert native[0] == "B AO N ZH UW R"
    assert pronouncer("en").pronunciations("whisky")[0] in pronouncer("fr").pronunciations("whisky")


def test_a_word_of_another_script_is_read_by_its_letters() -> None:
    assert pronouncer("it").pronunciations("москва")[0] == "M OW S K V AA"


def test_other_languages_are_unknown() -> None:
    assert find_pronouncer("ar") is None
    assert find_pronouncer("zh") is None


def test_the_extra_adds_languages() -> None:
    pytest.importorskip("epitran", reason="the extra pullquote[languages] is not installed")
    russian = pronouncer("ru")
    assert russian.pronunciations("брат") == ("B R AA T",)
    english = pronouncer("en").pronunciations("google")[0]
    assert english in russian.pronunciations("google")
