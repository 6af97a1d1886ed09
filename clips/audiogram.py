"""Videos of recordings that have no picture: their waveform, moving, with captions over it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import ffmpeg

from align.progress import SILENT, Monitor
from clips.shapes import ASPECTS, LARGEST_SHORT_SIDE, canvas
from clips.video import Captions, VideoOptions, encode

FRAME_RATE = 25


def audiogram_size(options: VideoOptions) -> tuple[int, int]:
    """Width and height in pixels; `source` means 16:9."""
    aspect = ASPECTS[options.shape.aspect] or Fraction(16, 9)
    return canvas(aspect, LARGEST_SHORT_SIDE)


def write_audiogram(
    sound: Path,
    path: Path,
    duration: float,
    *,
    captions: Captions | None = None,
    options: VideoOptions | None = None,
    monitor: Monitor = SILENT,
) -> None:
    """Write a video of `duration` seconds of the sound in a WAV file.

    Raises OutputError, ProgramError, FormatError for an unknown extension, CancelledError.
    """
    options = options or VideoOptions()
    width, height = audiogram_size(options)
    picture = _waveform(sound, width, height, options.shape.background, duration)
    encode(picture, sound, path, duration, captions, options, monitor)


def _waveform(sound: Path, width: int, height: int, background: str, duration: float) -> Any:
    wave_height = height // 3 // 2 * 2
    colour = background.lstrip("#")
    card = ffmpeg.input(
        f"color=c=0x{colour}:s={width}x{height}:r={FRAME_RATE}:d={duration + 1:.3f}",
        format="lavfi",
    )
    waves = (
        ffmpeg.input(f"file:{sound.resolve()}")
        .audio.filter("aformat", channel_layouts="mono")
        .filter(
            "showwaves",
            # Drawn small and enlarged: bars that can be seen, at a fraction of the work.
            size=f"{width // 8}x{wave_height // 4}",
            rate=FRAME_RATE,
            mode="cline",
            scale="sqrt",
            colors="0xf2f4f8",
        )
        .filter("scale", width, wave_height, flags="neighbor")
    )
    return card.overlay(waves, x=0, y=(height - wave_height) * 2 // 5)
