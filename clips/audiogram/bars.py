"""The moving bars of an audiogram: the sound's spectrum, frame by frame. Pure."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

BANDS = 24
"""Bands of the spectrum; each is drawn twice, low ones in the middle."""
_LOWEST_HZ, _HIGHEST_HZ = 90.0, 6000.0
_WINDOW_SECONDS = 0.06
# A band this far below the clip's loudest has no height.
_RANGE_DB = 42.0
# Bars rise at once and fall slowly, as meters do.
_FALL = 0.80
# In units of the drawing: the width of a bar, and of the gap between two bars.
_BAR, _GAP = 3, 2

WIDTH = 2 * BANDS * (_BAR + _GAP) - _GAP
"""Width of the drawing, in its units."""


def bar_heights(
    samples: npt.NDArray[np.int16], rate: int, frame_rate: float, count: int
) -> npt.NDArray[np.float64]:
    """Heights from 0 to 1 of BANDS bars in `count` frames, shape (count, BANDS).

    `samples` has shape (n, channels).
    """
    mono = samples.astype(np.float64).mean(axis=1)
    size = max(16, round(_WINDOW_SECONDS * rate))
    mono = np.pad(mono, (size // 2, size + int(rate / frame_rate)))
    edges = np.geomspace(_LOWEST_HZ, min(_HIGHEST_HZ, 0.45 * rate), BANDS + 1)
    bins = np.clip((edges * size / rate).astype(int), 0, size // 2)
    window = np.hanning(size)
    levels = np.zeros((count, BANDS))
    for frame in range(count):
        first = min(round(frame * rate / frame_rate), len(mono) - size)
        spectrum = np.abs(np.fft.rfft(mono[first : first + size] * window)) ** 2
        total = np.concatenate(([0.0], np.cumsum(spectrum)))
        upper = np.maximum(bins[1:], bins[:-1] + 1)
        levels[frame] = (total[upper] - total[bins[:-1]]) / (upper - bins[:-1])
    decibels = 10.0 * np.log10(np.maximum(levels, 1e-6))
    # Speech falls off towards high tones; without this the outer bars would never move.
    decibels += np.linspace(0.0, 14.0, BANDS)
    # The loudest 2 % may clip: one slammed door should not flatten the rest.
    top = max(float(np.percentile(decibels.max(axis=1), 98)), 50.0) if count else 0.0
    heights = np.clip(1.0 + (decibels - top) / _RANGE_DB, 0.0, 1.0)
    for frame in range(1, count):
        heights[frame] = np.maximum(heights[frame], heights[frame - 1] * _FALL)
    return np.asarray(heights)


def draw_bars(heights: npt.NDArray[np.float64], height: int) -> npt.NDArray[np.uint8]:
    """The bars as masks, 0 to 255, shape (frames, height, WIDTH), centred top to bottom."""
    mirrored = np.concatenate((heights[:, ::-1], heights), axis=1)
    middle = (height - 1) / 2
    distance = np.abs(np.arange(height) - middle)
    # At least a dot; the end of a bar is as bright as the share of its last unit that it covers.
    reach = np.maximum(mirrored * height / 2, 1.0)
    cover = np.clip(reach[:, None, :] - distance[None, :, None] + 0.5, 0.0, 1.0)
    shape = (*cover.shape[:2], 2 * BANDS, _BAR + _GAP)
    drawn = np.zeros(shape, np.uint8)
    drawn[..., :_BAR] = np.round(cover * 255)[..., None]
    return drawn.reshape(*cover.shape[:2], -1)[..., :WIDTH]
