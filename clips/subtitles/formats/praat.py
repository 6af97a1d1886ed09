"""Praat's TextGrid: a tier of cues and a tier of words."""

from __future__ import annotations

from collections.abc import Sequence

from pullquote.clips.captions.cue import Cue
from pullquote.clips.subtitles.formats.base import SubtitleFormat, SubtitleOptions

_Interval = tuple[float, float, str]


def format_textgrid(cues: Sequence[Cue], options: SubtitleOptions) -> str:
    """A long-form TextGrid from 0 to the end of the recording; silence is empty intervals."""
    end = max(options.end_of(cues), 0.001)
    words = [(w.span.start, w.span.end, w.text) for cue in cues for w in cue.words]
    tiers = {
        "cues": _tiled([(c.span.start, c.span.end, c.plain) for c in cues], end),
        "words": _tiled(words, end),
    }
    lines = [
        'File type = "ooTextFile"',
        'Object class = "TextGrid"',
        "",
        "xmin = 0 ",
        f"xmax = {end:.6f} ",
        "tiers? <exists> ",
        f"size = {len(tiers)} ",
        "item []: ",
    ]
    for number, (name, intervals) in enumerate(tiers.items(), 1):
        lines += [
            f"    item [{number}]:",
            '        class = "IntervalTier" ',
            f'        name = "{name}" ',
            "        xmin = 0 ",
            f"        xmax = {end:.6f} ",
            f"        intervals: size = {len(intervals)} ",
        ]
        for place, (start, stop, text) in enumerate(intervals, 1):
            quoted = " ".join(text.split()).replace('"', '""')
            lines += [
                f"        intervals [{place}]:",
                f"            xmin = {start:.6f} ",
                f"            xmax = {stop:.6f} ",
                f'            text = "{quoted}" ',
            ]
    return "\n".join(lines) + "\n"


def _tiled(spans: Sequence[_Interval], end: float) -> list[_Interval]:
    """Intervals that cover 0 to `end` without gap or overlap.

    One interval holds the text of all that have no length of their own and begin with it.
    """
    tiled: list[_Interval] = []
    clock, waiting = 0.0, ""
    for number, (start, stop, text) in enumerate(spans):
        start = round(max(start, clock), 6)
        following = spans[number + 1][0] if number + 1 < len(spans) else end
        stop = round(min(stop, max(following, start), end), 6)
        waiting = f"{waiting} {text}".lstrip()
        if stop <= start:
            continue
        if start > clock:
            tiled.append((clock, start, ""))
        tiled.append((start, stop, waiting))
        clock, waiting = stop, ""
    if waiting and tiled:
        start, stop, text = tiled[-1]
        tiled[-1] = (start, stop, f"{text} {waiting}")
    if clock < end:
        tiled.append((clock, end, ""))
    return tiled


TEXTGRID = SubtitleFormat(
    "textgrid", "Praat TextGrid: cues and words", (".textgrid",), format_textgrid
)
