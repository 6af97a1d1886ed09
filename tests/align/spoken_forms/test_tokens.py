"""Written tokens to spoken words."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings, strategies as st

from pullquote.align.spoken_forms.forms import MAX_FORMS
from pullquote.align.spoken_forms.tokens import match_key, spoken_forms

LIKELIEST = {
    # years, counts, codes
    "1995": "nineteen ninety five",
    "2015,": "twenty fifteen",
    "2005": "two thousand five",
    "1500": "fifteen hundred",
    "1905": "nineteen oh five",
    "1,234": "one thousand two hundred thirty four",
    "0": "zero",
    "42": "forty two",
    "1,000,000": "one million",
    "1.000.000": "one million",
    "3.14": "three point one four",
    "-5": "minus five",
    "555-1234": "five five five one two three four",
    "1.2.3": "one point two point three",
    # ordinals, decades, ranges, fractions
    "21st": "twenty first",
    "100th": "one hundredth",
    "90s": "nineties",
    "’90s": "nineties",
    "1990s": "nineteen nineties",
    "mid-1990s": "mid nineteen nineties",
    "10-15": "ten to fifteen",
    "10–15%": "ten to fifteen percent",
    "747-400": "seven hundred forty seven four hundred",
    "1990-95": "nineteen ninety to ninety five",
    "ain’t": "ain't",
    "1999-2001": "nineteen ninety nine to two thousand one",
    "1/2": "one half",
    "3/4": "three quarters",
    "24/7": "twenty four seven",
    "9/11": "nine eleven",
    "2½": "two and a half",
    "747s": "seven hundred forty sevens",
    "word[12]": "word",
    "end.[3]": "end",
    "word²": "word",
    "x²": "x. squared",
    "R2-D2": "r. two d. two",
    "F-16s": "f. sixteens",
    "MP3s": "m. p. threes",
    "v.": "versus",
    "V.": "v.",
    # money
    "$20": "twenty dollars",
    "$1": "one dollar",
    "$3.5m": "three point five million dollars",
    "£5": "five pounds",
    "€1,000": "one thousand euros",
    "20€": "twenty euros",
    "$20/hour": "twenty dollars per hour",
    # per cent, units, sizes
    "50%": "fifty percent",
    "5km": "five kilometers",
    "1km": "one kilometer",
    "10kg": "ten kilograms",
    "60mph": "sixty miles per hour",
    "3ft": "three feet",
    "20°C": "twenty degrees celsius",
    "5µm": "five micrometers",
    "10x": "ten times",
    "7B": "seven billion",
    "4K": "four k.",
    "3x5": "three by five",
    # letters and digits
    "3D": "three d.",
    "H100": "h. one hundred",
    "B2B": "b. two b.",
    "GPT-4": "g. p. t. four",
    "CO2": "c. o. two",
    "COVID-19": "covid nineteen",
    # acronyms and names
    "AT&T": "a. t. and t.",
    "U.S.": "u. s.",
    "“U.S.A.”": "u. s. a.",
    "U.S.-based": "u. s. based",
    "LLM": "l. l. m.",
    "LLMs": "l. l. m.s",
    "ChatGPT": "chat g. p. t.",
    "OpenAI": "open a. i.",
    "YouTube": "youtube",
    "NASA": "nasa",
    "US": "u. s.",
    "us": "us",
    "EAT": "eat",
    "ME": "me",
    "Ph.D.": "p. h. d.",
    "C++": "c. plus plus",
    "C#": "c. sharp",
    "A": "a",
    "I": "i",
    "B": "b.",
    # abbreviations
    "e.g.,": "for example",
    "Mr.": "mister",
    "Mrs": "missus",
    "Dr.": "doctor",
    "St.": "saint",
    "vs.": "versus",
    "etc.": "etcetera",
    "no.": "no",
    "No.5": "number five",
    "Prof.": "professor",
    "Jr.": "junior",
    "sat.": "sat",
    "approx.": "approximately",
    # times and dates
    "12:30": "twelve thirty",
    "7pm": "seven p. m.",
    "3:05": "three oh five",
    "a.m.": "a. m.",
    "12:00": "twelve o'clock",
    "12/05/2024": "december fifth twenty twenty four",
    "2024-05-12": "may twelfth twenty twenty four",
    # compounds, addresses
    "well-known": "well known",
    "18-year-old": "eighteen year old",
    "and/or": "and or",
    "he/she": "he she",
    "word—word": "word word",
    "example.com": "example dot com",
    "joe@example.com.": "joe at example dot com",
    "https://www.example.com/foo_bar": "w. w. w. dot example dot com slash foo underscore bar",
    "@karpathy": "at karpathy",
    "Node.js": "node dot j. s.",
    # symbols
    "&": "and",
    "+": "plus",
    "@": "at",
    "#": "number",
    "=": "equals",
    "°": "degrees",
    "π": "pi",
    # clippings, contractions, possessives
    "’cause": "'cause",
    "gonna": "gonna",
    "o’clock": "o'clock",
    "'em": "'em",
    "y'all": "y'all",
    "don’t": "don't",
    "goin’": "goin'",
    "Karpathy's": "karpathy's",
    "dogs'": "dogs",
    "O'BRIEN": "o'brien",
    "'Hello,": "hello",
    # other letters
    "café": "cafe",
    "Łódź": "lodz",
    "ﬁne": "fine",
    "Чехов": "chekhov",
    # stumbling
    "sooooo": "soo",
    "th-the": "th the",
}

ALSO = {
    "1500": "one thousand five hundred",
    "105": "one hundred and five",
    "2005": "twenty oh five",
    "2015": "two thousand fifteen",
    "1,500": "fifteen hundred",
    "007": "double oh seven",
    "911": "nine one one",
    "747": "seven forty seven",
    "0.5": "point five",
    "$20": "twenty",
    "$3.50": "three dollars and fifty cents",
    "£3.50": "three pounds fifty",
    "50%": "fifty per cent",
    "747s": "seven forty sevens",
    "90s": "ninety seconds",
    "12:30": "half past twelve",
    "12/05/2024": "the twelfth of may twenty twenty four",
    "12/25": "december twenty fifth",
    "1/2": "a half",
    "9/10": "nine out of ten",
    "10-15": "ten fifteen",
    "VIII": "the eighth",
    "VIII.": "eight",
    "XXI": "twenty one",
    "H100": "h. one zero zero",
    "US": "us",
    "NASA": "n. a. s. a.",
    "A": "a.",
    "Dr.": "drive",
    "No.": "number",
    "St.": "street",
    "e.g.": "e. g.",
    "he/she": "he or she",
    "e-mail": "email",
    "gonna": "going to",
    "'cause": "because",
    "'em": "them",
    "goin'": "going",
    "don't": "do not",
    "it's": "it is",
    "th-the": "the",
    "5'10\"": "five foot ten",
    "#1": "hashtag one",
    "ChatGPT": "chatgpt",
    "AT&T": "a. t. t.",
}


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
    assert not any(numerals & set(form) for form in spoken_forms(written))


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
