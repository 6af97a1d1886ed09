"""A basket whose words are corrected: its passages stay with their words."""

from __future__ import annotations

from collections.abc import Iterable

from pullquote.align.model.transcript import Transcript
from pullquote.ui.web.schemas.bodies import Item


def follow_correction(
    basket: Iterable[Item], first: int, last: int, now: int, transcript: Transcript
) -> tuple[Item, ...]:
    """The passages after the words `first` to `last` became `first` to `now` of `transcript`.

    A passage that began or ended among them takes all of what stands there now.
    """

    def moved(item: Item) -> Item:
        if item.first is None or item.last is None or item.last < first:
            return item
        begin = item.first + now - last if item.first > last else min(item.first, first)
        end = item.last + now - last if item.last >= last else now
        text = transcript.quote(begin, end)
        return item.model_copy(update={"first": begin, "last": end, "text": text})

    return tuple(moved(item) for item in basket)
