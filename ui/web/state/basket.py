"""A basket whose words are corrected: its passages stay with their words."""

from __future__ import annotations

from collections.abc import Iterable

from pullquote.align.model.transcript import Transcript
from pullquote.ui.web.schemas.bodies import Item


def follow_correction(
    basket: Iterable[Item], first: int, last: int, now: int, transcript: Transcript
) -> tuple[Item, ...]:
    """The passages after the words `first` to `last` became `first` to `now` of `transcript`.

    A passage that began or ended among them takes all of what stands there now. Words that are cut
    out of a passage stay so, unless they were corrected.
    """

    def moved(item: Item) -> Item:
        if item.first is None or item.last is None or item.last < first:
            return item
        begin = item.first + now - last if item.first > last else min(item.first, first)
        end = item.last + now - last if item.last >= last else now
        struck = tuple(
            index + now - last if index > last else index
            for index in item.struck
            if not first <= index <= last
        )
        tokens = transcript.tokens[begin : end + 1]
        text = transcript.quote(begin, end)
        if struck:
            text = " ".join(token.text for token in tokens if token.index not in struck)
        return item.model_copy(update={"first": begin, "last": end, "text": text, "struck": struck})

    return tuple(moved(item) for item in basket)
