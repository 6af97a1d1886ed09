"""The part of a project file that is the page's own."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from pullquote.clips.typeset.styles import Style
from pullquote.ui.web.schemas.bodies import Item, Name, Sent, View


class Project(Sent):
    """The basket of a recording, and the page as it was left."""

    basket: Annotated[tuple[Item, ...], Field(max_length=500)] = ()
    view: View = View()
    styles: dict[Name, Style] = Field(default_factory=dict)
    """Own caption looks that the choices name."""
