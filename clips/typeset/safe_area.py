"""The part of a picture that captions keep to, and how long their lines may be there. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pullquote.clips.captions.profiles.profile import Profile, profile_named
from pullquote.clips.typeset.styles import Style, style_named

# Average advance of running text in Noto Sans, ems, with a little to spare; from pages of English.
_MEAN_ADVANCE = {False: 0.51, True: 0.55}


@dataclass(frozen=True, slots=True)
class SafeArea:
    """Margins that captions keep, as shares of the picture's width and height."""

    side: float
    bottom: float


def safe_area(width: int, height: int) -> SafeArea:
    """Margins for a picture of this shape.

    Wide pictures: the title-safe tenth of EBU R 95 at the sides, a little less below. Portrait
    pictures are shown in feeds whose buttons and texts cover about the lowest fifth.
    """
    shape = width / height
    if shape < 0.7:
        return SafeArea(0.08, 0.21)
    if shape < 0.95:
        return SafeArea(0.07, 0.13)
    if shape < 1.2:
        return SafeArea(0.07, 0.10)
    return SafeArea(0.08, 0.075)


def line_room(width: int, height: int) -> float:
    """Pixels that a line may be wide in a picture of this size."""
    return width * (1 - 2 * safe_area(width, height).side)


def profile_for(
    style: Style | str, width: int, height: int, profile: Profile | None = None
) -> Profile:
    """The profile with lines short enough to stand inside the picture at the style's size.

    `profile` is the style's own unless given.
    """
    style = style_named(style) if isinstance(style, str) else style
    base = profile if profile is not None else profile_named(style.profile)
    ems = line_room(width, height) / (style.size * min(width, height))
    chars = max(8.0, float(int(ems / _MEAN_ADVANCE[style.bold])))
    wide = max(4.0, float(int(ems)))
    return replace(
        base,
        chars_per_line=min(base.chars_per_line, chars),
        wide_per_line=min(base.wide_per_line, wide),
    )
