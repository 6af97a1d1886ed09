"""Forced alignment of chains of words: the times and scores of words on the best path."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from pullquote.align.media.audio import SAMPLE_RATE
from pullquote.align.recognizers.phone_chain.acoustic_model import (
    AcousticModel,
    load_acoustic_model,
)
from pullquote.align.recognizers.phone_chain.cepstra import CepstrumReader
from pullquote.align.recognizers.phone_chain.path_search import PathSearch
from pullquote.align.recognizers.phone_chain.phone_graph import Forms, make_graph
from pullquote.align.times import TimeSpan

FRAMES_PER_SECOND = 100
_BOUNDARY = 0.6
"""Frames from a frame's number to the boundary before it. Measured on speech with exact times: with
0.2, which suits pocketsphinx's own search, words start 4 ms earlier than there."""
_LEAST_SAMPLES = 1600
_AS_POCKETSPHINX = 1.17
"""Scores relative to those of pocketsphinx, which compares each frame with the best of more states:
the ratio of the two is 1.15 to 1.2 in clean speech and in noise alike."""


@dataclass(frozen=True, slots=True)
class ChainWord:
    """A word on the best path."""

    item: int
    """Its item in the chain."""
    span: TimeSpan
    """Seconds from the start of the stretch."""
    score: float
    """Mean log score per frame, relative to the best state of each (≤ 0, about)."""


@dataclass(slots=True)
class ChainAligner:
    """Aligns chains of words with stretches of sound; `narrow` as in `load_acoustic_model`."""

    narrow: bool = False
    _model: AcousticModel | None = field(default=None, init=False, repr=False)
    _reader: CepstrumReader | None = field(default=None, init=False, repr=False)

    def align(
        self,
        chain: Sequence[Forms],
        ends: Sequence[float],
        skip: float,
        samples: npt.NDArray[np.int16],
    ) -> list[ChainWord] | None:
        """The words on the best path through the chain; None where no path reaches the end.

        `ends` are log probabilities of ending after 0, 1, … items, `skip` is that of leaving an
        item out. `samples` are mono, 16 kHz, shape (n,).
        """
        if len(samples) < _LEAST_SAMPLES:
            return None
        if self._model is None or self._reader is None:
            self._model = load_acoustic_model(narrow=self.narrow)
            self._reader = CepstrumReader.make()
        graph = make_graph(self._model, chain)
        search = PathSearch(self._model, graph, skip)
        search.run(self._reader.read(samples))
        joint = search.end(ends)
        if joint is None:
            return None
        longest = len(samples) / SAMPLE_RATE
        words = []
        for word, first, last, score in search.trace(joint):
            start = min(longest, (first + _BOUNDARY) / FRAMES_PER_SECOND)
            end = min(longest, (last + 1 + _BOUNDARY) / FRAMES_PER_SECOND)
            mean = _AS_POCKETSPHINX * score / (last + 1 - first)
            words.append(ChainWord(graph.owners[word], TimeSpan(start, end), mean))
        return words
