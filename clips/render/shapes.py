"""The shape of a clip's picture: its size, and the part of the source in it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from pullquote.align.errors import FormatError

ASPECTS = {
    "source": None,
    "16:9": Fraction(16, 9),
    "1:1": Fraction(1),
    "4:5": Fraction(4, 5),
    "9:16": Fraction(9, 16),
}
"""Name of a shape → width by height; None is the source's own."""
FITS = ("crop", "blur", "plain")
LARGEST_SHORT_SIDE = 1080
"""Pixels of the shorter side of a picture whose shape is not the source's."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The picture's shape, and the way in which the source is fitted into it."""

    aspect: str = "source"
    """One of ASPECTS."""
    fit: str = "crop"
    """`crop` fills the picture with a part of the source; `blur` and `plain` show all of it, on
    its own blurred image or on `background`."""
    centre: float = 0.5
    """Position of the crop's middle in the source, 0 (left or top) to 1, moved inwards where the
    crop would leave the source."""
    background: str = "#14181f"
    """`#rrggbb`, around a picture that is fitted and behind an audiogram."""

    def __post_init__(self) -> None:
        if self.aspect not in ASPECTS:
            raise FormatError(self.aspect, tuple(ASPECTS), "shape")
        if self.fit not in FITS:
            raise FormatError(self.fit, FITS, "fit")
        if not 0.0 <= self.centre <= 1.0:
            raise ValueError(f"the crop's centre must be between 0 and 1, got {self.centre}")
        check_colour(self.background)


def check_colour(text: str) -> str:
    """The text, if it is a colour such as `#ffc15e`. Raises FormatError for any other."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", text):
        raise FormatError(text, ("#rrggbb",), "colour")
    return text


@dataclass(frozen=True, slots=True)
class FrameLayout:
    """The source in the picture of a clip, in pixels, all even, as H.264 with 4:2:0 demands."""

    width: int
    """Of the clip's picture."""
    height: int
    scaled_width: int
    """Of the whole source after scaling."""
    scaled_height: int
    x: int
    """Left edge of the crop in the scaled source, or of the source in the picture."""
    y: int


def place(shape: Shape, width: int, height: int) -> FrameLayout:
    """Sizes and places for a source of this size (as shown, square pixels) in the picture."""
    aspect = ASPECTS[shape.aspect]
    if aspect is None:
        out_width, out_height = _even(width), _even(height)
        return FrameLayout(out_width, out_height, out_width, out_height, 0, 0)
    out_width, out_height = canvas(aspect, min(width, height))
    by_width, by_height = out_width / width, out_height / height
    scale = max(by_width, by_height) if shape.fit == "crop" else min(by_width, by_height)
    scaled_width, scaled_height = _even(width * scale), _even(height * scale)
    if shape.fit == "crop":
        # Rounding must not leave the scaled source a pixel short of the picture.
        scaled_width, scaled_height = max(scaled_width, out_width), max(scaled_height, out_height)
        x = _offset(shape.centre, scaled_width, out_width)
        y = _offset(shape.centre, scaled_height, out_height)
    else:
        scaled_width, scaled_height = min(scaled_width, out_width), min(scaled_height, out_height)
        x, y = (out_width - scaled_width) // 2, (out_height - scaled_height) // 2
    return FrameLayout(out_width, out_height, scaled_width, scaled_height, x, y)


def canvas(aspect: Fraction, short_side: int) -> tuple[int, int]:
    """Width and height of a picture of this aspect; its shorter side is at most 1080."""
    short = _even(min(short_side, LARGEST_SHORT_SIDE))
    if aspect >= 1:
        return _even(short * float(aspect)), short
    return short, _even(short / float(aspect))


def _offset(centre: float, whole: int, part: int) -> int:
    return max(0, min(whole - part, round(centre * whole - part / 2)))


def _even(pixels: float) -> int:
    return max(2, 2 * round(pixels / 2))
