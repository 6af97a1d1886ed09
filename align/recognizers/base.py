"""The interface of every recogniser.

To add one: write a module beside this one with a class that has `info` and `recognize`, name it in
`align/recognizers/__init__.py`, and add it to the conformance suite in `tests/align/recognizers`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from pullquote.align.media.audio import Audio
from pullquote.align.model.transcript import Transcript
from pullquote.align.model.words import EngineInfo, Recognition
from pullquote.align.progress import Monitor


class Recognizer(Protocol):
    """A speech recogniser. Constructing one is cheap; models load on the first `recognize`."""

    @property
    def info(self) -> EngineInfo: ...

    def recognize(
        self,
        audio: Audio,
        *,
        language: str | None,
        transcript: Transcript | None,
        monitor: Monitor,
    ) -> Recognition:
        """The words spoken in `audio`.

        None as `language` asks for detection. `transcript` is a hint about the vocabulary, which a
        recogniser may ignore. Raises ModelError when its model is missing or broken, and
        CancelledError when the monitor says so.
        """
        ...


class TextScorer(Protocol):
    """A recogniser that says how likely given texts are."""

    def score(
        self, samples: npt.NDArray[np.int16], texts: Sequence[Sequence[str]]
    ) -> list[list[float]]:
        """For each text and each of its words the logarithm of its probability.

        Given are the sound (mono, 16 kHz, at most 30 s), which begins with the text and may go on
        after it, and all words before. Raises ModelError when the model fails.
        """
        ...
