"""The recording: its properties, and its sound at 16 kHz on one exact clock.

**The clock.** Time t of a recording is the time that a player shows: measured with Chromium,
`currentTime` is the container's own time stamp, after edit lists. A recording whose first time
stamp is 4.087 s starts at 4.087 s, and its sound is preceded by that much silence here. Formats
that browsers do not play and whose time stamps start anywhere (MPEG-TS, MPEG-PS, FLV, ASF, AVI) are
shifted to start at 0, as players of such files do. Encoder delay is removed where the file declares
it; an MP3 starts at 0 after its declared delay, an MP3 or bare AAC without a declaration with its
delay.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from pullquote.align.errors import EngineError, MediaError
from pullquote.align.files import PathLike
from pullquote.align.media.clock import LONGEST, LONGEST_GAP, BrokenMediaError
from pullquote.align.media.container import (
    Resampler,
    check_clock,
    duration_of,
    frames_from,
    opened,
    origin_of,
)
from pullquote.align.media.fingerprint import fingerprint
from pullquote.align.media.picture import VideoInfo, video_info
from pullquote.align.progress import SILENT, Monitor
from pullquote.align.times import TimeSpan
from pullquote.align.workers import run_apart

if TYPE_CHECKING:
    from pullquote.align.media.container import AudioFrame

__all__ = [
    "SAMPLE_RATE",
    "Audio",
    "MediaInfo",
    "Stretch",
    "VideoInfo",
    "decode",
    "decode_stretch",
    "probe",
    "probe_apart",
]

SAMPLE_RATE = 16_000
"""Hz, of everything that recognisers and aligners hear."""

# Time stamps are rounded (WebM: to 1 ms) and jitter; a larger deviation is a gap or a jump.
_JUMP = 0.020


@dataclass(frozen=True, slots=True)
class MediaInfo:
    """The properties of a recording, without its content."""

    path: Path
    duration: float
    """The last moment of the recording on its clock, seconds."""
    start_time: float
    """The first moment of the recording on its clock, mostly 0; ffmpeg's `-ss` counts from it."""
    audio_rate: int
    """Hz, as stored."""
    audio_channels: int
    audio_codec: str
    video: VideoInfo | None
    """None for sound alone (cover art is not video)."""
    fingerprint: str
    """Hex digest of the content; the same for a renamed or copied file."""
    container: str = ""
    """The container format's name as ffmpeg gives it, such as `matroska,webm`."""


_CANCELLED = 10.0
"""Level of 16-bit samples (-70 dB) below which channels may have cancelled each other."""


@dataclass(frozen=True, slots=True, eq=False)
class Audio:
    """Mono sound at 16 kHz on the media's clock: sample 0 is at time 0 of the recording."""

    samples: npt.NDArray[np.int16]
    """Shape (n,). Silence stands where the recording has no sound."""
    speech: tuple[TimeSpan, ...] | None = None
    """Stretches in which somebody speaks, in order; None until they have been looked for."""

    @property
    def duration(self) -> float:
        """Seconds."""
        return len(self.samples) / SAMPLE_RATE

    def cut(self, start: float, end: float) -> npt.NDArray[np.int16]:
        """The samples from `start` to `end` seconds, clipped to those that exist."""
        return self.samples[max(0, round(start * SAMPLE_RATE)) : max(0, round(end * SAMPLE_RATE))]


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """Sound as it is stored, from one moment of the recording to another."""

    samples: npt.NDArray[np.int16]
    """Shape (n, channels)."""
    rate: int
    """Hz."""
    start: float
    """Moment of sample 0 on the recording's clock, seconds."""

    @property
    def duration(self) -> float:
        """Seconds."""
        return len(self.samples) / self.rate


def probe(path: PathLike) -> MediaInfo:
    """The properties of a recording. Raises MediaError when it is missing or without sound."""
    path = Path(path)
    with opened(path) as (container, stream):
        origin = origin_of(container)
        context = stream.codec_context
        video = video_info(container, origin)
        container.seek(0)
        check_clock(container, stream)
        return MediaInfo(
            path=path,
            duration=duration_of(container, stream, origin),
            start_time=(container.start_time or 0) / 1e6 - origin,
            audio_rate=context.sample_rate,
            audio_channels=context.layout.nb_channels,
            audio_codec=context.name,
            video=video,
            fingerprint=fingerprint(path),
            container=container.format.name,
        )


PROBE_MEMORY = 4 * 2**30
"""Bytes of address space that `probe_apart` may take."""


def probe_apart(path: PathLike, *, monitor: Monitor = SILENT) -> MediaInfo:
    """`probe` in a process of its own, for programs that must outlive a damaged recording.

    Its first frame and a second of its sound are decoded too. Raises MediaError, also when that
    crashes a decoder or takes too much memory, and CancelledError.
    """
    try:
        info: MediaInfo = run_apart(_try_out, Path(path), monitor=monitor, memory=PROBE_MEMORY)
    except EngineError as error:
        problem = f"cannot be read ({error}); convert it, or give another copy"
        raise MediaError(Path(path), problem) from error
    return info


def _try_out(path: Path, monitor: Monitor) -> MediaInfo:
    info = probe(path)
    _decode(path, 0.0, 1.0, (SAMPLE_RATE, 1), monitor)
    return info


def decode(
    path: PathLike, *, start: float = 0.0, end: float | None = None, monitor: Monitor = SILENT
) -> Audio:
    """The recording's sound, or a stretch of it, whose sample 0 is then at `start`.

    Two or more channels are mixed; where they cancel each other, as with a microphone wired the
    wrong way round, the louder of two is taken. Silence stands where there is no sound: before the
    sound starts and in gaps; it never reaches past the end of the sound, so the result may be
    shorter than asked for. Damaged parts are left silent. A short stretch costs no more late in a
    long file than early. Raises MediaError when nothing can be decoded, CancelledError.
    """
    path = Path(path)
    mixed = _decode(path, start, end, (SAMPLE_RATE, 1), monitor).samples[:, 0]
    if _level(mixed) < _CANCELLED:
        both = _decode(path, start, end, (SAMPLE_RATE, 2), monitor).samples
        louder = max(both.T, key=_level)
        if _level(louder) > 10 * _CANCELLED:
            return Audio(np.ascontiguousarray(louder))
    return Audio(mixed)


def _level(samples: npt.NDArray[np.int16]) -> float:
    """Approximate root mean square: only every tenth sample counts."""
    return (
        float(np.sqrt(np.mean(np.square(samples[::10], dtype=np.float64)))) if len(samples) else 0
    )


def decode_stretch(path: Path, start: float, end: float, *, monitor: Monitor = SILENT) -> Stretch:
    """The sound from `start` to `end` seconds at its own rate and with its own channels, 16 bit.

    It has the same clock and the same silences as `decode`, and is silent past the end of the sound
    as well, so that the result has exactly the length asked for.
    """
    sound = _decode(path, start, end, None, monitor)
    wanted = round((end - start) * sound.rate)
    missing = wanted - len(sound.samples)
    samples = np.pad(sound.samples, ((0, missing), (0, 0))) if missing > 0 else sound.samples
    return Stretch(samples, sound.rate, start)


def _decode(
    path: Path, start: float, end: float | None, kind: tuple[int, int] | None, monitor: Monitor
) -> Stretch:
    if start < 0 or (end is not None and end < start):
        raise ValueError(f"cannot decode from {start} to {end} seconds")
    with opened(path) as (container, stream):
        origin = origin_of(container)
        length = (duration_of(container, stream, origin) if end is None else end) - start
        context = stream.codec_context
        rate, channels = kind or (context.sample_rate, context.layout.nb_channels)
        layout = ("mono", "stereo")[channels - 1] if kind else context.layout.name
        sound = _Timeline(start, end, max(0.0, length), (rate, layout, channels))
        decoded = False
        for count, (time, frame) in enumerate(frames_from(container, stream, origin, start)):
            if count % 200 == 0:
                monitor.report("decoding", (time - start) / max(length, 1e-3))
            decoded = True
            if end is not None and time >= end:
                break
            if time + frame.samples / frame.sample_rate > start - _JUMP:
                sound.add(time, frame)
        if not decoded and start <= 0:
            raise MediaError(
                path, "has damaged sound, of which nothing could be decoded; try a copy"
            )
        return Stretch(sound.finish(), rate, start)


class _Timeline:
    """Samples that grow frame by frame, each run of them placed by its time stamp."""

    def __init__(
        self, start: float, end: float | None, length: float, kind: tuple[int, str, int]
    ) -> None:
        self._rate, self._layout, channels = kind
        self._start = start
        self._limit = None if end is None else round((end - start) * self._rate)
        # Zero pages cost no memory until they are written. A claimed length is believed only up to
        # a bound: beyond it, the samples grow with the sound.
        room = (min(length, LONGEST_GAP) + 1.0) * self._rate
        self._samples = np.zeros((round(room), channels), np.int16)
        self._filled = 0
        self._resampler: Resampler | None = None
        self._run_start = 0.0
        self._run_samples = 0
        self._cursor = 0

    def add(self, time: float, frame: AudioFrame) -> None:
        expected = self._run_start + self._run_samples / frame.sample_rate
        if (
            self._resampler is None
            or not self._resampler.accepts(frame)
            or abs(time - expected) > _JUMP
        ):
            self._end_run()
            self._resampler = Resampler(frame, self._rate, self._layout)
            self._run_start, self._run_samples = time, 0
            self._cursor = round((time - self._start) * self._rate)
            gap = self._cursor / self._rate - self._filled / self._rate
            if gap > LONGEST_GAP:
                raise BrokenMediaError(
                    f"is damaged: its time stamps leap over {gap / 3600:.0f} hours without sound; "
                    "give another copy, or the part that matters"
                )
        self._run_samples += frame.samples
        self._write(self._resampler.push(frame))

    def finish(self) -> npt.NDArray[np.int16]:
        self._end_run()
        return self._samples[: self._filled]

    def _end_run(self) -> None:
        if self._resampler is not None:
            self._write(self._resampler.push(None))
            self._resampler = None

    def _write(self, parts: list[npt.NDArray[np.int16]]) -> None:
        for part in parts:
            first, self._cursor = self._cursor, self._cursor + len(part)
            kept = part[-first:] if first < 0 else part
            first = max(first, 0)
            if self._limit is not None:
                kept = kept[: max(0, self._limit - first)]
            stop = first + len(kept)
            if stop > LONGEST * self._rate:
                raise BrokenMediaError(
                    f"holds more than {LONGEST / 3600:.0f} hours of sound; give a part of it"
                )
            if stop > len(self._samples):
                more = stop - len(self._samples) + len(self._samples) // 4
                self._samples = np.pad(self._samples, ((0, more), (0, 0)))
            self._samples[first:stop] = kept
            self._filled = max(self._filled, stop if len(kept) else 0)
