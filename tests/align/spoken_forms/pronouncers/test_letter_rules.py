from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from pullquote.align.placing.edges import PHONES
from pullquote.align.spoken_forms.pronouncers.french import FRENCH
from pullquote.align.spoken_forms.pronouncers.german import GERMAN
from pullquote.align.spoken_forms.pronouncers.letter_rules import MAX_VARIANTS, LetterRules
from pullquote.align.spoken_forms.pronouncers.romance import (
    ITALIAN,
    PORTUGUESE,
    SPANISH,
)

LANGUAGES = {"fr": FRENCH, "es": SPANISH, "it": ITALIAN, "pt": PORTUGUESE, "de": GERMAN}

TOY = LetterRules(
    """
    ch > SH
    c(?=A) > S
    [^As]$ >
    c > K
    a > AA/AE
    t > T
    o > OW?
    s > /S
    """,
    foreign="w",
    words="cat > M",
)


def test_the_first_rule_that_matches_wins() -> None:
    assert TOY.phones("acha") == ("AA SH AA", "AA SH AE", "AE SH AA", "AE SH AE")
    assert TOY.phones("ca")[0] == "S AA"
    assert TOY.phones("cta")[0] == "K T AA"


def test_a_rule_without_phones_is_silent() -> None:
    assert TOY.phones("at") == ("AA", "AE")


def test_an_optional_phone_is_offered_with_and_without() -> None:
    assert TOY.phones("toa") == ("T OW AA", "T OW AE", "T AA", "T AE")


def test_a_phone_that_is_mostly_silent_comes_second() -> None:
    found = TOY.phones("tas")
    assert found[0] == "T AA"
    assert "T AA S" in found[1:]


def test_a_listed_word_overrules_the_rules() -> None:
    assert TOY.phones("Cat") == ("M",)


def test_letters_without_a_rule_are_skipped() -> None:
    assert TOY.phones("tqa")[0] == "T AA"
    assert TOY.phones("???") == ()


@pytest.mark.parametrize(
    ("language", "word", "phones"),
    [
        ("fr", "eau", "OW"),
        ("fr", "bonjour", "B AO N ZH UW R"),
        ("fr", "premier", "P R AH M Y EY"),
        ("fr", "chansons", "SH AA N S AO N"),
        ("fr", "aujourd'hui", "OW ZH UW R D W IY"),
        ("fr", "famille", "F AA M IY Y"),
        ("es", "jueves", "HH W EH B EH S"),
        ("es", "guerra", "G EH R AA"),
        ("es", "año", "AA N Y OW"),
        ("it", "ghiaccio", "G Y AA CH OW"),
        ("it", "figlia", "F IY L Y AA"),
        ("it", "scena", "SH EH N AA"),
        ("pt", "coração", "K AO D AA S AW N"),
        ("pt", "filho", "F IY L Y UW"),
        ("de", "schneidet", "SH N AY D AH T"),
        ("de", "ihre", "IH R AH"),
        ("de", "sprechen", "SH P R EH SH AH N"),
        ("de", "nacht", "N AA HH T"),
        ("de", "zeitung", "T S AY T UH NG"),
    ],
)
def test_words_are_read_as_they_sound(language: str, word: str, phones: str) -> None:
    assert LANGUAGES[language].phones(word)[0] == phones


@pytest.mark.parametrize("rules", LANGUAGES.values(), ids=LANGUAGES)
@given(word=st.text(alphabet="abcdefghijklmnopqrstuvwxyzàâäáãéèêëíîïóôöõúùûüœñßç'", min_size=1))
def test_all_variants_are_phones_of_the_model(rules: LetterRules, word: str) -> None:
    found = rules.phones(word)
    assert len(found) <= MAX_VARIANTS
    assert all({*variant.split()} <= {*PHONES} - {"SIL"} for variant in found)
