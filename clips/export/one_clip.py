"""One clip: find the cut, take the sound, draw the captions, write the files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from pullquote.align.files import work_folder
from pullquote.align.media.audio import MediaInfo, Stretch
from pullquote.align.model.alignment import Alignment
from pullquote.align.progress import SILENT, Monitor
from pullquote.clips.audiogram.motion import Motion
from pullquote.clips.audiogram.picture import (
    FRAME_RATE,
    Audiogram,
    audiogram_motion,
    audiogram_size,
    write_audiogram,
)
from pullquote.clips.captions.cue import Cue
from pullquote.clips.captions.layout import lay_out_cues
from pullquote.clips.captions.profiles.profile import NETFLIX
from pullquote.clips.export.captions import clip_words, find_quotation, write_captions
from pullquote.clips.export.cutting import find_pieces, lay_out_pieces
from pullquote.clips.export.manifest import ClipResult, undrawn_sentence
from pullquote.clips.export.options import ExportOptions
from pullquote.clips.export.outputs import Draft, Place, draft
from pullquote.clips.export.places import check_beside
from pullquote.clips.export.poster import write_audiogram_poster
from pullquote.clips.passages.passage import Passage
from pullquote.clips.passages.pieces import Piece, find_omissions
from pullquote.clips.render.audio import AUDIO_FORMATS, write_audio, write_wav
from pullquote.clips.render.loudness import normalise
from pullquote.clips.render.montage import (
    Montage,
    montage_sound,
    write_montage,
)
from pullquote.clips.render.overlay import write_overlay
from pullquote.clips.render.seams import Seams
from pullquote.clips.render.shapes import place
from pullquote.clips.render.stills import write_poster
from pullquote.clips.render.video import VideoOptions
from pullquote.clips.subtitles.files import write_subtitles
from pullquote.clips.typeset.safe_area import profile_for
from pullquote.clips.typeset.still import missing_when_drawn


@dataclass(frozen=True, slots=True)
class ClipJob:
    """One clip to make."""

    info: MediaInfo
    alignment: Alignment
    passage: Passage
    place: Place
    options: ExportOptions
    threads: int


def make_clip(job: ClipJob, monitor: Monitor) -> ClipResult:
    """Make the clip. Raises any PullquoteError that stops it."""
    monitor.report("cutting", 0.0)
    check_beside(job.place, job.info.path, job.options)
    pieces = _pieces(job, monitor)
    with draft(job.place) as made:
        montage, cues, captions = _make_files(job, pieces, made, monitor)
    undrawn: tuple[str, ...] = ()
    if captions is not None:
        undrawn = missing_when_drawn((cue.text for cue in cues), captions)
    if undrawn:
        monitor.note(undrawn_sentence(undrawn))
    sidecar, poster = job.options.sidecar, job.options.poster
    return ClipResult(
        job.passage,
        job.info.path,
        made.output,
        montage.pieces,
        captions,
        made.placed.get(f".{sidecar}"),
        made.placed.get(f".{poster}"),
        undrawn=undrawn,
        quotation=find_quotation(job.alignment, job.passage, job.options),
        omissions=find_omissions(job.alignment, job.passage, pieces),
    )


def _pieces(job: ClipJob, monitor: Monitor) -> tuple[Piece, ...]:
    cut = job.options.cut
    return find_pieces(job.info.path, job.alignment, job.passage, cut, monitor=monitor)


def _make_files(
    job: ClipJob, pieces: Sequence[Piece], made: Draft, monitor: Monitor
) -> tuple[Montage, tuple[Cue, ...], str | None]:
    """Make the files; returns the clip's clock, its cues, and their look if they are drawn."""
    captions = None
    if job.options.alone:
        montage, cues = _make_overlay(job, pieces, made, monitor)
        captions = job.options.style if cues else None
    elif made.path.suffix.lstrip(".").lower() in AUDIO_FORMATS:
        montage = lay_out_pieces(pieces, job.options, None)
        with work_folder() as folder:
            write_audio(_sound(job, montage, folder, monitor), made.path, monitor=monitor)
        monitor.report("encoding", 1.0)
        cues = _cues(job, pieces, montage, None)
    else:
        montage, cues = _make_video(job, pieces, made, monitor)
        captions = job.options.style if job.options.captions and cues else None
    if job.options.sidecar is not None and cues:
        write_subtitles(cues, made.beside(job.options.sidecar))
    return montage, cues, captions


def _sound(job: ClipJob, montage: Montage, folder: Path, monitor: Monitor) -> Stretch:
    sound = montage_sound(job.info.path, montage, monitor=monitor)
    target = job.options.loudness
    return sound if target is None else normalise(sound, target, folder)


def _make_video(
    job: ClipJob, pieces: Sequence[Piece], made: Draft, monitor: Monitor
) -> tuple[Montage, tuple[Cue, ...]]:
    video, options = job.info.video, job.options.video
    options = replace(options, quality=replace(options.quality, threads=job.threads))
    poster = None if job.options.poster is None else made.beside(job.options.poster)
    montage = lay_out_pieces(pieces, job.options, video)
    with work_folder() as folder:
        sound = _sound(job, montage, folder, monitor)
        if video is None:
            audiogram = _audiogram(job, pieces, sound, folder, options)
            cues = audiogram.cues
            write_audiogram(audiogram, made.path, folder, monitor=monitor)
            if poster is not None:
                write_audiogram_poster(audiogram, poster, folder, monitor=monitor)
        else:
            placement = place(options.shape, video.width, video.height)
            size = (placement.width, placement.height)
            cues = _cues(job, pieces, montage, size)
            captions = write_captions(cues, job.options, size, folder, job.alignment.language)
            write_montage(
                *(job.info, montage, write_wav(sound, folder), made.path),
                captions=captions,
                options=options,
                seam=job.options.seam,
                monitor=monitor,
            )
            if poster is not None:
                shape = options.shape
                write_poster(job.info, montage.middle, poster, shape=shape, monitor=monitor)
    return montage, cues


def write_audiogram_still(job: ClipJob, path: Path, monitor: Monitor = SILENT) -> Motion:
    """Write the frame half-way through the clip of a recording without a picture, uncaptioned.

    The captions have their rows left free. Returns what moves over it. Raises any PullquoteError
    that stops it.
    """
    pieces = _pieces(job, monitor)
    with work_folder() as folder:
        sound = _sound(job, lay_out_pieces(pieces, job.options, None), folder, monitor)
        audiogram = _audiogram(job, pieces, sound, folder, job.options.video)
        write_audiogram_poster(audiogram, path, folder, monitor=monitor)
        return audiogram_motion(audiogram, folder)


def _audiogram(
    job: ClipJob, pieces: Sequence[Piece], sound: Stretch, folder: Path, options: VideoOptions
) -> Audiogram:
    montage = lay_out_pieces(pieces, job.options, None)
    size = audiogram_size(options)
    cues = _cues(job, pieces, montage, size)
    captions = write_captions(cues, job.options, size, folder, job.alignment.language)
    seams = Seams(job.options.seam, montage.seams)
    return Audiogram(sound, cues, captions, options, seams=seams)


def _make_overlay(
    job: ClipJob, pieces: Sequence[Piece], made: Draft, monitor: Monitor
) -> tuple[Montage, tuple[Cue, ...]]:
    """Make the captions alone, frame for frame as long as the clip would be."""
    video, shape = job.info.video, job.options.video
    montage = lay_out_pieces(pieces, job.options, video)
    if video is None:
        rate, size = Fraction(FRAME_RATE), audiogram_size(shape)
    else:
        placement = place(shape.shape, video.width, video.height)
        rate, size = video.grid_rate, (placement.width, placement.height)
    cues = _cues(job, pieces, montage, size)
    with work_folder() as folder:
        write_overlay(
            write_captions(cues, job.options, size, folder, job.alignment.language),
            made.path,
            size=size,
            rate=rate,
            frames=max(1, round(montage.duration * float(rate))),
            folder=folder,
            monitor=monitor,
        )
    return montage, cues


def _cues(
    job: ClipJob, pieces: Sequence[Piece], montage: Montage, size: tuple[int, int] | None
) -> tuple[Cue, ...]:
    """The passage's words as cues on the clip's clock, for a picture of this size."""
    words = clip_words(job.alignment, job.passage, montage, job.options)
    profile = NETFLIX if size is None else profile_for(job.options.style, *size)
    return lay_out_cues(words, profile, language=job.alignment.language, until=montage.duration)
