"""The cuts of a passage, found in the sound around it, and its pieces on the clip's clock."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from pullquote.align.media.audio import Audio, VideoInfo, decode
from pullquote.align.model.alignment import Alignment
from pullquote.align.progress import SILENT, Monitor
from pullquote.clips.export.options import ExportOptions
from pullquote.clips.passages.cut import REACH, Cut, CutOptions, choose_cut
from pullquote.clips.passages.passage import Passage
from pullquote.clips.passages.pieces import Piece, choose_pieces, overlap_of
from pullquote.clips.render.montage import Montage, lay_out_shots


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
