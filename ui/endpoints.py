"""Named endpoints of Gradio's API: align, search, clip, subtitles, for programs and assistants."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.routes import Desk


def add_endpoints(desk: Desk) -> None:
    """Add them to the page being built."""
