"""Tokens in capitals, read as a word, letter by letter, or either."""

from __future__ import annotations

import re

from pullquote.align.errors import ModelError
from pullquote.align.spoken_forms import abbreviations as written
from pullquote.align.spoken_forms.forms import Forms, Reading, unique


def in_dictionary(word: str) -> bool:
    """True if the pronunciation dictionary lists the word; False without a dictionary."""
    from pullquote.align.spoken_forms.lexicon import load_lexicon

    try:
        return load_lexicon().in_dictionary(word)
    except ModelError:  # without the dictionary the other evidence has to do
        return False


def spell(text: str) -> Reading:
    """The names of the letters, as the dictionary writes them: `gpt` as `g.`, `p.`, `t.`"""
    return tuple(f"{letter}." for letter in text.lower() if "a" <= letter <= "z")


def dotted(token: str) -> Forms | None:
    """`U.S.`, `U.S.A.'s`, `Ph.D.`, `a.m.`, `W.`"""
    found = re.fullmatch(r"((?:[A-Za-z]\.)+[A-Za-z]?|Ph\.D\.?)('?s)?\"?", token)
    if not found:
        return None
    letters = spell(found[1])
    return ((*letters[:-1], letters[-1] + (found[2] or "")),)


def joined_by_and(token: str) -> Forms | None:
    """`AT&T`, `Q&A`, `R&D's`"""
    found = re.fullmatch(r"([A-Z]{1,4})((?:&[A-Z]{1,4})+)('?s)?", token)
    if not found:
        return None
    groups = [spell(group) for group in token.removesuffix(found[3] or "").split("&")]
    groups[-1] = (*groups[-1][:-1], groups[-1][-1] + (found[3] or ""))
    readings: list[Reading] = [groups[0], groups[0]]
    for group in groups[1:]:
        readings = [(*readings[0], "and", *group), (*readings[1], *group)]
    return unique(readings)


_CLUSTER = "(?:[bcfgkpst][lr]|[bd]r|s[cklmnptw]|[cst]h|st?r|sch|qu|[a-z])"
_SAYABLE = re.compile(
    f"{_CLUSTER}?[aeiouy]{{1,2}}(?:[lmnrsx]?{_CLUSTER}[aeiouy]{{1,2}})+[bcdfgklmnprstvxz]{{0,2}}"
    "|[b-df-hj-np-tv-z]{1,2}[aeiou]{1,2}[lmnrsxc]?[bdfgklmnprstxz]"
)


def acronym(capitals: str, ending: str) -> Forms:
    """`NASA`, `LLMs`, `EAT`: a word, letters, or either."""
    word = capitals.lower()
    spelled = spell(capitals)
    spelled = (*spelled[:-1], spelled[-1] + ending)
    whole = (word + ending,)
    if word in written.COMMON_CAPITALS:
        return (whole,)
    if word in written.SPELLED_FIRST:
        return (spelled, whole)
    if in_dictionary(word + ending) or in_dictionary(word):
        return (whole, spelled) if len(word) <= 4 else (whole,)
    if len(word) >= 4 and _SAYABLE.fullmatch(word):
        return (whole, spelled) if len(word) <= 6 else (whole,)
    if len(word) > 6:
        return (whole,) if re.search("[aeiouy]", word) else (spelled,)
    return (spelled, whole) if re.search("[aeiouy]", word) and len(word) > 2 else (spelled,)
