"""Sounds of the world's languages and the nearest of the English acoustic model's 39 phones.

Symbols are those of the International Phonetic Alphabet. What carries no phone of its own (stress,
tone, length, aspiration) is dropped; a symbol that is in no table is skipped, since an aligner gets
over a missing phone more easily than over a wrong one.
"""

from __future__ import annotations

import unicodedata

_NEAREST = {
    "AA": "a ɑ ä", "AE": "æ ɶ", "AH": "ə ɐ ʌ ɜ ɞ ɤ", "AO": "ɔ ɒ", "AW": "aʊ au aw",
    "AY": "aɪ ai aj", "B": "b ɓ ʙ", "CH": "tʃ tɕ ʈʂ tʂ cç", "D": "d ɖ ɗ ɾ", "DH": "ð",
    "EH": "ɛ e", "ER": "ɝ ɚ ø œ ɵ", "EY": "eː eɪ ei ej ɛj ɛɪ ɛi", "F": "f ɸ",
    "G": "ɡ g ɢ ɠ ɟ ɣ", "HH": "h ħ ɦ x χ ɧ", "IH": "ɪ ɨ ɘ", "IY": "i iː",
    "JH": "dʒ dʑ ɖʐ dʐ ɟʝ ʄ", "K": "k c q", "L": "l ɭ ɫ ʟ ɮ ɺ", "M": "m ɱ", "N": "n ɳ",
    "NG": "ŋ ɴ", "OW": "o oː oʊ ou", "OY": "ɔɪ ɔʏ oi oj ɔj", "P": "p", "R": "r ɹ ʁ ʀ ɻ ɽ",
    "S": "s", "SH": "ʃ ʂ ɕ ç ɬ", "T": "t ʈ", "TH": "θ", "UH": "ʊ",
    "UW": "u uː y yː ʉ ɯ ʏ", "V": "v ʋ β", "W": "w ɥ ʍ", "Y": "j ʝ ɰ", "Z": "z",
    "ZH": "ʒ ʐ ʑ", "N Y": "ɲ", "L Y": "ʎ", "T S": "ts", "D Z": "dz",
}  # fmt: skip
_PHONES = {symbol: phones for phones, symbols in _NEAREST.items() for symbol in symbols.split()}
_NASAL = "\u0303"
_CEDILLA = "\u0327"


def to_phones(ipa: str) -> str:
    """English phones for a word in IPA, separated by blanks; empty when no symbol is known.

    A nasal vowel becomes a vowel and N.
    """
    text = _plain(ipa)
    phones: list[str] = []
    place = 0
    while place < len(text):
        size = 2 if text[place : place + 2] in _PHONES else 1
        found = _PHONES.get(text[place : place + size], "").split()
        place += size
        if text[place : place + 1] == _NASAL:
            place += 1
            found += ["N"] if found else []
        # A long consonant is one phone.
        if phones and phones[-1:] == found[:1]:
            found = found[1:]
        phones += found
    return " ".join(phones)


def _plain(ipa: str) -> str:
    """The symbols and nasal marks alone."""
    kept = []
    for char in unicodedata.normalize("NFD", ipa.replace(":", "ː")):
        category = unicodedata.category(char)
        is_mark = category == "Mn" and char not in (_NASAL, _CEDILLA)
        if not is_mark and (char == "ː" or category in ("Ll", "Lo", "Mn")):
            kept.append(char)
    return "".join(kept).replace("c" + _CEDILLA, "ç")
