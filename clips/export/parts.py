"""The parts of a joined clip: the pieces of each, its place, its overlap with the one before.

Parts overlap by no more than half the silence that their cuts hold on both sides of the join, so
that no word is heard over another and none loses its start or end; without silence they follow
each other directly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pullquote.align.media.audio import MediaInfo
from pullquote.align.model.alignment import Alignment
from pullquote.align.progress import Monitor
from pullquote.align.times import TimeSpan
from pullquote.clips.export.cutting import find_pieces, lay_out_pieces
from pullquote.clips.export.options import ExportOptions
from pullquote.clips.passages.passage import Passage
from pullquote.clips.passages.pieces import Piece
from pullquote.clips.render.montage import Montage

CROSS_FADE = 0.2
"""Longest overlap of two parts, seconds."""


@dataclass(frozen=True, slots=True)
class Part:
    """One passage in a joined clip."""

    passage: Passage
    pieces: tuple[Piece, ...]
    montage: Montage
    """The same on a clock of its own."""
    start: float
    """Its beginning in the joined clip, seconds."""
    overlap: float
    """Seconds for which the part before it is still there."""

    @property
    def held(self) -> TimeSpan:
        """The part of the recording that it shows, seconds, less what is cut out of it."""
        return self.montage.held

    @property
    def end(self) -> float:
        """Its end in the joined clip, seconds."""
        return self.start + self.montage.duration


def find_parts(
    info: MediaInfo,
    alignment: Alignment,
    passages: Sequence[Passage],
    options: ExportOptions,
    cross_fade: float,
    pictured: bool,
    monitor: Monitor,
) -> tuple[Part, ...]:
    """The passages' cuts and their places in the joined clip, on its frame grid if pictured."""
    parts: list[Part] = []
    video = info.video if pictured else None
    for number, passage in enumerate(passages):
        monitor.report("cutting", number / len(passages))
        pieces = find_pieces(info.path, alignment, passage, options.cut, monitor=monitor)
        montage = lay_out_pieces(pieces, options, video)
        start = overlap = 0.0
        if parts:
            silence = _silence_after(parts[-1]) + max(0.0, passage.span.start - montage.held.start)
            shortest = min(parts[-1].montage.duration, montage.duration) / 2
            overlap = max(0.0, min(cross_fade, silence / 2, shortest))
            if video is not None:
                overlap = float(int(overlap * float(video.grid_rate) + 1e-6) / video.grid_rate)
            start = max(0.0, parts[-1].end - overlap)
        parts.append(Part(passage, pieces, montage, start, overlap))
    return tuple(parts)


def source_pieces(parts: Sequence[Part]) -> tuple[tuple[TimeSpan, ...], ...]:
    """The pieces of the recording that each part of the joined clip holds, seconds.

    They follow each other in the file; together they are as long as it. Where two parts fade into
    each other, they give up the overlap in proportion to their silence there, so no word lies
    outside its piece.
    """
    pieces = [list(part.montage.pieces) for part in parts]
    for number, part in enumerate(parts[1:], 1):
        before = _silence_after(parts[number - 1])
        after = max(0.0, part.passage.span.start - part.held.start)
        share = before / (before + after) if before + after else 0.5
        earlier, later = pieces[number - 1][-1], pieces[number][0]
        pieces[number - 1][-1] = TimeSpan(earlier.start, earlier.end - share * part.overlap)
        pieces[number][0] = TimeSpan(later.start + (1 - share) * part.overlap, later.end)
    return tuple(map(tuple, pieces))


def _silence_after(part: Part) -> float:
    return max(0.0, part.held.end - part.passage.span.end)
