"""Written tokens to spoken words."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings, strategies as st

from pullquote.align.spoken_forms.forms import MAX_FORMS
from pullquote.align.spoken_forms.tokens import match_key, spoken_forms
from tests.align.spoken_forms.english_readings import ALSO, LIKELIEST


def readings(token: str) -> list[str]:
    return [" ".join(form) for form in spoken_forms(token)]


@pytest.mark.parametrize(("written", "spoken"), LIKELIEST.items())
def test_the_likeliest_reading_comes_first(written: str, spoken: str) -> None:
    assert readings(written)[0] == spoken


@pytest.mark.parametrize(("written", "spoken"), ALSO.items())
def test_other_readings_are_offered_too(written: str, spoken: str) -> None:
    assert spoken in readings(written)


@pytest.mark.parametrize(
    "written", ["", "--", "—", "...", "🎉", "“”", "[ ]", "…", "*", "\u200b", "[12]"]
)
def test_marks_are_not_spoken(written: str) -> None:
    assert spoken_forms(written) == ()


@pytest.mark.parametrize("written", ["CD", "MIX", "DIM", "CIVIL", "MD", "Vivid", "I"])
def test_letters_that_only_might_be_a_roman_numeral_are_none(written: str) -> None:
    numerals = {"hundred", "five", "six", "four", "one", "first", "nine", "eleven"}
    forms = spoken_forms(written)
    assert forms and not any(numerals & set(form) for form in forms)


@pytest.mark.parametrize(
    ("written", "language", "spoken"),
    [
        ("Straße,", "de", "strasse"),
        ("21", "de", "einundzwanzig"),
        ("3,5", "de", "drei komma fünf"),
        ("1.234", "de", "eintausendzweihundertvierunddreissig"),
        ("l’été", "fr", "l'été"),
        ("¿Qué?", "es", "qué"),
        ("Привет!", "ru", "привет"),
        ("नमस्ते।", "hi", "नमस्ते"),
        ("北京，", "zh", "北京"),
        ("12", "xx", "12"),
        ("café", "en-GB", "cafe"),
    ],
)
def test_other_languages_keep_their_letters(written: str, language: str, spoken: str) -> None:
    assert " ".join(spoken_forms(written, language)[0]) == spoken


def test_a_year_is_read_as_one_in_german() -> None:
    assert ("neunzehnhundertfünfundneunzig",) in spoken_forms("1995", "de")


tricky = st.text(
    st.sampled_from("0123456789.,-/:%$€£°#&@+'’\"()½²aAbIVXsthkmMpPhHéßж中 \u0301\u200d_~<>="),
    max_size=12,
)


@given(st.one_of(tricky, st.text(max_size=30)))
@settings(max_examples=600, deadline=None)
@example("0/0")
@example("9" * 400)
@example("a" * 5000)
@example("²")
@example("٣٤")
@example("1" * 16 + "th")
@example("$" + "9" * 40 + ".99")
def test_english_readings_are_few_dictionary_words_whatever_the_text(text: str) -> None:
    forms = spoken_forms(text)
    assert len(forms) <= MAX_FORMS
    assert len(set(forms)) == len(forms)
    for form in forms:
        assert form
        for word in form:
            assert re.fullmatch(r"[a-z'.]*[a-z][a-z'.]*", word), (text, form)


LANGUAGES = ("de", "fr", "zh", "hi", "ar", "ja", "xx", "pl")


@given(st.one_of(tricky, st.text(max_size=30)), st.sampled_from(LANGUAGES))
@settings(max_examples=300, deadline=None)
def test_other_languages_never_fail(text: str, language: str) -> None:
    for form in spoken_forms(text, language):
        assert form and all(form)


@given(st.integers(0, 10**12))
@settings(max_examples=100, deadline=None)
def test_every_number_is_read_in_full_somewhere(number: int) -> None:
    from num2words import num2words

    full = re.findall("[a-z]+", num2words(number).replace(" and ", " "))
    assert tuple(full) in {tuple(w for w in f if w != "and") for f in spoken_forms(f"{number:,}")}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Café,", "cafe"),
        ("don’t", "dont"),
        ("“U.S.”", "us"),
        ("Straße", "STRASSE"),
        ("e-mail", "email"),
        ("ﬁne", "fine"),
        ("Łódź", "lodz"),
        ("ＡＢＣ", "abc"),
        ("ёлка", "елка"),
    ],
)
def test_words_written_differently_compare_equal(one: str, other: str) -> None:
    assert match_key(one) == match_key(other)


@pytest.mark.parametrize(("one", "other"), [("が", "か"), ("की", "कि"), ("1", "2"), ("a", "b")])
def test_different_words_compare_different(one: str, other: str) -> None:
    assert match_key(one) != match_key(other)


@given(st.text(max_size=20))
def test_a_key_is_its_own_key(text: str) -> None:
    assert match_key(match_key(text)) == match_key(text)
