"""Places for everything in an audiogram, so that nothing touches anything, captions least. Pure.

There is one column: cover, title, speaker's name, moving bars, progress. A wide picture has its
cover on the left and the rest beside it. The rows of the captions are left free: at the bottom, or
in the middle for styles that stand there, with bars and progress below them.
"""

from __future__ import annotations

from dataclasses import dataclass

from pullquote.clips.audiogram.bars import WIDTH
from pullquote.clips.typeset.safe_area import safe_area
from pullquote.clips.typeset.zone import Zone


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels; all even, as 4:2:0 wants them."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The first column to the right of it."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The first row below it."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class AudiogramLayout:
    """A box for each part."""

    title: Box
    name: Box
    bars: Box
    progress: Box
    cover: Box | None


# Shares of the picture's shorter side.
_GAP = 0.032
_PROGRESS = 0.009
_BARS, _LEAST_BARS, _BARS_UNDER_COVER = 0.30, 0.08, 0.17
_LEAST_COVER = 0.05
_WIDEST_COVER = 0.62  # of the width
# A cover moves beside the words where the rows above the captions are this much wider than high.
_BESIDE = 1.8


@dataclass(frozen=True, slots=True)
class Frame:
    """The picture and the parts of it that are taken."""

    width: int
    height: int
    captions: Zone | None = None
    """Rows to leave free, pixels."""
    cover: float = 0.0
    """The cover's width divided by its height; 0 without a cover."""

    @property
    def unit(self) -> int:
        """Pixels of the shorter side."""
        return min(self.width, self.height)

    @property
    def margin(self) -> float:
        """Pixels left free at both sides."""
        return self.width * safe_area(self.width, self.height).side

    @property
    def is_beside(self) -> bool:
        """True when the cover stands beside the words rather than above them."""
        return self.cover > 0 and self.width > _BESIDE * self.zones[0].height

    @property
    def column(self) -> tuple[float, float]:
        """Left edge and width of the column that holds the words."""
        left = 0.48 * self.width if self.is_beside else self.margin
        return left, self.width - self.margin - left

    @property
    def zones(self) -> tuple[Zone, Zone | None]:
        """The rows above the captions, and those below where there is room for bars."""
        # A feed shows names and buttons over the ends of a tall picture.
        first = self.height * (0.11 if self.width < 0.7 * self.height else 0.07)
        last = self.height * (1 - safe_area(self.width, self.height).bottom)
        if self.captions is None:
            return Zone(first, last), None
        gap = _GAP * self.unit
        below = Zone(self.captions.bottom + gap, last)
        enough = _LEAST_BARS * self.unit + _PROGRESS * self.unit + gap
        above = Zone(first, self.captions.top - gap)
        return above, below if below.height > enough else None


def lay_out(frame: Frame, title: float, name: float) -> AudiogramLayout:
    """The boxes; `title` and `name` are heights in pixels, 0 for one that is missing."""
    unit = frame.unit
    gap = _GAP * unit
    upper, lower = frame.zones
    above = frame.cover > 0 and not frame.is_beside
    words = {"title": title, "name": name}
    meter = {"bars": 0.0, "progress": _PROGRESS * unit}
    room = (lower or upper).height - _stacked(meter if lower else words | meter, gap)
    most = (_BARS_UNDER_COVER if above else _BARS) * unit
    meter["bars"] = max(_LEAST_BARS * unit, min(most, room - gap))
    parts = words if lower else words | meter
    cover = (0.0, 0.0)
    if above:
        left = upper.height - _stacked(parts, gap) - gap
        cover = _fitted(frame.cover, _WIDEST_COVER * frame.width, max(left, _LEAST_COVER * unit))
        parts = {"cover": cover[1]} | parts
    rows = _rows_of(parts, upper, gap) | (_rows_of(meter, lower, gap) if lower else {})
    x, wide = frame.column
    cover_box = None
    if above:
        cover_box = _box((frame.width - cover[0]) / 2, rows["cover"], *cover)
    elif frame.cover:
        right = x - 2 * gap
        cover = _fitted(frame.cover, right - frame.margin, upper.height)
        cover_box = _box(right - cover[0], upper.top + (upper.height - cover[1]) / 2, *cover)
    title_box, name_box = (_box(x, rows[part], wide, words[part]) for part in words)
    # Each column of the drawing is a whole number of pixels wide, so that all bars look alike.
    if lower:
        x, wide = frame.margin, frame.width - 2 * frame.margin
    bars_wide = max(1, int(wide // WIDTH)) * WIDTH
    if lower or not frame.is_beside:
        x += (wide - bars_wide) / 2
    bars, progress = (_box(x, rows[part], bars_wide, meter[part]) for part in meter)
    return AudiogramLayout(title_box, name_box, bars, progress, cover_box)


def _fitted(aspect: float, width: float, height: float) -> tuple[float, float]:
    """The largest size of this aspect that fits into this width and height."""
    return (width, width / aspect) if width / height < aspect else (height * aspect, height)


def _stacked(parts: dict[str, float], gap: float) -> float:
    """Height of these parts one above the other; those of height 0 are left out."""
    heights = [height for height in parts.values() if height]
    return sum(heights) + gap * max(0, len(heights) - 1)


def _rows_of(parts: dict[str, float], zone: Zone, gap: float) -> dict[str, float]:
    """The first row of each part, the whole stack centred in the zone."""
    row = zone.top + max(0.0, (zone.height - _stacked(parts, gap)) / 2)
    rows = {}
    for name, height in parts.items():
        rows[name] = row
        row += height + gap if height else 0.0
    return rows


def _box(x: float, y: float, width: float, height: float) -> Box:
    return Box(_even(x), _even(y), _even(width), _even(height))


def _even(pixels: float) -> int:
    return 2 * round(pixels / 2)
