"""Audio clips hold exactly what was cut, in every format."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from pullquote.align import files
from pullquote.align.errors import FormatError, OutputError, ProgramError
from pullquote.align.media.audio import Stretch, decode_stretch, probe
from pullquote.align.times import TimeSpan
from pullquote.clips.passages.cut import Cut
from pullquote.clips.render.audio import AUDIO_FORMATS, write_audio
from pullquote.clips.render.sound import cut_sound, on_clock


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("audio")


@pytest.fixture(scope="module")
def recording(folder: Path, ffmpeg) -> Path:
    """Stereo at 44.1 kHz: beeps on the left in [k, k + 0.1), a steady hum on the right."""
    path = folder / "recording.m4a"
    left, right = "0.8*sin(2*PI*1000*t)*lt(mod(t,1),0.1)", "0.1*sin(2*PI*200*t)"
    ffmpeg("-f", "lavfi", "-i", f"aevalsrc='{left}|{right}':s=44100:d=8", "-c:a", "aac", path)
    return path


@pytest.mark.parametrize("kind", AUDIO_FORMATS)
def test_a_clip_is_sample_exact_in_every_format(kind: str, folder: Path, recording: Path) -> None:
    cut = Cut(TimeSpan(2.4567, 5.8123), 0.0, 0.0)
    sound = cut_sound(recording, cut)
    path = folder / f"clip.{kind}"
    write_audio(sound, path)
    info = probe(path)
    rate = 48000 if kind == "opus" else 44100
    assert (info.audio_rate, info.audio_channels) == (rate, 2)
    assert info.duration == pytest.approx(cut.span.duration, abs=0.03)
    back = decode_stretch(path, 0.0, cut.span.duration)
    loud = np.flatnonzero(np.abs(back.samples[:, 0].astype(int)) > 4000) / rate
    first = loud[np.concatenate(([True], np.diff(loud) > 0.3))]
    assert first == pytest.approx(np.array([3.0, 4.0, 5.0]) - 2.4567, abs=0.002)
    # At the level of the source, to half a decibel, on both sides.
    for channel in (0, 1):
        levels = [
            np.sqrt(np.mean(s[:, channel].astype(float) ** 2))
            for s in (sound.samples, back.samples)
        ]
        assert 20 * np.log10(levels[1] / levels[0]) == pytest.approx(0.0, abs=0.5)


@pytest.mark.parametrize("kind", AUDIO_FORMATS)
@pytest.mark.parametrize("rate", [8000, 11025, 16000, 44100, 96000])
@pytest.mark.parametrize("channels", [1, 2])
def test_every_format_takes_sound_of_any_rate(
    kind: str, rate: int, channels: int, tmp_path: Path
) -> None:
    tone = 8000 * np.sin(2 * np.pi * 300 * np.arange(rate) / rate)
    samples = np.repeat(tone[:, None], channels, axis=1).astype(np.int16)
    path = tmp_path / f"clip.{kind}"
    write_audio(Stretch(samples, rate, 0.0), path)
    info = probe(path)
    assert info.audio_channels == channels
    assert info.duration == pytest.approx(1.0, abs=0.03)
    back = decode_stretch(path, 0.1, 0.9).samples.astype(float)
    assert np.sqrt(np.mean(back**2)) == pytest.approx(8000 / 2**0.5, rel=0.06)


def test_lossless_clips_are_the_source_bit_by_bit(folder: Path, recording: Path) -> None:
    whole = decode_stretch(recording, 0.0, 8.0)
    cut = Cut(TimeSpan(2.0, 3.5), 0.0, 0.0)
    for kind in ("wav", "flac"):
        path = folder / f"exact.{kind}"
        write_audio(cut_sound(recording, cut), path)
        back = decode_stretch(path, 0.0, 1.5)
        # Frames that AAC decodes after a seek may differ in the last bit.
        difference = back.samples.astype(int) - whole.samples[88200 : 88200 + len(back.samples)]
        assert np.abs(difference).max() <= 1


def test_fades_start_and_end_in_silence_and_leave_the_rest_alone(recording: Path) -> None:
    plain = cut_sound(recording, Cut(TimeSpan(2.02, 3.08), 0.0, 0.0)).samples.astype(int)
    faded = cut_sound(recording, Cut(TimeSpan(2.02, 3.08), 0.01, 0.02)).samples.astype(int)
    assert np.abs(faded[:3]).max() < 100 < np.abs(plain[:20]).max()
    assert np.abs(faded[-3:]).max() < 100
    assert (faded[441:-882] == plain[441:-882]).all()
    assert (np.abs(faded) <= np.abs(plain)).all()


def test_on_a_longer_clock_the_sound_is_surrounded_by_silence() -> None:
    sound = Stretch(np.full((1000, 2), 7, np.int16), 1000, 5.25)
    padded = on_clock(sound, TimeSpan(5.0, 6.5))
    assert padded.samples.shape == (1500, 2)
    assert (padded.samples[:250] == 0).all()
    assert (padded.samples[250:1250] == 7).all()
    assert (padded.samples[1250:] == 0).all()


def test_metadata_of_the_source_does_not_travel(folder: Path, recording: Path) -> None:
    path = folder / "private.mp3"
    write_audio(cut_sound(recording, Cut(TimeSpan(1.0, 2.0), 0.0, 0.0)), path)
    assert b"pydub" not in path.read_bytes()


def test_an_unknown_extension_lists_the_known(folder: Path) -> None:
    sound = Stretch(np.zeros((10, 1), np.int16), 8000, 0.0)
    with pytest.raises(FormatError, match="wav, mp3"):
        write_audio(sound, folder / "x.xyz")


def test_a_folder_that_is_not_there_is_said(folder: Path) -> None:
    sound = Stretch(np.zeros((10, 1), np.int16), 8000, 0.0)
    with pytest.raises(OutputError, match="does not exist"):
        write_audio(sound, folder / "nowhere" / "x.wav")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux's always-full device")
@pytest.mark.parametrize("kind", ["wav", "mp3"])
def test_a_full_disk_is_said_and_nothing_is_left(
    kind: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / f"full.{kind}"
    part = folder / f"full.{kind}.part"
    part.symlink_to("/dev/full")
    monkeypatch.setattr(files, "_new_file_beside", lambda target: part)
    sound = Stretch(np.zeros((48000, 1), np.int16), 8000, 0.0)
    with pytest.raises(OutputError, match=r"no room is left|no space left"):
        write_audio(sound, path)
    assert not path.exists()
    assert not part.is_symlink()


def test_what_ffmpeg_said_last_is_in_the_error(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pullquote.clips.render.audio

    broken = pullquote.clips.render.audio.AudioFormat("mp3", "libnonsense", "1k")
    monkeypatch.setitem(AUDIO_FORMATS, "mp3", broken)
    sound = Stretch(np.zeros((10, 1), np.int16), 8000, 0.0)
    with pytest.raises(ProgramError, match="libnonsense"):
        write_audio(sound, folder / "x.mp3")


def test_pydub_is_imported_without_a_word(ffmpeg) -> None:
    import subprocess

    code = (
        "import numpy as np; from pathlib import Path;"
        "from pullquote.align.media.audio import Stretch;"
        "from pullquote.clips.render.audio import write_audio; import tempfile;"
        "write_audio(Stretch(np.zeros((10, 1), np.int16), 8000, 0.0),"
        " Path(tempfile.mkdtemp()) / 'a.wav')"
    )
    command = [sys.executable, "-W", "default", "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")
