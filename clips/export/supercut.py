"""Several passages as one clip, in the order given, with short cross-fades (a supercut).

The sound of both parts is added where they overlap, faded only at the cuts.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import count
from pathlib import Path
from typing import Any

import ffmpeg
import numpy as np

from pullquote.align.files import PathLike, work_folder
from pullquote.align.media.audio import MediaInfo, Stretch, probe
from pullquote.align.model.alignment import Alignment
from pullquote.align.progress import SILENT, Monitor
from pullquote.align.times import format_time
from pullquote.clips.audiogram.picture import Audiogram, audiogram_size, write_audiogram
from pullquote.clips.captions.cue import Cue
from pullquote.clips.captions.layout import lay_out_cues
from pullquote.clips.captions.profiles.profile import NETFLIX
from pullquote.clips.export.captions import clip_words, find_quotation, write_captions
from pullquote.clips.export.manifest import ClipResult, Manifest
from pullquote.clips.export.options import ExportOptions
from pullquote.clips.export.outputs import Draft, draft
from pullquote.clips.export.parts import CROSS_FADE, Part, find_parts, source_pieces
from pullquote.clips.export.places import check_beside, one_place
from pullquote.clips.export.poster import write_audiogram_poster
from pullquote.clips.passages.chapters import chapters_from, format_chapters, title_from
from pullquote.clips.passages.kept_words import kept_words
from pullquote.clips.passages.passage import Passage
from pullquote.clips.passages.pieces import find_omissions
from pullquote.clips.render.audio import AUDIO_FORMATS, write_audio, write_wav
from pullquote.clips.render.loudness import normalise
from pullquote.clips.render.montage import montage_picture, montage_sound
from pullquote.clips.render.seams import Seams
from pullquote.clips.render.shapes import place
from pullquote.clips.render.stills import write_poster
from pullquote.clips.render.video import encode
from pullquote.clips.subtitles.files import write_subtitles
from pullquote.clips.typeset.safe_area import profile_for


def join_clips(
    media: PathLike,
    alignment: Alignment,
    passages: Sequence[Passage],
    output: PathLike,
    options: ExportOptions | None = None,
    *,
    cross_fade: float = CROSS_FADE,
    monitor: Monitor = SILENT,
) -> Manifest:
    """Make one file of all passages; its kind is that of its extension.

    The manifest has a clip for each passage, all with the same path; their pieces are those of
    `source_pieces`, which follow each other in the file. Raises MediaError, FormatError,
    OutputError, ProgramError, CancelledError, and ValueError without a passage.
    """
    if not passages:
        raise ValueError("a joined clip needs at least one passage")
    media, output = Path(media), Path(output)
    options = options or ExportOptions()
    place = one_place(media, output, options)
    check_beside(place, media, options)
    info = probe(media)
    pictured = output.suffix.lstrip(".").lower() not in AUDIO_FORMATS and info.video is not None
    parts = find_parts(info, alignment, passages, options, cross_fade, pictured, monitor)
    with draft(place) as made, work_folder() as folder:
        drawn = _make_files(info, alignment, parts, options, made, folder, monitor)
    sidecar = made.placed.get(f".{options.sidecar}")
    poster = made.placed.get(f".{options.poster}")
    return Manifest(
        tuple(
            ClipResult(
                *(part.passage, media, made.output, pieces, drawn, sidecar, poster),
                quotation=find_quotation(alignment, part.passage, options),
                omissions=find_omissions(alignment, part.passage, part.pieces),
            )
            for part, pieces in zip(parts, source_pieces(parts), strict=True)
        )
    )


def _make_files(
    info: MediaInfo,
    alignment: Alignment,
    parts: Sequence[Part],
    options: ExportOptions,
    made: Draft,
    folder: Path,
    monitor: Monitor,
) -> str | None:
    """Make the files; returns the look of the captions in the picture, None without captions."""
    sound = _joined_sound(info, parts, monitor)
    if options.loudness is not None:
        sound = normalise(sound, options.loudness, folder)
    drawn = None
    if made.path.suffix.lstrip(".").lower() in AUDIO_FORMATS:
        cues = _cues(alignment, parts, options, None)
        chapters = _write_chapters(alignment, parts, folder)
        write_audio(sound, made.path, chapters=chapters, monitor=monitor)
    else:
        cues = _write_joined(info, alignment, parts, sound, made, options, folder, monitor)
        drawn = options.style if options.captions and cues else None
        if options.poster is not None and info.video is not None:
            time, shape = parts[0].montage.middle, options.video.shape
            poster = made.beside(options.poster)
            write_poster(info, time, poster, shape=shape, monitor=monitor)
    if options.sidecar is not None and cues:
        write_subtitles(cues, made.beside(options.sidecar))
    return drawn


def _joined_sound(info: MediaInfo, parts: Sequence[Part], monitor: Monitor) -> Stretch:
    sounds = [montage_sound(info.path, part.montage, monitor=monitor) for part in parts]
    rate = sounds[0].rate
    total = round(parts[-1].end * rate)
    mixed = np.zeros((total, sounds[0].samples.shape[1]), np.int32)
    for part, sound in zip(parts, sounds, strict=True):
        first = round(part.start * rate)
        kept = sound.samples[: total - first]
        mixed[first : first + len(kept)] += kept
    return Stretch(np.clip(mixed, -32768, 32767).astype(np.int16), rate, 0.0)


def _cues(
    alignment: Alignment,
    parts: Sequence[Part],
    options: ExportOptions,
    size: tuple[int, int] | None,
) -> tuple[Cue, ...]:
    """All parts' cues on the joined clip's clock; none reaches into the next part."""
    profile = NETFLIX if size is None else profile_for(options.style, *size)
    cues: list[Cue] = []
    for number, part in enumerate(parts):
        following = parts[number + 1].start if number + 1 < len(parts) else None
        end = part.end if following is None else following
        words = clip_words(alignment, part.passage, part.montage, options)
        laid = lay_out_cues(words, profile, language=alignment.language, until=end - part.start)
        cues += [cue.shift(part.start) for cue in laid]
    return tuple(cues)


def _write_joined(
    info: MediaInfo,
    alignment: Alignment,
    parts: Sequence[Part],
    sound: Stretch,
    made: Draft,
    options: ExportOptions,
    folder: Path,
    monitor: Monitor,
) -> tuple[Cue, ...]:
    video = info.video
    if video is None:
        size = audiogram_size(options.video)
    else:
        placement = place(options.video.shape, video.width, video.height)
        size = (placement.width, placement.height)
    cues = _cues(alignment, parts, options, size)
    captions = write_captions(cues, options, size, folder, alignment.language)
    chapters = _write_chapters(alignment, parts, folder)
    if video is None:
        moments = tuple(part.start + at for part in parts for at in part.montage.seams)
        seams = Seams(options.seam, moments)
        audiogram = Audiogram(sound, cues, captions, options.video, chapters, seams)
        write_audiogram(audiogram, made.path, folder, monitor=monitor)
        if options.poster is not None:
            poster = made.beside(options.poster)
            write_audiogram_poster(audiogram, poster, folder, monitor=monitor)
        return cues
    shape, seam, numbers = options.video.shape, options.seam, count()
    pictures = []
    for part in parts:
        picture = montage_picture(info, part.montage, shape, seam=seam, numbers=numbers)
        frames = round(part.montage.duration * float(video.grid_rate))
        picture = picture.filter("format", "yuv420p").filter("trim", end_frame=frames)
        pictures.append(picture.filter("setpts", "PTS-STARTPTS"))
    wav = write_wav(sound, folder)
    joined = _joined_picture(pictures, parts, video.grid_rate)
    encode(
        joined, wav, made.path, sound.duration, captions, options.video, monitor, chapters=chapters
    )
    return cues


def _write_chapters(alignment: Alignment, parts: Sequence[Part], folder: Path) -> Path | None:
    """A chapter for each part, titled with its words, for ffmpeg; None for a single part.

    The next begins where its sound does, while the part before may still fade.
    """
    if len(parts) < 2:
        return None
    begun = []
    for part in parts:
        title = title_from(kept_words(alignment, part.passage))
        begun.append((part.start, title or format_time(part.held.start, decimals=1)))
    chapters = chapters_from(begun, parts[-1].end)
    path = folder / "chapters.ffmetadata"
    path.write_text(format_chapters(chapters, "ffmetadata"), encoding="utf-8", newline="\n")
    return path


def _joined_picture(pictures: Sequence[Any], parts: Sequence[Part], rate: Fraction) -> Any:
    joined = pictures[0]
    for picture, part in zip(pictures[1:], parts[1:], strict=True):
        if part.overlap > 0:
            joined = ffmpeg.filter(
                [joined, picture],
                "xfade",
                transition="fade",
                duration=f"{part.overlap:.6f}",
                offset=f"{part.start:.6f}",
            )
        else:
            joined = ffmpeg.concat(joined, picture, v=1, a=0)
        # Both filters leave a finer time base behind; the next one wants the grid again.
        joined = joined.filter("fps", fps=f"{rate.numerator}/{rate.denominator}")
    return joined
