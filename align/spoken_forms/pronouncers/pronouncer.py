"""The pronouncer of each language, and how words from elsewhere are pronounced in it."""

from __future__ import annotations

import importlib.util
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from pullquote.align.spoken_forms.lexicon import load_lexicon
from pullquote.align.spoken_forms.pronouncers.french import FRENCH
from pullquote.align.spoken_forms.pronouncers.german import GERMAN
from pullquote.align.spoken_forms.pronouncers.romance import ITALIAN, PORTUGUESE, SPANISH
from pullquote.align.spoken_forms.pronouncers.sounds import to_phones
from pullquote.align.spoken_forms.romanize import plain_letters
from pullquote.align.spoken_forms.script import Pronouncer

_RULES = {"fr": FRENCH, "es": SPANISH, "it": ITALIAN, "pt": PORTUGUESE, "de": GERMAN}
_EPITRAN = {
    "nl": "nld-Latn", "pl": "pol-Latn", "sv": "swe-Latn", "tr": "tur-Latn", "ru": "rus-Cyrl",
    "uk": "ukr-Cyrl", "cs": "ces-Latn", "hu": "hun-Latn", "ro": "ron-Latn", "ca": "cat-Latn",
    "fi": "fin-Latn", "hr": "hrv-Latn", "id": "ind-Latn",
}  # fmt: skip
"""Languages that the extra `languages` adds, by epitran's names."""

_Sounds = Callable[[str], tuple[str, ...]]


class LanguagePronouncer:
    """Pronunciations in one language; words from elsewhere are offered in the English way too."""

    def __init__(self, sounds: _Sounds, is_foreign: Callable[[str], bool]) -> None:
        self._sounds = sounds
        self._is_foreign = is_foreign
        self._known: dict[str, tuple[str, ...]] = {}

    def in_dictionary(self, word: str) -> bool:
        """True for every word: reading it by rule costs no time."""
        return True

    def pronunciations(self, word: str) -> tuple[str, ...]:
        """Phones separated by blanks, likeliest first; never empty.

        A word that cannot be pronounced at all gets a single neutral vowel.
        """
        if word not in self._known:
            native = self._sounds(word) or self._sounds(plain_letters(word))
            english: tuple[str, ...] = ()
            if not native or self._is_foreign(word):
                plain = plain_letters(word)
                english = load_lexicon().pronunciations(plain)[:2] if plain else ()
            self._known[word] = tuple(dict.fromkeys((*native, *english))) or ("AH",)
        return self._known[word]


@lru_cache(maxsize=8)
def find_pronouncer(language: str) -> Pronouncer | None:
    """The pronouncer of a language (ISO 639-1); None where Pullquote knows none.

    French, Spanish, Italian, German and Portuguese have rules of their own; others need the extra
    `pullquote[languages]`. None, too, without pocketsphinx and its dictionary.
    """
    if importlib.util.find_spec("pocketsphinx") is None:
        return None
    if language == "en":
        return load_lexicon()
    rules = _RULES.get(language)
    if rules is not None:
        return LanguagePronouncer(rules.phones, rules.is_foreign)
    if language in _EPITRAN and importlib.util.find_spec("epitran") is not None:
        return LanguagePronouncer(_epitran(_EPITRAN[language]), _script_test(language))
    return None


def _epitran(name: str) -> _Sounds:
    from epitran import Epitran

    reader = Epitran(name)

    def sounds(word: str) -> tuple[str, ...]:
        phones = to_phones(reader.transliterate(word.replace("'", "")))
        return (phones,) if phones else ()

    return sounds


def _script_test(language: str) -> Callable[[str], bool]:
    """A test for words that are not in the language's script."""
    is_cyrillic = _EPITRAN[language].endswith("Cyrl")

    def is_foreign(word: str) -> bool:
        names = [unicodedata.name(char, "") for char in word if char.isalpha()]
        return any(name.startswith("CYRILLIC") != is_cyrillic for name in names)

    return is_foreign
