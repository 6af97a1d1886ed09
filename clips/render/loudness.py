"""Bringing a clip to a loudness that platforms ask for (EBU R 128, ITU-R BS.1770).

Two passes: the loudness is measured, then the level of the whole is changed by one factor, so that
the speech keeps its dynamics. Only where peaks would pass the ceiling does a limiter hold them; the
loudness that this takes away is given back.
"""

from __future__ import annotations

import json
import wave
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from pullquote.align.errors import ProgramError
from pullquote.align.media.audio import Stretch
from pullquote.align.media.ffmpeg import run_ffmpeg
from pullquote.clips.render.audio import write_wav

CEILING = -1.0
"""Highest true peak, dBTP, as R 128 and the platforms demand."""
LOWEST, HIGHEST = -40.0, -5.0
"""Targets that make sense, LUFS."""

# Anything quieter is silence or noise, which would only be amplified.
_SILENT = -60.0
# The limiter looks at samples; between them the wave may rise a little higher, and codecs add.
_SAMPLE_CEILING = CEILING - 0.8
_TOLERANCE = 0.1


@dataclass(frozen=True, slots=True)
class Loudness:
    """The measured loudness of a sound."""

    integrated: float
    """LUFS; minus infinity for silence and for less than 0.4 s."""
    true_peak: float
    """dBTP."""


def measure_loudness(path: Path) -> Loudness:
    """The loudness of an audio file. Raises ProgramError."""
    measuring = ["-map", "0:a:0", "-af", "loudnorm=print_format=json", "-f", "null", "-"]
    said = run_ffmpeg(
        ["-i", f"file:{path.resolve()}", *measuring],
        doing=f"measuring {path.name}",
        loglevel="info",
    )
    try:
        values = json.loads(said[said.rindex("{") : said.rindex("}") + 1])
        return Loudness(float(values["input_i"]), float(values["input_tp"]))
    except (ValueError, KeyError):
        raise ProgramError("ffmpeg", f"measuring {path.name}", said) from None


def normalise(sound: Stretch, target: float, folder: Path) -> Stretch:
    """The same sound at `target` LUFS, as long as before, to the sample.

    `folder` is a place for intermediate files. Silence stays as it is. Raises ProgramError, and
    ValueError for a target outside LOWEST to HIGHEST.
    """
    if not LOWEST <= target <= HIGHEST:
        raise ValueError(f"loudness must be {LOWEST} to {HIGHEST} LUFS, got {target}; -16 is usual")
    wav = write_wav(sound, folder)
    measured = measure_loudness(wav)
    if measured.integrated < _SILENT:
        return sound
    gain = target - measured.integrated
    if measured.true_peak + gain <= CEILING:
        factor = 10.0 ** (gain / 20.0)
        samples = np.clip(np.round(sound.samples * factor), -32768, 32767).astype(np.int16)
        return replace(sound, samples=samples)
    limited = folder / "limited.wav"
    for _ in range(4):
        _limit(wav, limited, gain)
        missing = target - measure_loudness(limited).integrated
        # More than this no longer sounds like speech: stay quieter than asked.
        if abs(missing) < _TOLERANCE or gain + missing > target - measured.integrated + 6.0:
            break
        gain += missing
    return replace(sound, samples=_read(limited, len(sound.samples)))


def _limit(wav: Path, out: Path, gain: float) -> None:
    limit = 10.0 ** (_SAMPLE_CEILING / 20.0)
    louder = (
        f"volume={gain:.3f}dB:precision=float,"
        f"alimiter=limit={limit:.5f}:attack=5:release=80:level=false:latency=true"
    )
    written = ["-c:a", "pcm_s16le", f"file:{out.resolve()}"]
    run_ffmpeg(
        ["-i", f"file:{wav.resolve()}", "-af", louder, *written],
        doing="limiting peaks",
        writes=out,
    )


def _read(path: Path, count: int) -> np.ndarray[tuple[int, int], np.dtype[np.int16]]:
    """Exactly `count` samples of the WAV file."""
    with wave.open(str(path), "rb") as file:
        channels = file.getnchannels()
        data = np.frombuffer(file.readframes(count), "<i2").astype(np.int16)
    samples = data.reshape(-1, channels)
    return np.pad(samples, ((0, count - len(samples)), (0, 0)))
