"""A guess whether a text is English, which is all that the built-in engine has to know."""

from __future__ import annotations

import re

from pullquote.align.model.transcript import Transcript

_COMMON_WORDS = (
    "the and of to a in is you that it i we was for on are with this have be not but they he she "
    "at as or by from so what there my your all can if do no an one will me his her our their"
)
_COMMON = frozenset(_COMMON_WORDS.split())
_LETTERS = re.compile(r"[^\W\d_]+")
_ENOUGH = 30
_ENGLISH_SHARE = 0.08
"""Running English has a third to a half of these words; other languages share one or two."""


def guess_language(transcript: Transcript) -> str | None:
    """`en` for text that surely is English, `und` for text that surely is not, else None.

    A language that the transcript names itself comes before any guess.
    """
    if transcript.language:
        return re.split("[-_]", transcript.language.lower())[0]
    words = _LETTERS.findall(transcript.text[:20_000].lower())
    if len(words) < _ENOUGH:
        return None
    share = sum(word in _COMMON for word in words) / len(words)
    latin = sum(word.isascii() for word in words) / len(words)
    if share >= 2 * _ENGLISH_SHARE:
        return "en"
    if latin < 0.5 or share < _ENGLISH_SHARE / 4:
        return "und"
    return None
