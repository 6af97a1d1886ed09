"""One clip: find the cut, take the sound, draw the captions, write the files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import numpy as np

from pullquote.align.errors import NotSaidError
from pullquote.align.files import work_folder
from pullquote.align.media.audio import Audio, MediaInfo, Stretch, decode
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
from pullquote.clips.captions.caption_words import cue_words
from pullquote.clips.captions.cue import Cue, CueWord
from pullquote.clips.captions.layout import lay_out_cues
from pullquote.clips.captions.profiles import NETFLIX
from pullquote.clips.export.manifest import ClipResult, undrawn_sentence
from pullquote.clips.export.options import ExportOptions
from pullquote.clips.export.outputs import Draft, Place, draft
from pullquote.clips.export.places import check_beside
from pullquote.clips.export.poster import write_audiogram_poster
from pullquote.clips.passages.cut import REACH, Cut, CutOptions, choose_cut
from pullquote.clips.passages.passage import Passage
from pullquote.clips.passages.quotation import Quotation, quote_passage
from pullquote.clips.render.audio import AUDIO_FORMATS, write_audio, write_wav
from pullquote.clips.render.loudness import normalise
from pullquote.clips.render.overlay import write_overlay
from pullquote.clips.render.shapes import place
from pullquote.clips.render.sound import cut_sound, on_clock
from pullquote.clips.render.stills import write_poster
from pullquote.clips.render.video import Captions, VideoOptions, frame_span, write_video
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
    cut = find_cut(job.info.path, job.alignment, job.passage, job.options.cut, monitor=monitor)
    with draft(job.place) as made:
        held, cues, captions = _make_files(job, cut, made, monitor)
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
    )


def _make_files(
    job: ClipJob, cut: Cut, made: Draft, monitor: Monitor
) -> tuple[TimeSpan, tuple[Cue, ...], str | None]:
    """Make the files; returns the part that the clip holds, its cues, and their look if drawn."""
    captions = None
    if job.options.alone:
        held, cues = _make_overlay(job, cut, made, monitor)
        captions = job.options.style if cues else None
    elif made.path.suffix.lstrip(".").lower() in AUDIO_FORMATS:
        with work_folder() as folder:
            write_audio(_sound(job, cut, folder, monitor), made.path, monitor=monitor)
        monitor.report("encoding", 1.0)
        held = cut.span
        cues = _cues(job, held, None)
    else:
        held, cues = _make_video(job, cut, made, monitor)
        captions = job.options.style if job.options.captions and cues else None
    if job.options.sidecar is not None and cues:
        write_subtitles(cues, made.beside(job.options.sidecar))
    return held, cues, captions


def find_quotation(
    alignment: Alignment, passage: Passage, options: ExportOptions
) -> Quotation | None:
    """The passage's words as its captions show them; None where the transcript has none there."""
    try:
        return quote_passage(alignment, passage, options.absent)
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
    """The cut for a passage, from the sound around it (see `cut.choose_cut`)."""
    options = options or CutOptions()
    if passage.exact:
        return choose_cut(alignment, passage, Audio(np.zeros(0, np.int16)), options=options)
    start = max(0.0, passage.span.start - options.lead_in - REACH)
    end = passage.span.end + options.lead_out + REACH
    audio = decode(media, start=start, end=end, monitor=monitor)
    return choose_cut(alignment, passage, audio, audio_start=start, options=options)


def _sound(job: ClipJob, cut: Cut, folder: Path, monitor: Monitor) -> Stretch:
    sound = cut_sound(job.info.path, cut, monitor=monitor)
    target = job.options.loudness
    return sound if target is None else normalise(sound, target, folder)


def _make_video(
    job: ClipJob, cut: Cut, made: Draft, monitor: Monitor
) -> tuple[TimeSpan, tuple[Cue, ...]]:
    video, options = job.info.video, job.options.video
    options = replace(options, quality=replace(options.quality, threads=job.threads))
    poster = None if job.options.poster is None else made.beside(job.options.poster)
    held = cut.span if video is None else frame_span(video, cut.span)
    with work_folder() as folder:
        if video is None:
            audiogram = _audiogram(job, cut, folder, monitor, options)
            cues = audiogram.cues
            write_audiogram(audiogram, made.path, folder, monitor=monitor)
            if poster is not None:
                write_audiogram_poster(audiogram, poster, folder, monitor=monitor)
        else:
            sound = _sound(job, cut, folder, monitor)
            placement = place(options.shape, video.width, video.height)
            size = (placement.width, placement.height)
            cues = _cues(job, held, size)
            captions = write_captions(cues, job.options, size, folder, job.alignment.language)
            wav = write_wav(on_clock(sound, held), folder)
            write_video(
                job.info, held, wav, made.path, captions=captions, options=options, monitor=monitor
            )
            if poster is not None:
                write_poster(job.info, held.middle, poster, shape=options.shape, monitor=monitor)
    return held, cues


def write_audiogram_still(job: ClipJob, path: Path, monitor: Monitor = SILENT) -> Motion:
    """Write the frame half-way through the clip of a recording without a picture, uncaptioned.

    The captions have their rows left free. Returns what moves over it. Raises any PullquoteError
    that stops it.
    """
    cut = find_cut(job.info.path, job.alignment, job.passage, job.options.cut, monitor=monitor)
    with work_folder() as folder:
        audiogram = _audiogram(job, cut, folder, monitor, job.options.video)
        write_audiogram_poster(audiogram, path, folder, monitor=monitor)
        return audiogram_motion(audiogram, folder)


def _audiogram(
    job: ClipJob, cut: Cut, folder: Path, monitor: Monitor, options: VideoOptions
) -> Audiogram:
    sound = _sound(job, cut, folder, monitor)
    size = audiogram_size(options)
    cues = _cues(job, cut.span, size)
    captions = write_captions(cues, job.options, size, folder, job.alignment.language)
    return Audiogram(sound, cues, captions, options)


def _make_overlay(
    job: ClipJob, cut: Cut, made: Draft, monitor: Monitor
) -> tuple[TimeSpan, tuple[Cue, ...]]:
    """Make the captions alone, frame for frame as long as the clip would be."""
    video, shape = job.info.video, job.options.video
    if video is None:
        held, rate, size = cut.span, Fraction(FRAME_RATE), audiogram_size(shape)
    else:
        placement = place(shape.shape, video.width, video.height)
        held, rate = frame_span(video, cut.span), video.grid_rate
        size = (placement.width, placement.height)
    cues = _cues(job, held, size)
    with work_folder() as folder:
        write_overlay(
            write_captions(cues, job.options, size, folder, job.alignment.language),
            made.path,
            size=size,
            rate=rate,
            frames=max(1, round(held.duration * float(rate))),
            folder=folder,
            monitor=monitor,
        )
    return held, cues


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


def _cues(job: ClipJob, held: TimeSpan, size: tuple[int, int] | None) -> tuple[Cue, ...]:
    """The passage's words as cues on the clip's clock, for a picture of this size."""
    words = passage_words(job.alignment, job.passage, held, job.options)
    profile = NETFLIX if size is None else profile_for(job.options.style, *size)
    return lay_out_cues(words, profile, language=job.alignment.language, until=held.duration)


def passage_words(
    alignment: Alignment, passage: Passage, held: TimeSpan, options: ExportOptions
) -> tuple[CueWord, ...]:
    """The words that the captions of a passage show; their times count from the start of `held`."""
    if passage.first is None or passage.last is None:
        return ()
    return cue_words(
        *(alignment, passage.first, passage.last),
        held=held,
        absent=options.absent,
        selected=not passage.by_time,
    )
