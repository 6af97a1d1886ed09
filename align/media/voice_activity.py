"""Detection of speech: the door to Silero's voice detector, which comes with faster-whisper."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from pullquote.align.errors import ModelError
from pullquote.align.media.audio import SAMPLE_RATE, Audio
from pullquote.align.progress import SILENT, Monitor
from pullquote.align.times import TimeSpan

STAGE_SPEECH = "finding speech"

LONGEST = 30.0
"""Seconds of the longest stretch: Whisper hears as much at once."""
_BLOCK = 300.0
"""Seconds that are searched for speech at once."""
_TELLING = 3.0
"""Seconds of sound in which the detector does not miss a voice."""
_FAINTEST = 33
"""Sample value (of 32,768) that a voice exceeds, about -60 dB below full scale."""


def with_speech(audio: Audio, monitor: Monitor = SILENT) -> Audio:
    """The same sound with its `speech`, which is looked for unless it is already known.

    Reports the stage `STAGE_SPEECH` and may be cancelled.
    """
    if audio.speech is not None:
        return audio
    regions: list[TimeSpan] = []
    for region in find_speech(audio.samples):
        monitor.report(STAGE_SPEECH, region.end / audio.duration)
        regions.append(region)
    return dataclasses.replace(audio, speech=tuple(regions))


def has_voice(audio: Audio) -> bool:
    """False when surely nobody speaks in sound whose speech was looked for.

    In a few seconds the detector can miss a single word, so that only silence counts there.
    """
    if audio.speech or audio.speech is None:
        return True
    loudest = int(np.abs(audio.samples.astype(np.int32)).max(initial=0))
    return audio.duration < _TELLING and loudest > _FAINTEST


def find_speech(samples: npt.NDArray[np.int16]) -> Iterator[TimeSpan]:
    """Stretches with speech, by Silero's detector, each at most LONGEST long, in order.

    It listens to five minutes at a time: over the whole of a long recording it would need
    gigabytes.
    """
    try:
        from faster_whisper import vad
    except ImportError as error:
        raise ModelError("whisper", f"faster-whisper cannot be used here ({error})") from error
    options = vad.VadOptions(max_speech_duration_s=LONGEST, min_silence_duration_ms=160)
    block, start = round(_BLOCK * SAMPLE_RATE), 0
    while start < len(samples):
        stop = min(len(samples), start + block)
        sound = samples[start:stop].astype(np.float32) / np.float32(32768)
        found = [
            (start + part["start"], start + part["end"])
            for part in vad.get_speech_timestamps(sound, options)
        ]
        # Speech cut off by the block's end is heard again as a whole in the next block.
        is_cut = stop < len(samples) and found and found[-1][1] >= stop - SAMPLE_RATE // 10
        if is_cut and found[-1][0] > start:
            stop = found.pop()[0]
        for first, last in found:
            if last > first:
                yield TimeSpan(first / SAMPLE_RATE, last / SAMPLE_RATE)
        start = stop
