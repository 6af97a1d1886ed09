"""Videos of recordings that have no picture: moving bars of the sound, a title, captions."""

from __future__ import annotations

import textwrap
from fractions import Fraction
from pathlib import Path
from typing import Any

import ffmpeg

from align.media import Stretch
from align.progress import SILENT, Monitor
from clips.audio import write_wav
from clips.bars import WIDTH, bar_heights, draw_bars
from clips.fonts import DEFAULT_FAMILY, FONTS_DIR, font_file, font_runs
from clips.shapes import ASPECTS, LARGEST_SHORT_SIDE, canvas
from clips.video import Captions, VideoOptions, encode, filter_path

FRAME_RATE = 25
# Rows of the bars' drawing, which is enlarged.
_ROWS = 64
_MIDDLE = 0.42  # Of the picture's height: captions stand below.


def audiogram_size(options: VideoOptions) -> tuple[int, int]:
    """Width and height in pixels; `source` means 16:9."""
    aspect = ASPECTS[options.shape.aspect] or Fraction(16, 9)
    return canvas(aspect, LARGEST_SHORT_SIDE)


def write_audiogram(
    sound: Stretch,
    path: Path,
    folder: Path,
    *,
    captions: Captions | None = None,
    options: VideoOptions | None = None,
    monitor: Monitor = SILENT,
) -> None:
    """Write a video of this sound; `folder` is a place for intermediate files.

    Raises OutputError, ProgramError, FormatError for an unknown extension, CancelledError.
    """
    options = options or VideoOptions()
    width, height = audiogram_size(options)
    duration = sound.duration
    picture = _with_progress(
        _card(options, width, height, duration), options, (width, height), duration
    )
    picture = _with_bars(picture, sound, folder, options, (width, height))
    if options.title:
        picture = _with_title(picture, options, folder, (width, height))
    encode(picture, write_wav(sound, folder), path, duration, captions, options, monitor)


def _solid(colour: str, width: int, height: int, duration: float) -> Any:
    source = (
        f"color=c=0x{colour.lstrip('#')}:s={width}x{height}:r={FRAME_RATE}:d={duration + 1:.3f}"
    )
    return ffmpeg.input(source, format="lavfi")


def _card(options: VideoOptions, width: int, height: int, duration: float) -> Any:
    return _solid(options.shape.background, width, height, duration)


def _with_progress(
    picture: Any, options: VideoOptions, size: tuple[int, int], duration: float
) -> Any:
    """A line along the lower edge that grows to the full width."""
    width, height = size
    thick = max(2, height // 180)
    strip = _solid(options.accent, width, thick, duration)
    return picture.overlay(strip, x=f"-w+w*t/{duration:.3f}", y=height - thick, eval="frame")


def _with_bars(
    picture: Any, sound: Stretch, folder: Path, options: VideoOptions, size: tuple[int, int]
) -> Any:
    width, height = size
    count = round(sound.duration * FRAME_RATE) + 2
    drawn = draw_bars(bar_heights(sound.samples, sound.rate, FRAME_RATE, count), _ROWS)
    raw = folder / "bars.gray"
    drawn.tofile(raw)
    unit = max(1, round(0.72 * width / WIDTH))
    wide, high = 2 * (WIDTH * unit // 2), 2 * (_ROWS * unit // 2)
    high = min(high, 2 * (height // 6))
    mask = ffmpeg.input(
        f"file:{raw.resolve()}",
        format="rawvideo",
        pixel_format="gray",
        video_size=(WIDTH, _ROWS),
        framerate=FRAME_RATE,
    ).filter("scale", wide, high, flags="neighbor")
    bars = ffmpeg.filter([_solid(options.accent, wide, high, sound.duration), mask], "alphamerge")
    return picture.overlay(bars, x=(width - wide) // 2, y=round(height * _MIDDLE - high / 2))


def _with_title(picture: Any, options: VideoOptions, folder: Path, size: tuple[int, int]) -> Any:
    width, height = size
    per_line = 34 if width > height else 24
    lines = textwrap.wrap(options.title, per_line)[:3]
    text = folder / "title.txt"
    text.write_text("\n".join(lines), encoding="utf-8")
    return picture.filter(
        "drawtext",
        # From a file and unexpanded: a title may hold any character.
        textfile=filter_path(text, folder),
        expansion="none",
        fontfile=filter_path(_title_font(options.title), folder),
        fontcolor="0xf2f4f8",
        # As wide as the longest line may get, at 0.56 em a character.
        fontsize=round(min(0.9 * width / (0.56 * per_line), height * 0.06)),
        line_spacing=round(height * 0.012),
        text_align="center",
        x="(w-text_w)/2",
        y=f"{round(height * 0.09)}",
    )


def _title_font(title: str) -> Path:
    """The file of the family that has most of the title's characters; drawtext takes but one."""
    runs = [run for run in font_runs(title) if run.family]
    longest = max(runs, key=lambda run: len(run.text), default=None)
    family = longest.family if longest and longest.family else DEFAULT_FAMILY
    return font_file(family, bold=True) or FONTS_DIR / "NotoSans-Bold.ttf"
