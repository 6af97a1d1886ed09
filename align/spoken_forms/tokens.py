"""The words that may be spoken for a written token.

`$20` is written, `twenty dollars` is spoken. A token has several readings (`2015`: twenty fifteen,
two thousand fifteen), and only the audio shows which is right; so all likely ones are offered, the
likeliest first. English readings are words of the pronunciation dictionary: lower case, letters
and apostrophes, names of letters with a dot (`a.`). To teach a new kind of token, add a rule to
`_RULES` below; an abbreviation, a unit or a symbol is a line in `spoken_forms.abbreviations`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from pullquote.align.spoken_forms import abbreviations as written, addresses, numbers as figures
from pullquote.align.spoken_forms.acronyms import (
    acronym,
    dotted,
    in_dictionary,
    joined_by_and,
    spell,
)
from pullquote.align.spoken_forms.foreign import foreign_forms
from pullquote.align.spoken_forms.forms import Forms, join, listed, unique
from pullquote.align.spoken_forms.romanize import match_key, named_greek, without_accents

__all__ = ["match_key", "spoken_forms"]

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‘’‛ʼ＇`´′", "'"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
        **dict.fromkeys("™®©℠\u200b\u2060\ufeff\u00ad\ufe0f\u20e3\0", ""),
        "⁄": "/",
        "№": "No.",
        "…": " ",
    }
)
_OUTER = '"()[]{}<>«»*_|^~\\¿¡?!,;:-/·•†‡'
"""Punctuation around a token that is never spoken."""
_FOOTNOTE = re.compile(
    r"(?<![\w\s])\[\d{1,3}\]$|(?<=[^\W\d_]{2})(?:\[\d{1,3}\]|[¹²³⁴-⁹⁰]+)$|^\[\d{1,3}\]$"
)
"""The mark of a note after a word or sentence, which is not read out."""
_LONGEST = 200
"""Characters of a token that are looked at; longer ones are not words."""


def spoken_forms(text: str, language: str = "en") -> Forms:
    """The readings of one written token, likeliest first, at most 8; empty if it is not spoken.

    In languages other than English, it is the word itself, case-folded with its accents, and digits
    are spelled out where num2words knows the language. Never raises, whatever the text.
    """
    if re.split("[-_]", language.lower())[0] in ("en", "eng", "english"):
        return _english_forms(text)
    return foreign_forms(text[:_LONGEST].translate(_ALIKE), language.lower())


@lru_cache(maxsize=65536)
def _english_forms(text: str) -> Forms:
    text = _FOOTNOTE.sub("", text[:_LONGEST])
    words = without_accents(_plain(text)).split()
    if len(words) == 2 and (forms := figures.mixed_fraction(*words)):
        return forms
    return _forms(words[0]) if len(words) == 1 else join(_forms(word) for word in words)


def _plain(text: str) -> str:
    """The token in the few characters that the rules know: quotes, dashes, widths unified."""
    if text.isascii():
        return text
    spaced = re.sub("([¼-¾⅐-⅞])", r" \1", text.translate(_ALIKE))
    # Normalised, these would lose their meaning.
    runs = re.split("([²³°€µ]+)", named_greek(spaced))
    return "".join(
        run if i % 2 else unicodedata.normalize("NFKC", run).translate(_ALIKE)
        for i, run in enumerate(runs)
    )


def _forms(token: str) -> Forms:
    """Readings of a plain token: by the first rule that applies, else by its parts."""
    bare = token.strip(_OUTER + ".'")
    for shape in dict.fromkeys((token, token.strip(_OUTER), token.rstrip(_OUTER), bare)):
        for rule in _RULES:
            found = rule(shape) if shape else None
            if found is not None:
                return unique(found)
    return _parts(bare)


def _listed_word(token: str) -> Forms | None:
    """Abbreviations, clippings, units and symbols that stand in a table."""
    key = token.lower()
    if key in written.CLIPPINGS and token != "AM":
        return listed(written.CLIPPINGS[key])
    name = key.replace(".", "")
    if len(name) == 1 and token != key:  # the initial of a name
        return None
    if name in written.ABBREVIATIONS and (
        key.endswith(".") or (key in written.DOTLESS and not re.fullmatch("[A-Z]{3,}", token))
    ):
        forms = listed(written.ABBREVIATIONS[name])
        if name in written.ALSO_WORDS and token[0] == key[0]:  # "he sat." is not Saturday
            return unique([(name,), *forms])
        return forms
    if key in written.UNITS_ALONE:
        one, many = written.UNITS[key]
        return (*listed(many), *listed(one))
    return listed(written.SYMBOLS[token]) if token in written.SYMBOLS else None


def _glued(token: str) -> Forms | None:
    """An abbreviation written together with what follows: `No.5`, `Mr.Smith`, `Jr.'s`."""
    found = re.fullmatch(r"([A-Za-z]+)\.('s|[A-Z\d].*)", token)
    if not found or found[1].lower() not in written.ABBREVIATIONS:
        return None
    forms = _forms(found[1] + ".")
    if found[2] == "'s":
        return tuple((*form[:-1], form[-1] + "'s") for form in forms)
    if found[1].lower() == "no" and found[2][0].isdigit():
        forms = (("number",), ("no",))
    return join([forms, _forms(found[2])])


def _silent(token: str) -> Forms | None:
    return () if not any(c.isalnum() or c in written.SYMBOLS for c in token) else None


def _handle(token: str) -> Forms | None:
    """`@name`, `#topic`"""
    found = re.fullmatch(r"([@#])([A-Za-z_][\w.]*)('s)?", token)
    if not found:
        return None
    sign: Forms = (("at",) if found[1] == "@" else ("hashtag",), ())
    return join([sign, _parts(found[2].strip("._") + (found[3] or ""))])


def _address(token: str) -> Forms | None:
    pieces = addresses.split_address(token)
    if pieces is None:
        return None
    named = [
        listed(addresses.SIGNS[piece])
        if piece in addresses.SIGNS
        else (spell(piece),)
        if addresses.is_spelled(piece)
        else _parts(piece)
        for piece in pieces
    ]
    if pieces[0].lower() == "www":
        return unique([*join(named)[:4], *join(named[2:])[:4]])
    return join(named)


def _clipped(token: str) -> Forms | None:
    """Words that begin or end with an apostrophe: `'tis`, `goin'`."""
    word = token.lower()
    if re.fullmatch("'[a-z]+", word) and in_dictionary(word):
        return ((word,), (word[1:],))
    if re.fullmatch("[a-z]{2,}in'", word) and in_dictionary(word[:-1] + "g"):
        return ((word,), (word[:-1] + "g",))
    return None


def _hesitant(token: str) -> Forms | None:
    """`th-the`, `I-I`, `sooooo`"""
    word = token.lower()
    if found := re.fullmatch(r"([a-z']{1,3})(?:-\1)*-(\1[a-z']*)", word):
        return join([((found[1],), ()), _word(found[2])]) if found[1] != found[2] else None
    if re.search(r"([a-z])\1\1", word) and re.fullmatch("[a-z]+", word) and "www" not in word:
        shorter = [re.sub(r"([a-z])\1{2,}", r"\1" * n, word) for n in (2, 1)]
        known = [w for w in shorter if in_dictionary(w)]
        return unique([(w,) for w in [*known, *shorter]])
    return None


_RULES: tuple[Callable[[str], Forms | None], ...] = (
    _listed_word,
    _glued,
    _silent,
    figures.clock,
    figures.date,
    figures.money,
    figures.fraction,
    figures.counted,
    figures.interval,
    _handle,
    _address,
    dotted,
    joined_by_and,
    figures.roman,
    _clipped,
    _hesitant,
)

_PART = re.compile(
    rf"{figures.NUMBER}(?:st|nd|rd|th|s)?(?![A-Za-z])|{figures.NUMBER}"
    r"|[A-Z]{2,}s?(?![a-z'])|[A-Z]{2,}(?='s?\b)|[A-Z]{2,}(?=[A-Z][a-z])|[A-Z]?[a-z']+|[A-Z]|'s"
    rf"|[{re.escape(''.join(written.SYMBOLS))}]"
)
_SEPARATOR = re.compile(r"[-_:;!?\"()\[\]{}*|\\<>~^·•]+|[.,](?!\d)|(?<!\d)[.,](?=\D)")


def _parts(token: str) -> Forms:
    """Readings of a token composed of words, letters, digits and symbols."""
    if re.fullmatch(r"[A-Za-z][A-Za-z']*", token):
        return _word(token)
    runs = [run for run in _SEPARATOR.split(token) if run.strip(_OUTER + ".'")]
    if len(runs) > 1:
        forms = join(_forms(run) for run in runs)
        whole = "".join(runs).lower()
        closed = "-" in token and re.fullmatch("[a-z']+", whole) and in_dictionary(whole)
        return unique([*forms[:6], (whole,)]) if closed else forms
    sides = [side for side in "".join(runs).split("/") if side]
    if len(sides) > 1:
        return join([_forms(sides[0]), *(f for s in sides[1:] for f in _after_slash(sides[0], s))])
    runs = sides
    found = _PART.findall(runs[0]) if runs else []
    if len(found) == 1:
        return _piece(found[0], mixed=False)
    mixed = any(p[0].isdigit() or p in written.SYMBOLS for p in found)
    return join(_piece(piece, mixed) for piece in found)


def _after_slash(before: str, side: str) -> tuple[Forms, Forms]:
    """Readings of a slash and of the side after it: `he/she`, `$20/hour`."""
    if before[-1].isdigit() and side[0].isalpha():
        per: Forms = (("per",), ("an" if re.match("hour|[aeio]", side) else "a",), ())
        unit = written.UNITS.get(side.lower())
        return per, listed(unit[0]) if unit else _forms(side)
    if side[0].isalpha() and "or" not in (before.lower(), side.lower()):
        return ((), ("or",), ("slash",)), _forms(side)
    return ((), ("slash",)), _forms(side)


def _piece(piece: str, mixed: bool) -> Forms:
    """Readings of a run of one kind; capitals beside digits (`CO2`, `H100`) are letters."""
    if piece in written.SYMBOLS:
        return listed(written.SYMBOLS[piece])
    if not piece[0].isalpha() and piece[0] != "'":
        return figures.counted(piece) or ()
    if mixed and re.fullmatch("[A-Z]{1,3}", piece):
        spelled = spell(piece)
        return unique([spelled, *_word(piece)]) if len(piece) > 1 else (spelled,)
    return _word(piece)


def _word(text: str) -> Forms:
    """Readings of letters and apostrophes: a word, an acronym, a compound in camel case."""
    word = text.lower().strip("'")
    if text.lower() in written.CLIPPINGS and text != "AM":
        return listed(written.CLIPPINGS[text.lower()])
    if len(word) < 2:
        single: dict[str, Forms] = {"a": (("a",),), "A": (("a",), ("a.",)), "i": (("i",),), "": ()}
        return single.get(text if text in single else word, (spell(word),))
    if capitals := re.fullmatch(r"([A-Z]{2,})('?s)?", text):
        return acronym(capitals[1], capitals[2] or "")
    pieces = _PART.findall(text)
    if len(pieces) > 1 and "".join(pieces) == text and "'" not in text[:-2]:
        apart = join(_word(p) if len(p) > 1 else (spell(p),) for p in pieces)
        return unique([(word,), *apart] if in_dictionary(word) else [*apart[:4], (word,)])
    for ending, full in written.CONTRACTED.items():
        if word.endswith(ending) and len(word) > len(ending):
            return ((word,), (word.removesuffix(ending), full))
    if word in written.CONTRACTED_IS:
        return ((word,), (word.removesuffix("'s"), "is"))
    return ((word,),)
