"""The character tables of EBU STL's text (EBU Tech 3264, appendix 2).

Table 0 is Latin, after ISO 6937/2: an accent precedes its letter, and 0x24 is the currency sign, so
the dollar is 0xA4. Tables 1 to 4 are ISO 8859-5 to -8: Cyrillic, Arabic, Greek and Hebrew.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from pullquote.align.errors import InputError

_LATIN = 0
_OTHERS = {1: "iso8859_5", 2: "iso8859_6", 3: "iso8859_7", 4: "iso8859_8"}
_ACCENTS = dict(
    zip(
        "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a\u0327\u030b\u0328\u030c",
        b"\xc1\xc2\xc3\xc4\xc5\xc6\xc7\xc8\xca\xcb\xcd\xce\xcf",
        strict=True,
    )
)
# The first byte of each run of signs, and the signs.
_RUNS = {
    0xA1: "¡¢£$¥",
    0xA7: "§¤‘“«←↑→↓°±²³×µ¶·÷’”»¼½¾¿",
    0xD0: "—¹®©™♪",
    0xE0: "ΩÆĐªĦ",
    0xE6: "ĲĿŁØŒºÞŦŊŉĸæđðħıĳŀłøœßþŧŋ",
}
_SIGNS = {sign: code for first, run in _RUNS.items() for code, sign in enumerate(run, first)}
_PLAIN = {"…": "..."} | dict(zip("–‐‑−‚„′″\u00a0\u202f\t", '----,"\'"   ', strict=True))
"""Signs that the tables do not have, and what is written instead."""

_STRAIGHT = dict(zip("—’‘“”", "-''\"\"", strict=True))
"""The same for the tables without typographic signs."""


def character_table(texts: Iterable[str]) -> int:
    """The first table that holds all of these texts. Raises InputError when there is none."""
    wanted = sorted({character for text in texts for character in text if character != "\n"})
    lacking = [character for character in wanted if _latin(character) is None]
    if not lacking:
        return _LATIN
    for table in _OTHERS:
        if all(_other(character, table) is not None for character in wanted):
            return table
    some = " ".join(lacking[:8]) + (" …" if len(lacking) > 8 else "")
    raise InputError(
        f"EBU STL has no characters for {some} together with the rest of the text; write another "
        "format, such as .ttml"
    )


def encode_text(text: str, table: int) -> bytes:
    """A line in this table; every character must be in it."""
    coded = (_latin(char) if table == _LATIN else _other(char, table) for char in text)
    return b"".join(code for code in coded if code is not None)


def _latin(character: str) -> bytes | None:
    """Its bytes in table 0; None where the table lacks it."""
    plain = _PLAIN.get(character, character)
    if len(plain) > 1:
        return plain.encode("ascii")
    if plain in _SIGNS:
        return bytes([_SIGNS[plain]])
    if " " <= plain <= "~":
        return plain.encode("ascii")
    parts = unicodedata.normalize("NFD", plain)
    letter, accent = parts[0], parts[1:]
    if letter.isascii() and letter.isalpha() and accent in _ACCENTS:
        return bytes([_ACCENTS[accent], ord(letter)])
    return None


def _other(character: str, table: int) -> bytes | None:
    plain = _STRAIGHT.get(character) or _PLAIN.get(character, character)
    try:
        return plain.encode(_OTHERS[table])
    except UnicodeEncodeError:
        return None
