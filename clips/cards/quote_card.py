"""A still picture with a quote and the speaker's name, to post where no video can be."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pullquote.align.errors import InputError, OutputError
from pullquote.align.files import PathLike, work_folder
from pullquote.clips.captions.lines.text_width import is_right_to_left
from pullquote.clips.subtitles.ssa import new_file, write_file
from pullquote.clips.typeset.ass_text import color_of, draw_text, inline_color
from pullquote.clips.typeset.contrast import LARGE, STRONG, blend, readable_on
from pullquote.clips.typeset.fitted_text import Room, fit_lines, pitch
from pullquote.clips.typeset.fonts import DEFAULT_FAMILY, fonts_for, line_height, line_width
from pullquote.clips.typeset.still import Picture, draw_script

if TYPE_CHECKING:
    from pysubs2 import SSAFile

# Letters from a ninth of the picture's shorter side down to what a telephone can still show.
_LARGEST, _SMALLEST = 0.11, 0.03
_SIDE, _TOP, _BOTTOM = 0.09, 0.2, 0.25


@dataclass(frozen=True, slots=True)
class QuoteCard:
    """The words of a card and its look."""

    quote: str
    """Any text; white space is closed up."""
    speaker: str = ""
    source: str = ""
    """A second line of attribution: the occasion, the recording."""
    picture: Picture = Picture(1080, 1080, "#182234")  # noqa: RUF009 - a frozen value
    language: str = "en"
    color: str = "#ffffff"
    """Like the accent, darkened or lightened where it could not be read on the ground."""
    accent: str = "#ffd60a"
    """Of the quotation mark, the rule and the speaker's name."""


def write_quote_card(card: QuoteCard, path: PathLike) -> Path:
    """Draw the card into an image (`.png`, `.jpg`, `.webp`); whole or not at all.

    Raises InputError for a quote that is empty or longer than can be read on a card, OutputError,
    and ProgramError when ffmpeg fails. `still.missing_when_drawn([card.quote])` finds characters
    that no font has.
    """
    if not card.quote.strip():
        raise InputError("a quote card needs words; none were given")
    path = Path(path)
    lines, em = fit_quote(card)
    if not path.parent.is_dir():
        raise OutputError(path, "cannot be written (its folder does not exist)")
    with work_folder() as folder:
        script = folder / "card.ass"
        write_file(_compose(card, lines, em), script)
        shown = (card.quote, card.speaker, card.source)
        fonts = fonts_for(shown, script.parent, language=card.language)
        draw_script(script, fonts, 0.5, path, card.picture)
    return path


def fit_quote(card: QuoteCard) -> tuple[list[str], float]:
    """The quote's lines, and the largest em in pixels at which they fit the card.

    Raises InputError where not even the smallest does.
    """
    width, height = card.picture.width, card.picture.height
    unit = min(width, height)
    room = Room(
        width * (1 - 2 * _SIDE), height * (1 - _TOP - _BOTTOM), unit * _LARGEST, unit * _SMALLEST
    )
    fitted = fit_lines(card.quote, room, card.language)
    if fitted is None:
        raise InputError(
            f"a quote of {len(card.quote.split())} words is too long for a card of {width} by "
            f"{height}; choose fewer words"
        )
    return fitted


def _compose(card: QuoteCard, lines: list[str], em: float) -> SSAFile:
    from pysubs2 import Alignment, SSAEvent, SSAStyle

    width, height = card.picture.width, card.picture.height
    unit = min(width, height)
    ink, accent, faint = _inks(card)
    file = new_file(width, height, language=card.language)
    file.info["WrapStyle"] = "2"  # lines are broken here
    from_right = is_right_to_left(card.quote)
    file.styles = {
        "Default": SSAStyle(
            fontname=DEFAULT_FAMILY,
            fontsize=em * line_height(bold=True),
            bold=True,
            primarycolor=color_of(ink),
            outline=0,
            shadow=0,
            alignment=Alignment.TOP_RIGHT if from_right else Alignment.TOP_LEFT,
            encoding=-1,
        )
    }
    edge = width * ((1 - _SIDE) if from_right else _SIDE)
    block = sum(pitch(line) for line in lines) * em
    top = height * _TOP + (height * (1 - _TOP - _BOTTOM) - block) / 2
    foot = top + block + 0.04 * unit

    def place(x: float, y: float, size: float, text: str) -> None:
        tags = f"{{\\pos({x:.1f},{y:.1f})\\fs{size * line_height(bold=True):.1f}}}"
        file.append(SSAEvent(0, 1000, tags + text))

    mark = 0.24 * unit
    # The mark's ink is in the upper half of its line: it is raised so as to stand just above.
    place(edge, top - 0.62 * mark, mark, _tint(accent) + ("”" if from_right else "“"))
    quote = "\\N".join(_bold(line, em, card.language) for line in lines)
    place(edge, top, em, quote)
    bar = f"m 0 0 l {0.1 * unit:.0f} 0 {0.1 * unit:.0f} {0.008 * unit:.0f} 0 {0.008 * unit:.0f}"
    place(edge, foot, em, f"{_tint(accent)}{{\\p1}}{bar}{{\\p0}}")
    small = 0.042 * unit
    below = foot + 0.03 * unit
    for text, tags in ((card.speaker, _tint(accent)), (card.source, faint)):
        if text.strip():
            fitted = small * min(
                1.0, width * (1 - 2 * _SIDE) / max(1, small * line_width(text, bold=True))
            )
            line = _bold(" ".join(text.split()), fitted, card.language)
            place(edge, below, fitted, tags + line)
            below += fitted * pitch(text)
    return file


def _inks(card: QuoteCard) -> tuple[str, str, str]:
    """Colours of the quote and of the accent, and tags for the source: readable on the ground."""
    ground = card.picture.background
    if not ground.startswith("#"):
        # An image is darkened instead, so that the colours can stay.
        return card.color, card.accent, "{\\b0\\alpha&H40&}"
    ink = readable_on(ground, card.color, STRONG)
    faint = readable_on(ground, blend(ground, ink, 0.75))
    return ink, readable_on(ground, card.accent, least=LARGE), f"{{\\b0}}{_tint(faint)}"


def _bold(text: str, em: float, language: str) -> str:
    return draw_text(text, DEFAULT_FAMILY, em, bold=True, language=language)


def _tint(color: str) -> str:
    return f"{{\\1c{inline_color(color)}}}"
