"""Planted speech-like sound must come out at the loudness asked for, measured by another filter."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import numpy as np
import pytest

from pullquote.align.errors import FormatError
from pullquote.align.media.audio import Stretch
from pullquote.align.media.ffmpeg import ffmpeg_path
from pullquote.clips.export.batch import ExportOptions
from pullquote.clips.render.audio import write_audio
from pullquote.clips.render.loudness import CEILING, measure_loudness, normalise

RATE = 48000


def voice(level: float, *, peaks: float = 0.0) -> Stretch:
    """Dull noise in syllables, at a level; `peaks` adds clicks of that height."""
    rng = np.random.default_rng(3)
    time = np.arange(8 * RATE) / RATE
    # MP3 leaves out what is above 18 kHz, of which speech has nothing.
    noise = np.convolve(rng.normal(0, 3 * level, len(time)), np.ones(9) / 9, "same")
    sound = noise * (0.3 + np.abs(np.sin(2 * np.pi * 2 * time)))
    sound[:: RATE // 2] += peaks
    samples = np.clip(sound * 32767, -32768, 32767).astype(np.int16)
    return Stretch(np.stack([samples, samples], axis=1), RATE, 0.0)


def ebur128(path: Path) -> tuple[float, float]:
    """Integrated loudness and true peak by ffmpeg's independent meter."""
    command = [ffmpeg_path(), "-nostdin", "-i", str(path), "-af", "ebur128=peak=true"]
    said = subprocess.run(
        [*command, "-f", "null", "-"], capture_output=True, text=True, check=True
    ).stderr
    summary = said[said.rindex("Summary") :]
    integrated = re.search(r"I:\s+(-?[\d.]+) LUFS", summary)
    peak = re.search(r"Peak:\s+(-?[\d.]+) dBFS", summary)
    assert integrated
    assert peak
    return float(integrated[1]), float(peak[1])


@pytest.mark.parametrize("target", [-16.0, -14.0, -23.0])
@pytest.mark.parametrize("level", [0.004, 0.05, 0.2])
def test_the_clip_has_the_loudness_asked_for(target: float, level: float, tmp_path: Path) -> None:
    sound = voice(level)
    made = normalise(sound, target, tmp_path)
    assert made.samples.shape == sound.samples.shape
    for kind in ("wav", "mp3"):
        path = tmp_path / f"clip.{kind}"
        write_audio(made, path)
        integrated, peak = ebur128(path)
        assert integrated == pytest.approx(target, abs=0.5)
        assert peak <= CEILING + (0.1 if kind == "wav" else 0.8)


def test_high_peaks_are_held_and_the_loudness_is_reached_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "peaks.wav"
    write_audio(normalise(voice(0.03, peaks=0.6), -14.0, tmp_path), path)
    integrated, peak = ebur128(path)
    assert integrated == pytest.approx(-14.0, abs=0.5)
    assert peak <= CEILING + 0.1


def test_without_need_for_a_limiter_the_whole_is_changed_by_one_factor(tmp_path: Path) -> None:
    sound = voice(0.02)
    made = normalise(sound, -30.0, tmp_path)
    loud = np.abs(sound.samples[:, 0]) > 500
    ratios = made.samples[loud, 0] / sound.samples[loud, 0]
    assert ratios.std() < 0.002


def test_silence_stays_silence(tmp_path: Path) -> None:
    for samples in (np.zeros((RATE, 1), np.int16), np.ones((100, 1), np.int16)):
        assert (normalise(Stretch(samples, RATE, 0.0), -16.0, tmp_path).samples == samples).all()


def test_our_meter_agrees_with_the_other(tmp_path: Path) -> None:
    path = tmp_path / "voice.wav"
    write_audio(voice(0.1), path)
    measured = measure_loudness(path)
    assert (measured.integrated, measured.true_peak) == pytest.approx(ebur128(path), abs=0.3)


def test_absurd_targets_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="LUFS"):
        ExportOptions(loudness=16.0)
    with pytest.raises(ValueError, match="LUFS"):
        normalise(voice(0.1), 3.0, tmp_path)
