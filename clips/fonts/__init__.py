"""The fonts that come with Pullquote, what they cover, and which one a piece of text needs.

All are cuts of Noto under the SIL Open Font License (`OFL.txt`); `README.md` says where from.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FONTS_DIR = Path(__file__).resolve().parent / "noto"
"""The folder to give to libass as its `fontsdir`: fonts only, for libass opens every file."""

DEFAULT_FAMILY = "Noto Sans"
_FILES = {
    "Noto Sans": "NotoSans",
    "Noto Sans Arabic": "NotoSansArabic",
    "Noto Sans Hebrew": "NotoSansHebrew",
    "Noto Sans Devanagari": "NotoSansDevanagari",
    "Noto Sans Thai": "NotoSansThai",
    "Noto Emoji": "NotoEmoji",
}
_BOLD_ONLY = frozenset({"Noto Emoji"})
FAMILIES = tuple(_FILES)

# Drawn as nothing by libass, whatever the font says.
_INVISIBLE = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad")


@dataclass(frozen=True, slots=True)
class FontRun:
    """A stretch of text and the family that has its characters."""

    family: str | None
    """A shipped family; None where none has them and the system must help."""
    text: str


def undrawn(char: str) -> bool:
    """Whether the character only changes the look of an emoji before it: skin tone, colour.

    libass joins no emoji of several parts, so these would stand as boxes beside it.
    """
    return "\U0001f3fb" <= char <= "\U0001f3ff" or char in "\ufe0e\ufe0f\u200d\u20e3"


def font_file(family: str, *, bold: bool = False) -> Path | None:
    """The file of a shipped family, None for another."""
    stem = _FILES.get(family)
    if stem is None:
        return None
    return FONTS_DIR / f"{stem}-{'Bold' if bold or family in _BOLD_ONLY else 'Regular'}.ttf"


@lru_cache(maxsize=16)
def covered(path: Path) -> frozenset[int]:
    """The code points that a font file has glyphs for."""
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


@lru_cache(maxsize=16)
def _advances(path: Path) -> tuple[dict[int, float], float]:
    """Advance width of each code point and the line's height, in ems."""
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        em = font["head"].unitsPerEm
        widths = font["hmtx"].metrics
        advances = {code: widths[name][0] / em for code, name in font.getBestCmap().items()}
        os2 = font["OS/2"]
        return advances, (os2.usWinAscent + os2.usWinDescent) / em


def line_height(family: str = DEFAULT_FAMILY, *, bold: bool = False) -> float:
    """Height of a line in ems: what ASS calls the font's size is this, not the em."""
    path = font_file(family, bold=bold)
    return _advances(path)[1] if path else 1.3


def line_width(text: str, family: str = DEFAULT_FAMILY, *, bold: bool = False) -> float:
    """Width of a line of text in ems, without kerning; full-width characters count one em."""
    width = 0.0
    for run in font_runs(text, family):
        path = font_file(run.family or DEFAULT_FAMILY, bold=bold)
        advances = _advances(path)[0] if path else {}
        for char in run.text:
            wide = unicodedata.east_asian_width(char) in "WF"
            width += advances.get(ord(char), 1.0 if wide else 0.6)
    return width


def font_runs(text: str, family: str = DEFAULT_FAMILY) -> list[FontRun]:
    """The text divided so that each part can be drawn by one font.

    `family` comes first, then the other shipped ones. Spaces and marks stay with what stands
    before them, so that words and clusters are shaped whole.
    """
    order = (family, *(other for other in FAMILIES if other != family))
    runs: list[FontRun] = []
    for char in text:
        before = runs[-1] if runs else None
        if before is not None and _goes_with(char, before.family):
            runs[-1] = FontRun(before.family, before.text + char)
            continue
        chosen = next((name for name in order if _has(name, char)), None)
        if before is not None and before.family == chosen:
            runs[-1] = FontRun(chosen, before.text + char)
        else:
            runs.append(FontRun(chosen, char))
    return runs


def _has(family: str, char: str) -> bool:
    path = font_file(family)
    # An unknown family is the user's own: libass will tell what it lacks.
    return path is None or ord(char) in covered(path) or char in _INVISIBLE


def _goes_with(char: str, family: str | None) -> bool:
    if char.isspace() or char in _INVISIBLE:
        return True
    attached = unicodedata.category(char)[0] == "M"
    return attached and (family is None or _has(family, char))


def missing_glyphs(text: str) -> tuple[str, ...]:
    """The characters that no shipped font has, each once, in order of first appearance.

    They are drawn only if the system has a font with them; `clips.burn_in.missing_when_drawn`
    asks libass.
    """
    lacking = (run.text for run in font_runs(text) if run.family is None)
    chars = (char for part in lacking for char in part)
    return tuple(
        dict.fromkeys(c for c in chars if not (c.isspace() or c in _INVISIBLE or undrawn(c)))
    )
