"""Opening a recording's container, its clock, and its decoded frames (door: PyAV).

`media.audio` defines the clock; this module derives it from the container.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
import numpy.typing as npt

from pullquote.align.errors import MediaError
from pullquote.align.media.clock import (
    LONGEST,
    LONGEST_GAP,
    MPEG,
    REMEDY,
    BrokenMediaError,
    Clock,
)
from pullquote.align.times import format_time

if TYPE_CHECKING:
    from av.audio.frame import AudioFrame as AudioFrame
    from av.audio.stream import AudioStream
    from av.container import InputContainer

# Demuxers that read one file and nothing else. Playlists, concat scripts and the like are not
# among them: named `talk.mp4` they would make ffmpeg open any other file or address.
FORMATS = (
    "aac,ac3,aiff,amr,amrnb,amrwb,ape,asf,au,avi,caf,eac3,flac,flv,matroska,mov,mp3,mpeg,mpegts,"
    "mxf,nut,ogg,rm,tta,w64,wav,webm,wv"
)
"""Names of the container formats that are opened, as ffmpeg's `-format_whitelist` wants them."""
PROTOCOLS = "file,pipe"
"""Protocols through which inputs may be opened, as ffmpeg's `-protocol_whitelist` wants them."""

_SHIFTED_TO_ZERO = frozenset({"mpegts", "mpeg", "flv", "asf", "avi", "rm", "mxf", "mp3"})
# Seconds; longer than any recording.
_FAR = 10**6
_DURATION_GUESSED = frozenset({"aac", "ac3", "eac3", "amr", "mp3"})

# Decoders need the sound before: MP3's bit reservoir reaches back some 0.25 s, Opus asks for 0.08.
_PREROLL = 0.5


@contextmanager
def opened(path: Path) -> Iterator[tuple[InputContainer, AudioStream]]:
    """The container and its audio stream; PyAV's errors become MediaErrors."""
    import av

    if not path.exists():
        raise MediaError(path, "does not exist; check the name")
    if path.is_dir():
        raise MediaError(path, "is a folder; name the recording in it")
    if not path.is_file():
        raise MediaError(path, "is not a regular file; give a recording that is")
    try:
        if path.stat().st_size == 0:
            raise MediaError(path, "is empty; give a recording with speech in it")
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
        sound = cast("AudioStream", stream)
        if sound.codec_context is None or not sound.codec_context.sample_rate:
            raise MediaError(path, "has sound of a kind that cannot be decoded; convert it")
        try:
            yield container, sound
        except BrokenMediaError as error:
            raise MediaError(path, str(error)) from None
        except (av.FFmpegError, OSError) as error:
            raise MediaError(path, f"cannot be read ({_reason(error)}); try a copy") from None
        except (IndexError, OverflowError, MemoryError, UnicodeError) as error:
            # PyAV stumbles over claims of damaged files.
            what = f"{type(error).__name__}: {error}".rstrip(": ")
            raise MediaError(path, f"is damaged ({what}); give another copy of it") from None


def _reason(error: Exception) -> str:
    # ffmpeg calls a format that it may not open an invalid argument.
    if getattr(error, "errno", None) == errno.EINVAL:
        return "its format is not known"
    return str(getattr(error, "strerror", None) or error)


def origin_of(container: InputContainer) -> float:
    """The container's time stamp, in seconds, that is time 0 of the recording."""
    if container.format.name in _SHIFTED_TO_ZERO:
        return (container.start_time or 0) / 1e6
    return 0.0


def duration_of(container: InputContainer, stream: AudioStream, origin: float) -> float:
    name = container.format.name
    start = (container.start_time or 0) / 1e6
    guessed = name in _DURATION_GUESSED and not (name == "mp3" and start > 0)
    if start - origin > LONGEST_GAP:
        raise BrokenMediaError(f"has time stamps that begin at {format_time(start)}; {REMEDY}")
    if container.duration and not guessed and container.duration / 1e6 <= LONGEST:
        # Matroska's duration counts from time 0, the others' from the first time stamp.
        return container.duration / 1e6 + (0.0 if "matroska" in name else start - origin)
    # Where the demuxer finds no last packet, there is only the claim.
    claimed = (container.duration or 0) / 1e6 + start
    duration = (_last_packet_end(container, stream) or claimed) - origin
    if duration > LONGEST:
        raise BrokenMediaError(
            f"claims to be {duration / 3600:,.0f} hours long, but at most {LONGEST / 3600:.0f} "
            "can be used; cut it, or give a copy that is not damaged"
        )
    return duration


def check_clock(container: InputContainer, stream: AudioStream) -> None:
    """Raise BrokenMediaError for files that were joined, each with a clock of its own.

    Only MPEG streams can be joined like this; the demuxer reads the whole file.
    """
    import av

    if container.format.name not in MPEG:
        return
    _skip_all_but(container, stream)
    clock = Clock(container)
    try:
        for packet in container.demux(stream):
            if packet.pts is not None and packet.time_base is not None:
                length = float((packet.duration or 0) * packet.time_base)
                clock.place(float(packet.pts * packet.time_base), length)
    except (av.FFmpegError, IndexError):
        pass  # The end is damaged: the part before it counts.
    container.seek(0)


def _last_packet_end(container: InputContainer, stream: AudioStream) -> float:
    """End of the last packet in seconds; to find it, the demuxer reads all of them."""
    import av

    end = 0.0
    _skip_all_but(container, stream)
    try:
        # Far past any end, the demuxer goes to the last packet. Reading all packets here would take
        # ten times as long.
        if stream.time_base is not None:
            container.seek(round(_FAR / stream.time_base), stream=stream)
        for packet in container.demux(stream):
            if packet.pts is not None and packet.time_base is not None:
                end = float((packet.pts + (packet.duration or 0)) * packet.time_base)
    except (av.FFmpegError, IndexError):
        pass  # The end is damaged: the part before it counts.
    container.seek(0)
    return end


def _skip_all_but(container: InputContainer, wanted: AudioStream) -> None:
    """Let the demuxer skip other streams than this one, such as gigabytes of pictures."""
    import av.stream

    if hasattr(av.stream, "Discard"):  # PyAV before 16 cannot; that only costs time.
        for stream in container.streams:
            if stream.index != wanted.index:
                stream.discard = av.stream.Discard.all


def frames_from(
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

    clock = Clock(container, origin)
    packets = container.demux(stream)
    while True:
        try:
            packet = next(packets, None)
        except IndexError:
            # Damaged data seem to begin a new stream; the packets after it can be read.
            packets = container.demux(stream)
            continue
        except av.FFmpegError:
            packet = None  # The end is damaged or cut off: keep the part before it.
        if packet is None:
            return
        try:
            frames = packet.decode()
        except av.FFmpegError:
            continue
        for frame in frames:
            stamp = None if frame.time is None else frame.time - origin
            yield clock.place(stamp, frame.samples / max(1, frame.sample_rate)), frame


class Resampler:
    """One uninterrupted run of frames as 16-bit samples of one rate and channel layout."""

    def __init__(self, frame: AudioFrame, rate: int, layout: str) -> None:
        from av.audio.resampler import AudioResampler

        self._kind = (frame.sample_rate, frame.format.name, frame.layout.name)
        self._resampler = AudioResampler(format="s16", layout=layout, rate=rate)

    def accepts(self, frame: AudioFrame) -> bool:
        return self._kind == (frame.sample_rate, frame.format.name, frame.layout.name)

    def push(self, frame: AudioFrame | None) -> list[npt.NDArray[np.int16]]:
        """The samples for this frame, or the rest for None; arrays of shape (n, channels)."""
        if frame is not None:
            # The run counts samples itself: jittering stamps must not stretch or pad it.
            frame.pts = None
        return [
            np.asarray(out.to_ndarray(), np.int16).reshape(-1, out.layout.nb_channels)
            for out in self._resampler.resample(frame)
        ]
