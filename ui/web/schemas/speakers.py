"""Speakers: their names in the transcript, and the colours by which the page tells them apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, get_args

from pydantic import Field

from pullquote.ui.web.schemas.bodies import Item, Name, Sent
from pullquote.ui.web.schemas.plain import Answer

Colour = Literal["blue", "red", "green", "purple", "brown", "teal", "pink", "olive", "none"]
"""A colour of the page's own palette, which is another in dark; `none` for the text's own."""

Colours = dict[str, Colour]
"""Chosen colours by the speaker's name; the page colours the others in turn."""


def read_colours(kept: Any) -> Colours:
    """The readable part of colours that were kept; none where there were none."""
    known = get_args(Colour)
    found = kept if isinstance(kept, Mapping) else {}
    return {str(name): colour for name, colour in found.items() if colour in known}


class SpeakerChange(Sent):
    """The name and the colour that a speaker shall have."""

    was: Name
    """The name now."""
    name: Name
    colour: Colour | None = None
    """None for the one that the page gives in turn."""


class SpeakersBody(Sent):
    """Speakers to be renamed or coloured, all at once."""

    speakers: Annotated[tuple[SpeakerChange, ...], Field(max_length=1000)] = ()


class SpeakersAnswer(Answer):
    """The speakers were changed."""

    words: bool
    """True if words of the transcript are others now."""
    basket: tuple[Item, ...]
    """The basket, whose passages stayed with their words."""
    colours: Colours
