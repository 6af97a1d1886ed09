"""Cues become an ASS script that libass draws into the picture, whatever the text and its script.

libass is the renderer, so a few of its extensions are used: BorderStyle 4 (one box behind all
lines), Encoding -1 (direction of the text found by itself).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pullquote.clips.captions.cue import Cue, CueWord
from pullquote.clips.captions.lines.text_width import is_right_to_left
from pullquote.clips.subtitles.ssa import new_file, write_file
from pullquote.clips.typeset.ass_text import color_of, draw_text, inline_color
from pullquote.clips.typeset.fonts import fonts_for, line_height, line_width
from pullquote.clips.typeset.safe_area import line_room, safe_area
from pullquote.clips.typeset.styles import Style, style_named

if TYPE_CHECKING:
    from pysubs2 import SSAEvent, SSAStyle

# All cues shrink together down to the first share of the wanted size, so that sizes do not jump; a
# cue with a very long word shrinks alone down to the second share; beyond that libass wraps.
_SMALLEST_OF_ALL = 0.85
_SMALLEST = 0.5
# A highlight holds through pauses up to this long, seconds.
_HOLD = 0.3


def write_ass(
    cues: Sequence[Cue],
    *,
    width: int,
    height: int,
    path: Path,
    style: Style | str = "plain",
    highlight: str | None = None,
    language: str = "",
) -> Path:
    """Write the script for a picture of `width` by `height` pixels, and return the fonts' folder.

    That folder is for libass and may lie beside the script.

    `highlight` (`none`, `word`, `karaoke`) replaces the style's own. Times are rounded to
    hundredths, the format's grid. `language` (ISO 639-1) chooses between the Chinese and
    the Japanese forms of a character. Raises OutputError, and FormatError for an unknown style.
    """
    style = style_named(style) if isinstance(style, str) else style
    if highlight is not None:
        style = replace(style, highlight=highlight)
    lines = {line for cue in cues for line in cue.text.split("\n")}
    scale = max(_SMALLEST_OF_ALL, _fit(lines, style, width, height))
    script = _Script(style, width, height, scale, _speakers(cues), language)
    file = new_file(width, height, language=language)
    file.styles = {"Default": script.look()}
    for cue in cues:
        if cue.lines:
            file.append(script.event(cue))
    write_file(file, path)
    return fonts_for((*lines, *_speakers(cues)), path.parent, style.font, language)


def _fit(lines: Iterable[str], style: Style, width: int, height: int) -> float:
    """The factor by which letters must shrink so that all lines fit into the safe area."""
    widest = max((line_width(line, style.font, bold=style.bold) for line in lines), default=0.0)
    padding = 2 * style.box_padding if style.box == "block" else 2 * style.outline
    room = line_room(width, height) / (style.size * min(width, height)) - padding
    return 1.0 if widest <= room else room / widest


def _speakers(cues: Sequence[Cue]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cue.speaker for cue in cues if cue.speaker))


@dataclass(frozen=True, slots=True)
class _Script:
    """Everything that the events of one file have in common."""

    style: Style
    width: int
    height: int
    scale: float
    speakers: tuple[str, ...]
    language: str = ""

    @property
    def em(self) -> float:
        """Pixels."""
        return self.style.size * min(self.width, self.height) * self.scale

    def look(self) -> SSAStyle:
        """The style in libass's terms."""
        from pysubs2 import Alignment, SSAStyle

        style, area = self.style, safe_area(self.width, self.height)
        boxed = style.box == "block"
        alignments = {
            "bottom": Alignment.BOTTOM_CENTER,
            "middle": Alignment.MIDDLE_CENTER,
            "lower-left": Alignment.BOTTOM_LEFT,
        }
        primary, secondary = style.color, style.color
        if style.highlight == "karaoke":
            primary = style.highlight_color
        return SSAStyle(
            fontname=style.font,
            fontsize=round(self.em * line_height(style.font, bold=style.bold), 2),
            bold=style.bold,
            primarycolor=color_of(primary),
            secondarycolor=color_of(secondary),
            outlinecolor=color_of(style.outline_color),
            backcolor=color_of(style.box_color if boxed else style.shadow_color),
            borderstyle=4 if boxed else 1,
            outline=round(style.outline * self.em, 2),
            shadow=round((style.box_padding if boxed else style.shadow) * self.em, 2),
            alignment=alignments[style.position],
            marginl=round(self.width * area.side),
            marginr=round(self.width * area.side),
            marginv=round(self.height * area.bottom),
            encoding=-1,
        )

    def event(self, cue: Cue) -> SSAEvent:
        """The cue as one event."""
        from pysubs2 import SSAEvent

        start_cs = round(cue.span.start * 100)
        end_cs = max(round(cue.span.end * 100), start_cs + 1)
        fitted = self._fitted(cue)
        height = fitted.em * line_height(self.style.font, bold=self.style.bold)
        size = "" if fitted is self else f"{{\\fs{height:.2f}}}"
        text = self._entrance() + size + self._tint(cue)
        text += fitted._name(cue) + fitted._body(cue, start_cs)
        return SSAEvent(start_cs * 10, end_cs * 10, text)

    def _fitted(self, cue: Cue) -> _Script:
        """The same with letters so small that this cue's lines fit."""
        wanted = _fit(cue.text.split("\n"), self.style, self.width, self.height)
        return self if wanted >= self.scale else replace(self, scale=max(_SMALLEST, wanted))

    def _entrance(self) -> str:
        if self.style.entrance == "pop":
            return r"{\fscx75\fscy75\t(0,80,\fscx106\fscy106)\t(80,130,\fscx100\fscy100)}"
        return r"{\fad(120,0)}" if self.style.entrance == "fade" else ""

    def _speaker_color(self, cue: Cue) -> str | None:
        if not self.style.speaker_colors or cue.speaker not in self.speakers:
            return None
        known = cue.speaker_number
        number = self.speakers.index(cue.speaker) if known is None else known
        return self.style.speaker_colors[number % len(self.style.speaker_colors)]

    def _tint(self, cue: Cue) -> str:
        color = self._speaker_color(cue)
        channel = "2c" if self.style.highlight == "karaoke" else "1c"
        return f"{{\\{channel}{inline_color(color)}}}" if color else ""

    def _name(self, cue: Cue) -> str:
        if self.style.speaker_name == "none" or not cue.speaker:
            return ""
        usual = inline_color(self._speaker_color(cue) or self.style.color)
        before = f"{{\\b1\\1c{inline_color(self.style.highlight_color)}}}"
        after = f"{{\\b{int(self.style.bold)}\\1c{usual}}}"
        return f"{before}{self._drawn(cue.speaker)}{after}\\N"

    def _drawn(self, text: str) -> str:
        style = self.style
        return draw_text(text, style.font, self.em, bold=style.bold, language=self.language)

    def _body(self, cue: Cue, start_cs: int) -> str:
        if self.style.highlight == "none":
            return "\\N".join(self._drawn(line) for line in cue.text.split("\n"))
        words = cue.words
        following = {
            id(word): words[k + 1].span.start if k + 1 < len(words) else cue.span.end
            for k, word in enumerate(words)
        }
        done_cs = start_cs
        lines = []
        for line in cue.lines:
            parts = []
            for position, word in enumerate(line):
                space = "" if position == len(line) - 1 else word.after.replace("\n", " ")
                drawn = self._drawn(word.text)
                if self.style.highlight == "karaoke":
                    tag, done_cs = _karaoke_tag(word, done_cs)
                else:
                    tag = self._word_tag(word, following[id(word)], start_cs, cue)
                parts.append(tag + drawn + space)
            lines.append("".join(parts))
        return "\\N".join(lines)

    def _word_tag(self, word: CueWord, following: float, start_cs: int, cue: Cue) -> str:
        usual = inline_color(self._speaker_color(cue) or self.style.color)
        lit = inline_color(self.style.highlight_color)
        until = following if following - word.span.end <= _HOLD else word.span.end
        on = max(0, round(word.span.start * 1000) - start_cs * 10)
        off = max(on + 1, round(until * 1000) - start_cs * 10)
        begin = f"\\1c{lit}" if on == 0 else f"\\1c{usual}\\t({on - 1},{on},\\1c{lit})"
        return f"{{{begin}\\t({off - 1},{off},\\1c{usual})}}"


def _karaoke_tag(word: CueWord, done_cs: int) -> tuple[str, int]:
    """Tags that fill the word while it is spoken; rounding errors do not add up."""
    start_cs = max(done_cs, round(word.span.start * 100))
    end_cs = max(start_cs, round(word.span.end * 100))
    wait = f"{{\\k{start_cs - done_cs}}}" if start_cs > done_cs else ""
    # libass fills from left to right only: a right-to-left word is filled at once.
    fill = "k" if is_right_to_left(word.text) else "kf"
    return f"{wait}{{\\{fill}{end_cs - start_cs}}}", end_cs
