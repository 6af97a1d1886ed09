"""Spoken forms in languages other than English: the words themselves, and numbers spelled out."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pullquote.align.spoken_forms.forms import Forms, Reading, unique

_JOINERS = "'\u200c\u200d·・"
"""Characters inside a word: apostrophe, the joiners of Indic and Persian script, Catalan's dot."""
_DECIMAL_POINT = frozenset({"zh", "ja", "ko", "th", "he", "hi", "cy", "ga", "mt", "bn", "te", "kn"})
"""Languages that write 1,234.5; the others write 1.234,5 or 1 234,5."""
_LONGEST = 15


@lru_cache(maxsize=65536)
def foreign_forms(text: str, language: str) -> Forms:
    """The words of a token, case-folded, accents kept; digits spelled out where num2words can.

    The apostrophes of `text` are unified. Never raises; empty when nothing is spoken.
    """
    folded = unicodedata.normalize("NFKC", text.casefold())
    pieces = _pieces(folded)
    if not pieces:
        return ()
    if not any(piece[0].isdecimal() for piece in pieces):
        return (tuple(pieces),)
    readings: list[Reading] = []
    for kind in ("cardinal", "year", "ordinal"):
        words: list[str] = []
        for piece in pieces:
            if piece[0].isdecimal():
                words += _number(piece, language, kind)
            else:
                words.append(piece)
        readings.append(tuple(words))
    return unique(readings)


def _pieces(text: str) -> list[str]:
    """Runs of letters (with their marks and apostrophes inside) and of digits."""
    pieces: list[str] = []
    for run in re.findall(r"\d[\d.,]*|\D+", text):
        if run[0].isdecimal():
            pieces.append(run.rstrip(".,"))
            continue
        kept = "".join(
            c if unicodedata.category(c)[0] in "LMN" or c in _JOINERS else " " for c in run
        )
        pieces += [word for part in kept.split() if (word := part.strip(_JOINERS))]
    return pieces


def _number(piece: str, language: str, kind: str) -> list[str]:
    from num2words import num2words

    point = "." if language[:2] in _DECIMAL_POINT else ","
    value: int | float
    if re.fullmatch(r"\d{1,3}([.,]\d{3})+", piece):
        value = int(re.sub(r"\D", "", piece))
    elif re.fullmatch(r"\d{1,9}[.,]\d{1,6}", piece) and (point in piece or piece.count(".") == 1):
        value = float(piece.replace(",", "."))
    else:
        value = int(re.sub(r"\D", "", piece)[:30])
    if value >= 10**_LONGEST:
        return [piece]
    if kind == "year" and not (isinstance(value, int) and 1100 <= value < 2100):
        kind = "cardinal"
    try:
        said = num2words(value, lang=language, to=kind)
    except Exception:  # num2words knows few languages well and fails in many ways
        return [piece] if kind == "cardinal" else _number(piece, language, "cardinal")
    words = _pieces(unicodedata.normalize("NFKC", str(said)).casefold())
    return words if words and not any(c.isdigit() for word in words for c in word) else [piece]
