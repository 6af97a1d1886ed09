"""Videos of recordings that have no picture: moving bars of the sound, the progress, a title, the
speaker's name, a cover, captions."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import ffmpeg
import numpy as np

from pullquote.align.media.audio import Stretch
from pullquote.align.progress import SILENT, Monitor
from pullquote.clips.audiogram.bars import WIDTH, bar_heights, draw_bars
from pullquote.clips.audiogram.layout import AudiogramLayout, Box, Frame, lay_out
from pullquote.clips.audiogram.motion import Motion
from pullquote.clips.audiogram.text import (
    Heading,
    Turn,
    fit_name,
    fit_title,
    speaker_turns,
    write_heading,
)
from pullquote.clips.captions.cue import Cue
from pullquote.clips.render.audio import write_wav
from pullquote.clips.render.images import copy_image, png_size
from pullquote.clips.render.seams import Seams, dipped
from pullquote.clips.render.shapes import ASPECTS, LARGEST_SHORT_SIDE, canvas
from pullquote.clips.render.video import Captions, VideoOptions, encode, filter_path
from pullquote.clips.typeset.contrast import blend, readable_on

FRAME_RATE = 25
# Rows of the bars' drawing, which is enlarged.
_ROWS = 64
# The share of the accent's light in the rest of the progress bar.
_TRACK = 0.22


@dataclass(frozen=True, slots=True)
class Audiogram:
    """The sound of an audiogram and everything that is shown with it."""

    sound: Stretch
    cues: tuple[Cue, ...] = ()
    """On the clip's clock; the speakers' names are taken from them."""
    captions: Captions | None = None
    """The captions that are drawn, made for `audiogram_size`."""
    options: VideoOptions = field(default_factory=VideoOptions)
    chapters: Path | None = None
    """A file in ffmpeg's metadata format."""
    seams: Seams = field(default_factory=Seams)
    """The moments of the clip at which words were cut out."""


def audiogram_size(options: VideoOptions) -> tuple[int, int]:
    """Width and height in pixels; `source` means 16:9."""
    aspect = ASPECTS[options.shape.aspect] or Fraction(16, 9)
    return canvas(aspect, LARGEST_SHORT_SIDE)


def write_audiogram(
    audiogram: Audiogram, path: Path, folder: Path, *, monitor: Monitor = SILENT
) -> None:
    """Write the video; `folder` is a place for intermediate files.

    Raises InputError for a cover that is not an image, OutputError, ProgramError, CancelledError,
    and FormatError for an unknown extension.
    """
    picture = audiogram_picture(audiogram, folder)
    wav = write_wav(audiogram.sound, folder)
    duration = audiogram.sound.duration
    captions, chapters = audiogram.captions, audiogram.chapters
    encode(picture, wav, path, duration, captions, audiogram.options, monitor, chapters=chapters)


def audiogram_picture(audiogram: Audiogram, folder: Path) -> Any:
    """The stream of its frames, without captions; ffmpeg must run in `folder`.

    Raises InputError for a cover that is not an image.
    """
    options, duration = audiogram.options, audiogram.sound.duration
    width, height = audiogram_size(options)
    cover, heading, layout = _laid_out(audiogram, folder)
    picture = _solid(options.shape.background, width, height, duration)
    if cover is not None and layout.cover is not None:
        picture = _with_cover(picture, cover, layout.cover)
    picture = _with_progress(picture, options, layout.progress, duration)
    picture = _with_bars(picture, audiogram, layout.bars, folder)
    place = folder / "heading"
    place.mkdir(exist_ok=True)
    written = write_heading(heading, layout, (width, height), duration, place)
    if written is not None:
        script, fonts = (filter_path(path, folder) for path in written)
        picture = picture.filter("ass", filename=script, fontsdir=fonts)
    return dipped(picture, audiogram.seams, FRAME_RATE)


def audiogram_motion(audiogram: Audiogram, folder: Path) -> Motion:
    """The parts of its picture that move, for whoever draws them as the sound is played.

    Raises InputError for a cover that is not an image.
    """
    _, _, layout = _laid_out(audiogram, folder)
    sound, background = audiogram.sound, audiogram.options.shape.background
    rows, _ = _rows(layout.bars)
    accent = readable_on(background, audiogram.options.accent)
    heights = bar_heights(sound.samples, sound.rate, FRAME_RATE, _frames(sound))
    return Motion(
        *audiogram_size(audiogram.options),
        bars=layout.bars,
        progress=layout.progress,
        rows=rows,
        levels=tuple(np.round(heights * 255).astype(int).ravel().tolist()),
        frame_rate=FRAME_RATE,
        background=background,
        accent=accent,
        track=blend(background, accent, _TRACK),
    )


def _laid_out(audiogram: Audiogram, folder: Path) -> tuple[Path | None, Heading, AudiogramLayout]:
    """The cover's copy in the folder, the words, and the place of everything."""
    options = audiogram.options
    width, height = audiogram_size(options)
    frame = Frame(width, height, audiogram.captions.zone if audiogram.captions else None)
    cover = None
    if options.cover is not None:
        cover, aspect = _read_cover(options.cover, width, height, folder)
        frame = replace(frame, cover=aspect)
    heading = _heading(audiogram, frame)
    title_height = heading.title.height if heading.title else 0.0
    return cover, heading, lay_out(frame, title_height, heading.name_height)


def _heading(audiogram: Audiogram, frame: Frame) -> Heading:
    options, captions = audiogram.options, audiogram.captions
    _, width = frame.column
    turns: tuple[Turn, ...]
    if options.speaker is not None:
        turns = (Turn(0.0, options.speaker),)
    elif captions is not None and captions.names_speakers:
        turns = ()
    else:
        turns = speaker_turns(audiogram.cues)
    return Heading(
        fit_title(options.title, width, frame.unit),
        tuple((turn, fit_name(turn.name, width, frame.unit)) for turn in turns),
        centred=not frame.is_beside,
        background=options.shape.background,
    )


def _solid(colour: str, width: int, height: int, duration: float) -> Any:
    source = (
        f"color=c=0x{colour.lstrip('#')}:s={width}x{height}:r={FRAME_RATE}:d={duration + 1:.3f}"
    )
    return ffmpeg.input(source, format="lavfi")


def _read_cover(cover: Path, width: int, height: int, folder: Path) -> tuple[Path, float]:
    """The image as a PNG no larger than the picture, and its aspect."""
    place = folder / "cover"
    place.mkdir(exist_ok=True)
    copy = copy_image(cover, place, width=width, height=height)
    wide, high = png_size(copy)
    return copy, wide / high


def _with_cover(picture: Any, cover: Path, box: Box) -> Any:
    image = ffmpeg.input(f"file:{cover.resolve()}", format="png_pipe")
    # A single picture, shown as long as the video lasts.
    return picture.overlay(
        image.filter("scale", *_size(box), flags="lanczos"), x=box.x, y=box.y, eof_action="repeat"
    )


def _with_progress(picture: Any, options: VideoOptions, box: Box, duration: float) -> Any:
    """A bar that fills from the left; it is full at the end."""
    background = options.shape.background
    accent = readable_on(background, options.accent)
    track = _solid(blend(background, accent, _TRACK), *_size(box), duration)
    done = _solid(accent, *_size(box), duration)
    bar = track.overlay(done, x=f"-w+w*t/{duration:.3f}", y=0, eval="frame")
    return picture.overlay(bar, x=box.x, y=box.y)


def _with_bars(picture: Any, audiogram: Audiogram, box: Box, folder: Path) -> Any:
    sound = audiogram.sound
    rows, high = _rows(box)
    raw = folder / "bars.gray"
    draw_bars(bar_heights(sound.samples, sound.rate, FRAME_RATE, _frames(sound)), rows).tofile(raw)
    mask = ffmpeg.input(
        f"file:{raw.resolve()}",
        format="rawvideo",
        pixel_format="gray",
        video_size=(WIDTH, rows),
        framerate=FRAME_RATE,
    ).filter("scale", box.width, high, flags="neighbor")
    options = audiogram.options
    color = readable_on(options.shape.background, options.accent)
    accent = _solid(color, box.width, high, sound.duration)
    bars = ffmpeg.filter([accent, mask], "alphamerge")
    return picture.overlay(bars, x=box.x, y=box.y + (box.height - high) // 2)


def _rows(box: Box) -> tuple[int, int]:
    """Rows of the bars' drawing, and the pixels that they fill when it is enlarged."""
    enlarged = box.width // WIDTH
    rows = max(8, min(_ROWS, box.height // enlarged))
    return rows, 2 * (rows * enlarged // 2)


def _frames(sound: Stretch) -> int:
    return round(sound.duration * FRAME_RATE) + 2


def _size(box: Box) -> tuple[int, int]:
    return box.width, box.height
