"""Pictures that stand still: a poster frame, and a quote on a card (door: ffmpeg)."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import ffmpeg

from align.errors import FormatError
from align.ffmpeg import ffmpeg_path
from align.media import MediaInfo
from align.progress import SILENT, Monitor
from align.timecode import TimeSpan
from clips.encode import QUIET, part_of, run_ffmpeg
from clips.fonts import FONTS_DIR, font_runs, line_height, line_width
from clips.shapes import ASPECTS, LARGEST_SHORT_SIDE, Shape, canvas, place
from clips.ssa_file import escape_ass, new_file, write_file
from clips.text_width import is_right_to_left
from clips.video import filter_path, frame_span, picture_of, shaped

STILL_KINDS = {"png": "png", "jpg": "mjpeg", "jpeg": "mjpeg", "webp": "libwebp"}
"""Extension → ffmpeg's encoder."""

_TEXT, _QUIET_TEXT = "#F4F6FA", "#A9B4C4"
# Of the card: the text's width, its greatest height, and its size for a few words.
_WIDE, _HIGH, _LARGEST = 0.80, 0.58, 0.085


def write_poster(
    media: MediaInfo,
    time: float,
    path: Path,
    *,
    shape: Shape | None = None,
    monitor: Monitor = SILENT,
) -> None:
    """The frame on screen at `time` seconds, in the shape that clips have.

    Raises FormatError, OutputError, ProgramError, and ValueError for a recording without picture.
    """
    if media.video is None:
        raise ValueError(f"{media.path} has no picture; make a quote card")
    shape = shape or Shape()
    clock = frame_span(media.video, TimeSpan(time, time))
    placement = place(shape, media.video.width, media.video.height)
    picture = shaped(picture_of(media, media.video, clock), shape, placement)
    _write_still(picture, path, None, monitor)


def write_quote_card(
    quote: str,
    attribution: str,
    path: Path,
    folder: Path,
    *,
    shape: Shape | None = None,
    accent: str = "#ffc15e",
    monitor: Monitor = SILENT,
) -> None:
    """A card with the quote and, where `attribution` is not empty, who said it.

    Parameters
    ----------
    folder : a place for intermediate files.
    shape : `source` means square.
    accent : `#rrggbb`, of the quotation mark.

    The text is as large as fits, in whatever script. Raises FormatError, OutputError,
    ProgramError.
    """
    shape = shape or Shape()
    width, height = canvas(ASPECTS[shape.aspect] or Fraction(1), LARGEST_SHORT_SIDE)
    script = folder / "card.ass"
    _write_script(quote, attribution, accent, (width, height), script)
    colour = shape.background.lstrip("#")
    card = ffmpeg.input(f"color=c=0x{colour}:s={width}x{height}:r=1:d=1", format="lavfi")
    # Drawn in RGB: thin letters on a dark ground suffer from halved colour.
    drawn = card.filter("format", "rgb24").filter(
        "ass", filename=filter_path(script, folder), fontsdir=filter_path(FONTS_DIR, folder)
    )
    _write_still(drawn, path, folder, monitor)


def _write_still(picture: Any, path: Path, folder: Path | None, monitor: Monitor) -> None:
    kind = path.suffix.lstrip(".").lower()
    if kind not in STILL_KINDS:
        raise FormatError(path.suffix, [f".{known}" for known in STILL_KINDS], "picture extension")
    output = ffmpeg.output(
        picture,
        f"file:{part_of(path.resolve())}",
        # The file's name is no pattern of numbered pictures.
        **{"format": "image2", "update": 1, "frames:v": 1, "vcodec": STILL_KINDS[kind]},
        **({"q:v": 2} if STILL_KINDS[kind] == "mjpeg" else {}),
        map_metadata="-1",
    ).global_args(*QUIET)
    command = ffmpeg.compile(output, cmd=ffmpeg_path())
    run_ffmpeg(command, path, duration=1.0, folder=folder, monitor=monitor)


def _write_script(
    quote: str, attribution: str, accent: str, size: tuple[int, int], script: Path
) -> None:
    """One block, so that libass, which knows how many lines there are, centres it as a whole."""
    from pysubs2 import SSAEvent

    width, height = size
    file = new_file(width, height, quote[:60])
    style = file.styles["Default"]
    style.fontname, style.encoding = "Noto Sans", -1
    style.outline = style.shadow = 0
    text = " ".join(quote.split())
    em = _fitting_size(text, width, height)
    margin = round((1 - _WIDE) / 2 * width)
    parts = [_part("“", 1.7 * em, accent, bold=True), _part(text, em, _TEXT, bold=True)]
    if attribution:
        small = max(0.026 * height, 0.45 * em)
        parts += [_part(" ", 0.5 * small, _TEXT, bold=False)]
        parts += [_part(f"— {attribution}", small, _QUIET_TEXT, bold=False)]
    # Right-to-left text hangs from the right edge; both stand at half height.
    corner, x = (6, width - margin) if is_right_to_left(text) else (4, margin)
    shown = f"{{\\an{corner}\\pos({x},{height // 2})}}" + "\\N".join(parts)
    file.append(SSAEvent(0, 10_000, shown, marginl=margin, marginr=margin))
    write_file(file, script)


def _part(text: str, em: float, colour: str, *, bold: bool) -> str:
    size = em * line_height(bold=bold)
    return f"{{\\fs{size:.1f}\\b{int(bold)}\\c{_ass_colour(colour)}}}{_in_fonts(text)}"


def _in_fonts(text: str) -> str:
    """The text escaped, each part in a family that has its characters."""
    return "".join(
        (f"{{\\fn{run.family}}}" if run.family else "") + escape_ass(run.text)
        for run in font_runs(text)
    )


def _fitting_size(text: str, width: int, height: int) -> float:
    """The em in pixels with which the text fills its room without leaving it."""
    em = _LARGEST * min(width, height)
    while em > 8 and (
        _line_count(text, em, width) * em * line_height(bold=True) > _HIGH * height
        or max((line_width(word, bold=True) for word in text.split()), default=0) * em
        > _WIDE * width
    ):
        em *= 0.94
    return em


def _line_count(text: str, em: float, width: int) -> int:
    """Lines that the text takes when it is broken at spaces; libass evens them out, no more."""
    room = _WIDE * width / em
    space = line_width(" ", bold=True)
    lines, filled = 1, 0.0
    for word in text.split():
        needed = line_width(word, bold=True)
        if filled and filled + space + needed > room:
            lines, filled = lines + 1, 0.0
        filled += needed + (space if filled else 0.0)
        # Scripts without spaces are broken inside.
        lines += int(filled // room)
        filled %= room
    return lines


def _ass_colour(text: str) -> str:
    return f"&H{text[5:7]}{text[3:5]}{text[1:3]}&"
