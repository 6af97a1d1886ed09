"""The picture of a recording: its size, its rate, its beginning and end (door: PyAV)."""

from __future__ import annotations

import math
import re
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from typing import TYPE_CHECKING

from pullquote.align.media.clock import BrokenMediaError

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

_MOST_PIXELS = 2**26
_MOST_PACKETS = 500
"""Packets in which the first frame is looked for."""


@dataclass(frozen=True, slots=True)
class VideoInfo:
    """The picture of a recording, as a player shows it."""

    width: int
    """Pixels, after rotation and with square pixels."""
    height: int
    frame_rate: float
    """Average frames a second."""
    codec: str
    start: float = 0.0
    """The first frame's moment on the recording's clock, seconds."""
    end: float = math.inf
    """The end of the picture, seconds on the recording's clock; infinite when unknown."""
    grid_rate: Fraction = Fraction(25)
    """Frames a second of the grid on which time stamps lie; the rate itself where constant."""
    timecode: str = ""
    """Timecode of the first frame as the file states it, such as `10:00:00:00`; empty without."""


def video_info(container: InputContainer, origin: float) -> VideoInfo | None:
    """The properties of the first video stream; cover art does not count."""
    from av.stream import Disposition

    for stream in container.streams.video:
        if stream.disposition & Disposition.attached_pic:
            continue
        context = stream.codec_context
        if context is None:  # Of a kind that cannot be decoded.
            continue
        width, height = context.width, context.height
        if not (width and height):
            continue
        if width * height > _MOST_PIXELS:
            raise BrokenMediaError(
                f"claims a picture of {width} × {height} pixels, which is more than can be shown; "
                "make it smaller, or give a copy that is not damaged"
            )
        aspect = stream.sample_aspect_ratio
        if aspect:
            width = round(width * aspect)
        frame = _first_frame(container, stream)
        if frame is not None and round(frame.rotation / 90) % 2 == 1:
            width, height = height, width
        first = 0.0 if frame is None or frame.time is None else frame.time - origin
        average = stream.average_rate or stream.guessed_rate or Fraction(25)
        return VideoInfo(
            width,
            height,
            float(average),
            context.name,
            first,
            _end_of(stream, first),
            _grid_rate(stream, average),
            stream.metadata.get("timecode") or container.metadata.get("timecode") or "",
        )
    return None


def _first_frame(container: InputContainer, stream: VideoStream) -> VideoFrame | None:
    """The first frame; None when none is near the beginning."""
    import av

    try:
        for packet in islice(container.demux(stream), _MOST_PACKETS):
            with suppress(av.FFmpegError):
                for frame in packet.decode():
                    return frame
    except (av.FFmpegError, IndexError):
        pass
    return None


def _end_of(stream: VideoStream, first: float) -> float:
    """The end of the stream's last frame, according to the container."""
    if stream.duration and stream.time_base is not None:
        return first + float(stream.duration * stream.time_base)
    # Matroska says it in words, such as 00:00:04.000000000.
    told = re.fullmatch(r"(\d+):(\d\d):(\d\d(?:\.\d+)?)", stream.metadata.get("DURATION", ""))
    if told is None:
        return math.inf
    return int(told[1]) * 3600 + int(told[2]) * 60 + float(told[3])


def _grid_rate(stream: VideoStream, average: Fraction) -> Fraction:
    """The lowest rate on whose grid all time stamps lie, within the usual rates."""
    guessed = stream.guessed_rate or average
    if average <= guessed <= 120:
        average = guessed
    # Slides and the like: captions and sound need a grid all the same.
    return Fraction(average) if average >= 10 else Fraction(25)
