"""Letters of any script, reduced to those that the rules for English can handle."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LATIN = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "th", "þ": "th", "ı": "i",
    "ħ": "h", "ŋ": "ng", "ə": "e",
}  # fmt: skip
"""Letters that Unicode does not split into a letter and an accent."""
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z",
    "и": "i", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya", "і": "i", "ї": "yi",
    "є": "ye", "ґ": "g", "ў": "w", "ј": "y", "љ": "ly", "њ": "ny", "ћ": "ch", "ђ": "j", "џ": "j",
}  # fmt: skip
_GREEK = {
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i",
    "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s",
    "ς": "s", "τ": "t", "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
}  # fmt: skip
_LOWER = {**_LATIN, **_CYRILLIC, **_GREEK}
_TRANSLITERATED = str.maketrans(
    {**_LOWER, **{c.upper(): s.capitalize() for c, s in _LOWER.items() if len(c.upper()) == 1}}
)
_LATIN_ONLY = str.maketrans(_LATIN)
_LONE_GREEK = re.compile(r"(?<![^\W\d_])[α-ωΑ-Ω](?![^\W\d_])")
_COMBINING = dict.fromkeys(range(0x300, 0x370))
"""Accents of Latin, Greek and Cyrillic; the vowel signs of other scripts are letters."""


def without_accents(text: str) -> str:
    """The text in Latin letters without accents, case kept: `Łódź` as `Lodz`, `Чехов` as `Chekhov`.

    Scripts other than Latin, Cyrillic and Greek stay as they are.
    """
    if text.isascii():
        return text
    latin = unicodedata.normalize("NFC", text).translate(_TRANSLITERATED)
    latin = unicodedata.normalize("NFD", latin).translate(_COMBINING)
    # Letters that carried an accent on top of a transliterated one: ά.
    return unicodedata.normalize("NFC", latin.translate(_TRANSLITERATED))


def named_greek(text: str) -> str:
    """The text with Greek letters that stand alone as their names: `β-carotene`, `2π`."""

    def name(found: re.Match[str]) -> str:
        return unicodedata.name(found[0]).split()[-1].lower().replace("lamda", "lambda")

    return _LONE_GREEK.sub(name, text)


def plain_letters(word: str) -> str:
    """The word in `a` to `z` and apostrophes only; letters of other scripts are left out."""
    return "".join(c for c in without_accents(word.lower()) if "a" <= c <= "z" or c == "'")


@lru_cache(maxsize=65536)
def match_key(word: str) -> str:
    """The form in which recognised and written words are compared and searched.

    Case-folded, without accents and punctuation; letters, vowel signs and digits of every script
    stay: `Café,` and `cafe` are the same, `don’t` and `dont` too. Empty for pure punctuation.
    """
    folded = word.casefold()
    if not folded.isascii():
        folded = unicodedata.normalize("NFKD", folded).casefold()
        folded = folded.translate(_COMBINING).translate(_LATIN_ONLY)
        folded = unicodedata.normalize("NFKC", folded)
    return "".join(c for c in folded if c.isalnum() or unicodedata.category(c)[0] == "M")
