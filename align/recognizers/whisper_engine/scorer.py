"""Whisper as a judge of given texts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from pullquote.align.errors import PullquoteError
from pullquote.align.progress import SILENT, Monitor
from pullquote.align.recognizers.whisper_engine.attention import load_installed
from pullquote.align.recognizers.whisper_engine.catalogue import whisper_language
from pullquote.align.recognizers.whisper_engine.runtime import LoadedModel


class WhisperScorer:
    """Says how likely given texts are; see `base.TextScorer`.

    Parameters
    ----------
    model : a loaded model.
    language : ISO 639-1, or a longer tag such as `pt-BR`.
    monitor : may cancel between two calls.
    """

    def __init__(self, model: LoadedModel, language: str, monitor: Monitor = SILENT) -> None:
        self._model = model
        self._language = whisper_language(language) or "en"
        self._monitor = monitor

    def score(
        self, samples: npt.NDArray[np.int16], texts: Sequence[Sequence[str]]
    ) -> list[list[float]]:
        """For each text the log probabilities of its words, which may be in small letters."""
        self._monitor.report("align", 1.0)
        written = [[_with_large_i(word) for word in words] for words in texts]
        return self._model.score(samples, written, self._language)


def find_scorer(
    model: str | None, language: str, device: str, monitor: Monitor = SILENT
) -> WhisperScorer | None:
    """Whisper with a model that is on this machine; None where there is none."""
    try:
        return WhisperScorer(load_installed(model, language, device, "auto"), language, monitor)
    except PullquoteError:
        return None


def _with_large_i(word: str) -> str:
    """The word, with a large I where English writes one in all texts."""
    return f"I{word[1:]}" if word == "i" or word.startswith("i'") else word
