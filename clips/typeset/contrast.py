"""Colours that can be read on a plain ground: contrast as in WCAG 2.2. Pure."""

from __future__ import annotations

READABLE = 4.5
"""Least contrast of letters to their ground, as WCAG's level AA asks."""
LARGE = 3.0
"""The same for large letters."""
STRONG = 12.0
"""Contrast of the words that matter most, where their colour has to change at all."""
_STEPS = 100


def contrast(first: str, second: str) -> float:
    """Contrast of two colours `#rrggbb`, from 1 (the same) to 21 (black and white)."""
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def blend(ground: str, color: str, share: float) -> str:
    """`share` of the colour, 0 to 1, over the ground."""
    pairs = zip(_channels(ground), _channels(color), strict=True)
    return "#" + "".join(f"{round(back + share * (front - back)):02x}" for back, front in pairs)


def readable_on(ground: str, color: str, aim: float = READABLE, *, least: float = READABLE) -> str:
    """The colour, or a shade of it towards black or white where it could not be read on `ground`.

    It is kept if its contrast is at least `least`. The shade is the nearest with a contrast of
    `aim`, or black or white where no shade has that much.
    """
    if contrast(ground, color) >= least:
        return color
    end = max("#ffffff", "#000000", key=lambda extreme: contrast(ground, extreme))
    shades = (blend(color, end, step / _STEPS) for step in range(1, _STEPS))
    return next((shade for shade in shades if contrast(ground, shade) >= aim), end)


def _luminance(color: str) -> float:
    """Relative luminance, 0 (black) to 1 (white)."""
    shares = (value / 255 for value in _channels(color))
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)
