"""The sound of a word as a short key: words that sound alike in English have the same one. Pure.

In the manner of Metaphone (L. Philips, "Hanging on the Metaphone", Computer Language 7/12, 1990),
simplified: consonants as they are spoken, vowels only at the start.
"""

from __future__ import annotations

import re
from functools import lru_cache

_RULES = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^(?:kn|gn|pn|mn)", "n"),
        (r"^wr", "r"),
        (r"^x", "s"),
        (r"^wh", "w"),
        (r"^ps", "s"),
        (r"mb$", "m"),
        (r"tch", "C"),
        (r"sch(?=[eiylmnrw])", "X"),
        (r"sch", "sk"),
        (r"ch(?=[rl])", "k"),
        (r"ch", "C"),
        (r"sh|ti(?=[ao])|si(?=o)|ci(?=a)", "X"),
        (r"ph", "f"),
        (r"th", "T"),
        (r"dg(?=[eiy])", "j"),
        (r"gh(?=[aeiou])", "g"),
        (r"gh", ""),
        (r"gn(?=e?d?$)", "n"),
        (r"ck|cq", "k"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"g(?=[eiy])", "j"),
        (r"qu?", "k"),
        (r"x", "ks"),
        (r"z", "s"),
        (r"v", "f"),
        (r"(?<=[aeiou])h(?![aeiou])", ""),
        (r"w(?![aeiouy])|y(?![aeiou])", ""),
        (r"y", "i"),
    )
)
_VOWELS = re.compile(r"(?<!^)[aeiouh]")
_DOUBLE = re.compile(r"(.)\1+")


@lru_cache(maxsize=1 << 18)
def sound_of(word: str) -> str:
    """The key of a folded word; empty for figures and for letters of other scripts."""
    if not (word.isascii() and word.isalpha()):
        return ""
    for pattern, sound in _RULES:
        word = pattern.sub(sound, word)
    if word[:1] in "aeiou":
        word = "a" + word[1:]
    return _DOUBLE.sub(r"\1", _VOWELS.sub("", word))
