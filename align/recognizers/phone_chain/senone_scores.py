"""Scores of frames of sound by the states of phones, a second at once."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

import numpy as np

from pullquote.align.recognizers.phone_chain.acoustic_model import (
    UNIT,
    AcousticModel,
    Floats,
    Indices,
)

_LEAST = np.float32(-96 * UNIT)
"""Log density below the best one that a density has at least, as in pocketsphinx: a strange frame
does not rule out a phone."""
_TINY = np.float32(1e-12)
_COLUMNS = 24
"""Senones in one product of matrices."""


@dataclass(slots=True)
class SenoneScorer:
    """Scores the senones of one utterance's graph; made anew for each graph."""

    model: AcousticModel
    senones: Indices
    """The senones that may be asked for, ordered by the phone whose densities they mix."""
    _mixtures: list[Floats] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._mixtures = [stream[:, self.senones] for stream in self.model.mixtures]

    def score(self, features: Floats, wanted: Indices) -> Floats:
        """Log scores of frames by senones, shape (frames, len(wanted)).

        `features` have shape (3, frames, 27), `wanted` are increasing indices in `senones`.
        """
        phones, starts = np.unique(self.model.books[self.senones[wanted]], return_index=True)
        bounds = [*starts.tolist(), len(wanted)]
        total = np.zeros((features.shape[1], len(wanted)), np.float32)
        part = np.empty_like(total)
        for stream, weights in enumerate(self.model.densities):
            # One phone after the other: products so small stay in this thread. Shared out among
            # threads, as numpy does with larger ones, they would cost several times the CPU time.
            logs = np.matmul(features[stream], weights[phones])
            logs -= logs.max(axis=(0, 2))[:, None]
            np.maximum(logs, _LEAST, out=logs)
            np.exp(logs, out=logs)
            shares = self._mixtures[stream][:, wanted]
            for number, (start, stop) in enumerate(itertools.pairwise(bounds)):
                for at in range(start, stop, _COLUMNS):
                    end = min(stop, at + _COLUMNS)
                    np.matmul(logs[number], shares[:, at:end], out=part[:, at:end])
            np.maximum(part, _TINY, out=part)
            total += np.log(part, out=part)
        return total
