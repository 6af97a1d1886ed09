"""A window's sound, its target, and a batch of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import torch
from speech_data import Interval, Utterance
from torch import Tensor

PAUSE = "pau"
IGNORED = -100
"""The label that cross entropy leaves out."""


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """A window's sound and what is in it."""

    samples: npt.NDArray[np.float32]
    sentences: list[list[Interval]]
    phones: npt.NDArray[np.int64]
    """One for each encoder frame."""
    end: float
    """Seconds; what comes after is zero features, as faster-whisper pads."""


@dataclass(slots=True)
class Target:
    """The tokens to predict, and where each is spoken."""

    tokens: list[int] = field(default_factory=list)
    counts: list[bool] = field(default_factory=list)
    """True when the token's prediction is part of the loss."""
    frames: list[tuple[float, float] | None] = field(default_factory=list)
    """Encoder frames in which the token is spoken, where attention should be."""

    def add(self, token: int, frames: tuple[float, float] | None = None, counts: bool = True):
        self.tokens.append(token)
        self.frames.append(frames)
        self.counts.append(counts)


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Tensors of several windows."""

    mel: Tensor
    tokens: Tensor
    counts: Tensor
    offsets: Tensor
    """Encoder frames by which the window stands later in Whisper's 30 s."""
    phones: Tensor
    pieces: Tensor
    """Word piece in each encoder frame, IGNORED where none is."""
    guides: tuple[Tensor, Tensor, Tensor, Tensor]
    """Item, place of the predicting token, first frame, frame after the last."""


def moved(intervals: Sequence[Interval], by: float) -> tuple[Interval, ...]:
    return tuple((name, max(0.0, start + by), end + by) for name, start, end in intervals)


def resampled(spoken: Utterance, factor: float) -> Utterance:
    """Faster and higher by this factor."""
    count = int(len(spoken.samples) / factor)
    places = np.arange(count) * factor
    samples = np.interp(places, np.arange(len(spoken.samples)), spoken.samples)
    words, phones = (
        tuple((name, start / factor, end / factor) for name, start, end in intervals)
        for intervals in (spoken.words, spoken.phones)
    )
    return Utterance(samples.astype(np.float32), words, phones)


def guides(targets: Sequence[Target], frames: int) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """The frames at which the token that predicts each placed token should look."""
    rows: list[tuple[int, int, int, int]] = []
    for item, target in enumerate(targets):
        for place, span in enumerate(target.frames):
            if span is not None and place > 0:
                first = min(max(0, int(span[0])), frames - 1)
                last = min(max(first + 1, math.ceil(span[1])), frames)
                rows.append((item, place - 1, first, last))
    columns = torch.tensor(rows, dtype=torch.long).reshape(-1, 4).T
    return columns[0], columns[1], columns[2], columns[3]
