"""Advanced SubStation, `.ass`: a file that players show and that can be styled further."""

from __future__ import annotations

from collections.abc import Sequence

from pullquote.clips.captions.cue import Cue
from pullquote.clips.subtitles.formats.base import SubtitleFormat, SubtitleOptions
from pullquote.clips.subtitles.ssa import escape_ass, new_file


def format_ass(cues: Sequence[Cue], options: SubtitleOptions) -> str:
    """ASS text with one plain style in proportion to the picture; speakers in the Name field."""
    from pysubs2 import Alignment, Color, SSAEvent, SSAStyle

    file = new_file(options.width, options.height, options.title, options.language)
    unit = min(options.width, options.height)
    file.styles["Default"] = SSAStyle(
        fontname="Noto Sans",
        fontsize=round(unit * 0.06, 1),
        primarycolor=Color(255, 255, 255),
        outlinecolor=Color(0, 0, 0),
        backcolor=Color(0, 0, 0, 128),
        outline=round(unit * 0.003, 1),
        shadow=0,
        alignment=Alignment.BOTTOM_CENTER,
        marginl=round(options.width * 0.05),
        marginr=round(options.width * 0.05),
        marginv=round(options.height * 0.06),
        encoding=-1,
    )
    for cue in cues:
        start_ms = round(cue.span.start * 1000)
        event = SSAEvent(
            start_ms,
            max(round(cue.span.end * 1000), start_ms + 10),
            "\\N".join(escape_ass(line) for line in cue.text.split("\n")),
        )
        # Commas end the Name field.
        event.name = " ".join((cue.speaker or "").replace(",", " ").split())
        file.append(event)
    written: str = file.to_string("ass", header_notice="Written by Pullquote")
    return written


SUBSTATION = SubtitleFormat(
    "ass",
    "Advanced SubStation, for players and stylists",
    (".ass",),
    format_ass,
    step=0.01,
    any_encoding=True,
)
