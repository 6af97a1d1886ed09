"""Items of a script recognised among the words that were heard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pullquote.align.model.words import Word
from pullquote.align.placing.matching import PlaceIndex, anchor_pairs
from pullquote.align.spoken_forms.script import Script
from pullquote.align.times import TimeSpan


@dataclass(frozen=True, slots=True)
class HeardItem:
    """An item of the script that was heard, and the recognised words that it is."""

    item: int
    first: int
    """Index of the first of its recognised words."""
    stop: int
    """Index after the last."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Recognised words of a stretch and the items of the script that they are."""

    words: tuple[Word, ...]
    items: tuple[HeardItem, ...]
    """Increasing in every field."""

    def span_of(self, item: HeardItem) -> TimeSpan:
        """The time at which this item was heard."""
        return self.words[item.first].span.hull(self.words[item.stop - 1].span)

    def from_item(self, number: int) -> Heard:
        """The same without what was heard before the item at this index of `items`."""
        cut = self.items[number].first
        return Heard(
            self.words[cut:],
            tuple(HeardItem(i.item, i.first - cut, i.stop - cut) for i in self.items[number:]),
        )


def match_heard(
    words: Sequence[Word], script: Script, first: int, stop: int, *, follows: bool = False
) -> Heard:
    """The recognised words, and which of the items `first` to `stop` (excluded) they surely are.

    An item spoken in several words counts when all of them were heard one after the other.
    `follows` says that the item before the first was spoken right before the first word.
    """
    base, end = script.first_word(first), script.first_word(stop)
    pairs = {
        written + base: heard
        for heard, written in anchor_pairs(
            [w.text for w in words], script.words[base:end], follows=follows
        )
    }
    items = []
    written = base
    while written < end:
        item = script.owners[written]
        length = len(script.items[item].forms[0])
        at = [pairs.get(written + k) for k in range(length)]
        if at[0] is not None and all(place == at[0] + k for k, place in enumerate(at)):
            items.append(HeardItem(item, at[0], at[0] + length))
        written += length
    return Heard(tuple(words), tuple(items))


def match_anywhere(
    words: Sequence[Word],
    index: PlaceIndex,
    script: Script,
    first: int,
    stop: int,
    *,
    margin: int = 30,
) -> Heard:
    """The recognised words matched where among items `first` to `stop` (excluded) they belong.

    `index` is one of the script's words. Up to `margin` words around the place are matched too. No
    item is heard where no place is certain.
    """
    low, high = script.first_word(first), script.first_word(stop)
    place = index.find([word.text for word in words], first=low, stop=high)
    if place is None or not place.is_certain:
        return Heard(tuple(words), ())
    start = max(low, place.offset - margin)
    last = min(high, place.offset + len(words) + margin) - 1
    if last < start:
        return Heard(tuple(words), ())
    return match_heard(words, script, script.owners[start], script.owners[last] + 1)
