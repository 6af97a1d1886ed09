"""The spoken side of a transcript: the words that may be heard for each token, and their phones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from pullquote.align.model.transcript import Transcript
from pullquote.align.spoken_forms.sequences import spoken_sequence

_MOST_FORMS = 4
_LONGEST_SENTENCE = 30


class Pronouncer(Protocol):
    """Anything that gives pronunciations of words; see `lexicon.Lexicon`."""

    def pronunciations(self, word: str) -> tuple[str, ...]: ...

    def in_dictionary(self, word: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Item:
    """A token that may be spoken, with the ways in which it may be."""

    token: int
    """Index in `Transcript.tokens`."""
    forms: tuple[tuple[str, ...], ...]
    """Spoken words of each way, most likely first; never empty."""


@dataclass(frozen=True, slots=True)
class Script:
    """The tokens of a transcript that may be spoken, in order, and the same as a flat run of words.

    Places in a script ("item 12") count only tokens that may be spoken.
    """

    items: tuple[Item, ...]
    words: tuple[str, ...] = field(repr=False)
    """The first form of every item, run together; recognised words are matched with these."""
    owners: tuple[int, ...] = field(repr=False)
    """For each of `words`, the item that it belongs to."""
    sentences: tuple[tuple[int, int], ...] = field(repr=False)
    """Half-open ranges of `words`, each about a sentence, for a language model."""

    def first_word(self, item: int) -> int:
        """Index in `words` at which this item begins; `len(words)` for the item after the last."""
        low, high = 0, len(self.owners)
        while low < high:
            middle = (low + high) // 2
            if self.owners[middle] < item:
                low = middle + 1
            else:
                high = middle
        return low

    def part(self, first: int, stop: int) -> Script:
        """The items `first` to `stop` (excluded) as a script of their own."""
        base, end = self.first_word(first), self.first_word(stop)
        return Script(
            self.items[first:stop],
            self.words[base:end],
            tuple(owner - first for owner in self.owners[base:end]),
            tuple(
                (max(a, base) - base, min(b, end) - base)
                for a, b in self.sentences
                if a < end and b > base
            ),
        )

    def rearranged(self, ranges: Sequence[tuple[int, int]]) -> Script:
        """The script with these half-open ranges of items, which are all of it, in this order."""
        items: list[Item] = []
        words: list[str] = []
        owners: list[int] = []
        sentences: list[tuple[int, int]] = []
        for first, stop in ranges:
            begin, end = self.first_word(first), self.first_word(stop)
            moved = len(words) - begin
            owners += [owner + len(items) - first for owner in self.owners[begin:end]]
            items += self.items[first:stop]
            words += self.words[begin:end]
            sentences += [
                (max(begin, low) + moved, min(end, high) + moved)
                for low, high in self.sentences
                if low < end and high > begin
            ]
        return Script(tuple(items), tuple(words), tuple(owners), tuple(sentences))


def make_script(transcript: Transcript, language: str) -> Script:
    """The spoken side of a transcript in this language (ISO 639-1)."""
    spoken = [token for token in transcript.tokens if token.is_speech]
    readings = spoken_sequence([token.text for token in spoken], language)
    items = [
        Item(token.index, forms[:_MOST_FORMS])
        for token, forms in zip(spoken, readings, strict=True)
        if forms
    ]
    words: list[str] = []
    owners: list[int] = []
    sentences: list[tuple[int, int]] = []
    began = 0
    for place, item in enumerate(items):
        words.extend(item.forms[0])
        owners.extend([place] * len(item.forms[0]))
        ends = transcript.tokens[item.token].text.rstrip("\"'”’)]")[-1:] in tuple(".?!…:;")
        if ends or len(words) - began >= _LONGEST_SENTENCE:
            sentences.append((began, len(words)))
            began = len(words)
    if began < len(words):
        sentences.append((began, len(words)))
    return Script(tuple(items), tuple(words), tuple(owners), tuple(sentences))


def count_phones(script: Script, language: str) -> tuple[int, ...]:
    """The number of phones in the likeliest way to speak each item.

    Letters stand in for phones where there is no dictionary for the language.
    """
    if language != "en":
        return tuple(max(1, sum(map(len, item.forms[0]))) for item in script.items)
    from pullquote.align.spoken_forms.lexicon import load_lexicon

    lexicon = load_lexicon()
    return tuple(
        sum(phones_in(lexicon.pronunciations(word)) for word in item.forms[0])
        for item in script.items
    )


def phones_in(pronunciations: Sequence[str]) -> int:
    """The number of phones in the first of these pronunciations; 1 where there is none."""
    return len(pronunciations[0].split()) if pronunciations else 1
