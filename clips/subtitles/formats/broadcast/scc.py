"""SCC (Scenarist), the captions of American television: CEA-608, channel 1, pop-on.

A caption is sent to the receiver before it is shown, two bytes with each frame, so its text takes
time that the caption before must leave. What comes too late to be sent in time is shown late.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from pullquote.align.errors import InputError
from pullquote.align.timecodes import FrameClock, clock_for
from pullquote.clips.captions.cue import Cue
from pullquote.clips.subtitles.formats.base import SubtitleFormat, SubtitleOptions
from pullquote.clips.subtitles.formats.broadcast.scc_text import encode_line

_RATE = 29.97
_COLUMNS = 32
_LAST_ROW = 15
# Resume caption loading, erase the memory that is not displayed, show it, erase the display.
_LOAD, _ERASE_HIDDEN, _SHOW, _ERASE = (0x1420, 0x142E, 0x142F, 0x142C)
_ROWS = {12: 0x1350, 13: 0x1370, 14: 0x1450, 15: 0x1470}
"""Code that goes to the start of a row in white; each 2 more is an indent of four columns."""
_TAB = 0x1720
_CODES_TOGETHER = 2
"""Every control code is sent twice."""


def format_scc(cues: Sequence[Cue], options: SubtitleOptions) -> bytes:
    """The cues as SCC at 29.97 frames a second, drop-frame unless the programme's start is not.

    Lines longer than 32 characters are broken anew. Raises InputError for a cue that does not fit
    four such lines, characters that CEA-608 lacks, and the start of a programme at another rate.
    """
    clock = clock_for(_RATE, options.programme_start)
    if options.programme_start and options.clock.rate != clock.rate:
        raise InputError(
            f"SCC counts 29.97 frames a second, not {options.frame_rate:g}; give --frame-rate 29.97"
        )
    lines = [f"{clock.format(line.frame)}\t{line.hex}" for line in _sent(cues, clock)]
    return ("\n\n".join(["Scenarist_SCC V1.0", *lines]) + "\n").encode("ascii")


@dataclass(slots=True)
class _Line:
    """Pairs of bytes, the first of which is sent with a frame."""

    frame: int
    pairs: list[int]

    @property
    def end(self) -> int:
        return self.frame + len(self.pairs)

    @property
    def hex(self) -> str:
        return " ".join(f"{_odd(pair >> 8):02x}{_odd(pair & 0xFF):02x}" for pair in self.pairs)


def _odd(byte: int) -> int:
    """The byte with a parity bit that makes its number of ones odd."""
    return byte | 0x80 if byte.bit_count() % 2 == 0 else byte


def _sent(cues: Sequence[Cue], clock: FrameClock) -> list[_Line]:
    """All lines in order; none begins before the one before is sent."""
    lines: list[_Line] = []
    erase: int | None = None  # The frame at which the caption on the screen ends.
    for number, cue in enumerate(cues, 1):
        pairs = _pairs(cue, number)
        free = lines[-1].end if lines else 0
        shown = clock.frame_at(cue.span.start)
        first = max(free, shown - (len(pairs) - _CODES_TOGETHER))
        if erase is not None and erase + _CODES_TOGETHER <= first:
            lines.append(_Line(max(free, erase), [_ERASE] * _CODES_TOGETHER))
        elif erase is not None and erase + _CODES_TOGETHER < shown:
            # The one before ends while this one is being sent.
            first = max(free, first - _CODES_TOGETHER)
            place = _between_codes(pairs, erase - first)
            pairs[place:place] = [_ERASE] * _CODES_TOGETHER
        lines.append(_Line(first, pairs))
        erase = max(clock.frame_at(cue.span.end), lines[-1].end)
    if erase is not None:
        lines.append(_Line(erase, [_ERASE] * _CODES_TOGETHER))
    return lines


def _between_codes(pairs: Sequence[int], wanted: int) -> int:
    """The first place from `wanted` on that is not amid a control code or a letter's codes."""
    place = max(2 * _CODES_TOGETHER, wanted)
    while place < len(pairs) - _CODES_TOGETHER and pairs[place] >> 8 in range(0x10, 0x20):
        place += 1
    return min(place, len(pairs) - _CODES_TOGETHER)


def _pairs(cue: Cue, number: int) -> list[int]:
    """The pairs of bytes of a caption, from its loading to its showing."""
    rows = cue.text.split("\n")
    if any(len(row) > _COLUMNS for row in rows):
        rows = _balanced(cue.plain)
    if len(rows) > len(_ROWS):
        raise InputError(
            f"cue {number} does not fit the four lines of 32 characters that SCC has; "
            "give a profile with shorter cues, or write another format"
        )
    pairs = [_LOAD, _LOAD, _ERASE_HIDDEN, _ERASE_HIDDEN]
    for row, text in enumerate(rows, _LAST_ROW + 1 - len(rows)):
        indent, rest = divmod((_COLUMNS - len(text)) // 2, 4)
        pairs += [_ROWS[row] + 2 * indent] * _CODES_TOGETHER
        if rest:
            pairs += [_TAB + rest] * _CODES_TOGETHER
        pairs += encode_line(text)
    return [*pairs, _SHOW, _SHOW]


def _balanced(text: str) -> list[str]:
    """The fewest lines of 32 characters, of lengths as even as they can be."""
    lines = textwrap.wrap(text, _COLUMNS)
    for width in range(len(text) // max(1, len(lines)), _COLUMNS):
        even = textwrap.wrap(text, width)
        if len(even) == len(lines):
            return even
    return lines


SCC = SubtitleFormat(
    "scc",
    "SCC (CEA-608), for American broadcasters",
    (".scc",),
    format_scc,
    step=1001 / 30000,
    is_binary=True,
)
