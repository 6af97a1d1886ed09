"""WebVTT, `.vtt`: speakers as voice tags, word times as cue timestamps on request.

https://www.w3.org/TR/webvtt1/
"""

from __future__ import annotations

from collections.abc import Sequence

from pullquote.align.times import format_time
from pullquote.clips.captions.cue import Cue, CueWord
from pullquote.clips.subtitles.formats.base import SubtitleFormat, SubtitleOptions
from pullquote.clips.subtitles.ssa import format_lines


def format_vtt(cues: Sequence[Cue], options: SubtitleOptions) -> str:
    """WebVTT text."""
    return format_lines(
        [(cue.span.start, cue.span.end, _payload(cue, options)) for cue in cues], "vtt"
    )


def _payload(cue: Cue, options: SubtitleOptions) -> str:
    voice = f"<v {_name(cue.speaker)}>" if options.speakers and cue.speaker else ""
    if not options.word_times:
        return voice + _escape(cue.text)
    first = cue.lines[0][0]
    return voice + "\n".join(
        "".join(_timed(word, cue, is_first=word is first) for word in line).rstrip()
        for line in cue.lines
    )


def _timed(word: CueWord, cue: Cue, *, is_first: bool) -> str:
    text = _escape(word.text) + word.after.replace("\n", " ")
    # The first word needs no stamp, and stamps must lie strictly inside the cue.
    if is_first or not cue.span.start + 0.001 <= word.span.start < cue.span.end - 0.001:
        return text
    return f"<{format_time(word.span.start, hours=True)}>{text}"


def _escape(text: str) -> str:
    # "-->" inside a payload would be read as a timing line; "&gt;" prevents it.
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _name(speaker: str) -> str:
    return _escape(" ".join(speaker.split()))


WEBVTT = SubtitleFormat("vtt", "WebVTT, for web players", (".vtt",), format_vtt)
