"""The rows of a picture that are reserved for its captions. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pullquote.clips.captions.cue import Cue
from pullquote.clips.typeset.fonts import font_runs, line_height
from pullquote.clips.typeset.safe_area import safe_area
from pullquote.clips.typeset.styles import Style


@dataclass(frozen=True, slots=True)
class Zone:
    """Rows of the picture, pixels, half-open."""

    top: float
    bottom: float

    @property
    def height(self) -> float:
        """Rows."""
        return max(0.0, self.bottom - self.top)


def captions_zone(cues: Sequence[Cue], style: Style, width: int, height: int) -> Zone | None:
    """The rows that the tallest of these captions may take; None without captions."""
    if not cues:
        return None
    em = style.size * min(width, height)
    tallest = max(_rows(cue, style) for cue in cues) * em
    around = (style.outline + style.shadow + (style.box_padding if style.box != "none" else 0)) * em
    if style.position == "middle":
        return Zone(height / 2 - tallest / 2 - around, height / 2 + tallest / 2 + around)
    bottom = height * (1 - safe_area(width, height).bottom)
    return Zone(bottom - tallest - around, bottom + around)


def _rows(cue: Cue, style: Style) -> float:
    """Height of a cue in ems."""
    lines = cue.text.split("\n")
    if style.speaker_name == "above" and cue.speaker:
        lines.append(cue.speaker)
    return sum(
        max(
            line_height(run.family or style.font, bold=style.bold)
            for run in font_runs(line or " ", style.font)
        )
        for line in lines
    )
