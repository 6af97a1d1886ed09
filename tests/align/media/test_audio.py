"""Planted beeps must be found again at the time that a player shows.

What players show was measured with Chromium 142: `currentTime` at a beep, by listening to the
element through WebAudio, and `mediaTime` of the frame with a flash.
"""

from __future__ import annotations

import subprocess
import wave
from pathlib import Path

import numpy as np
import pytest

from pullquote.align.errors import CancelledError, MediaError
from pullquote.align.media.audio import SAMPLE_RATE, Audio, decode, decode_stretch, probe
from pullquote.align.media.ffmpeg import ffmpeg_path
from pullquote.align.progress import Monitor

# A beep of 50 ms each two seconds from 1 s on, and a flash of two frames with it.
BEEPS = "aevalsrc='0.8*sin(2*PI*1000*t)*lt(mod(t+1,2),0.05)':s=44100:d=8"
FLASHES = "color=black:s=64x36:r=25:d=8,drawbox=c=white:t=fill:enable='lt(mod(t+1,2),0.0799)'"
TRUTH = np.array([1.0, 3.0, 5.0, 7.0])
TOLERANCE = 0.005


def ffmpeg(*arguments: str | Path) -> None:
    subprocess.run(
        [ffmpeg_path(), "-y", "-nostdin", "-v", "error", *map(str, arguments)], check=True
    )


def make(path: Path, *arguments: str, video: bool = False) -> Path:
    picture = ("-f", "lavfi", "-i", FLASHES) if video else ()
    ffmpeg(*picture, "-f", "lavfi", "-i", BEEPS, *arguments, path)
    return path


def onsets(audio: Audio, start: float = 0.0) -> np.ndarray:
    loud = np.flatnonzero(np.abs(audio.samples.astype(int)) > 3000)
    first = np.concatenate(([True], np.diff(loud) > SAMPLE_RATE // 2))
    return start + loud[first] / SAMPLE_RATE


X264 = ("-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac")
VP8 = ("-c:v", "libvpx", "-deadline", "realtime", "-b:v", "200k", "-c:a", "libopus")
OFFSET = ("-output_ts_offset", "4.087")

CASES = {
    # name: (file, arguments, has picture, shift of the truth as a player shows it)
    "mp4": ("a.mp4", X264, True, 0.0),
    "mp4 that starts at 4.087": ("b.mp4", (*X264, *OFFSET), True, 4.087),
    "webm": ("c.webm", VP8, True, 0.0),
    "webm that starts at 4.087": ("d.webm", (*VP8, *OFFSET), True, 4.087),
    "mkv that starts at 4.087": ("e.mkv", (*X264, *OFFSET), True, 4.087),
    "m4a, encoder delay in its edit list": ("f.m4a", ("-c:a", "aac"), False, 0.0),
    "mp3 with LAME's header": ("g.mp3", ("-c:a", "libmp3lame"), False, 0.0),
    "opus": ("i.opus", ("-c:a", "libopus"), False, 0.0),
    "vorbis": ("j.ogg", ("-c:a", "libvorbis"), False, 0.0),
    "flac": ("k.flac", ("-c:a", "flac"), False, 0.0),
    "wav": ("l.wav", ("-c:a", "pcm_s24le"), False, 0.0),
    # What a player cannot know: 1105 samples of delay that no header tells of.
    "mp3 without a header": ("h.mp3", ("-c:a", "libmp3lame", "-write_xing", "0"), False, 0.02506),
    # Nothing tells of AAC's 1024 samples either, and the first sample is time 0.
    "mpeg-ts": ("m.ts", X264, True, 1024 / 44100),
    "bare aac": ("n.aac", ("-c:a", "aac"), False, 1024 / 44100),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("media")


@pytest.fixture(scope="module", params=CASES, ids=list(CASES))
def case(request: pytest.FixtureRequest, folder: Path) -> tuple[Path, float]:
    name, arguments, video, shift = CASES[request.param]
    return make(folder / name, *arguments, video=video), shift


def test_beeps_are_where_a_player_shows_them(case: tuple[Path, float]) -> None:
    path, shift = case
    assert onsets(decode(path)) == pytest.approx(TRUTH + shift, abs=TOLERANCE)


def test_a_stretch_has_its_beeps_where_the_whole_has_them(case: tuple[Path, float]) -> None:
    path, shift = case
    start, end = 4.2 + shift, 7.5 + shift
    part = decode(path, start=start, end=end)
    assert part.duration == pytest.approx(3.3, abs=1e-3)
    assert onsets(part, start) == pytest.approx(TRUTH[2:] + shift, abs=TOLERANCE)


def test_the_sound_as_stored_is_on_the_same_clock(case: tuple[Path, float]) -> None:
    path, shift = case
    info = probe(path)
    start = 4.2 + shift
    part = decode_stretch(path, start, start + 2.0)
    assert part.rate == info.audio_rate
    assert part.samples.shape == (round(2.0 * part.rate), info.audio_channels)
    loud = np.flatnonzero(np.abs(part.samples[:, 0].astype(int)) > 3000)
    assert start + loud[0] / part.rate == pytest.approx(5.0 + shift, abs=TOLERANCE)


def test_the_duration_is_the_last_moment_of_the_recording(case: tuple[Path, float]) -> None:
    path, shift = case
    assert probe(path).duration == pytest.approx(8.0 + shift, abs=0.05)


def test_the_picture_is_described_as_shown(folder: Path) -> None:
    video = probe(make(folder / "plain.mp4", *X264, video=True)).video
    assert video is not None
    assert (video.width, video.height, video.frame_rate, video.codec) == (64, 36, 25.0, "h264")
    turned = folder / "turned.mp4"
    ffmpeg("-display_rotation", "90", "-i", folder / "plain.mp4", "-c", "copy", turned)
    wide = make(folder / "wide.mp4", "-vf", "setsar=2", *X264, video=True)
    sizes = [(v.width, v.height) for v in (probe(turned).video, probe(wide).video) if v]
    assert sizes == [(36, 64), (128, 36)]


def test_a_variable_frame_rate_does_not_move_the_sound(folder: Path) -> None:
    path = folder / "vfr.mp4"
    dropped = f"{FLASHES},select='not(mod(n,3))+lt(mod(t+1,2),0.0799)'"
    ffmpeg(
        "-f", "lavfi", "-i", dropped, "-f", "lavfi", "-i", BEEPS, "-fps_mode", "vfr", *X264, path
    )
    video = probe(path).video
    assert video is not None
    assert video.grid_rate == 25
    assert onsets(decode(path)) == pytest.approx(TRUTH, abs=TOLERANCE)


def test_sound_that_starts_later_than_the_picture_is_preceded_by_silence(folder: Path) -> None:
    path = folder / "late.mp4"
    ffmpeg(
        *("-f", "lavfi", "-i", FLASHES, "-ss", "1.5", "-f", "lavfi", "-i", BEEPS),
        *("-filter_complex", "[1:a]asetpts=PTS+1.5/TB[a]", "-map", "0:v", "-map", "[a]"),
        *X264,
        path,
    )
    assert onsets(decode(path)) == pytest.approx(TRUTH[1:], abs=TOLERANCE)


def test_a_gap_in_the_time_stamps_is_silence(folder: Path) -> None:
    path = folder / "gap.mka"
    # Two seconds of packets are missing, their time is not.
    ffmpeg(
        *("-f", "lavfi", "-i", BEEPS, "-af", "aselect='not(between(t,3.5,5.5))'"),
        *("-c:a", "flac", path),
    )
    assert onsets(decode(path)) == pytest.approx(TRUTH[[0, 1, 3]], abs=TOLERANCE)
    assert onsets(decode(path, start=4.0), 4.0) == pytest.approx([7.0], abs=TOLERANCE)


def test_a_later_stretch_of_a_vbr_mp3_does_not_drift(folder: Path) -> None:
    path = folder / "long.mp3"
    noise = "0.2*random(0)*lt(mod(t,60),30)+0.8*sin(2*PI*1000*t)*lt(mod(t,10),0.05)"
    ffmpeg("-f", "lavfi", "-i", f"aevalsrc='{noise}':s=22050:d=900", "-q:a", "6", path)
    part = decode(path, start=875.0, end=895.0)
    loud = np.flatnonzero(np.abs(part.samples.astype(int)) > 12000)
    assert 875.0 + loud[0] / SAMPLE_RATE == pytest.approx(880.0, abs=TOLERANCE)


def test_channels_are_mixed(folder: Path) -> None:
    path = folder / "sides.wav"
    ffmpeg("-f", "lavfi", "-i", f"{BEEPS},pan=stereo|c0=c0|c1=0*c0", path)
    assert onsets(decode(path)) == pytest.approx(TRUTH, abs=TOLERANCE)


def stereo(path: Path, left: np.ndarray, right: np.ndarray) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes(np.stack([left, right], axis=1).astype("<i2").tobytes())
    return path


def test_what_only_one_channel_has_is_heard_and_faint_sound_stays_mixed(folder: Path) -> None:
    left, right = np.zeros((2, 2 * SAMPLE_RATE))
    left[4000:8000], right[20000:28000] = 6000, 9000
    mixed = decode(stereo(folder / "two.wav", left, right)).samples.astype(int)
    assert mixed[5000] > 2000 and mixed[24000] > 2000
    faint = decode(stereo(folder / "faint.wav", np.full(SAMPLE_RATE, 16), np.zeros(SAMPLE_RATE)))
    assert faint.samples[8000] < 14


def test_of_channels_that_cancel_each_other_the_louder_is_taken(folder: Path) -> None:
    wave_form = np.tile([2000.0, -2000.0, -2000.0, 2000.0], SAMPLE_RATE // 2)
    path = stereo(folder / "louder.wav", -0.995 * wave_form, wave_form)
    assert np.abs(decode(path).samples[8000:8400].astype(int)).max() == 2000


def test_channels_that_cancel_each_other_are_heard(folder: Path) -> None:
    path = folder / "inverted.wav"
    ffmpeg("-f", "lavfi", "-i", f"{BEEPS},pan=stereo|c0=c0|c1=-1*c0", path)
    assert onsets(decode(path)) == pytest.approx(TRUTH, abs=TOLERANCE)
    silent = folder / "silent.wav"
    ffmpeg("-f", "lavfi", "-i", "anullsrc=r=16000:cl=stereo:d=1", silent)
    assert not decode(silent).samples.any()


def test_a_damaged_end_loses_only_what_is_damaged(folder: Path) -> None:
    whole = make(folder / "whole.mp3", "-c:a", "libmp3lame").read_bytes()
    path = folder / "damaged.mp3"
    path.write_bytes(whole[: len(whole) * 5 // 8] + np.random.default_rng(7).bytes(4000))
    assert onsets(decode(path))[:2] == pytest.approx(TRUTH[:2], abs=TOLERANCE)


def test_the_fingerprint_goes_with_the_content_alone(folder: Path) -> None:
    first = make(folder / "one.wav")
    copy = folder / "copy of one.wav"
    copy.write_bytes(first.read_bytes())
    other = folder / "other.wav"
    content = bytearray(first.read_bytes())
    content[len(content) // 2] ^= 1
    other.write_bytes(content)
    prints = [probe(path).fingerprint for path in (first, copy, other)]
    assert prints[0] == prints[1] != prints[2]


def test_names_that_look_like_protocols_or_options_are_names(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    for name in ("concat:a|b.wav", "-i.wav", "a:b%20'\".wav", "ünï 🎈.wav"):
        Path(name).write_bytes(make(folder / "plain.wav").read_bytes())
        assert len(onsets(decode(Path(name)))) == 4


@pytest.mark.parametrize(
    "content",
    [
        "ffconcat version 1.0\nfile secret.wav\n",
        "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:8,\nsecret.wav\n#EXT-X-ENDLIST\n",
        '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"/>',
    ],
)
def test_a_list_of_files_named_like_a_recording_reads_none_of_them(
    folder: Path, content: str
) -> None:
    make(folder / "secret.wav")
    path = folder / "talk.mp4"
    path.write_text(content)
    with pytest.raises(MediaError, match="not a recording"):
        decode(path)


def test_what_is_no_recording_is_said_in_one_sentence(folder: Path) -> None:
    empty, text, mute = folder / "empty.mp4", folder / "text.mp4", folder / "mute.mp4"
    notes = folder / "notes.txt"
    notes.write_text("Four score and seven years ago\n" * 40)
    empty.touch()
    text.write_text("Four score and seven years ago\n" * 40)
    ffmpeg("-f", "lavfi", "-i", FLASHES, "-c:v", "libx264", mute)
    for path, said in (
        (folder / "nowhere.mp4", "does not exist"),
        (folder, "is a folder"),
        (empty, "is empty"),
        (text, "not a recording"),
        (notes, r"is not a recording that can be read \(its format is not known\)"),
        (mute, "has no sound"),
    ):
        for reader in (probe, decode):
            with pytest.raises(MediaError, match=said) as caught:
                reader(path)
            assert "\n" not in str(caught.value)


def test_decoding_can_be_cancelled(folder: Path) -> None:
    path = make(folder / "cancel.wav")
    with pytest.raises(CancelledError):
        decode(path, monitor=Monitor(is_cancelled=lambda: True))
