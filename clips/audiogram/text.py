"""The words of an audiogram besides its captions: the title and the speaker's name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pullquote.clips.audiogram.layout import AudiogramLayout, Box
from pullquote.clips.captions.cue import Cue
from pullquote.clips.captions.lines.text_width import is_right_to_left
from pullquote.clips.subtitles.ssa import new_file, write_file
from pullquote.clips.typeset.ass_text import draw_text, inline_color
from pullquote.clips.typeset.contrast import READABLE, STRONG, readable_on
from pullquote.clips.typeset.fitted_text import Room, break_lines, fit_lines, pitch
from pullquote.clips.typeset.fonts import DEFAULT_FAMILY, fonts_for, line_height, line_width

# Ems as shares of the picture's shorter side; a title that is longer still is cut short.
_TITLE, _SMALLEST_TITLE, _TITLE_LINES = 0.062, 0.034, 2
_NAME, _SMALLEST_NAME = 0.042, 0.024
_LONGEST = 200
TITLE_COLOR, NAME_COLOR = "#f2f4f8", "#a9b4c4"
"""On a dark ground; see `typeset.contrast` for others."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The moment at which somebody begins to speak."""

    start: float
    """Seconds of the clip."""
    name: str


@dataclass(frozen=True, slots=True)
class FittedText:
    """Lines of text and the size of their letters."""

    lines: tuple[str, ...]
    em: float
    """Pixels."""

    @property
    def height(self) -> float:
        """Pixels."""
        return sum(pitch(line) for line in self.lines) * self.em


def speaker_turns(cues: Sequence[Cue]) -> tuple[Turn, ...]:
    """The speakers in turn, from the cues; the first one's name is shown from the beginning."""
    turns: list[Turn] = []
    for cue in cues:
        name = " ".join((cue.speaker or "").split())
        if not turns or name != turns[-1].name:
            turns.append(Turn(cue.span.start if turns else 0.0, name))
    return tuple(turns) if any(turn.name for turn in turns) else ()


def fit_title(title: str, width: float, unit: float) -> FittedText | None:
    """The title in one or two lines of this width; a very long one ends in an ellipsis."""
    return _fit(title, width, unit, (_TITLE, _SMALLEST_TITLE), _TITLE_LINES)


def fit_name(name: str, width: float, unit: float) -> FittedText | None:
    """A name on one line of this width."""
    return _fit(name, width, unit, (_NAME, _SMALLEST_NAME), 1)


def _fit(
    text: str, width: float, unit: float, sizes: tuple[float, float], most_lines: int
) -> FittedText | None:
    if not text.split():
        return None
    smallest = sizes[1] * unit
    room = Room(width, float("inf"), sizes[0] * unit, smallest, most_lines)
    # Nobody reads more in passing, and breaking a whole book into lines takes long.
    fitted = fit_lines(text, room) if len(text) <= _LONGEST else None
    if fitted is not None:
        return FittedText(tuple(fitted[0]), fitted[1])
    lines = break_lines(text[:_LONGEST], width / smallest)
    if len(lines) > most_lines or len(text) > _LONGEST:
        lines = lines[:most_lines]
        lines[-1] = _shortened(lines[-1], width / smallest)
    return FittedText(tuple(lines), smallest)


def _shortened(line: str, room: float) -> str:
    """As much of the line as leaves room (ems) for an ellipsis; a single word is cut."""
    while line_width(f"{line} …", bold=True) > room and line:
        line = line.rpartition(" ")[0] if " " in line else line[:-1]
    return f"{line} …" if " " in line else f"{line}…"


@dataclass(frozen=True, slots=True)
class Heading:
    """The words above the bars."""

    title: FittedText | None
    names: tuple[tuple[Turn, FittedText | None], ...]
    centred: bool = True
    background: str = "#14181f"
    """The colour behind the words, `#rrggbb`."""

    @property
    def name_height(self) -> float:
        """Height of the tallest name, pixels; 0 without names."""
        return max((name.height for _, name in self.names if name is not None), default=0.0)


def write_heading(
    heading: Heading,
    layout: AudiogramLayout,
    size: tuple[int, int],
    duration: float,
    folder: Path,
) -> tuple[Path, Path] | None:
    """Write the script that draws the heading, and its fonts, into the folder; None without words.

    `duration` is the clip's, seconds.
    """
    from pysubs2 import SSAEvent

    file = new_file(*size)
    file.info["WrapStyle"] = "2"  # lines are broken here
    style = file.styles["Default"]
    style.fontname, style.encoding, style.bold = DEFAULT_FAMILY, -1, True
    style.outline = style.shadow = 0
    until = duration + 1.0
    shown: list[tuple[float, float, FittedText, Box, str]] = []
    if heading.title is not None:
        shown.append((0.0, until, heading.title, layout.title, TITLE_COLOR))
    ends = [turn.start for turn, _ in heading.names[1:]] + [until]
    for (turn, fitted), end in zip(heading.names, ends, strict=False):
        if fitted is not None and end > turn.start:
            shown.append((turn.start, end, fitted, layout.name, NAME_COLOR))
    for start, end, fitted, box, color in shown:
        lines = [draw_text(line, DEFAULT_FAMILY, fitted.em, bold=True) for line in fitted.lines]
        aim = STRONG if color == TITLE_COLOR else READABLE
        color = readable_on(heading.background, color, aim)
        text = _tags(fitted, box, color, centred=heading.centred) + "\\N".join(lines)
        file.append(SSAEvent(round(start * 100) * 10, round(end * 100) * 10, text))
    if not shown:
        return None
    script = folder / "heading.ass"
    write_file(file, script)
    texts = [line for _, _, fitted, _, _ in shown for line in fitted.lines]
    return script, fonts_for(texts, folder)


def _tags(fitted: FittedText, box: Box, color: str, *, centred: bool) -> str:
    """Tags that hang the text from the upper edge of its box."""
    if centred:
        corner, x = 8, box.x + box.width // 2
    elif is_right_to_left(fitted.lines[0]):
        corner, x = 9, box.right
    else:
        corner, x = 7, box.x
    size = fitted.em * line_height(bold=True)
    return f"{{\\an{corner}\\pos({x},{box.y})\\fs{size:.2f}\\1c{inline_color(color)}}}"
