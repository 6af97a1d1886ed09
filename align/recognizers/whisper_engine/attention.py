"""Forced alignment by Whisper: the times of given words, read off the decoder's attention.

This is for languages that have no pronouncing dictionary here. The attention shows well which word
is spoken at a moment, but is vague about pauses, which it gives to the words beside them; so the
ends of words are moved off the silence that the sound itself shows.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from pullquote.align.errors import ModelError
from pullquote.align.media.audio import SAMPLE_RATE
from pullquote.align.model.words import Word
from pullquote.align.recognizers.whisper_engine import runtime as whisper_model
from pullquote.align.recognizers.whisper_engine.catalogue import (
    UNSPACED_LANGUAGES,
    default_model,
    find_model,
    whisper_language,
)
from pullquote.align.recognizers.whisper_engine.decoding import TokenTimes
from pullquote.align.recognizers.whisper_engine.runtime import LoadedModel
from pullquote.align.times import TimeSpan

Samples = npt.NDArray[np.int16]

_FRAME = SAMPLE_RATE // 100
"""Samples in 10 ms, the grid on which silence is sought."""
_SHORTEST_WORD = 0.06
"""Seconds that trimming leaves of any word."""
_SHORTEST_PAUSE = 0.08
"""Seconds of quiet that are a pause and not the closure of a stop consonant."""

_SHARE_OF_LONGEST = 0.4
"""Share of the longest stretch of sound in a word's span that another needs to be the word."""


class WhisperAligner:
    """Aligns given words with up to 30 s of sound.

    Parameters
    ----------
    model : a loaded model, or the name or folder of one that is on this machine; None for what
        suits the machine among those.
    language : ISO 639-1, or a longer tag such as `pt-BR`.

    Raises ModelError when the model is not here or broken, and InputError when it does not know
    the language.
    """

    def __init__(
        self,
        model: LoadedModel | str | None = None,
        *,
        language: str,
        device: str = "auto",
        compute_type: str = "auto",
    ) -> None:
        self.language = whisper_language(language) or "en"
        self._model = (
            model
            if isinstance(model, LoadedModel)
            else load_installed(model, self.language, device, compute_type)
        )
        self._model.check_language(self.language)

    def count_tokens(self, texts: Sequence[str]) -> int:
        """The number of tokens that these words take; about 440 fit in one window."""
        return sum(self._model.count_tokens(text) for text in self._pieces(texts))

    def align(self, samples: Samples, texts: Sequence[str]) -> tuple[Word | None, ...]:
        """Each text with its span, in order; None for a text without a letter or digit.

        Spans are seconds from the start of `samples` (mono, 16 kHz), in which all texts are taken
        to be spoken; the probability is the mean of what the model gives the text's tokens there.
        Raises ValueError for more than 30 s or more text than fits in a window, and ModelError when
        the model fails.
        """
        spoken = [index for index, text in enumerate(texts) if any(map(str.isalnum, text))]
        found: list[Word | None] = [None] * len(texts)
        if not spoken or not len(samples):
            return tuple(found)
        pieces = [piece for index in spoken for piece in self._core_and_tail(texts[index])]
        *rows, (end,) = self._model.align(samples, pieces, self.language)
        loud = find_loud_frames(samples)
        for place, index in enumerate(spoken):
            core, tail = rows[2 * place], rows[2 * place + 1]
            following = [time for row in rows[2 * place + 2 :: 2] for time in row[:1]]
            after = tail[0] if tail else TokenTimes(following[0].start, 0) if following else end
            if core:
                span = TimeSpan(core[0].start, max(core[0].start, after.start))
                probability = float(np.mean([time.probability for time in core]))
                where = trim_silence(span, loud)
                found[index] = Word(texts[index], where, min(1.0, probability))
        return tuple(found)

    def _pieces(self, texts: Sequence[str]) -> list[str]:
        return [piece for text in texts for piece in self._core_and_tail(text)]

    def _core_and_tail(self, text: str) -> tuple[str, str]:
        """The text as Whisper would write it, and apart from it the punctuation at its end.

        The tokens of that punctuation hold the pause after the word.
        """
        stripped = text.strip()
        last = max((i for i, char in enumerate(stripped) if char.isalnum()), default=-1)
        # A percent sign or a closing quotation mark: only what makes a pause is cut off.
        stop = len(stripped)
        while stop > last + 1 and stripped[stop - 1] in _PAUSING:
            stop -= 1
        space = "" if self.language in UNSPACED_LANGUAGES else " "
        return space + stripped[:stop], stripped[stop:]


_PAUSING = ".,;:?!…-–—。、，；：？！।۔؟،"


def load_installed(model: str | None, language: str, device: str, compute_type: str) -> LoadedModel:
    device = whisper_model.pick_device(device)
    name = model or default_model(language, has_cuda=device == "cuda")
    folder = find_model(name)
    if folder is None:
        raise ModelError(
            name,
            "it is not on this machine, and aligning a language other than English needs it; "
            "align with --engine whisper to download it, or name a folder that holds a model",
        )
    return whisper_model.load_model(Path(folder), name, device, compute_type)


def find_loud_frames(samples: Samples) -> npt.NDArray[np.bool_]:
    """True for each 10 ms louder than the quiet of this stretch, and for short gaps between such.

    The threshold lies a third of the way, in decibels, from the quiet parts to the loud parts.
    """
    count = len(samples) // _FRAME
    frames = samples[: count * _FRAME].reshape(count, _FRAME).astype(np.float64)
    level = 10 * np.log10((frames**2).mean(axis=1) + 1.0)
    if not count:
        return np.zeros(0, np.bool_)
    quiet, loud = np.percentile(level, [5, 95])
    if loud - quiet < 10:  # nothing but speech, or nothing but noise
        return np.ones(count, np.bool_)
    is_loud = level > quiet + (loud - quiet) / 3
    return _close_gaps(is_loud, round(_SHORTEST_PAUSE * 100))


def _close_gaps(is_loud: npt.NDArray[np.bool_], shortest: int) -> npt.NDArray[np.bool_]:
    """Fill runs of quiet that are shorter than `shortest` frames and have sound on both sides."""
    closed: npt.NDArray[np.bool_] = is_loud.copy()
    for before, after in itertools.pairwise(np.flatnonzero(is_loud)):
        if 1 < after - before <= shortest:
            closed[before:after] = True
    return closed


def trim_silence(span: TimeSpan, loud: npt.NDArray[np.bool_]) -> TimeSpan:
    """The part of the span that sounds: without quiet at its ends, and on one side of a pause.

    Attention tends to begin a word too early, in the one before it, and takes the pause between
    along: so the last stretch of sound is the word, unless it is much shorter than another.
    Unchanged when hardly anything would be left.
    """
    first, last = round(span.start * 100), round(span.end * 100)
    places = np.flatnonzero(loud[first:last]) + first
    if not len(places):
        return span
    runs = np.split(places, np.flatnonzero(np.diff(places) > 1) + 1)
    most = max(map(len, runs))
    word = next(run for run in reversed(runs) if len(run) >= _SHARE_OF_LONGEST * most)
    start = max(span.start, int(word[0]) / 100)
    end = min(span.end, (int(word[-1]) + 1) / 100)
    return TimeSpan(start, end) if end - start >= _SHORTEST_WORD else span
