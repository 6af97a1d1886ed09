"""The look of a clip where words were cut out of it: hidden as far as possible, or shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pullquote.align.errors import FormatError

SEAMS = {
    "jump": "the picture jumps",
    "zoom": "every other piece is a little larger, as if by a second camera",
    "dip": "the picture goes through black for a moment",
    "flash": "the picture goes through white for a moment",
}
"""Name → description; the first is the default."""

_LARGER = 1.12
"""Enough to look like another camera; less looks like a mistake."""
_COLOURS = {"dip": "black", "flash": "white"}
_DIP = 0.12
"""Seconds from the picture to the colour, and back."""


@dataclass(frozen=True, slots=True)
class Seams:
    """The moments of a clip at which words were cut out."""

    look: str = "jump"
    """One of SEAMS."""
    moments: tuple[float, ...] = ()
    """Seconds from the clip's first frame."""


def check_seam(name: str) -> str:
    """The name, if it is one of SEAMS. Raises FormatError."""
    if name not in SEAMS:
        raise FormatError(name, tuple(SEAMS), "seam")
    return name


def zoomed(picture: Any, width: int, height: int) -> Any:
    """The middle of a stream of frames of this size, enlarged to the same size."""
    wide, high = (2 * round(size * _LARGER / 2) for size in (width, height))
    # Faces are rather in the upper half.
    top = round((high - height) * 0.4)
    enlarged = picture.filter("scale", wide, high).filter("setsar", "1")
    return enlarged.filter("crop", width, height, (wide - width) // 2, top)


def dipped(picture: Any, seams: Seams, rate: float) -> Any:
    """A stream of so many frames a second that goes through a colour at its seams, if so asked."""
    colour = _COLOURS.get(seams.look)
    if colour is None:
        return picture
    steps = max(2, round(_DIP * rate))
    # Frame `turn` is the first after the cut; it and the one before it are all colour.
    turns = [round(moment * rate) for moment in seams.moments]
    for step in range(steps):
        opacity = 1 - step / steps
        frames = [f"eq(n,{n})" for turn in turns for n in (turn + step, turn - 1 - step) if n >= 0]
        if frames:
            picture = picture.filter(
                "drawbox",
                color=f"{colour}@{opacity:.3f}",
                t="fill",
                enable="+".join(frames),
            )
    return picture
