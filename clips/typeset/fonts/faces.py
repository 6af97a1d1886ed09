"""What is inside font files: families, characters, widths (door: fontTools)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")
"""Endings of the files that libass and we both read."""

_REGULAR, _BOLD = 400, 700


@dataclass(frozen=True, slots=True)
class Face:
    """One font: a file, or a member of a collection."""

    path: Path
    number: int
    """Its place in a collection, else 0."""
    family: str = ""
    """What libass calls it."""
    weight: int = _REGULAR
    """100 to 900; 400 is regular."""

    @property
    def bold(self) -> bool:
        """Whether it is the bold one of its family."""
        return self.weight >= 600

    @property
    def distance(self) -> int:
        """How far its weight is from what captions want, regular or bold."""
        return min(abs(self.weight - _REGULAR), abs(self.weight - _BOLD))


@lru_cache(maxsize=256)
def faces_in(path: Path) -> tuple[Face, ...]:
    """The fonts in this file; none when it is no font that can be read."""
    from fontTools.ttLib import TTCollection, TTFont, TTLibError

    try:
        # Opened here, for a file that is no font would be left open there.
        with path.open("rb") as file:
            several = path.suffix.lower() in (".ttc", ".otc")
            fonts = TTCollection(file, lazy=True).fonts if several else [TTFont(file, lazy=True)]
            return tuple(_face(font, path, number) for number, font in enumerate(fonts))
    # A broken file raises whatever its tables make of it.
    except (TTLibError, OSError, KeyError, ValueError, AttributeError, AssertionError):
        return ()


def _face(font: object, path: Path, number: int) -> Face:
    name, os2 = font["name"], font["OS/2"]  # type: ignore[index]
    family = str(name.getDebugName(1) or path.stem)
    return Face(path, number, family, int(os2.usWeightClass))


@lru_cache(maxsize=32)
def advances(path: Path, number: int = 0) -> tuple[dict[int, float], float]:
    """Advance width of each code point the font has, and the height of a line, in ems."""
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True, fontNumber=number) as font:
        em = font["head"].unitsPerEm
        widths = font["hmtx"].metrics
        found = {code: widths[name][0] / em for code, name in font.getBestCmap().items()}
        os2 = font["OS/2"]
        return found, (os2.usWinAscent + os2.usWinDescent) / em


@lru_cache(maxsize=32)
def covered(path: Path, number: int = 0) -> frozenset[int]:
    """The code points that the font has glyphs for."""
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True, fontNumber=number) as font:
        return frozenset(font.getBestCmap())
