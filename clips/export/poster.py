"""The poster beside a clip: what a player shows before it plays. Without captions."""

from __future__ import annotations

from pathlib import Path

from pullquote.align.errors import InputError, OutputError
from pullquote.align.progress import SILENT, Monitor
from pullquote.clips.audiogram.picture import Audiogram, audiogram_picture
from pullquote.clips.export.options import ExportOptions
from pullquote.clips.render.audio import AUDIO_FORMATS
from pullquote.clips.render.stills import write_still


def poster_path(path: Path, options: ExportOptions) -> Path | None:
    """The poster's file beside this clip; None when none is wanted.

    Raises InputError for a clip that has no picture or would have the poster's own name, and
    OutputError when a file is there that must stay.
    """
    if options.poster is None:
        return None
    if path.suffix.lstrip(".").lower() in AUDIO_FORMATS:
        raise InputError(
            f"{path.name} holds sound only, which has no poster; make an mp4, or leave the poster"
        )
    poster = path.with_suffix(f".{options.poster}")
    if poster == path:
        raise InputError(f"{path.name} and its poster cannot have one name; choose png or jpg")
    if poster.exists() and not options.force:
        raise OutputError(poster, "exists already; choose another name or use --force")
    return poster


def write_audiogram_poster(
    audiogram: Audiogram, path: Path, folder: Path, *, monitor: Monitor = SILENT
) -> None:
    """The audiogram half-way through; `folder` is a place for intermediate files.

    Raises what `stills.write_still` raises.
    """
    picture = audiogram_picture(audiogram, folder)
    middle = picture.filter("trim", start=f"{audiogram.sound.duration / 2:.3f}")
    write_still(middle, path, folder=folder, monitor=monitor)
