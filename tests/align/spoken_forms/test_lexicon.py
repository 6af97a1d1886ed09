"""Spoken words to pronunciations."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given, settings, strategies as st

from pullquote.align.errors import ModelError
from pullquote.align.spoken_forms.lexicon import Lexicon, load_lexicon

_PHONES = """AA AE AH AO AW AY B CH D DH EH ER EY F G HH IH IY JH K L M N NG OW OY P R S SH T TH
UH UW V W Y Z ZH"""
PHONES = frozenset(_PHONES.split())


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.mark.parametrize(
    ("word", "phones"),
    [
        ("hello", "HH AH L OW"),
        ("read", "R IY D"),
        ("read", "R EH D"),
        ("Hello", "HH AH L OW"),
        ("'cause", "K AH Z"),
        ("h.", "EY CH"),
        ("w.", "D AH B AH L Y UW"),
        ("m.s", "EH M Z"),
        ("x.s", "EH K S IH Z"),
        ("w.s", "D AH B AH L Y UW Z"),
        ("u.'s", "Y UW Z"),
        ("keyboard's", "K IY B AO R D Z"),
        ("couldn't", "K UH D AH N T"),
        ("runnin'", "R AH N IH N"),
        ("deepmind", "D IY P M AY N D"),
        ("who're", "HH UW ER"),
        ("aligning", "AH L AY N IH NG"),
        ("alignin'", "AH L AY N AH N"),
        ("bosses'", "B AO S IH Z"),
        ("table'll", "T EY B AH L AH L"),
        ("karpathy's", "K AA R P AH TH IY Z"),
    ],
)
def test_words_and_what_derives_from_them_are_pronounced(
    lexicon: Lexicon, word: str, phones: str
) -> None:
    assert phones in lexicon.pronunciations(word)


def test_the_commonest_pronunciation_comes_first(lexicon: Lexicon) -> None:
    assert lexicon.pronunciations("the")[0] == "DH AH"


def test_the_dictionary_knows_its_own_words_only(lexicon: Lexicon) -> None:
    assert lexicon.in_dictionary("hello")
    assert lexicon.in_dictionary("Hello")
    assert not lexicon.in_dictionary("karpathy")
    assert not lexicon.in_dictionary("the(2)")


def test_an_unknown_name_gets_several_guesses(lexicon: Lexicon) -> None:
    assert len(lexicon.pronunciations("karpathy")) == 3


@given(st.text(max_size=25))
@settings(max_examples=200, deadline=None)
def test_everything_has_one_to_four_pronunciations_in_the_models_phones(text: str) -> None:
    found = load_lexicon().pronunciations(text)
    assert 1 <= len(found) <= 4
    assert len(set(found)) == len(found)
    for phones in found:
        assert set(phones.split(" ")) <= PHONES


@pytest.mark.parametrize(
    ("stem", "ending"), [("bat", "S"), ("bad", "Z"), ("match", "IH Z"), ("bus", "IH Z")]
)
def test_a_possessive_sounds_as_its_stem_demands(stem: str, ending: str) -> None:
    made = Lexicon(f"{stem} {load_lexicon().pronunciations(stem)[0]}\n")
    assert made.pronunciations(stem + "'s")[0].endswith(" " + ending)


def test_a_dictionary_without_pocketsphinx_is_said_to_be_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(ModelError, match="comes with pocketsphinx, which is not installed"):
        load_lexicon.__wrapped__()


def test_reading_the_dictionary_imports_no_model_library() -> None:
    program = (
        "import sys; from pullquote.align.spoken_forms.lexicon import load_lexicon; load_lexicon();"
        "print([m for m in ('pocketsphinx', 'av', 'faster_whisper') if m in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"


def test_phones_are_separated_by_single_blanks(lexicon: Lexicon) -> None:
    sample = lexicon.words()[::997]
    assert len(sample) > 100
    for word in sample:
        for phones in lexicon.pronunciations(word):
            assert re.fullmatch(r"[A-Z]+( [A-Z]+)*", phones)
