"""Letters to phones by a table of rules, for languages whose spelling shows how they sound.

A table has a rule a line, `letters > phones`. The letters are a regular expression, matched where
the rules before have left off; the first rule that matches wins, so that special cases stand above
general ones. `A` stands for any vowel in it, `^` and `$` for the ends of the word. `OW/AO` among
the phones are two that may be heard, the likelier first; `AH?` may be left out, and `/Z` mostly is.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

MAX_VARIANTS = 6
"""Pronunciations offered of one word."""
_VOWELS = "aeiouyàâäáãéèêëíìîïóòôöõúùûüœæ"


@dataclass(frozen=True)
class LetterRules:
    """The rules of one language."""

    table: str
    """Rules as in the module's docstring."""
    foreign: str
    """A regular expression for letters that only words from elsewhere have."""
    words: str = ""
    """Words that the rules get wrong, as `word > phones`."""

    def phones(self, word: str) -> tuple[str, ...]:
        """Phones separated by blanks, likeliest first, at most MAX_VARIANTS; () without letters."""
        word = unicodedata.normalize("NFC", word.lower())
        known = self._words.get(word)
        if known is not None:
            return _variants(known)
        slots: list[str] = []
        place = 0
        while place < len(word):
            for pattern, phones in self._rules:
                found = pattern.match(word, place)
                if found is not None and found.end() > place:
                    slots += phones
                    place = found.end()
                    break
            else:
                place += 1
        return _variants(slots)

    def is_foreign(self, word: str) -> bool:
        """True for a word with letters that are not of the language."""
        return re.search(self.foreign, word.lower()) is not None

    @cached_property
    def _rules(self) -> list[tuple[re.Pattern[str], list[str]]]:
        return [(re.compile(_pattern(letters)), phones) for letters, phones in _lines(self.table)]

    @cached_property
    def _words(self) -> dict[str, list[str]]:
        return dict(_lines(self.words))


def _pattern(letters: str) -> str:
    """The letters of a rule with the vowels in place of `A`."""
    return re.sub(r"(\[\^?)A", rf"\1{_VOWELS}", letters).replace("A", f"[{_VOWELS}]")


def _lines(table: str) -> list[tuple[str, list[str]]]:
    """The sides of each line of a table."""
    found = []
    for line in table.strip().splitlines():
        letters, _, phones = line.rpartition(">")
        found.append((letters.strip(), phones.split()))
    return found


def _variants(slots: list[str]) -> tuple[str, ...]:
    """Every way to fill the slots, those with the fewest second choices first."""
    ways: list[tuple[int, tuple[str, ...]]] = [(0, ())]
    for slot in slots:
        choices = slot.rstrip("?").split("/") + ([""] if slot.endswith("?") else [])
        grown = [
            (rank + more, (*way, phone)) for rank, way in ways for more, phone in enumerate(choices)
        ]
        ways = sorted(grown, key=lambda pair: pair[0])[: 2 * MAX_VARIANTS]
    spoken = (" ".join(_joined(way)) for _, way in ways)
    return tuple(dict.fromkeys(phones for phones in spoken if phones))[:MAX_VARIANTS]


def _joined(way: tuple[str, ...]) -> list[str]:
    """The phones without empty ones and without one that repeats the one before it."""
    return [phone for phone, _ in itertools.groupby(phone for phone in way if phone)]
