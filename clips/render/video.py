"""Video clips: the picture cut on its frame grid, captions drawn in, re-encoded (door: ffmpeg).

The clip's clock starts at the frame that is on screen at the cut. The sound arrives as samples that
are already cut on the same clock, so picture and sound are in step by construction.
"""

from __future__ import annotations

import math
import os
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import ffmpeg

from pullquote.align.media.audio import MediaInfo, VideoInfo
from pullquote.align.media.container import FORMATS, PROTOCOLS
from pullquote.align.media.ffmpeg import write_with_ffmpeg
from pullquote.align.progress import SILENT, Monitor
from pullquote.align.times import TimeSpan
from pullquote.clips.render.audio import UNNAMED
from pullquote.clips.render.codecs import (
    SILENT_KINDS,
    VIDEO_KINDS,
    Quality,
    encodable,
    output_options,
    sized,
)
from pullquote.clips.render.hardware import check_encoder
from pullquote.clips.render.shapes import FrameLayout, Shape, place
from pullquote.clips.typeset.fonts.system import drawing_environment
from pullquote.clips.typeset.zone import Zone

_QUEUE = 32
"""Packets that an input may read ahead."""

# Seeking in these may land after the key frame, so it starts this many seconds earlier.
_RUN_UP = {"mpegts": 10.0, "mpeg": 10.0}


@dataclass(frozen=True, slots=True)
class Captions:
    """A script of captions and the fonts that it may use."""

    script: Path
    """An ASS file on the clip's clock, made for the picture's size."""
    fonts: Path
    zone: Zone | None = None
    """The rows that they may take; None where nothing else needs to know."""
    names_speakers: bool = False
    """True when they show the speakers' names."""


@dataclass(frozen=True, slots=True)
class VideoOptions:
    """The look of a video clip, and its encoding."""

    shape: Shape = field(default_factory=Shape)
    quality: Quality = field(default_factory=Quality)
    title: str = ""
    """A title above the bars of an audiogram."""
    speaker: str | None = None
    """The name shown there too; None takes the transcript's labels, an empty one shows nobody."""
    cover: Path | None = None
    """An image shown there, whole."""
    accent: str = "#ffc15e"
    """`#rrggbb`, of an audiogram's bars and progress line."""


def frame_span(video: VideoInfo, span: TimeSpan) -> TimeSpan:
    """`span` widened to the frame grid: the part that a clip with a picture holds, seconds."""
    rate = video.grid_rate
    # A cut that is a rounding error before a frame is meant to be at the frame.
    first = math.floor((span.start - video.start) * float(rate) + 1e-3)
    count = max(1, math.ceil((span.end - video.start) * float(rate) - 1e-3) - first)
    start = video.start + float(first / rate)
    if start < 0:
        # The grid does not begin at 0 and the cut lies before the first whole frame.
        start = 0.0
    return TimeSpan(start, start + float(count / rate))


def write_video(
    media: MediaInfo,
    clock: TimeSpan,
    sound: Path,
    path: Path,
    *,
    captions: Captions | None = None,
    options: VideoOptions | None = None,
    monitor: Monitor = SILENT,
) -> None:
    """Write the picture of the recording during `clock` with the sound of a WAV file.

    Parameters
    ----------
    clock : from `frame_span`; the clip's time 0 is its start.
    sound : exactly as long as `clock`.

    Raises OutputError, ProgramError, FormatError for an unknown extension, CancelledError.
    """
    options = options or VideoOptions()
    video = media.video
    if video is None:
        raise ValueError(f"{media.path} has no picture; make an audiogram")
    layout = place(options.shape, video.width, video.height)
    picture = shaped(picture_of(media, video, clock), options.shape, layout)
    encode(picture, sound, path, clock.duration, captions, options, monitor)


def encode(
    picture: Any,
    sound: Path,
    path: Path,
    duration: float,
    captions: Captions | None,
    options: VideoOptions,
    monitor: Monitor,
    *,
    chapters: Path | None = None,
) -> None:
    """Draw the captions into a stream of frames and write it with its sound.

    `chapters` is a file in ffmpeg's metadata format; animations without sound hold no chapters.
    """
    folder = sound.parent
    kind = path.suffix.lstrip(".").lower()
    if kind in VIDEO_KINDS and kind not in (*SILENT_KINDS, "webm"):
        check_encoder(options.quality.encoder)
    written = output_options(kind, options.quality)
    picture = sized(picture, kind)
    if captions is not None:
        picture = picture.filter(
            "ass",
            filename=filter_path(captions.script, folder),
            fontsdir=filter_path(captions.fonts, folder),
        )
    streams = [encodable(picture, kind, options.quality)]
    if kind not in SILENT_KINDS:
        streams.append(ffmpeg.input(f"file:{sound.resolve()}").audio)
    output = ffmpeg.output(
        *streams,
        OUTPUT,
        t=f"{duration:.6f}",
        map_metadata="-1",
        map_chapters="-1",
        **written,
    )
    arguments = arguments_of(output)
    if chapters is not None and kind not in SILENT_KINDS:
        arguments = _with_chapters(arguments, chapters)
    write_with_ffmpeg(
        *(arguments, path),
        duration=duration,
        folder=folder,
        environment=drawing_environment(folder),
        monitor=monitor,
    )


OUTPUT = "output"
"""A stand-in for the file's name in an output of ffmpeg-python."""


def arguments_of(output: Any) -> list[str]:
    """ffmpeg's arguments for this output, without its name."""
    arguments: list[str] = ffmpeg.get_args(output)
    assert arguments[-1] == OUTPUT
    return arguments[:-1]


def _with_chapters(command: list[str], chapters: Path) -> list[str]:
    """The command with one more input, of chapters only, which ffmpeg-python does not support."""
    inputs = [place for place, word in enumerate(command) if word == "-i"]
    after = inputs[-1] + 2
    read = ["-f", "ffmetadata", "-i", f"file:{chapters.resolve()}"]
    command = [*command[:after], *read, *command[after:]]
    command[command.index("-map_chapters") + 1] = str(len(inputs))
    unnamed = command.index("-map_metadata")
    return [*command[:unnamed], *UNNAMED, *command[unnamed + 2 :]]


def picture_of(media: MediaInfo, video: VideoInfo, clock: TimeSpan, number: int = 0) -> Any:
    """Frames of the recording from `clock.start` on, at a constant rate, without a gap.

    In one command, each use of the same stretch needs a `number` of its own.
    """
    # Past its end the picture stands still on its last frame.
    begin = min(clock.start, max(video.start, video.end - 1.5 / video.frame_rate))
    seek = max(0.0, begin - media.start_time)
    # Whole frames, so that the grid stays where it is.
    frames = math.floor(min(seek, _RUN_UP.get(media.container, 0.0)) * float(video.grid_rate))
    run_up = float(frames / video.grid_rate)
    source = ffmpeg.input(
        f"file:{media.path.resolve()}",
        format_whitelist=FORMATS,
        protocol_whitelist=PROTOCOLS,
        # The frame on screen at the cut may have begun long before it (slides, variable rate):
        # all frames from the key frame on go to the filter, which holds the last one.
        noaccurate_seek=None,
        # Inputs that are alike in everything count as one, and only one filter may read that.
        thread_queue_size=_QUEUE + number,
        **({"ss": f"{seek - run_up:.6f}"} if seek > run_up else {}),
    )
    picture = source.video.filter(
        "fps", fps=_rate(video.grid_rate), start_time=f"{run_up:.6f}"
    ).filter("setpts", "PTS-STARTPTS")
    # A picture that ends before the sound stands still.
    return picture.filter("tpad", stop_mode="clone", stop_duration=f"{clock.duration:.6f}")


def shaped(picture: Any, shape: Shape, layout: FrameLayout) -> Any:
    """A stream of the source's frames in the shape in which the clip shows them."""
    width, height = layout.width, layout.height
    scale = {"w": layout.scaled_width, "h": layout.scaled_height}
    if shape.aspect == "source" or shape.fit == "crop":
        scaled = picture.filter("scale", **scale).filter("setsar", "1")
        if (layout.scaled_width, layout.scaled_height) == (width, height):
            return scaled
        return scaled.filter("crop", width, height, layout.x, layout.y)
    if shape.fit == "plain":
        return (
            picture.filter("scale", **scale)
            .filter("setsar", "1")
            .filter("pad", width, height, layout.x, layout.y, _colour(shape.background))
        )
    halves = picture.split()
    front = halves[0].filter("scale", **scale).filter("setsar", "1")
    # Blurred small and then enlarged: a hundredth of the work, and the same to the eye.
    behind = (
        halves[1]
        .filter("scale", width // 8, height // 8, force_original_aspect_ratio="increase")
        .filter("crop", width // 8, height // 8)
        .filter("gblur", sigma=4)
        .filter("eq", brightness=-0.12)
        .filter("scale", width, height)
        .filter("setsar", "1")
    )
    return behind.overlay(front, x=layout.x, y=layout.y)


def filter_path(path: Path, folder: Path) -> str:
    """The path for a filter that runs in `folder`: the shorter form, always with `/`."""
    path = path.resolve()
    try:
        relative = os.path.relpath(path, folder.resolve())
    except ValueError:  # Another drive.
        return path.as_posix()
    return Path(min(relative, str(path), key=len)).as_posix()


def _rate(rate: Fraction) -> str:
    return f"{rate.numerator}/{rate.denominator}"


def _colour(text: str) -> str:
    return "0x" + text.lstrip("#")
