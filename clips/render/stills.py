"""A poster: one frame of the recording as a picture that stands still (door: ffmpeg)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ffmpeg

from pullquote.align.errors import FormatError
from pullquote.align.media.audio import MediaInfo
from pullquote.align.media.ffmpeg import ffmpeg_path
from pullquote.align.progress import SILENT, Monitor
from pullquote.align.times import TimeSpan
from pullquote.clips.render.encode import QUIET, part_of, run_ffmpeg
from pullquote.clips.render.shapes import Shape, place
from pullquote.clips.render.video import frame_span, picture_of, shaped

STILL_KINDS = {"png": "png", "jpg": "mjpeg", "jpeg": "mjpeg", "webp": "libwebp"}
"""Extension → ffmpeg's encoder."""


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
        raise ValueError(f"{media.path} has no picture; there is no frame to show")
    shape = shape or Shape()
    clock = frame_span(media.video, TimeSpan(time, time))
    placement = place(shape, media.video.width, media.video.height)
    picture = shaped(picture_of(media, media.video, clock), shape, placement)
    write_still(picture, path, monitor=monitor)


def still_kind(name: str) -> str:
    """The kind of picture that a name's extension says. Raises FormatError for an unknown one."""
    suffix = Path(name).suffix
    kind = suffix.lstrip(".").lower()
    if kind not in STILL_KINDS:
        known = [f".{extension}" for extension in STILL_KINDS]
        raise FormatError(suffix, known, "picture extension")
    return kind


def write_still(
    picture: Any, path: Path, *, folder: Path | None = None, monitor: Monitor = SILENT
) -> None:
    """The first frame of a stream as a picture; `folder` is where ffmpeg runs.

    Raises FormatError, OutputError, ProgramError, CancelledError.
    """
    kind = still_kind(path.name)
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
