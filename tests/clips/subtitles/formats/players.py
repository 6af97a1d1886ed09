"""Subtitles as a player shows them."""

from __future__ import annotations

from ttconv.model import Br, Text


def shown_text(moment):
    """The text on the screen at this moment, by ttconv."""

    def text(element) -> str:
        if isinstance(element, Br):
            return "\n"
        own = element.get_text() if isinstance(element, Text) else ""
        return own + "".join(text(child) for child in element)

    return "".join(text(region) for region in moment.iter_regions()).rstrip()
