"""Speech packed without the silence between, for Whisper, and the way back to the recording."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pullquote.align.media.audio import SAMPLE_RATE
from pullquote.align.recognizers.whisper_engine.runtime import WINDOW
from pullquote.align.times import TimeSpan

Window = tuple[TimeSpan, ...]
"""Stretches of speech that Whisper hears together, in order, WINDOW seconds at most."""


def pack_windows(regions: Sequence[TimeSpan]) -> list[Window]:
    """Fill windows with stretches of speech, in order, leaving out the silence between them."""
    windows: list[Window] = []
    current: list[TimeSpan] = []
    filled = 0.0
    for region in regions:
        if current and filled + region.duration > WINDOW:
            windows.append(tuple(current))
            current, filled = [], 0.0
        current.append(region)
        filled += region.duration
    return [*windows, tuple(current)] if current else windows


def split_batches(windows: Sequence[Window], size: int) -> list[Sequence[Window]]:
    """Batches of `size` windows after a first one of a single window.

    The first batch finds the language and soon shows progress.
    """
    starts = [0, *range(1, len(windows), size)]
    return [windows[a:b] for a, b in itertools.pairwise([*starts, len(windows)]) if a < b]


@dataclass(frozen=True, slots=True, eq=False)
class Packed:
    """The speech of some windows without the silence between, and its places in the recording."""

    samples: npt.NDArray[np.int16]
    chunks: tuple[TimeSpan, ...]
    """One for each window: its place in the packed samples, seconds."""
    regions: tuple[TimeSpan, ...]
    """The stretches of speech, seconds of the recording."""
    starts: tuple[float, ...]
    """The beginning of each region in the packed samples, seconds, ascending."""

    @classmethod
    def of(cls, samples: npt.NDArray[np.int16], windows: Sequence[Window]) -> Packed:
        """Pack these windows of the recording's samples."""
        pieces: list[npt.NDArray[np.int16]] = []
        starts: list[float] = []
        chunks: list[TimeSpan] = []
        clock = 0
        for window in windows:
            first = clock
            for region in window:
                piece = samples[_at(region.start) : _at(region.end)]
                starts.append(clock / SAMPLE_RATE)
                pieces.append(piece)
                clock += len(piece)
            chunks.append(TimeSpan(first / SAMPLE_RATE, clock / SAMPLE_RATE))
        regions = tuple(region for window in windows for region in window)
        return cls(np.concatenate(pieces), tuple(chunks), regions, tuple(starts))

    def locate(self, span: TimeSpan) -> TimeSpan:
        """The span of the recording for one in the packed samples, within one region of speech.

        A word that seems to reach over a junction belongs to the region that holds its middle.
        """
        index = int(np.searchsorted(self.starts, span.middle, side="right")) - 1
        region = self.regions[max(0, index)]
        shift = region.start - self.starts[max(0, index)]

        def clip(time: float) -> float:
            return min(max(time + shift, region.start), region.end)

        return TimeSpan(clip(span.start), clip(span.end))


def _at(time: float) -> int:
    return round(time * SAMPLE_RATE)
