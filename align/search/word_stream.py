"""Words as a search compares them, joined into one searchable string. Pure."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from pullquote.align.search.fuzzy import FuzzyText

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile("['’‘ʼ`´]")
_FLAT = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})
# Accents of Latin, Greek and Cyrillic, points of Hebrew and Arabic; in other scripts such signs
# are vowels.
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670]")


def fold_words(text: str) -> list[str]:
    """The words of `text` as they are compared: case-folded, no accents, no punctuation."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.casefold().translate(_FLAT))
        text = unicodedata.normalize("NFKC", _ACCENTS.sub("", text))
        if not text.isascii():
            folded = _APOSTROPHES.sub("", text)
            # Signs that do not count as letters (Thai and Indic vowels) belong to their word.
            return "".join(
                c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in folded
            ).split()
    return _WORD.findall(_APOSTROPHES.sub("", text.lower()))


class WordStream:
    """A run of folded words, each owned by a token, as one searchable string."""

    def __init__(self, pairs: Iterable[tuple[int, str]]) -> None:
        self.owners: list[int] = []
        self.words: list[str] = []
        for owner, word in pairs:
            self.owners.append(owner)
            self.words.append(word)
        self.text = " " + " ".join(self.words) + " "
        self.starts: list[int] = []
        place = 1
        for word in self.words:
            self.starts.append(place)
            place += len(word) + 1

    @cached_property
    def glued(self) -> tuple[str, list[int]]:
        """The words without spaces, and the place at which each begins."""
        starts: list[int] = []
        place = 0
        for word in self.words:
            starts.append(place)
            place += len(word)
        return "".join(self.words), starts

    @cached_property
    def fuzzy(self) -> FuzzyText:
        """The same words, for finding similar ones."""
        return FuzzyText(self.words)

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, int, bool]]:
        """First and last token of each occurrence, and whether its last word is whole."""
        needle = " " + " ".join(words)
        place = self.text.find(needle)
        while place >= 0:
            first = bisect_right(self.starts, place + 1) - 1
            whole = self.text[place + len(needle)] == " "
            yield self.owners[first], self.owners[first + len(words) - 1], whole
            place = self.text.find(needle, place + 1)

    def find_glued(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Occurrences whose words are only divided differently: `every one` and `everyone`."""
        text, starts = self.glued
        needle = "".join(words)
        place = text.find(needle)
        while place >= 0:
            first = bisect_right(starts, place) - 1
            last = bisect_right(starts, place + len(needle) - 1) - 1
            end = starts[last] + len(self.words[last])
            if starts[first] == place and end == place + len(needle):
                yield self.owners[first], self.owners[last]
            place = text.find(needle, place + 1)
