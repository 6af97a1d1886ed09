"""The sound of a clip as samples: cut, faded, and put on the clip's clock."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from pullquote.align.media.audio import Stretch, decode_stretch
from pullquote.align.progress import SILENT, Monitor
from pullquote.align.times import TimeSpan
from pullquote.clips.passages.cut import Cut


def cut_sound(path: Path, cut: Cut, *, monitor: Monitor = SILENT) -> Stretch:
    """The recording's sound inside the cut, faded at both ends, at its own rate and channels."""
    sound = decode_stretch(path, cut.span.start, cut.span.end, monitor=monitor)
    samples = sound.samples.copy()
    _fade(samples, round(cut.fade_in * sound.rate))
    _fade(samples[::-1], round(cut.fade_out * sound.rate))
    return replace(sound, samples=samples)


def on_clock(sound: Stretch, clock: TimeSpan) -> Stretch:
    """The same sound with silence around it, so that it fills `clock` of the recording.

    `clock` must not begin after the sound or end before it.
    """
    total = round(clock.duration * sound.rate)
    before = min(round((sound.start - clock.start) * sound.rate), total)
    samples = np.zeros((total, sound.samples.shape[1]), np.int16)
    kept = sound.samples[: total - before]
    samples[before : before + len(kept)] = kept
    return Stretch(samples, sound.rate, clock.start)


def _fade(samples: npt.NDArray[np.int16], count: int) -> None:
    """Fade the first `count` samples in, in place, with half a cosine."""
    if count > 0:
        ramp = 0.5 - 0.5 * np.cos(np.pi * (np.arange(count) + 0.5) / count)
        samples[:count] = np.round(samples[:count] * ramp[:, None]).astype(np.int16)
