"""Caption looks and profiles of one's own."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from pullquote.clips.typeset.styles import Style
from pullquote.ui.web.schemas.bodies import Name, Sent
from pullquote.ui.web.schemas.plain import Answer


class PresetBody(Sent):
    """A caption look of one's own, to be kept under a name."""

    name: Annotated[str, Field(max_length=60)]
    style: Style


class PresetName(Sent):
    """The name of a look to be forgotten."""

    name: Name


class ProfileBody(Sent):
    """An uploaded file with rules for captions."""

    upload: str = ""


class Profiles(Answer):
    """The visitor's own profiles of captions."""

    profiles: tuple[str, ...]
    """Their names."""
    chosen: str | None = None
    """The value of the one that was kept just now."""
