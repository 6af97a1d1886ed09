"""Captions alone on a transparent ground, to be laid over a picture in any editing program.

Colours are straight, not multiplied with their opacity, as editing programs expect of ProRes 4444
and of VP9 in WebM.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import ffmpeg

from pullquote.align.errors import FormatError
from pullquote.align.files import PathLike
from pullquote.align.media.ffmpeg import write_with_ffmpeg
from pullquote.align.progress import SILENT, Monitor
from pullquote.clips.render.video import OUTPUT, Captions, arguments_of, filter_path
from pullquote.clips.typeset.fonts.system import drawing_environment

OVERLAY_KINDS = ("mov", "webm")
"""Extensions: ProRes 4444, and VP9 with alpha."""

_ENCODED: dict[str, tuple[str, dict[str, Any]]] = {
    "mov": (
        "yuva444p10le",
        # At a fixed quality, because the search for a bit rate takes five times as long.
        {"format": "mov", "vcodec": "prores_ks", "profile:v": 4, "alpha_bits": 16, "q:v": 4},
    ),
    # Alternate reference frames cannot be transparent.
    "webm": (
        "yuva420p",
        {"format": "webm", "vcodec": "libvpx-vp9", "crf": 20, "video_bitrate": 0, "auto-alt-ref": 0}
        | {"deadline": "good", "cpu-used": 5, "row-mt": 1},
    ),
}
"""Pixel format and ffmpeg's options, by extension."""


def overlay_kind(name: PathLike) -> str:
    """The kind of overlay with this name. Raises FormatError for any other."""
    suffix = Path(name).suffix
    kind = suffix.lstrip(".").lower()
    if kind not in OVERLAY_KINDS:
        known = [f".{known}" for known in OVERLAY_KINDS]
        raise FormatError(suffix, known, "extension of captions alone")
    return kind


def write_overlay(
    captions: Captions | None,
    path: Path,
    *,
    size: tuple[int, int],
    rate: Fraction,
    frames: int,
    folder: Path,
    monitor: Monitor = SILENT,
) -> None:
    """Write so many frames of the captions, without sound; None leaves every frame empty.

    `folder` is a place for intermediate files. Raises FormatError, OutputError, ProgramError and
    CancelledError.
    """
    pixels, encoded = _ENCODED[overlay_kind(path)]
    duration = float(frames / rate)

    def drawn_on(ground: str) -> Any:
        source = (
            f"color=c={ground}:s={size[0]}x{size[1]}:r={rate.numerator}/{rate.denominator}"
            f":d={duration + 1:.3f}"
        )
        picture = ffmpeg.input(source, format="lavfi").filter("format", "gbrp")
        if captions is None:
            return picture
        script = filter_path(captions.script, folder)
        return picture.filter("ass", filename=script, fontsdir=filter_path(captions.fonts, folder))

    # What shows through of black and white alike is opaque: ffmpeg's own drawing into an alpha
    # plane dims letters on a half transparent box, and its unpremultiply may do nothing.
    on_black = drawn_on("black").split()
    difference = ffmpeg.filter([drawn_on("white"), on_black[0]], "blend", all_mode="difference")
    opacity = difference.filter("negate").split()
    straight = {f"c{plane}": "min(255,255*x/max(1,y))" for plane in range(3)}
    colour = ffmpeg.filter([on_black[1], opacity[0]], "lut2", **straight).filter("format", "gbrap")
    picture = ffmpeg.filter([colour, opacity[1].filter("extractplanes", "g")], "alphamerge")
    picture = picture.filter("format", pixels)
    output = ffmpeg.output(picture, OUTPUT, vframes=frames, map_metadata="-1", **encoded)
    write_with_ffmpeg(
        *(arguments_of(output), path),
        duration=duration,
        folder=folder,
        environment=drawing_environment(folder),
        monitor=monitor,
    )
