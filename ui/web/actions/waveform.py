"""The picture of the sound: its loudness in as many steps as the page has room for."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from pullquote.align.files import write_bytes
from pullquote.align.media import audio as media
from pullquote.align.progress import SILENT, Monitor

STEP = 0.02
"""Seconds that one value of a kept picture covers."""
BLOCK = 600.0
"""Seconds decoded at a time for the whole picture; 19 MB."""


def draw_whole(path: Path, duration: float, target: Path, monitor: Monitor = SILENT) -> Path:
    """Write the picture of a whole recording: one byte for each `STEP`, the loudest sample there,
    0 to 255. Raises MediaError, CancelledError."""
    blocks = []
    start = 0.0
    while start < duration:
        monitor.report("drawing the sound", start / duration)
        end = start + BLOCK
        audio = media.decode(path, start=start, end=min(end, duration) if end < duration else None)
        count = round((min(end, duration) - start) / STEP)
        blocks.append(loudest(audio.samples, count, round(STEP * media.SAMPLE_RATE)))
        start = end
    write_bytes(target, b"".join(block.tobytes() for block in blocks))
    return target


def read_whole(target: Path, bins: int) -> list[int]:
    """The kept picture in at most `bins` values."""
    values = np.frombuffer(target.read_bytes(), np.uint8)
    if len(values) <= bins:
        return [int(value) for value in values]
    edges = np.linspace(0, len(values), bins + 1).astype(int)[:-1]
    return [int(value) for value in np.maximum.reduceat(values, edges)]


def draw_stretch(path: Path, start: float, end: float, bins: int) -> list[int]:
    """The picture of a stretch, `bins` values from 0 to 255; silence outside the recording."""
    begin = max(0.0, start)
    samples = media.decode(path, start=begin, end=end).samples
    before = round((begin - start) * media.SAMPLE_RATE)
    wanted = round((end - start) * media.SAMPLE_RATE)
    whole = np.zeros(max(wanted, 1), np.int16)
    fitting = samples[: max(0, wanted - before)]
    whole[before : before + len(fitting)] = fitting
    return [int(value) for value in loudest(whole, bins, max(1, len(whole) // bins))]


def loudest(samples: npt.NDArray[np.int16], count: int, step: int) -> npt.NDArray[np.uint8]:
    """The loudest of each `step` samples, `count` times, on a scale where quiet speech shows."""
    room = np.zeros(count * step, np.float32)
    room[: len(samples)] = np.abs(samples[: len(room)].astype(np.float32))
    peaks = room.reshape(count, step).max(axis=1) / 32768.0
    # The square root lifts quiet sound, as the ear does.
    loud: npt.NDArray[np.uint8] = np.round(np.sqrt(np.minimum(peaks, 1)) * 255).astype(np.uint8)
    return loud
