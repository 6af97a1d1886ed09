"""The characters of CEA-608 (its tables are also in 47 CFR 15.119)."""

from __future__ import annotations

import unicodedata

from pullquote.align.errors import InputError

_STANDARD = {chr(code): code for code in range(0x20, 0x7F) if chr(code) not in "*\\^_`{|}~"}
_STANDARD |= dict(zip("áéíóú", (0x2A, 0x5C, 0x5E, 0x5F, 0x60), strict=True))
_STANDARD |= {sign: code for code, sign in enumerate("ç÷Ññ█", 0x7B)} | {"’": 0x27}
# The first code of each run, and its signs; those of the last two replace the letter before them.
_SPECIAL = {sign: code for code, sign in enumerate("®°½¿™¢£♪à\0èâêîôû", 0x1130) if sign != "\0"}
_RUNS = {
    0x1220: "ÁÉÓÚÜü‘¡*'—©℠•“”ÀÂÇÈÊËëÎÏïÔÙùÛ«»",
    0x1320: "ÃãÍÌìÒòÕõ{}\\^_|~ÄäÖöß¥¤¦ÅåØø",
}
_EXTENDED = {
    sign: code
    for first, run in _RUNS.items()
    for code, sign in enumerate(run, first)
    if sign not in _STANDARD
}
_PLAIN = {"…": "..."} | dict(zip("–‐‑−‚„′″\u00a0\u202f\t", '----,"\'"   ', strict=True))
"""Signs that CEA-608 does not have, and what is written instead."""


def encode_line(text: str) -> list[int]:
    """A line as pairs of bytes. Raises InputError for characters that CEA-608 lacks."""
    pairs: list[int] = []
    half: int | None = None  # A byte that waits for its second.
    for char in "".join(_PLAIN.get(char, char) for char in text):
        if char in _STANDARD:
            if half is None:
                half = _STANDARD[char]
            else:
                pairs.append(half << 8 | _STANDARD[char])
                half = None
            continue
        if char in _EXTENDED:
            # A receiver without this character shows the letter that it replaces.
            bare = _STANDARD[_bare(char)]
            pairs += [bare << 8] if half is None else [half << 8 | bare]
        elif half is not None:
            pairs.append(half << 8)
        half = None
        pairs += [_code(char)] * 2
    return pairs if half is None else [*pairs, half << 8]


def _code(char: str) -> int:
    code = _SPECIAL.get(char) or _EXTENDED.get(char)
    if code is None:
        raise InputError(
            f"SCC (CEA-608) has no character {char!r}; it holds the letters of English, French, "
            "German, Spanish, Portuguese and Danish. Write another format, such as .ttml"
        )
    return code


def _bare(char: str) -> str:
    """The letter without its accent, or the sign most like it."""
    letter = unicodedata.normalize("NFD", char)[0]
    likes = dict(zip("‘“”«»—•ßØø¡¥¤¦{}\\|~^_*©℠", '\'""""-.sOo!YS!()/!-\'- cS', strict=True))
    return letter if letter in _STANDARD else likes.get(char, " ")
