"""Large text in a box: broken into lines that a reader would choose, as large as fits. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from pullquote.align.reading.word_boundaries import split_words
from pullquote.align.times import TimeSpan
from pullquote.clips.captions.cue import CueWord
from pullquote.clips.captions.linebreak import break_badness
from pullquote.clips.captions.text_width import cut_word
from pullquote.clips.typeset.fonts import DEFAULT_FAMILY, font_runs, line_height, line_width

_STEP = 0.93


@dataclass(frozen=True, slots=True)
class Room:
    """What text may fill, pixels."""

    width: float
    height: float
    largest: float
    """Of the em."""
    smallest: float
    """Of the em: smaller letters cannot be read there."""
    most_lines: int = 1000


def fit_lines(text: str, room: Room, language: str = "en") -> tuple[list[str], float] | None:
    """The text's lines in bold, and the largest em in pixels at which they fit; else None.

    White space is closed up. Words are cut in two only where not even the smallest letters
    hold them whole.
    """
    pieces = _pieces(text)
    widest = max((line_width(piece.text, bold=True) for piece in pieces), default=0.0)
    for cutting in (False, True):
        em = room.largest
        while em >= room.smallest:
            if cutting or widest * em <= room.width:
                lines = break_lines(text, room.width / em, language)
                tall = sum(pitch(line) for line in lines) * em
                if tall <= room.height and len(lines) <= room.most_lines:
                    return lines, em
            em *= _STEP
    return None


def pitch(line: str) -> float:
    """Height of a line in bold, ems, as libass draws it: that of the tallest font in it."""
    families = {run.family or DEFAULT_FAMILY for run in font_runs(line)} or {DEFAULT_FAMILY}
    return max(line_height(family, bold=True) for family in families)


def break_lines(text: str, room: float, language: str = "en") -> list[str]:
    """The text in lines of at most `room` ems of bold letters, the fewest and then the evenest.

    Words wider than a line are cut. The last line may be short.
    """
    pieces: list[CueWord] = []
    for piece in _pieces(text):
        parts = [piece.text]
        if line_width(piece.text, bold=True) > room:
            parts = cut_word(piece.text, room / 0.75)
        for number, part in enumerate(parts):
            after = piece.after if number == len(parts) - 1 else ""
            pieces.append(CueWord(part, TimeSpan(0, 0), None, after))
    badness = break_badness(pieces, language)
    widths = [line_width(piece.text + piece.after, bold=True) for piece in pieces]
    best = [0.0] + [float("inf")] * len(pieces)
    came = [0] * (len(pieces) + 1)
    for stop in range(1, len(pieces) + 1):
        # A space at the end of a line takes no room.
        width = line_width(pieces[stop - 1].text, bold=True) - widths[stop - 1]
        for first in range(stop - 1, -1, -1):
            width += widths[first]
            if width > room and first < stop - 1:
                break
            slack = 0.0 if stop == len(pieces) else max(0.0, 1 - width / room)
            cost = best[first] + 1.0 + slack**2 + 0.7 * badness[stop - 1]
            if cost < best[stop]:
                best[stop], came[stop] = cost, first
    lines: list[str] = []
    stop = len(pieces)
    while stop > 0:
        held = pieces[came[stop] : stop]
        lines.append("".join(piece.text + piece.after for piece in held).rstrip())
        stop = came[stop]
    return lines[::-1]


def _pieces(text: str) -> list[CueWord]:
    """What a line may be broken between: words, in scripts without spaces their characters."""
    pieces: list[CueWord] = []
    for word in text.split():
        places = split_words(word)
        for number, (start, end) in enumerate(places):
            after = " " if number == len(places) - 1 else ""
            pieces.append(CueWord(word[start:end], TimeSpan(0, 0), None, after))
    return pieces
