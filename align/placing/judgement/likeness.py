"""The share of a written word's sound that is in what was heard in its place.

A recogniser that does not know a word writes something that sounds like it: "what's our mccann" for
"quoth Zau el-Makan". Phones are compared, not letters, and phones that are often taken for each
other count as one.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from pullquote.align.spoken_forms.script import Pronouncer, Script

_FAMILIES = (
    *("P B", "T D", "K G", "F V", "S Z", "SH ZH CH JH", "TH DH", "M N NG", "L R", "W", "Y", "HH"),
    "IY IH EH EY AE AY",
    "AH ER",
    "AA AO AW OW OY UH UW",
)
_FAMILY = {
    phone: chr(ord("a") + n) for n, family in enumerate(_FAMILIES) for phone in family.split()
}


@dataclass(frozen=True)
class Sounds:
    """The sounds of a script's items and of words that were heard, a letter for each phone."""

    script: Script
    lexicon: Pronouncer

    @functools.cached_property
    def _known(self) -> dict[str, str]:
        return {}

    def of_item(self, item: int) -> str:
        """The likeliest way to speak this item; never empty."""
        return "".join(self.of_word(word) for word in self.script.items[item].forms[0])

    def of_word(self, word: str) -> str:
        """The first pronunciation of a spoken word; never empty."""
        if word not in self._known:
            first = (self.lexicon.pronunciations(word) or ("AH",))[0]
            self._known[word] = "".join(_FAMILY.get(phone, "?") for phone in first.split())
        return self._known[word]


def shares_heard(written: Sequence[str], heard: str) -> list[float]:
    """For each of these sounds, written one after the other, the share of it that was heard.

    The best alignment of all of them with what was heard decides.
    """
    whole = "".join(written)
    found = [False] * len(whole)
    for step in Levenshtein.opcodes(whole, heard):
        if step.tag == "equal":
            found[step.src_start : step.src_end] = [True] * (step.src_end - step.src_start)
    shares = []
    at = 0
    for sound in written:
        shares.append(sum(found[at : at + len(sound)]) / max(1, len(sound)))
        at += len(sound)
    return shares
