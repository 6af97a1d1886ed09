"""The door to pocketsphinx: decoding with a language model, and forced alignment along a graph.

Facts that shape this module, found by experiment: the second pass (`bestpath`) raises on some
graphs and moves word ends, so it is off; forced alignment needs wide beams; without `reinit_feat`
before every stretch, results depend on what was decoded before; frames last 10 ms, and `end_frame`
is inclusive; the probabilities of a graph's arcs are raised to the language weight unless that is
1. The library holds the GIL and a decoder must stay in one thread: use processes to work in
parallel.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import math
import os
import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from pullquote.align.errors import ModelError
from pullquote.align.media.audio import SAMPLE_RATE
from pullquote.align.recognizers.narrow_band import transform_text
from pullquote.align.times import TimeSpan

FRAMES_PER_SECOND = 100
_BOUNDARY = 0.2
"""Frames from a frame's number to the boundary before it: a frame looks at 25.6 ms of sound, so
that the middle between two neighbours lies after the second one's start. Measured: 0.4 on speech
with exact times, 0 on speech labelled by hand, where people mark starts early."""
_FILLERS = frozenset({"<s>", "</s>", "<sil>", "(NULL)", "[NOISE]", "[SPEECH]"})
_VARIANT = re.compile(r"\(\d+\)$")
NARROW_BEAM, BEAM, WIDE_BEAM = 1e-48, 1e-180, 1e-300
"""Paths this much less likely than the best are given up. The wide beam costs more time and finds
the way through noise in which the usual one loses it; the narrow one costs least and is for words
that were surely spoken."""
# Shorter stretches than this have no frame to decode.
_LEAST_SAMPLES = 1600
# The library keeps acoustic scores divided by 1024.
_SCORE_SHIFT = 1024

Samples = npt.NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class DecodedWord:
    """A word on the best path."""

    name: str
    """Its name in the decoder's dictionary, without the variant's number."""
    span: TimeSpan
    """Seconds from the start of the stretch."""
    score: float
    """Acoustic log score per frame, natural log, relative to the best state of each frame (≤ 0)."""


@dataclass(frozen=True, slots=True)
class Arc:
    """A way from state to state in a graph, over a word or, where `name` is None, over nothing."""

    source: int
    target: int
    probability: float
    name: str | None = None


def is_available() -> bool:
    """True if pocketsphinx is installed."""
    return importlib.util.find_spec("pocketsphinx") is not None


def version() -> str:
    """The version of the installed pocketsphinx."""
    return importlib.metadata.version("pocketsphinx")


def model_folder() -> Path:
    """The folder of the acoustic model that comes along. Raises ImportError without the library."""
    from pocketsphinx import get_model_path

    return Path(get_model_path()) / "en-us" / "en-us"


def _decoder(*, narrow: bool, **options: Any) -> Any:
    """A decoder; `narrow` is for speech without its high frequencies (see `narrow_band`)."""
    try:
        from pocketsphinx import Decoder
    except ImportError as error:
        raise ModelError(
            "sphinx",
            f"pocketsphinx cannot be loaded ({error}); install it with: pip install pocketsphinx",
        ) from error
    options = {"loglevel": "FATAL", "bestpath": False, **options}
    if not narrow:
        return Decoder(**options)
    handle, name = tempfile.mkstemp(suffix=".mllr", prefix="pullquote-")
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(transform_text())
    transform = Path(name)
    try:
        return Decoder(mllr=str(transform), **options)
    finally:
        transform.unlink(missing_ok=True)


def make_feature_decoder(folder: Path) -> Any:
    """A decoder that writes the features of each stretch into this folder, once it is there."""
    path = _write_dictionary({"a": ("AH",)})
    try:
        decoder = _decoder(narrow=False, lm=None, dict=str(path), mfclogdir=str(folder))
        graph = decoder.create_fsg("graph", 0, 1, [(0, 1, 1.0, "a")])
        decoder.add_fsg("graph", graph)
        decoder.activate_search("graph")
        return decoder
    finally:
        path.unlink(missing_ok=True)


def _write_dictionary(words: Mapping[str, Sequence[str]]) -> Path:
    handle, name = tempfile.mkstemp(suffix=".dict", prefix="pullquote-")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        for word, pronunciations in words.items():
            for number, phones in enumerate(pronunciations, 1):
                file.write(f"{word}{'' if number == 1 else f'({number})'} {phones}\n")
    return Path(name)


def _decode(decoder: Any, samples: Samples) -> list[DecodedWord] | None:
    """The words on the best path; None when no path reaches the end of the graph."""
    if len(samples) < _LEAST_SAMPLES:
        return None
    decoder.reinit_feat()
    decoder.start_utt()
    try:
        decoder.process_raw(samples.tobytes(), no_search=False, full_utt=True)
    finally:
        decoder.end_utt()
    if decoder.hyp() is None:
        return None
    longest = len(samples) / SAMPLE_RATE
    words = []
    for seg in decoder.seg() or ():
        if seg.word in _FILLERS or seg.word.startswith("++"):
            continue
        frames = max(1, seg.end_frame + 1 - seg.start_frame)
        start = min(longest, (seg.start_frame + _BOUNDARY) / FRAMES_PER_SECOND)
        end = min(longest, (seg.end_frame + 1 + _BOUNDARY) / FRAMES_PER_SECOND)
        score = math.log(max(seg.ascore, 1e-300)) * _SCORE_SHIFT / frames
        words.append(DecodedWord(_VARIANT.sub("", seg.word), TimeSpan(start, end), score))
    return words


class GraphAligner:
    """Finds the best path of words through a graph in a stretch of sound.

    The dictionary holds every name that graphs may use: names are free text without white space or
    parentheses, so that one spelling can stand for several places. `narrow` is for speech without
    its high frequencies.
    """

    def __init__(
        self,
        dictionary: Mapping[str, Sequence[str]],
        beam: float = BEAM,
        *,
        narrow: bool = False,
    ) -> None:
        path = _write_dictionary(dictionary)
        try:
            self._decoder = _decoder(
                narrow=narrow,
                lm=None,
                dict=str(path),
                beam=beam,
                wbeam=beam,
                pbeam=beam,
                lw=1.0,  # probabilities of arcs count as they are
            )
        finally:
            path.unlink(missing_ok=True)

    def add_word(self, name: str, pronunciations: Sequence[str]) -> None:
        """Add a name to the dictionary; a name that is already there stays as it is."""
        if self._decoder.lookup_word(name) is None:
            for number, phones in enumerate(pronunciations, 1):
                # Without building the search anew: the next graph makes one of its own.
                self._decoder.add_word(name if number == 1 else f"{name}({number})", phones, False)

    def align(self, arcs: Iterable[Arc], final: int, samples: Samples) -> list[DecodedWord] | None:
        """The words on the best path from state 0 to state `final`; None when there is no path.

        `samples` are mono, 16 kHz, shape (n,). Times count from the first sample.
        """
        transitions = [
            (a.source, a.target, a.probability) + ((a.name,) if a.name is not None else ())
            for a in arcs
        ]
        graph = self._decoder.create_fsg("graph", 0, final, transitions)
        self._decoder.add_fsg("graph", graph)
        self._decoder.activate_search("graph")
        try:
            return _decode(self._decoder, samples)
        except RuntimeError:
            return None


class LanguageDecoder:
    """Recognises speech with a trigram model of a text.

    Parameters
    ----------
    sentences : the text, each sentence a sequence of words that are in the dictionary.
    dictionary : word to its pronunciations.
    narrow : whether the speech lacks its high frequencies.
    """

    def __init__(
        self,
        sentences: Iterable[Sequence[str]],
        dictionary: Mapping[str, Sequence[str]],
        *,
        narrow: bool = False,
    ) -> None:
        dictionary_path = _write_dictionary(dictionary)
        model_path = _write_trigrams(sentences)
        try:
            self._decoder = _decoder(
                narrow=narrow, lm=str(model_path), dict=str(dictionary_path), fwdflat=False
            )
        finally:
            dictionary_path.unlink(missing_ok=True)
            model_path.unlink(missing_ok=True)

    def recognize(self, samples: Samples) -> list[DecodedWord]:
        """The words heard in `samples` (mono, 16 kHz); none in silence."""
        try:
            return _decode(self._decoder, samples) or []
        except RuntimeError:
            return []


def _write_trigrams(sentences: Iterable[Sequence[str]]) -> Path:
    from pocketsphinx.lm import ArpaBoLM

    text = "\n".join("<s> " + " ".join(words) + " </s>" for words in sentences)
    model = ArpaBoLM(text=text)
    with Path(os.devnull).open("w") as nowhere:
        model.logfile = nowhere  # it prints its statistics otherwise
        model.compute()
    handle, name = tempfile.mkstemp(suffix=".arpa", prefix="pullquote-")
    os.close(handle)
    model.write_file(name)
    return Path(name)
