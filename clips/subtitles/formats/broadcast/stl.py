"""EBU STL, the binary format of European broadcasters (EBU Tech 3264, February 1991).

A block of 1,024 bytes about the programme (GSI) is followed by 128 bytes for each subtitle (TTI).
Lines that fit teletext's 37 characters become teletext of level 1, in double height and boxed;
with any longer line the file holds open subtitles.
"""

from __future__ import annotations

import datetime
import struct
from collections.abc import Iterator, Sequence

from pullquote.align.errors import InputError
from pullquote.align.timecodes import FrameClock
from pullquote.clips.captions.cue import Cue
from pullquote.clips.subtitles.formats.base import SubtitleFormat, SubtitleOptions
from pullquote.clips.subtitles.formats.broadcast.stl_text import character_table, encode_text

_TELETEXT_COLUMNS = 37
"""Forty less the three codes that open a boxed line in double height."""
_ROWS = 23
_ROOM = 112
"""Bytes of text in a block."""
_DOUBLE_HEIGHT, _BOX, _END_BOX = b"\x0d", b"\x0b\x0b", b"\x0a\x0a"
_NEW_LINE, _FILLER = b"\x8a", b"\x8f"
_CENTRED = 2
_LAST_BLOCK = 0xFF
_GSI = "3s8sc2s2s32s32s32s32s32s32s16s6s6s2s5s5s3s2s2sc8s8scc3s32s32s32s75s576s"
_TTI = "<BHBB4B4BBBB112s"
# Languages by their number in appendix 3; those without a Latin script are numbered downwards.
_LATIN_LANGUAGES = (
    "sq br ca hr cy cs da de en es eo et eu fo fr fy ga gd gl is it se la lv lb lt hu mt nl no oc "
    "pl pt ro rm sr sk sl fi sv tr"
)
_OTHER_LANGUAGES = "ar:7E bg:77 zh:75 el:70 he:6C hi:6B ja:69 ko:65 mk:63 fa:5A ru:56 uk:49"
_LANGUAGES = {
    **{code: f"{number:02X}" for number, code in enumerate(_LATIN_LANGUAGES.split(), 1)},
    **dict(pair.split(":") for pair in _OTHER_LANGUAGES.split()),
}


def format_stl(
    cues: Sequence[Cue], options: SubtitleOptions, today: datetime.date | None = None
) -> bytes:
    """The cues as EBU STL; `today` is the date of creation.

    Raises InputError for frame rates that the format does not have, and for text that none of its
    character tables holds.
    """
    clock, disk_format = _clock(options)
    table = character_table(cue.text for cue in cues)
    widest = max((len(line) for cue in cues for line in cue.text.split("\n")), default=0)
    teletext = widest <= _TELETEXT_COLUMNS
    blocks = [
        block
        for number, cue in enumerate(cues, 1)
        for block in _blocks(cue, number, clock, table, teletext)
    ]
    day = (today or datetime.date.today()).strftime("%y%m%d")
    first = clock.frame_at(cues[0].span.start) if cues else 0
    title = options.title or options.media
    fields = (
        *("850", disk_format, "1" if teletext else "0", f"{table:02d}"),
        _LANGUAGES.get(options.language[:2].lower(), "00"),
        *(title, "", title, "", "", "", ""),
        *(day, day, "00"),
        *(f"{len(blocks):05d}", f"{len(cues):05d}", "001"),
        *(f"{40 if teletext else min(widest, 99):02d}", f"{_ROWS:02d}", "1"),
        *(_digits(clock, options.start_frame), _digits(clock, first)),
        *("1", "1", "", "", "", "", "", ""),
    )
    sizes = [struct.calcsize(part) for part in _parts(_GSI)]
    gsi = struct.pack(_GSI, *(_field(*pair) for pair in zip(fields, sizes, strict=True)))
    return gsi + b"".join(blocks)


def _parts(layout: str) -> Iterator[str]:
    number = ""
    for character in layout:
        number += character
        if character.isalpha():
            yield number
            number = ""


def _field(text: str, size: int) -> bytes:
    """The text in code page 850, cut or filled with spaces to its size."""
    return text.encode("cp850", "replace")[:size].ljust(size)


def _clock(options: SubtitleOptions) -> tuple[FrameClock, str]:
    clock = options.clock
    known = {25: "STL25.01", 30: "STL30.01"}
    if clock.base not in known or clock.rate < clock.base * 0.999:
        raise InputError(
            f"EBU STL counts 25 or 30 frames a second, not {options.frame_rate:g}; give "
            "--frame-rate 25 (or 29.97)"
        )
    return clock, known[clock.base]


def _digits(clock: FrameClock, frame: int) -> str:
    return clock.format(frame).replace(":", "").replace(";", "")


def _blocks(
    cue: Cue, number: int, clock: FrameClock, table: int, teletext: bool
) -> Iterator[bytes]:
    """The blocks of one subtitle; more than one where its text is longer than a block."""
    lines = [encode_text(line, table) for line in cue.text.split("\n")]
    if teletext:
        lines = [_DOUBLE_HEIGHT + _BOX + line + _END_BOX for line in lines]
    text = (_NEW_LINE * (2 if teletext else 1)).join(lines)
    row = max(1, _ROWS + 1 - (2 if teletext else 1) * len(lines))
    start = clock.frame_at(cue.span.start)
    end = max(start + 1, clock.frame_at(cue.span.end))
    pieces = [text[place : place + _ROOM] for place in range(0, len(text), _ROOM)] or [b""]
    for index, piece in enumerate(pieces):
        block = _LAST_BLOCK if index == len(pieces) - 1 else index
        yield struct.pack(
            _TTI,
            *(0, number & 0xFFFF, block, 0),
            *(*_numbers(clock, start), *_numbers(clock, end)),
            *(row, _CENTRED, 0),
            piece.ljust(_ROOM, _FILLER),
        )


def _numbers(clock: FrameClock, frame: int) -> tuple[int, ...]:
    return tuple(int(part) for part in clock.format(frame).replace(";", ":").split(":"))


STL = SubtitleFormat(
    "stl",
    "EBU STL (Tech 3264), for European broadcasters",
    (".stl",),
    format_stl,
    step=0.04,
    is_binary=True,
)
