"""A poster: one frame of the recording as a still picture (door: ffmpeg)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ffmpeg

from pullquote.align.media.audio import MediaInfo
from pullquote.align.media.ffmpeg import write_with_ffmpeg
from pullquote.align.progress import SILENT, Monitor
from pullquote.align.times import TimeSpan
from pullquote.clips.render.shapes import Shape, place
from pullquote.clips.render.video import OUTPUT, arguments_of, frame_span, picture_of, shaped
from pullquote.clips.typeset.still import STILL_KINDS, still_kind


def write_poster(
    media: MediaInfo,
    time: float,
    path: Path,
    *,
    shape: Shape | None = None,
    monitor: Monitor = SILENT,
) -> None:
    """Write the frame on screen at `time` seconds, in the shape of a clip.

    Raises FormatError, OutputError, ProgramError, and ValueError for a recording without a picture.
    """
    if media.video is None:
        raise ValueError(f"{media.path} has no picture, so it has no frame to show")
    shape = shape or Shape()
    clock = frame_span(media.video, TimeSpan(time, time))
    layout = place(shape, media.video.width, media.video.height)
    picture = shaped(picture_of(media, media.video, clock), shape, layout)
    write_still(picture, path, monitor=monitor)


def write_still(
    picture: Any, path: Path, *, folder: Path | None = None, monitor: Monitor = SILENT
) -> None:
    """Write the first frame of a stream as a picture; ffmpeg runs in `folder`.

    Raises FormatError, OutputError, ProgramError, CancelledError.
    """
    kind = still_kind(path.name)
    output = ffmpeg.output(
        picture,
        OUTPUT,
        # Otherwise the name would be taken for a pattern of numbered pictures.
        **{"format": "image2", "update": 1, "frames:v": 1, "vcodec": STILL_KINDS[kind]},
        **({"q:v": 2} if STILL_KINDS[kind] == "mjpeg" else {}),
        map_metadata="-1",
    )
    write_with_ffmpeg(arguments_of(output), path, folder=folder, monitor=monitor)
