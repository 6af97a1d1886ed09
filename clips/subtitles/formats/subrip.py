"""SubRip, `.srt`."""

from __future__ import annotations

from collections.abc import Sequence

from pullquote.clips.captions.cue import Cue
from pullquote.clips.subtitles.formats.base import SubtitleFormat, SubtitleOptions
from pullquote.clips.subtitles.ssa import format_lines


def format_srt(cues: Sequence[Cue], options: SubtitleOptions) -> str:
    """SubRip text; a speaker's name opens the first cue of a turn, if not there already."""
    lines = []
    before: str | None = None
    for cue in cues:
        name = cue.speaker if options.speakers and cue.speaker != before else None
        opening = f"{name}: " if name else ""
        text = cue.text if cue.plain.startswith(opening) else opening + cue.text
        lines.append((cue.span.start, cue.span.end, text))
        before = cue.speaker
    return format_lines(lines, "srt")


SUBRIP = SubtitleFormat(
    "srt",
    "SubRip, read everywhere",
    (".srt",),
    format_srt,
    names_in_text=True,
    any_encoding=True,
)
