"""A basket whose words are corrected: its passages stay with their words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pullquote.align.model.transcript import Transcript
from pullquote.ui.web.schemas.bodies import Item

Step = tuple[int, int, int]
"""The words from a first to a last, and the last of those that stand there now."""


def follow_correction(
    basket: Iterable[Item], first: int, last: int, now: int, transcript: Transcript
) -> tuple[Item, ...]:
    """The passages after the words `first` to `last` became `first` to `now` of `transcript`.

    A passage that began or ended among them takes all of what stands there now. Words that are cut
    out of a passage stay so, unless they were corrected.
    """
    return follow_corrections(basket, [(first, last, now)], transcript)


def follow_corrections(
    basket: Iterable[Item], steps: Sequence[Step], transcript: Transcript
) -> tuple[Item, ...]:
    """The same after several corrections, in order, which name words by their first indices."""

    def moved(item: Item) -> Item:
        place = item
        for step in reversed(steps):
            place = _moved(place, *step)
        return item if place is item else _quoted(place, transcript)

    return tuple(moved(item) for item in basket)


def _moved(item: Item, first: int, last: int, now: int) -> Item:
    if item.first is None or item.last is None or item.last < first:
        return item
    begin = item.first + now - last if item.first > last else min(item.first, first)
    end = item.last + now - last if item.last >= last else now
    struck = tuple(
        index + now - last if index > last else index
        for index in item.struck
        if not first <= index <= last
    )
    return item.model_copy(update={"first": begin, "last": end, "struck": struck})


def _quoted(item: Item, transcript: Transcript) -> Item:
    """The item with the words that stand there now."""
    assert item.first is not None and item.last is not None
    text = transcript.quote(item.first, item.last)
    if item.struck:
        tokens = transcript.tokens[item.first : item.last + 1]
        text = " ".join(token.text for token in tokens if token.index not in item.struck)
    return item.model_copy(update={"text": text})
