"""Widths of characters, and places where a word may be cut, in any script."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_JOINERS = "\u200d\u2060"
_VARIATION = range(0xFE00, 0xFE10)
_SKIN = range(0x1F3FB, 0x1F400)
_FLAGS = range(0x1F1E6, 0x1F200)
# Virama signs join the consonant after them to the cluster before.
_VIRAMAS = frozenset("\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u1039\u17d2")


@lru_cache(maxsize=8192)
def is_wide(char: str) -> bool:
    """True for a character that fills a whole square: Chinese, Japanese, Korean, emoji."""
    return unicodedata.east_asian_width(char) in "WF"


@lru_cache(maxsize=8192)
def _is_attached(char: str) -> bool:
    """True for a character that belongs to the one before it."""
    return (
        unicodedata.category(char) in ("Mn", "Me", "Mc")
        or char in _JOINERS
        or ord(char) in _VARIATION
        or ord(char) in _SKIN
    )


def text_width(text: str, *, wide: float = 2.0) -> float:
    """Width in narrow characters; a full-width one counts `wide`, a combining mark nothing."""
    if text.isascii():
        return float(len(text))
    width = 0.0
    for char in text:
        if is_wide(char):
            width += wide
        elif unicodedata.category(char) not in ("Mn", "Me", "Cf"):
            width += 1.0
    return width


def is_right_to_left(text: str) -> bool:
    """True when the first letter of the text is of a script written from right to left."""
    kinds = (unicodedata.bidirectional(char) for char in text)
    return next((kind in ("R", "AL") for kind in kinds if kind in ("L", "R", "AL")), False)


def clusters(text: str) -> list[str]:
    """The text in pieces that a reader takes for one character; joined they are the text.

    Close to Unicode's grapheme clusters (UAX 29): marks, joiners, skin tones, variation selectors,
    pairs of flag letters and Indic conjuncts stay together.
    """
    pieces: list[str] = []
    for char in text:
        last = pieces[-1] if pieces else ""
        joins = bool(last) and (
            _is_attached(char)
            or last[-1] == "\u200d"
            or (last[-1] in _VIRAMAS and char.isalpha())
            or (ord(char) in _FLAGS and len(last) == 1 and ord(last) in _FLAGS)
        )
        if joins:
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


# A long address or compound is best cut after one of these.
_SEAMS = frozenset("-‐–—/\\_.,:;?&=+@|#%~")


def cut_word(text: str, room: float, *, wide: float = 2.0) -> list[str]:
    """The word in pieces no wider than `room` narrow characters; joined they are the word.

    Cut after a seam (slash, hyphen, dot …) where the last third of a piece has one, else between
    characters. A single character wider than the room stays whole.
    """
    pieces: list[str] = []
    piece: list[str] = []
    used = 0.0
    for cluster in clusters(text):
        width = text_width(cluster, wide=wide)
        if piece and used + width > room:
            cut = next(
                (k for k in range(len(piece), len(piece) * 2 // 3, -1) if piece[k - 1] in _SEAMS),
                len(piece),
            )
            pieces.append("".join(piece[:cut]))
            piece = piece[cut:]
            used = sum(text_width(part, wide=wide) for part in piece)
        piece.append(cluster)
        used += width
    if piece:
        pieces.append("".join(piece))
    return pieces
