"""Large text in a box: broken into lines that a reader would choose, as large as fits. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pullquote.align.reading.word_boundaries import split_words
from pullquote.align.times import TimeSpan
from pullquote.clips.captions.cheapest_path import cheapest_path
from pullquote.clips.captions.cue import CueWord
from pullquote.clips.captions.lines.linebreak import break_badness
from pullquote.clips.captions.lines.text_width import cut_word
from pullquote.clips.typeset.fonts import DEFAULT_FAMILY, font_runs, line_height, line_width

_STEP = 0.93
_BAD_BREAK = 0.7
"""Cost of the worst break, in lines."""
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Room:
    """The box that text may fill, pixels."""

    width: float
    height: float
    largest: float
    """The largest em."""
    smallest: float
    """The smallest em that can still be read there."""
    most_lines: int = 1000


def fit_lines(text: str, room: Room, language: str = "en") -> tuple[list[str], float] | None:
    """The text's lines in bold, and the largest em in pixels at which they fit; else None.

    White space is closed up. Words are cut only where they do not fit whole even in the smallest
    letters.
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
    """Height in ems of a bold line as libass draws it, which is that of its tallest font."""
    families = {run.family or DEFAULT_FAMILY for run in font_runs(line)} or {DEFAULT_FAMILY}
    return max(line_height(family, bold=True) for family in families)


def break_lines(text: str, room: float, language: str = "en") -> list[str]:
    """The text in lines of at most `room` ems of bold letters, the fewest and then the evenest.

    Words wider than a line are cut. The last line may be short.
    """
    pieces = _cut_to_fit(_pieces(text), room)
    if not pieces:
        return []
    badness = np.array([0.0, *break_badness(pieces, language)])
    path = cheapest_path(_line_costs(pieces, room), _BAD_BREAK * badness)
    return [
        "".join(piece.text + piece.after for piece in pieces[first:stop]).rstrip()
        for first, stop in path
    ]


def _line_costs(pieces: Sequence[CueWord], room: float) -> NDArray[np.float64]:
    """`cost[n, i]` of a line of n pieces from piece i on, as `cheapest_path` takes it."""
    count = len(pieces)
    inked = np.array([line_width(piece.text, bold=True) for piece in pieces])
    full = np.array([line_width(piece.text + piece.after, bold=True) for piece in pieces])
    # A space at the end of a line takes no room.
    dropped = np.concatenate([[0.0], full - inked])
    total = np.concatenate([[0.0], np.cumsum(full)])
    fitting = np.searchsorted(total, total + room + dropped.max() + _ROUNDING, side="right")
    longest = max(1, int((fitting - 1 - np.arange(count + 1)).max()))
    cost = np.full((longest + 1, count + 1), np.inf)
    for n in range(1, longest + 1):
        width = total[n:] - total[:-n] - dropped[n:]
        line = 1.0 + np.maximum(0.0, 1.0 - width / room) ** 2
        line[-1] = 1.0
        allowed = (width <= room + _ROUNDING) | (n == 1)
        cost[n, : count + 1 - n] = np.where(allowed, line, np.inf)
    return cost


def _cut_to_fit(words: Sequence[CueWord], room: float) -> list[CueWord]:
    """The words, those wider than a line cut in two or more."""
    pieces: list[CueWord] = []
    for word in words:
        parts = [word.text]
        if line_width(word.text, bold=True) > room:
            parts = cut_word(word.text, room / 0.75)
        for number, part in enumerate(parts):
            after = word.after if number == len(parts) - 1 else ""
            pieces.append(CueWord(part, TimeSpan(0, 0), None, after))
    return pieces


def _pieces(text: str) -> list[CueWord]:
    """The pieces that lines may break between: words, or characters in scripts without spaces."""
    pieces: list[CueWord] = []
    for word in text.split():
        places = split_words(word)
        for number, (start, end) in enumerate(places):
            after = " " if number == len(places) - 1 else ""
            pieces.append(CueWord(word[start:end], TimeSpan(0, 0), None, after))
    return pieces
