"""The poster beside a clip, which players show before they play it. It has no captions."""

from __future__ import annotations

from pathlib import Path

from pullquote.align.progress import SILENT, Monitor
from pullquote.clips.audiogram.picture import Audiogram, audiogram_picture
from pullquote.clips.render.stills import write_still


def write_audiogram_poster(
    audiogram: Audiogram, path: Path, folder: Path, *, monitor: Monitor = SILENT
) -> None:
    """The audiogram half-way through; `folder` is a place for intermediate files.

    Raises as `stills.write_still` does.
    """
    picture = audiogram_picture(audiogram, folder)
    middle = picture.filter("trim", start=f"{audiogram.sound.duration / 2:.3f}")
    write_still(middle, path, folder=folder, monitor=monitor)
