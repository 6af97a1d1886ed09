"""Text and colours as an ASS event has them, each character in a font that has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pullquote.clips.subtitles.ssa import escape_ass
from pullquote.clips.typeset.fonts import font_runs, line_height, undrawn

if TYPE_CHECKING:
    from pysubs2 import Color


def draw_text(text: str, family: str, em: float, *, bold: bool = False, language: str = "") -> str:
    """The text for an event, escaped, each part in a font that has it; `em` in pixels.

    `language` chooses among fonts of the user's folder that have the same characters.
    """

    def font_tag(name: str) -> str:
        # ASS sizes are heights of lines; the letters of two families match when the ems do.
        return f"{{\\fn{name}\\fs{em * line_height(name, bold=bold):.2f}}}"

    parts = []
    for run in font_runs(_drawable(text), family, language):
        drawn = escape_ass(run.text)
        if run.family is not None and run.family != family:
            drawn = font_tag(run.family) + drawn + font_tag(family)
        parts.append(drawn)
    return "".join(parts)


def _drawable(text: str) -> str:
    """The text without characters that leave no mark; joiners stay where they shape letters."""
    before = " " + text
    return "".join(
        char
        for char, previous in zip(text, before, strict=False)
        if not undrawn(char) or (char == "\u200d" and previous < "\u2000")
    )


def color_of(text: str) -> Color:
    """`#rrggbb` or `#rrggbbaa` as a colour of pysubs2, which counts transparency."""
    from pysubs2 import Color

    red, green, blue = (int(text[k : k + 2], 16) for k in (1, 3, 5))
    opacity = int(text[7:9], 16) if len(text) == 9 else 255
    return Color(red, green, blue, 255 - opacity)


def inline_color(text: str) -> str:
    """`#rrggbb` as the tags inside an event have it."""
    return f"&H{text[5:7]}{text[3:5]}{text[1:3]}&".upper()
