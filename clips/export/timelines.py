"""Passages, and hits of a search, become a timeline for editing programs; nothing is rendered."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from pullquote.align.errors import InputError, PullquoteError
from pullquote.align.library.querying.hits import LibraryHit
from pullquote.align.library.store.library import Library
from pullquote.align.media.audio import MediaInfo
from pullquote.align.model.alignment import Alignment
from pullquote.align.progress import SILENT, Monitor
from pullquote.align.timecodes import FrameClock, clock_for
from pullquote.align.times import TimeSpan
from pullquote.clips.export.captions import find_quotation
from pullquote.clips.export.cutting import find_pieces, lay_out_pieces
from pullquote.clips.export.library_clips import OptionsFor, open_hit
from pullquote.clips.export.options import ExportOptions
from pullquote.clips.passages.passage import Passage, passage_by_words
from pullquote.clips.render.video import frame_span
from pullquote.clips.timelines.timeline import Event, Source, Timeline

SOUND_RATE = Fraction(25)
"""Frames a second in which the stretches of a recording without a picture are counted."""


def find_timeline(
    media: MediaInfo,
    alignment: Alignment,
    passages: Sequence[Passage],
    options: ExportOptions | None = None,
    *,
    title: str = "",
    frame_rate: float | None = None,
    monitor: Monitor = SILENT,
) -> Timeline:
    """The passages as a timeline: each has exactly the frames that its clip would show.

    A passage out of which words are cut has an event for each of its pieces.

    Parameters
    ----------
    frame_rate : frames a second for a recording without a picture; others have their own.

    Raises ValueError without a passage, and MediaError.
    """
    options = options or ExportOptions()
    source = _source(media, frame_rate)
    events = []
    for number, passage in enumerate(passages):
        monitor.report("cutting", number / len(passages))
        events += _events(media, source, alignment, passage, options, monitor)
    return Timeline(title or media.path.stem, tuple(events))


def find_hits_timeline(
    library: Library,
    hits: Sequence[LibraryHit],
    options_for: OptionsFor | None = None,
    *,
    title: str = "",
    frame_rate: float | None = None,
    monitor: Monitor = SILENT,
) -> tuple[Timeline, tuple[PullquoteError, ...]]:
    """The hits as a timeline across their recordings, in their order, and what could not be had.

    Raises what the first hit raises when none can be cut, and InputError without a hit.
    """
    events: list[Event] = []
    errors: list[PullquoteError] = []
    opened: dict[int, tuple[MediaInfo, Alignment, ExportOptions, Source]] = {}
    for number, hit in enumerate(hits):
        monitor.report("cutting", number / len(hits))
        try:
            if hit.entry.id not in opened:
                info, alignment = open_hit(library, hit)
                options = options_for(info) if options_for is not None else ExportOptions()
                opened[hit.entry.id] = (info, alignment, options, _source(info, frame_rate))
            info, alignment, options, source = opened[hit.entry.id]
            passage = passage_by_words(alignment, hit.first, hit.last)
            events += _events(info, source, alignment, passage, options, monitor)
        except PullquoteError as error:
            errors.append(error)
    if not events:
        raise next(iter(errors), InputError("there is no hit for a timeline"))
    return Timeline(title or "Pullquote", tuple(events)), tuple(errors)


def _source(media: MediaInfo, frame_rate: float | None) -> Source:
    video = media.video
    if video is None:
        clock = clock_for(frame_rate or SOUND_RATE)
        start, end, first = 0.0, media.duration, 0
    else:
        clock = clock_for(video.grid_rate, video.timecode)
        start, end = video.start, min(video.end, max(media.duration, video.start))
        first = _first_frame(clock, video.timecode)
    return Source(
        media.path,
        clock,
        first,
        max(1, clock.frame_at(end - start)),
        None if video is None else (video.width, video.height),
        media.audio_rate,
        media.audio_channels,
    )


def _first_frame(clock: FrameClock, timecode: str) -> int:
    """The number of the recording's first frame; 0 for timecode that its rate does not have."""
    try:
        return clock.parse(timecode)
    except InputError:
        return 0


def _events(
    media: MediaInfo,
    source: Source,
    alignment: Alignment,
    passage: Passage,
    options: ExportOptions,
    monitor: Monitor,
) -> list[Event]:
    """The passage's event, or one for each of its pieces."""
    pieces = find_pieces(media.path, alignment, passage, options.cut, monitor=monitor)
    montage = lay_out_pieces(pieces, options, media.video)
    events = []
    for number, (piece, shot) in enumerate(zip(pieces, montage.shots, strict=True)):
        inner = (number > 0, number < len(pieces) - 1)
        start, end = _frames(media, source.clock, shot.held, inner)
        if shot.held.duration <= 0:
            continue
        quotation = find_quotation(alignment, piece.passage, options)
        first = piece.passage.first
        speaker = None if first is None else alignment.transcript.paragraph_of(first).speaker
        text = piece.passage.text if quotation is None else quotation.text
        events.append(Event(source, start, end - start, text, speaker or ""))
    return events


def _frames(
    media: MediaInfo, clock: FrameClock, span: TimeSpan, inner: tuple[bool, bool]
) -> tuple[int, int]:
    """First frame and the one after the last that hold this stretch, from the recording's first.

    `inner` says of both ends whether words are cut out there, of which no frame is wanted.
    """
    if media.video is not None:
        held = frame_span(media.video, span)
        start = max(0, clock.frame_at(held.start - media.video.start))
        return start, start + max(1, clock.frame_at(held.duration))
    first, stop = span.start * float(clock.rate), span.end * float(clock.rate)
    start = round(first) if inner[0] else math.floor(first + 1e-3)
    return start, max(start + 1, round(stop) if inner[1] else math.ceil(stop - 1e-3))
