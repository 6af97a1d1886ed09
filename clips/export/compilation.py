"""One film of passages from several recordings.

The passages of each recording in a row are joined as a supercut; these are scaled to the size of
the first, brought to one frame rate and one sound, and follow each other hard.
"""

from __future__ import annotations

import io
import wave
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import ffmpeg
import numpy as np

from pullquote.align.errors import InputError
from pullquote.align.files import work_folder
from pullquote.align.media.audio import MediaInfo, Stretch, probe
from pullquote.align.media.ffmpeg import write_with_ffmpeg
from pullquote.align.model.alignment import Alignment
from pullquote.align.progress import SILENT, Monitor
from pullquote.clips.captions.cue import Cue
from pullquote.clips.export.manifest import ClipResult, Manifest
from pullquote.clips.export.options import ExportOptions
from pullquote.clips.export.outputs import Draft, draft
from pullquote.clips.export.places import check_beside, one_place
from pullquote.clips.export.supercut import join_clips
from pullquote.clips.passages.passage import Passage
from pullquote.clips.render.audio import AUDIO_FORMATS, write_audio
from pullquote.clips.render.codecs import SILENT_KINDS, encodable, output_options, sized
from pullquote.clips.render.video import OUTPUT, arguments_of
from pullquote.clips.subtitles.files import read_cues, write_subtitles

_RATE = 48_000
"""Hz, of the film's sound."""
_FINE = 12
"""x264's scale for the parts, which are encoded once more."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Passages of one recording, in the order in which they are shown."""

    info: MediaInfo
    alignment: Alignment
    passages: tuple[Passage, ...]
    options: ExportOptions


def join_selections(
    selections: Sequence[Selection], output: Path, *, monitor: Monitor = SILENT
) -> Manifest:
    """Make one file of all passages; its extension says what kind of file it is.

    The first selection's options count for the whole. Raises InputError for a poster of several
    recordings, and what `join_clips` raises.
    """
    first = selections[0]
    options = first.options
    if len(selections) == 1:
        return join_clips(
            *(first.info.path, first.alignment, first.passages, output, options), monitor=monitor
        )
    if options.poster is not None:
        raise InputError("a film of several recordings has no poster; leave --poster out")
    place = one_place(first.info.path, output, options)
    for selection in selections:
        check_beside(place, selection.info.path, options)
    is_sound = output.suffix.lstrip(".").lower() in AUDIO_FORMATS
    kind = "wav" if is_sound else "mkv"
    with draft(place) as made, work_folder() as folder:
        paths = [folder / f"{number}.{kind}" for number in range(len(selections))]
        parts = [
            _part(selection, path, options, monitor)
            for selection, path in zip(selections, paths, strict=True)
        ]
        infos = [probe(path) for path in paths]
        if is_sound:
            write_audio(_joined_sound(infos, folder, monitor), made.path, monitor=monitor)
        else:
            _write_film(infos, made.path, folder, options, monitor)
        if options.sidecar is not None:
            _write_sidecar(infos, made, options.sidecar)
    sidecar = made.placed.get(f".{options.sidecar}")
    return Manifest(
        tuple(replace(clip, path=made.output, sidecar=sidecar) for part in parts for clip in part)
    )


def _part(
    selection: Selection, path: Path, options: ExportOptions, monitor: Monitor
) -> tuple[ClipResult, ...]:
    """A supercut of one recording's passages, hardly losing any quality."""
    quality = replace(options.video.quality, encoder="x264", crf=_FINE)
    finely = replace(options, video=replace(options.video, quality=quality), force=True)
    info, alignment = selection.info, selection.alignment
    return join_clips(info.path, alignment, selection.passages, path, finely, monitor=monitor).clips


def _joined_sound(infos: Sequence[MediaInfo], folder: Path, monitor: Monitor) -> Stretch:
    sounds = [_even(ffmpeg.input(f"file:{info.path}").audio) for info in infos]
    path = folder / "joined.wav"
    output = ffmpeg.output(
        ffmpeg.concat(*sounds, v=0, a=1), OUTPUT, format="wav", acodec="pcm_s16le"
    )
    write_with_ffmpeg(
        arguments_of(output), path, duration=sum(info.duration for info in infos), monitor=monitor
    )
    with wave.open(io.BytesIO(path.read_bytes())) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2)
    return Stretch(samples.astype(np.int16), _RATE, 0.0)


def _even(sound: Any) -> Any:
    return sound.filter("aformat", sample_rates=_RATE, channel_layouts="stereo")


def _write_film(
    infos: Sequence[MediaInfo],
    path: Path,
    folder: Path,
    options: ExportOptions,
    monitor: Monitor,
) -> None:
    kind = path.suffix.lstrip(".").lower()
    first = infos[0].video
    assert first is not None  # parts other than sound files have a picture
    rate = f"{first.grid_rate.numerator}/{first.grid_rate.denominator}"
    streams = []
    is_silent = kind in SILENT_KINDS
    for info in infos:
        source = ffmpeg.input(f"file:{info.path}")
        picture = (
            source.video.filter(
                "scale", first.width, first.height, force_original_aspect_ratio="decrease"
            )
            .filter("pad", first.width, first.height, "(ow-iw)/2", "(oh-ih)/2")
            .filter("setsar", "1")
            .filter("fps", fps=rate)
            .filter("format", "yuv420p")
        )
        streams += [picture] if is_silent else [picture, _even(source.audio)]
    joined = ffmpeg.concat(*streams, v=1, a=0 if is_silent else 1).node
    picture = encodable(sized(joined[0], kind), kind, options.video.quality)
    outputs = [picture] if is_silent else [picture, joined[1]]
    written = output_options(kind, options.video.quality)
    output = ffmpeg.output(*outputs, OUTPUT, map_metadata="-1", map_chapters="-1", **written)
    duration = sum(info.duration for info in infos)
    write_with_ffmpeg(arguments_of(output), path, duration=duration, folder=folder, monitor=monitor)


def _write_sidecar(infos: Sequence[MediaInfo], made: Draft, extension: str) -> None:
    """The captions of all parts, each moved to where its part begins."""
    cues: list[Cue] = []
    start = 0.0
    for info in infos:
        beside = info.path.with_suffix(f".{extension}")
        if beside.exists():
            cues += [cue.shift(start) for cue in read_cues(beside)]
        start += info.duration
    if cues:
        write_subtitles(cues, made.beside(extension))
