"""The contents of font files: families, characters, widths (door: fontTools)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")
"""Extensions of the font files that can be used."""

_REGULAR, _BOLD = 400, 700


@dataclass(frozen=True, slots=True)
class Face:
    """One font: a file, or a member of a collection."""

    path: Path
    number: int
    """Its position in a collection, otherwise 0."""
    family: str = ""
    """Its name for libass."""
    weight: int = _REGULAR
    """100 to 900; 400 is regular."""

    @property
    def bold(self) -> bool:
        """True for a bold font."""
        return self.weight >= 600

    @property
    def distance(self) -> int:
        """Distance of its weight from regular or bold, whichever is nearer."""
        return min(abs(self.weight - _REGULAR), abs(self.weight - _BOLD))


@lru_cache(maxsize=256)
def faces_in(path: Path) -> tuple[Face, ...]:
    """The fonts in this file; empty when it cannot be read as a font."""
    from fontTools.ttLib import TTCollection, TTFont, TTLibError

    try:
        # Opened here because fontTools would leave a file open that is not a font.
        with path.open("rb") as file:
            several = path.suffix.lower() in (".ttc", ".otc")
            fonts = TTCollection(file, lazy=True).fonts if several else [TTFont(file, lazy=True)]
            return tuple(_face(font, path, number) for number, font in enumerate(fonts))
    # The exception for a broken file depends on its tables.
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
