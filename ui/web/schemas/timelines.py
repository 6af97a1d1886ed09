"""Passages as a timeline for editing programs."""

from __future__ import annotations

from pullquote.ui.web.schemas.bodies import Item, Name, Sent


class TimelineBody(Sent):
    """Passages for a timeline, in their order."""

    items: tuple[Item, ...] = ()
    format: Name = "otio"
    """The ending of the file, without its first dot."""
