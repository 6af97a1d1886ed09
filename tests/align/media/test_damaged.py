"""Recordings that claim or hold what cannot be: each ends in one sentence, or loses only that."""

from __future__ import annotations

import os
import signal
import struct
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest

from pullquote.align.errors import MediaError
from pullquote.align.media import clock
from pullquote.align.media.audio import decode, decode_stretch, probe, probe_apart
from pullquote.align.media.clock import BrokenMediaError, Clock
from pullquote.align.media.container import frames_from
from pullquote.align.media.ffmpeg import ffmpeg_path
from pullquote.align.progress import Monitor

TONE = ("-f", "lavfi", "-i", "sine=440:d=8")
PICTURE = ("-f", "lavfi", "-i", "testsrc=s=160x120:d=8:r=25")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("damaged")


def make(path: Path, *arguments: str) -> Path:
    command = [ffmpeg_path(), "-v", "error", "-y", *arguments, str(path)]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    return path


def test_a_stream_of_two_joined_files_is_refused_and_the_remedy_helps(folder: Path) -> None:
    one = make(folder / "one.ts", *PICTURE, *TONE, "-shortest")
    joined = folder / "joined.ts"
    joined.write_bytes(one.read_bytes() * 2)
    for use in (probe, decode):
        with pytest.raises(MediaError, match=r"clock that starts again at 0:0\d.*-c copy"):
            use(joined)
    cured = make(folder / "cured.mkv", "-i", str(joined), "-c", "copy")
    assert probe(cured).duration == pytest.approx(16.0, abs=0.1)
    assert decode(cured).duration == pytest.approx(16.0, abs=0.1)


def test_an_mp3_that_claims_terabytes_is_as_long_as_its_sound(folder: Path) -> None:
    path = make(folder / "claims.mp3", *TONE)
    data = bytearray(path.read_bytes())
    info = data.index(b"Info")
    data[info + 8 : info + 12] = struct.pack(">I", 0xFFFFFFF0)
    path.write_bytes(data)
    assert probe(path).duration == pytest.approx(8.0, abs=0.1)
    assert decode(path).duration == pytest.approx(8.0, abs=0.1)


def test_time_stamps_that_begin_after_a_day_are_refused(folder: Path) -> None:
    path = make(folder / "late.mkv", *TONE, "-output_ts_offset", "90000")
    for use in (probe, decode):
        with pytest.raises(MediaError, match="time stamps that begin at 25:00:00"):
            use(path)
    hour = make(folder / "hour.mkv", *TONE, "-output_ts_offset", "3600")
    assert decode(hour).duration == pytest.approx(3608.0, abs=0.1)


def test_a_leap_over_a_day_without_sound_is_refused(folder: Path) -> None:
    leap = "asetpts='PTS+gt(T,4)*30*3600/TB'"
    path = make(folder / "leap.mkv", *TONE, "-af", leap, "-c:a", "pcm_s16le")
    with pytest.raises(MediaError, match="leap over 30 hours without sound"):
        decode(path)
    assert decode(path, start=0.0, end=3.0).duration == pytest.approx(3.0)
    assert decode_stretch(path, 1.0, 2.0).duration == pytest.approx(1.0)


def test_a_recording_longer_than_the_bound_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make(folder / "long.wav", *TONE)
    monkeypatch.setattr("pullquote.align.media.container.LONGEST", 5.0)
    with pytest.raises(MediaError, match="claims to be 0 hours long"):
        probe(path)
    monkeypatch.setattr("pullquote.align.media.container.LONGEST", clock.LONGEST)
    monkeypatch.setattr("pullquote.align.media.audio.LONGEST", 5.0)
    with pytest.raises(MediaError, match="holds more than 0 hours"):
        decode(path)


def test_a_picture_of_a_kind_that_cannot_be_decoded_is_none(folder: Path) -> None:
    path = make(folder / "unknown.avi", *PICTURE, *TONE, "-shortest")
    path.write_bytes(path.read_bytes().replace(b"FMP4", b"zzzz"))
    assert probe(path).video is None
    assert decode(path).duration == pytest.approx(8.0, abs=0.2)


def test_a_picture_that_claims_too_many_pixels_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make(folder / "large.mp4", *PICTURE, *TONE, "-shortest")
    monkeypatch.setattr("pullquote.align.media.picture._MOST_PIXELS", 160 * 120 - 1)
    with pytest.raises(MediaError, match="claims a picture of 160 × 120 pixels"):
        probe(path)


def test_what_is_no_regular_file_is_refused_unread(tmp_path: Path) -> None:
    pipe, device = tmp_path / "pipe.mp4", tmp_path / "zero.mp4"
    os.mkfifo(pipe)
    device.symlink_to("/dev/zero")
    for path in (pipe, device):
        with pytest.raises(MediaError, match="not a regular file"):
            probe(path)


def test_what_a_stream_that_is_not_there_leaves_behind_is_read(folder: Path) -> None:
    """PyAV raises IndexError for a packet of a stream that appeared later."""
    import av

    path = make(folder / "stumble.wav", *TONE)
    with av.open(str(path)) as container:

        def demux(stream):
            for number, packet in enumerate(container.demux(stream)):
                if number == 3 and not stumbled:
                    stumbled.append(number)
                    raise IndexError("tuple index out of range")
                yield packet

        stumbled: list[int] = []
        names = ("format", "streams", "duration", "start_time", "seek")
        shown = SimpleNamespace(demux=demux, **{name: getattr(container, name) for name in names})
        frames = list(frames_from(shown, container.streams.audio[0], 0.0, 0.0))  # type: ignore[arg-type]
    assert stumbled == [3]
    assert sum(frame.samples for _, frame in frames) / 44100 == pytest.approx(8.0, abs=0.2)


def clock_of(name: str, duration: float) -> Clock:
    container = SimpleNamespace(
        format=SimpleNamespace(name=name), duration=duration * 1e6, start_time=0
    )
    return Clock(container)  # type: ignore[arg-type]


def placed(name: str, stamps: list[float], duration: float = 100.0) -> list[float]:
    made = clock_of(name, duration)
    return [made.place(stamp, 1.0) for stamp in stamps]


def test_a_stray_stamp_is_passed_over() -> None:
    assert placed("avi", [0, 1, 22_000, 3]) == [0, 1, 2, 3]
    # Within the recording it cannot be told from a gap, but the next ones take it back.
    assert placed("mpegts", [0, 1, 50, 3, 4, 5, 6]) == [0, 1, 50, 3, 4, 5, 6]
    assert placed("mpegts", [5, 6, 1, 8, 9]) == [5, 6, 7, 8, 9]


def test_a_clock_that_starts_again_goes_on_where_files_are_chained_and_is_refused_in_mpeg() -> None:
    assert placed("ogg", [0, 1, 2, 0, 1, 2]) == [0, 1, 2, 3, 4, 5]
    with pytest.raises(BrokenMediaError, match="clock that starts again at 0:03"):
        placed("mpegts", [0, 1, 2, 0, 1, 2])


def test_a_decoder_that_crashes_is_one_sentence(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make(folder / "sound.wav", *TONE)
    assert probe_apart(path) == probe(path)
    with pytest.raises(MediaError, match="does not exist"):
        probe_apart(folder / "no.wav")
    monkeypatch.setattr("pullquote.align.media.audio._try_out", crash)
    with pytest.raises(MediaError, match=r"sound\.wav cannot be read .*signal 11"):
        probe_apart(path)


def crash(path: Path, monitor: Monitor) -> None:
    """The permitted endings of a decoder."""
    os.kill(os.getpid(), signal.SIGSEGV)
