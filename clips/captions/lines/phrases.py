"""Ends of phrases in scripts that are written without spaces (door: budoux).

BudouX (https://github.com/google/budoux) is a small trained model for exactly this: line breaks
between phrases, not inside words, in Japanese, Chinese and Thai.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from budoux import Parser

_KANA = re.compile("[\u3041-\u30ff]")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_THAI = re.compile("[\u0e01-\u0e4e]")
# Common characters in forms that only the traditional script has.
_TRADITIONAL = re.compile("[們個這說來時會國對學過還裡後為從開關間問見話讓麼燈點聽樣實經長]")


def phrase_ends(text: str, language: str = "") -> frozenset[int] | None:
    """Positions in the text after which a phrase ends; None for a script without a model.

    `language` (ISO 639-1) distinguishes Japanese from Chinese where there is no kana.
    """
    kind = _model_for(text, language)
    if kind is None:
        return None
    ends, place = set(), 0
    for part in _parser(kind).parse(text):
        place += len(part)
        ends.add(place)
    return frozenset(ends)


def _model_for(text: str, language: str) -> str | None:
    if _THAI.search(text):
        return "thai"
    if _KANA.search(text) or (language == "ja" and _HAN.search(text)):
        return "japanese"
    if _HAN.search(text):
        return "traditional_chinese" if _TRADITIONAL.search(text) else "simplified_chinese"
    return None


@lru_cache(maxsize=4)
def _parser(kind: str) -> Parser:
    import budoux

    found: Parser = getattr(budoux, f"load_default_{kind}_parser")()
    return found
