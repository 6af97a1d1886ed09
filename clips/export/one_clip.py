"""One clip: find the cut, take the sound, draw the captions, write the files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import numpy as np

from pullquote.align.errors import NotSaidError
from pullquote.align.files import work_folder
from pullquote.align.media.audio import Audio, MediaInfo, Stretch, VideoInfo, decode
from pullquote.align.model.alignment import Alignment
from pullquote.align.progress import SILENT, Monitor
from pullquote.align.times import TimeSpan
from pullquote.clips.audiogram.motion import Motion
from pullquote.clips.audiogram.picture import (
    FRAME_RATE,
    Audiogram,
    audiogram_motion,
    audiogram_size,
    write_audiogram,
)
from pullquote.clips.captions.cue import Cue, CueWord
from pullquote.clips.captions.layout import lay_out_cues
from pullquote.clips.captions.profiles.profile import NETFLIX
from pullquote.clips.export.manifest import ClipResult, undrawn_sentence
from pullquote.clips.export.options import ExportOptions
from pullquote.clips.export.outputs import Draft, Place, draft
from pullquote.clips.export.places import check_beside
from pullquote.clips.export.poster import write_audiogram_poster
from pullquote.clips.passages.cut import REACH, Cut, CutOptions, choose_cut
from pullquote.clips.passages.kept_words import PieceClock, kept_words
from pullquote.clips.passages.passage import Passage
from pullquote.clips.passages.pieces import Piece, choose_pieces, find_omissions, overlap_of
from pullquote.clips.passages.quotation import Quotation, quote_passage
from pullquote.clips.render.audio import AUDIO_FORMATS, write_audio, write_wav
from pullquote.clips.render.loudness import normalise
from pullquote.clips.render.montage import (
    Montage,
    lay_out_shots,
    montage_sound,
    write_montage,
)
from pullquote.clips.render.overlay import write_overlay
from pullquote.clips.render.seams import Seams
from pullquote.clips.render.shapes import place
from pullquote.clips.render.stills import write_poster
from pullquote.clips.render.video import Captions, VideoOptions
from pullquote.clips.subtitles.files import write_subtitles
from pullquote.clips.typeset.ass import write_ass
from pullquote.clips.typeset.safe_area import profile_for
from pullquote.clips.typeset.still import missing_when_drawn
from pullquote.clips.typeset.styles import style_named
from pullquote.clips.typeset.zone import captions_zone


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
        held, cues, captions = _make_files(job, pieces, made, monitor)
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
        held,
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
) -> tuple[TimeSpan, tuple[Cue, ...], str | None]:
    """Make the files; returns the part that the clip holds, its cues, and their look if drawn."""
    captions = None
    if job.options.alone:
        held, cues = _make_overlay(job, pieces, made, monitor)
        captions = job.options.style if cues else None
    elif made.path.suffix.lstrip(".").lower() in AUDIO_FORMATS:
        montage = lay_out_pieces(pieces, job.options, None)
        with work_folder() as folder:
            write_audio(_sound(job, montage, folder, monitor), made.path, monitor=monitor)
        monitor.report("encoding", 1.0)
        held = montage.held
        cues = _cues(job, pieces, montage, None)
    else:
        held, cues = _make_video(job, pieces, made, monitor)
        captions = job.options.style if job.options.captions and cues else None
    if job.options.sidecar is not None and cues:
        write_subtitles(cues, made.beside(job.options.sidecar))
    return held, cues, captions


def find_quotation(
    alignment: Alignment, passage: Passage, options: ExportOptions
) -> Quotation | None:
    """The passage's words as its captions show them; None where the transcript has none there."""
    try:
        return quote_passage(alignment, passage, options.absent, mark_cuts=options.mark_cuts)
    except NotSaidError:
        return None


def find_cut(
    media: Path,
    alignment: Alignment,
    passage: Passage,
    options: CutOptions | None = None,
    *,
    monitor: Monitor = SILENT,
) -> Cut:
    """The cut for a passage as a whole, from the sound around it (see `cut.choose_cut`)."""
    options = options or CutOptions()
    audio, start = _sound_around(media, passage, options, monitor)
    return choose_cut(alignment, passage, audio, audio_start=start, options=options)


def find_pieces(
    media: Path,
    alignment: Alignment,
    passage: Passage,
    options: CutOptions | None = None,
    *,
    monitor: Monitor = SILENT,
) -> tuple[Piece, ...]:
    """The pieces of a passage with their cuts, from the sound around it; a single one where nothing
    is cut out. Raises as `pieces.choose_pieces`."""
    options = options or CutOptions()
    audio, start = _sound_around(media, passage, options, monitor)
    return choose_pieces(alignment, passage, audio, audio_start=start, options=options)


def _sound_around(
    media: Path, passage: Passage, options: CutOptions, monitor: Monitor
) -> tuple[Audio, float]:
    """The sound in which the cuts are looked for, and the moment of its first sample."""
    if passage.exact and not (passage.struck or passage.hushed):
        return Audio(np.zeros(0, np.int16)), 0.0
    start = max(0.0, passage.span.start - options.lead_in - REACH)
    end = passage.span.end + options.lead_out + REACH
    return decode(media, start=start, end=end, monitor=monitor), start


def lay_out_pieces(
    pieces: Sequence[Piece], options: ExportOptions, video: VideoInfo | None
) -> Montage:
    """The pieces on the clip's clock; `video` is None where the clip has no picture of its own."""
    overlaps = [overlap_of(left, right, options.cut) for left, right in pairwise(pieces)]
    return lay_out_shots([piece.cut for piece in pieces], overlaps, video)


def _sound(job: ClipJob, montage: Montage, folder: Path, monitor: Monitor) -> Stretch:
    sound = montage_sound(job.info.path, montage, monitor=monitor)
    target = job.options.loudness
    return sound if target is None else normalise(sound, target, folder)


def _make_video(
    job: ClipJob, pieces: Sequence[Piece], made: Draft, monitor: Monitor
) -> tuple[TimeSpan, tuple[Cue, ...]]:
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
    return montage.held, cues


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
) -> tuple[TimeSpan, tuple[Cue, ...]]:
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
    return montage.held, cues


def write_captions(
    cues: tuple[Cue, ...],
    options: ExportOptions,
    size: tuple[int, int],
    folder: Path,
    language: str = "",
) -> Captions | None:
    """Write the script of these cues into the folder; None when there is nothing to draw."""
    if not (options.captions and cues):
        return None
    script = folder / "captions.ass"
    fonts = write_ass(
        cues,
        width=size[0],
        height=size[1],
        path=script,
        style=options.style,
        highlight=options.highlight,
        language=language,
    )
    style = style_named(options.style)
    return Captions(
        script,
        fonts,
        captions_zone(cues, style, *size),
        names_speakers=style.speaker_name != "none",
    )


def _cues(
    job: ClipJob, pieces: Sequence[Piece], montage: Montage, size: tuple[int, int] | None
) -> tuple[Cue, ...]:
    """The passage's words as cues on the clip's clock, for a picture of this size."""
    words = clip_words(job.alignment, job.passage, montage, job.options)
    profile = NETFLIX if size is None else profile_for(job.options.style, *size)
    return lay_out_cues(words, profile, language=job.alignment.language, until=montage.duration)


def clip_words(
    alignment: Alignment, passage: Passage, montage: Montage, options: ExportOptions
) -> tuple[CueWord, ...]:
    """The words that the captions of a passage show, on the clock of its clip."""
    if len(montage.shots) == 1:
        return passage_words(alignment, passage, montage.held, options)
    clocks = [PieceClock(shot.cut.span, shot.start) for shot in montage.shots]
    return kept_words(
        alignment, passage, clocks, absent=options.absent, mark_cuts=options.mark_cuts
    )


def passage_words(
    alignment: Alignment, passage: Passage, held: TimeSpan, options: ExportOptions
) -> tuple[CueWord, ...]:
    """The words of a passage in one piece; their times count from the start of `held`."""
    if passage.first is None or passage.last is None:
        return ()
    return kept_words(alignment, passage, [PieceClock(held)], absent=options.absent)
