"""The fonts that come with Pullquote, their characters, and the choice of one for a text.

All are cuts of Noto under the SIL Open Font License (`OFL.txt`); `README.md` has their origin.
Characters that they lack are taken from a folder of the user's (`fonts.own`) or from the system.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pullquote.clips.typeset.fonts.faces import advances, covered
from pullquote.clips.typeset.fonts.own import bring_fonts, own_face, own_families

FONTS_DIR = Path(__file__).resolve().parent / "noto"
"""The folder for libass's `fontsdir`: it holds only fonts, because libass opens every file."""

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

# libass draws nothing for these, whatever the font holds.
_INVISIBLE = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad")


@dataclass(frozen=True, slots=True)
class FontRun:
    """A stretch of text and the family that has its characters."""

    family: str | None
    """A shipped family or one of the user's folder; None where the system's fonts are needed."""
    text: str


def undrawn(char: str) -> bool:
    """True for a character that only changes the look of the emoji before it: skin tone, colour.

    libass does not join the parts of an emoji, so these would stand beside it as boxes.
    """
    return "\U0001f3fb" <= char <= "\U0001f3ff" or char in "\ufe0e\ufe0f\u200d\u20e3"


def font_file(family: str, *, bold: bool = False) -> Path | None:
    """The file of a family that comes with Pullquote; None for any other family."""
    stem = _FILES.get(family)
    if stem is None:
        return None
    return FONTS_DIR / f"{stem}-{'Bold' if bold or family in _BOLD_ONLY else 'Regular'}.ttf"


def _located(family: str, *, bold: bool = False) -> tuple[Path, int] | None:
    """File and number of a family that is shipped or in the user's folder."""
    shipped = font_file(family, bold=bold)
    if shipped is not None:
        return shipped, 0
    face = own_face(family, bold=bold)
    return (face.path, face.number) if face else None


def fonts_for(
    texts: Iterable[str], place: Path, family: str = DEFAULT_FAMILY, language: str = ""
) -> Path:
    """The folder for libass with the fonts of these texts: FONTS_DIR, or one made in `place`.

    One is made when fonts of the user's folder are needed; it has only those besides ours, because
    libass opens every file. `family` is the main family of the texts.
    """
    own = own_families(language)
    if not own:
        return FONTS_DIR
    used = {run.family for text in texts for run in font_runs(text, family, language)}
    paths = {face.path for name in (used | {family}) & own.keys() for face in own[name or ""]}
    return (
        bring_fonts([*sorted(FONTS_DIR.iterdir()), *sorted(paths)], place) if paths else FONTS_DIR
    )


def line_height(family: str = DEFAULT_FAMILY, *, bold: bool = False) -> float:
    """Height of a line in ems, which is what ASS means by a font's size."""
    found = _located(family, bold=bold)
    return advances(*found)[1] if found else 1.3


def line_width(text: str, family: str = DEFAULT_FAMILY, *, bold: bool = False) -> float:
    """Width of a line of text in ems, without kerning; full-width characters count one em."""
    width = 0.0
    for run in font_runs(text, family):
        found = _located(run.family or DEFAULT_FAMILY, bold=bold)
        known = advances(*found)[0] if found else {}
        for char in run.text:
            wide = unicodedata.east_asian_width(char) in "WF"
            width += known.get(ord(char), 1.0 if wide else 0.6)
    return width


def font_runs(text: str, family: str = DEFAULT_FAMILY, language: str = "") -> list[FontRun]:
    """The text divided so that each part can be drawn by one font.

    `family` comes first, then the other shipped ones, then those of the user's folder, first the
    ones made for the language (ISO 639-1). Spaces and marks stay with the text before them, so
    that words and clusters are shaped whole, if its font has them: libass asks the system for
    characters that a font lacks.
    """
    order = tuple(dict.fromkeys((family, *FAMILIES, *own_families(language))))
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
    found = _located(family)
    # A family that is not found here is one of the system: libass will report what it lacks.
    return found is None or ord(char) in covered(*found) or char in _INVISIBLE


def _goes_with(char: str, family: str | None) -> bool:
    if char in _INVISIBLE:
        return True
    attached = char.isspace() or unicodedata.category(char)[0] == "M"
    return attached and (family is None or _has(family, char))


def missing_glyphs(text: str) -> tuple[str, ...]:
    """The characters that no font of ours or of the user's folder has, each once, in order.

    They are drawn only if the system has a font with them; `still.missing_when_drawn` asks libass.
    """
    lacking = (run.text for run in font_runs(text) if run.family is None)
    chars = (char for part in lacking for char in part)
    return tuple(
        dict.fromkeys(c for c in chars if not (c.isspace() or c in _INVISIBLE or undrawn(c)))
    )
