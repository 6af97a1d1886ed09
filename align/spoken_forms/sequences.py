"""Readings of tokens that depend on their neighbours.

`5` is five, but fifth in `May 5`; `$3.5` before `million` is read without its dollars, which come
after; `VIII` is eight in `Chapter VIII` and the eighth in `Henry VIII`; text in capitals is not a
run of acronyms. All other readings are in `spoken_forms.tokens`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pullquote.align.spoken_forms import abbreviations as written, numbers as figures, numerals
from pullquote.align.spoken_forms.acronyms import in_dictionary
from pullquote.align.spoken_forms.forms import Forms, unique
from pullquote.align.spoken_forms.tokens import spoken_forms

_SCALES = frozenset({"hundred", "thousand", "million", "billion", "trillion"})
_MONTHS = frozenset(
    {*written.MONTHS, *(m[:3] for m in written.MONTHS if m != "may"), "sept"} - {"mar"}
)
_NUMBERED = frozenset(
    {"war", "chapter", "part", "act", "scene", "volume", "vol", "book", "section", "type", "phase",
     "stage", "level", "figure", "table", "title", "article", "class", "grade", "bowl", "apollo",
     "appendix", "episode", "round", "verse", "category", "factor"}
)  # fmt: skip
"""Words after which a Roman numeral is a number, rather than a rank."""
_AROUND = 6
"""Tokens looked at on both sides to see whether a text is written in capitals."""


def spoken_sequence(texts: Sequence[str], language: str = "en") -> tuple[Forms, ...]:
    """Readings of every token of a text, in order, each as `spoken_forms` gives them.

    Never raises. In languages other than English, neighbours do not matter.
    """
    if re.split("[-_]", language.lower())[0] not in ("en", "eng", "english"):
        return tuple(spoken_forms(text, language) for text in texts)
    shouted = _shouted(texts)
    return tuple(
        _between(texts[i - 1] if i else "", text, texts[i + 1] if i + 1 < len(texts) else "")
        if not shouted[i]
        else spoken_forms(text.lower())
        for i, text in enumerate(texts)
    )


def _between(before: str, text: str, after: str) -> Forms:
    forms = spoken_forms(text)
    if not forms:
        return forms
    bare, last, following = _bare(text), _bare(before).lower(), _bare(after).lower()
    if bare[:1].isdigit() or text[:1] in written.CURRENCIES:
        return _figure(text, (last, following), forms)
    if bare.lower() in _SCALES and before.lstrip("(\"'“")[:1] in written.CURRENCIES:
        _, many, _ = written.CURRENCIES[before.lstrip("(\"'“")[0]]
        return unique([(*forms[0], many), *forms])
    if re.fullmatch("[IVX]+", bare):
        return _roman(bare, last, before, forms)
    name = bare.lower()
    if name == "no" and text.rstrip(",;").endswith(".") and after[:1].isdigit():
        return (("number",), *forms[:1])
    if name in ("st", "dr") and not after[:1].isupper() and before[:1].isupper():
        return forms[::-1]
    return forms


def _figure(text: str, neighbours: tuple[str, str], forms: Forms) -> Forms:
    last, following = neighbours
    amount = _bare(text)
    if text.lstrip("(\"'“")[:1] in written.CURRENCIES and following in _SCALES:
        if re.fullmatch(figures.NUMBER, amount):
            return unique([*numerals.number(amount), *forms])
        return forms
    if re.fullmatch(r"\d{1,2}/\d{1,2}", amount) and last.isdigit():
        parts = figures.fraction(amount) or ()
        return unique([("and", *form) for form in (*parts[1:2], *parts[:1])] + list(forms))
    day = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?", amount)
    if day and 1 <= int(day[1]) <= 31:
        which = numerals.ordinal(int(day[1]))
        if last in _MONTHS:
            return unique([which, ("the", *which), *forms])
        if following in _MONTHS:
            return unique([("the", *which, "of"), which, (*which, "of"), *forms])
    if re.fullmatch(r"\(\d{3}\)", text) and re.match(r"\d{3}-?\d{4}", following):
        return unique([numerals.digit_by_digit(amount), numerals.digit_by_digit(amount, "oh")])
    return forms


def _roman(numeral: str, last: str, before: str, forms: Forms) -> Forms:
    values = {"I": 1, "V": 5, "X": 10}
    counted = last in _NUMBERED
    if numeral in values:  # alone, they are a word or a letter unless something is counted
        one = numerals.cardinal(values[numeral])
        return unique([one, *forms]) if counted else forms
    if not counted and before[:1].isupper() and len(forms) > 1 and forms[1][0] == "the":
        return (forms[1], forms[0], *forms[2:])
    return forms


def _shouted(texts: Sequence[str]) -> list[bool]:
    """True for tokens that are words in capitals because everything around them is."""
    kinds = [0] * len(texts)  # 1 in capitals, -1 with small letters, 0 neither
    for i, text in enumerate(texts):
        letters = [c for c in text if c.isalpha()]
        if len(letters) > 1:
            kinds[i] = 1 if text.upper() == text else -1
    capitals = [0]
    lettered = [0]
    for kind in kinds:
        capitals.append(capitals[-1] + (kind > 0))
        lettered.append(lettered[-1] + abs(kind))
    result = []
    for i, kind in enumerate(kinds):
        low, high = max(0, i - _AROUND), min(len(texts), i + _AROUND + 1)
        many = lettered[high] - lettered[low]
        loud = many >= 4 and capitals[high] - capitals[low] >= 0.8 * many
        result.append(kind > 0 and loud and in_dictionary(_bare(texts[i]).lower()))
    return result


def _bare(text: str) -> str:
    return text.strip("\"'“”‘’()[]{}.,;:!?$€£¥₹*-–—")
