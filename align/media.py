"""The recording: what is in it, and its sound at 16 kHz on one exact clock (door: PyAV).

**The clock.** Time t of a recording is what a player shows: measured with Chromium, `currentTime`
is the container's own time stamp, after edit lists. A recording whose first time stamp is 4.087 s
starts at 4.087 s, and its sound is preceded by that much silence here. Formats that browsers do
not play and whose time stamps start anywhere (MPEG-TS, MPEG-PS, FLV, ASF, AVI) are shifted to
start at 0, as players of such files do. Encoder delay is removed where the file declares it; an
MP3 starts at 0 after its declared delay, an MP3 or bare AAC without a declaration with its delay.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from align.errors import MediaError
from align.fingerprint import fingerprint
from align.progress import SILENT, Monitor

if TYPE_CHECKING:
    from av.audio.frame import AudioFrame
    from av.audio.stream import AudioStream
    from av.container import InputContainer

SAMPLE_RATE = 16_000
"""Hz, of everything that recognisers and aligners hear."""

# Demuxers that read one file and nothing else. Playlists, concat scripts and the like are not
# among them: named `talk.mp4` they would make ffmpeg open any other file or address.
FORMATS = (
    "aac,ac3,aiff,amr,amrnb,amrwb,ape,asf,au,avi,caf,eac3,flac,flv,matroska,mov,mp3,mpeg,mpegts,"
    "mxf,nut,ogg,rm,tta,w64,wav,webm,wv"
)
"""Names of the container formats that are opened, as ffmpeg's `-format_whitelist` wants them."""
PROTOCOLS = "file,pipe"
"""What ffmpeg may open inputs through, as its `-protocol_whitelist` wants them."""

_SHIFTED_TO_ZERO = frozenset({"mpegts", "mpeg", "flv", "asf", "avi", "rm", "mxf", "mp3"})
_DURATION_GUESSED = frozenset({"aac", "ac3", "eac3", "amr", "mp3"})

# Decoders need what was before: MP3's bit reservoir reaches back some 0.25 s, Opus asks for 0.08.
_PREROLL = 0.5
# Time stamps are rounded (WebM: to 1 ms) and jitter; what deviates by more is a gap or a jump.
_JUMP = 0.020


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
    """The last moment of the recording on its clock, seconds."""
    start_time: float
    """The first moment of the recording on its clock, mostly 0; ffmpeg's `-ss` counts from it."""
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
    with _opened(path) as (container, stream):
        origin = _origin(container)
        start = (container.start_time or 0) / 1e6 - origin
        context = stream.codec_context
        video = _video_info(container)
        return MediaInfo(
            path=path,
            duration=_duration(container, stream, origin),
            start_time=start,
            audio_rate=context.sample_rate,
            audio_channels=context.layout.nb_channels,
            audio_codec=context.name,
            video=video,
            fingerprint=fingerprint(path),
        )


def decode(
    path: Path, *, start: float = 0.0, end: float | None = None, monitor: Monitor = SILENT
) -> Audio:
    """The recording's sound (or the stretch asked for, whose sample 0 is then at `start`).

    Two or more channels are mixed. Silence stands where there is no sound: before the sound starts
    and in gaps; it never reaches past the end of the sound, so the result may be shorter than asked
    for. What cannot be decoded is left silent. A short stretch costs no more late in a long
    file than early. Raises MediaError when nothing can be decoded, CancelledError.
    """
    if start < 0 or (end is not None and end < start):
        raise ValueError(f"cannot decode from {start} to {end} seconds")
    with _opened(path) as (container, stream):
        origin = _origin(container)
        length = (_duration(container, stream, origin) if end is None else end) - start
        sound = _Timeline(start, end, max(0.0, length))
        frames = _frames_from(container, stream, origin, start)
        decoded = False
        for count, (time, frame) in enumerate(frames):
            if count % 200 == 0:
                monitor.report("decoding", (time - start) / max(length, 1e-3))
            decoded = True
            if end is not None and time >= end:
                break
            if time + frame.samples / frame.sample_rate > start - _JUMP:
                sound.add(time, frame)
        if not decoded and start <= 0:
            raise MediaError(path, "its sound is damaged: nothing could be decoded")
        return Audio(sound.finish())


class _Timeline:
    """16-kHz samples that grow frame by frame, each put where its time stamp says."""

    def __init__(self, start: float, end: float | None, length: float) -> None:
        self._start = start
        self._limit = None if end is None else round((end - start) * SAMPLE_RATE)
        # Zero pages cost no memory until they are written.
        self._samples = np.zeros(round(length * SAMPLE_RATE) + SAMPLE_RATE, np.int16)
        self._filled = 0
        self._resampler: _Resampler | None = None
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
            self._resampler = _Resampler(frame)
            self._run_start, self._run_samples = time, 0
            self._cursor = round((time - self._start) * SAMPLE_RATE)
        self._run_samples += frame.samples
        self._write(self._resampler.push(frame))

    def finish(self) -> npt.NDArray[np.int16]:
        self._end_run()
        return self._samples[: self._filled]

    def _end_run(self) -> None:
        if self._resampler is not None:
            self._write(self._resampler.flush())
            self._resampler = None

    def _write(self, samples: npt.NDArray[np.int16]) -> None:
        first, stop = self._cursor, self._cursor + len(samples)
        self._cursor = stop
        if first < 0:
            samples, first = samples[-first:], 0
        if self._limit is not None and stop > self._limit:
            samples = samples[: max(0, self._limit - first)]
        stop = first + len(samples)
        if not len(samples):
            return
        if stop > len(self._samples):
            grown = np.zeros(stop + len(self._samples) // 4, np.int16)
            grown[: self._filled] = self._samples[: self._filled]
            self._samples = grown
        self._samples[first:stop] = samples
        self._filled = max(self._filled, stop)


class _Resampler:
    """One uninterrupted run of frames to 16 kHz mono."""

    def __init__(self, frame: AudioFrame) -> None:
        from av.audio.resampler import AudioResampler

        self._kind = (frame.sample_rate, frame.format.name, frame.layout.name)
        self._resampler = AudioResampler(format="s16", layout="mono", rate=SAMPLE_RATE)

    def accepts(self, frame: AudioFrame) -> bool:
        return self._kind == (frame.sample_rate, frame.format.name, frame.layout.name)

    def push(self, frame: AudioFrame | None) -> npt.NDArray[np.int16]:
        if frame is not None:
            # The run counts samples itself: jittering stamps must not stretch or pad it.
            frame.pts = None
        parts = [np.asarray(out.to_ndarray()[0]) for out in self._resampler.resample(frame)]
        if len(parts) == 1:
            return parts[0]
        return np.concatenate(parts) if parts else np.zeros(0, np.int16)

    def flush(self) -> npt.NDArray[np.int16]:
        return self.push(None)


@contextmanager
def _opened(path: Path) -> Iterator[tuple[InputContainer, AudioStream]]:
    """The container and its audio stream; PyAV's errors become MediaErrors."""
    import av

    if not path.exists():
        raise MediaError(path, "there is no such file; check the name")
    if path.is_dir():
        raise MediaError(path, "is a folder; name the recording in it")
    try:
        if path.stat().st_size == 0:
            raise MediaError(path, "is empty")
        # `file:` keeps names such as `concat:x` or `a:b.mp4` from being taken for protocols.
        container = av.open(
            f"file:{path}",
            options={"format_whitelist": FORMATS, "protocol_whitelist": PROTOCOLS},
            metadata_errors="replace",
        )
    except (av.FFmpegError, OSError, ValueError) as error:
        raise MediaError(
            path, f"is not a recording that can be read ({_reason(error)}); give audio or video"
        ) from None
    with container:
        stream = container.streams.best("audio")
        if stream is None:
            raise MediaError(path, "has no sound; give a recording with speech in it")
        if stream.codec_context is None or not stream.codec_context.sample_rate:
            raise MediaError(path, "its sound is of a kind that cannot be decoded; convert it")
        try:
            yield container, stream
        except (av.FFmpegError, OSError) as error:
            raise MediaError(path, f"cannot be read ({_reason(error)})") from None


def _reason(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error)


def _origin(container: InputContainer) -> float:
    """The container's time stamp, in seconds, that is time 0 of the recording."""
    if container.format.name in _SHIFTED_TO_ZERO:
        return (container.start_time or 0) / 1e6
    return 0.0


def _duration(container: InputContainer, stream: AudioStream, origin: float) -> float:
    name = container.format.name
    start = (container.start_time or 0) / 1e6
    guessed = name in _DURATION_GUESSED and not (name == "mp3" and start > 0)
    if container.duration and not guessed:
        # Matroska's duration counts from time 0, the others' from the first time stamp.
        return container.duration / 1e6 + (0.0 if "matroska" in name else start - origin)
    return _last_packet_end(container, stream) - origin


def _last_packet_end(container: InputContainer, stream: AudioStream) -> float:
    """End of the last packet in seconds, by reading all of them (1 s for some hours of sound)."""
    import av

    end = 0.0
    _skip_all_but(container, stream)
    try:
        for packet in container.demux(stream):
            if packet.pts is not None and packet.time_base is not None:
                end = float((packet.pts + (packet.duration or 0)) * packet.time_base)
    except av.FFmpegError:
        pass  # A damaged end: what came before counts.
    container.seek(0)
    return end


def _skip_all_but(container: InputContainer, wanted: AudioStream) -> None:
    """Lets the demuxer skip what is not this stream, such as gigabytes of pictures."""
    import av.stream

    if hasattr(av.stream, "Discard"):  # PyAV before 16 has none; it only costs time.
        for stream in container.streams:
            if stream.index != wanted.index:
                stream.discard = av.stream.Discard.all


def _frames_from(
    container: InputContainer, stream: AudioStream, origin: float, start: float
) -> Iterator[tuple[float, AudioFrame]]:
    """Frames and their times on our clock, from `start` or some frames before it."""
    _skip_all_but(container, stream)
    target = start - _PREROLL
    if target > 0:
        # Some demuxers land late. Try from further back, in the end from the beginning.
        for place in (target, target - 30.0):
            _seek(container, stream, origin, place)
            frames = _frames(container, stream, origin)
            first = next(frames, None)
            if first is not None and first[0] <= target:
                yield first
                yield from frames
                return
        _seek(container, stream, origin, None)
    yield from _frames(container, stream, origin)


def _seek(
    container: InputContainer, stream: AudioStream, origin: float, place: float | None
) -> None:
    import av

    time_base = stream.time_base
    if place is None or time_base is None:
        container.seek(0)
        return
    try:
        container.seek(round((max(0.0, place) + origin) / float(time_base)), stream=stream)
    except av.FFmpegError:
        container.seek(0)


def _frames(
    container: InputContainer, stream: AudioStream, origin: float
) -> Iterator[tuple[float, AudioFrame]]:
    """Decoded frames with their times; damaged packets are passed over."""
    import av

    expected = 0.0
    packets = container.demux(stream)
    while True:
        try:
            packet = next(packets, None)
        except av.FFmpegError:
            packet = None  # A damaged or cut-off end: keep what came before.
        if packet is None:
            return
        try:
            frames = packet.decode()
        except av.FFmpegError:
            continue
        for frame in frames:
            time = expected if frame.time is None else frame.time - origin
            expected = time + frame.samples / frame.sample_rate
            yield time, frame


def _video_info(container: InputContainer) -> VideoInfo | None:
    import av
    from av.stream import Disposition

    for stream in container.streams.video:
        if stream.disposition & Disposition.attached_pic:
            continue
        context = stream.codec_context
        width, height = context.width, context.height
        aspect = stream.sample_aspect_ratio
        if aspect:
            width = round(width * aspect)
        turned = False
        try:
            frame = next(container.decode(stream), None)
            turned = frame is not None and round(frame.rotation / 90) % 2 == 1
        except av.FFmpegError:
            pass  # Its size is known all the same.
        if turned:
            width, height = height, width
        rate = stream.average_rate or stream.guessed_rate or 25
        return VideoInfo(width, height, float(rate), context.name)
    return None
