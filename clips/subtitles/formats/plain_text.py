"""Plain text, with times on request: for reading and for pasting."""

from __future__ import annotations

from collections.abc import Sequence

from pullquote.align.times import format_time
from pullquote.clips.captions.cue import Cue, joined
from pullquote.clips.subtitles.formats.base import SubtitleFormat, SubtitleOptions


def format_text(cues: Sequence[Cue], options: SubtitleOptions) -> str:
    """The words, with a line for each paragraph of the transcript or turn of a speaker."""
    paragraphs: list[str] = []
    words = [word for cue in cues for word in cue.words]
    first = 0
    for stop in range(1, len(words) + 1):
        ends = stop == len(words) or words[stop - 1].after == "\n"
        if ends or words[stop].speaker != words[stop - 1].speaker:
            text = joined(tuple(words[first:stop]))
            speaker = words[first].speaker
            paragraphs.append(f"{speaker}: {text}" if options.speakers and speaker else text)
            first = stop
    return "".join(paragraph + "\n" for paragraph in paragraphs)


def format_timed_text(cues: Sequence[Cue], options: SubtitleOptions) -> str:
    """A line for each cue, its start in brackets: `[0:12.3] Anna: …`."""
    lines = []
    for cue in cues:
        name = f"{cue.speaker}: " if options.speakers and cue.speaker else ""
        lines.append(f"[{format_time(cue.span.start, decimals=1)}] {name}{cue.plain}\n")
    return "".join(lines)


PLAIN_TEXT = SubtitleFormat(
    "txt", "Plain text, a line for each paragraph", (".txt",), format_text, any_encoding=True
)
TIMED_TEXT = SubtitleFormat(
    "timed-txt",
    "Text with the time of each cue",
    (".timed.txt",),
    format_timed_text,
    any_encoding=True,
)
