"""The moving parts of an audiogram, as data for a player that draws them over a still."""

from __future__ import annotations

from dataclasses import dataclass

from pullquote.clips.audiogram.layout import Box


@dataclass(frozen=True, slots=True)
class Motion:
    """The bars and the progress line of an audiogram. Colours are `#rrggbb`."""

    width: int
    """Of the picture, pixels; boxes are in these pixels too."""
    height: int
    bars: Box
    progress: Box
    rows: int
    """Rows of the bars' drawing; the tallest bar fills them all, the shortest two."""
    levels: tuple[int, ...]
    """Heights from 0 to 255, `bars.BANDS` a frame; each is drawn twice, low tones in the middle."""
    frame_rate: int
    background: str
    accent: str
    track: str
    """Behind the progress line."""
