"""The recording: what is in it, its sound at 16 kHz, its fingerprint, and where ffmpeg is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from align.progress import SILENT, Monitor

SAMPLE_RATE = 16_000
"""Hz, of everything that recognisers and aligners hear."""


@dataclass(frozen=True, slots=True)
class VideoInfo:
    """The picture of a recording, as a player shows it."""

    width: int
    """Pixels, after rotation and with square pixels."""
    height: int
    frame_rate: float
    """Average frames a second."""
    codec: str


@dataclass(frozen=True, slots=True)
class MediaInfo:
    """What a recording is, without its content."""

    path: Path
    duration: float
    """Seconds that a player shows."""
    start_time: float
    """First timestamp in the container, seconds; what has to be added to our times to get its."""
    audio_rate: int
    """Hz, as stored."""
    audio_channels: int
    audio_codec: str
    video: VideoInfo | None
    """None for sound alone (cover art is no video)."""
    fingerprint: str
    """Hex digest of the content; the same for a renamed or copied file."""


@dataclass(frozen=True, slots=True, eq=False)
class Audio:
    """Mono sound at 16 kHz on the media's clock: sample 0 is at time 0 of the recording."""

    samples: npt.NDArray[np.int16]
    """Shape (n,). Silence stands where the recording has no sound."""

    @property
    def duration(self) -> float:
        """Seconds."""
        return len(self.samples) / SAMPLE_RATE

    def cut(self, start: float, end: float) -> npt.NDArray[np.int16]:
        """The samples from `start` to `end` seconds, clipped to what there is."""
        return self.samples[max(0, round(start * SAMPLE_RATE)) : max(0, round(end * SAMPLE_RATE))]


def probe(path: Path) -> MediaInfo:
    """What is in the recording. Raises MediaError when it is missing, empty, no media or silent."""
    raise NotImplementedError


def decode(
    path: Path, *, start: float = 0.0, end: float | None = None, monitor: Monitor = SILENT
) -> Audio:
    """The recording's sound (or the stretch asked for, whose sample 0 is then at `start`)."""
    raise NotImplementedError
