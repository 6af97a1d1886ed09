"""Guesses how an English-looking word that no dictionary lists is pronounced."""

from __future__ import annotations

_SOUNDS = {
    "a": "AE", "b": "B", "c": "K", "d": "D", "e": "EH", "f": "F", "g": "G", "h": "HH", "i": "IH",
    "j": "JH", "k": "K", "l": "L", "m": "M", "n": "N", "o": "OW", "p": "P", "q": "K", "r": "R",
    "s": "S", "t": "T", "u": "AH", "v": "V", "w": "W", "x": "K S", "y": "IY", "z": "Z",
}  # fmt: skip


def guess(word: str, count: int = 3) -> tuple[str, ...]:
    """Up to `count` pronunciations, likeliest first; empty for a word without letters."""
    phones = [_SOUNDS[letter] for letter in word.lower() if letter in _SOUNDS]
    return (" ".join(phones),) if phones else ()
