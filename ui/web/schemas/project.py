"""The part of a project file that is the page's own."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from pullquote.clips.typeset.styles import Style
from pullquote.ui.web.schemas.bodies import Item, Name, Place, Seconds, Sent, View
from pullquote.ui.web.schemas.speakers import Colours

KeptCue = tuple[Place, Place, Seconds, Seconds, tuple[Place, ...]]
"""First and last word of a cue, its start and end, and the words that begin its further lines."""


class Project(Sent):
    """The basket of a recording, its subtitles made by hand, and the page as it was left."""

    basket: Annotated[tuple[Item, ...], Field(max_length=500)] = ()
    view: View = View()
    styles: dict[Name, Style] = Field(default_factory=dict)
    """Own caption looks that the choices name."""
    cues: Annotated[tuple[KeptCue, ...], Field(max_length=50_000)] = ()
    """Subtitles made by hand."""
    colours: Colours = Field(default_factory=dict)
    """Colours chosen for speakers."""
