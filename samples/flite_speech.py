"""Synthetic speech with exact word times, from flite's shared libraries in this process.

Only the scripts that make samples, benchmarks and test data use it: it needs `libflite.so.1` and
the voice libraries of Debian's `libflite1`, which users of Pullquote do not need.
"""

from __future__ import annotations

import ctypes
import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

VOICES = ("slt", "rms", "awb", "kal16")
"""The 16 kHz voices: a woman, two men, and a simpler man whose pitch can be set."""


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """A word of the text that was spoken."""

    text: str
    """The white-space chunk of the text, without the punctuation around it."""
    start: float
    """Seconds from the start of the samples."""
    end: float


@dataclass(frozen=True, slots=True, eq=False)
class SpokenText:
    """Speech and its truth."""

    samples: npt.NDArray[np.int16]
    """Mono; flite puts about 0.2 s of silence before and after the speech."""
    sample_rate: int
    """Hz."""
    words: tuple[SpokenWord, ...]
    """One for each white-space chunk that has something to speak, in order."""

    @property
    def duration(self) -> float:
        """Seconds."""
        return len(self.samples) / self.sample_rate


def say(
    text: str, voice: str = "slt", *, stretch: float = 1.0, pitch: float | None = None
) -> SpokenText:
    """`text` in one of the VOICES.

    Parameters
    ----------
    stretch : duration relative to the voice's own, 1.2 is slower.
    pitch : mean fundamental frequency in Hz; only `kal16` follows it well.

    Raises OSError when flite is not installed and ValueError for an unknown voice. A text whose
    digits or symbols flite reads as several words still gives one word for each chunk.
    """
    if voice not in VOICES:
        raise ValueError(f"unknown voice {voice!r}; use one of {', '.join(VOICES)}")
    handle = _voice(voice)
    features = handle.contents.features
    flite = _flite()
    flite.feat_set_float(features, b"duration_stretch", stretch)
    if pitch is not None:
        flite.feat_set_float(features, b"int_f0_target_mean", pitch)
    utterance = flite.synth_text(text.encode(), handle)
    try:
        wave = flite.utt_wave(utterance).contents
        samples = np.ctypeslib.as_array(wave.samples, (wave.num_samples * wave.channels,)).copy()
        return SpokenText(samples, wave.sample_rate, tuple(_words(flite, utterance)))
    finally:
        flite.delete_utterance(utterance)


def _words(flite: _Flite, utterance: int) -> Iterator[SpokenWord]:
    """Groups the phone segments by the text token that they speak."""
    current: int | None = None
    name, start, end = "", 0.0, 0.0
    before = 0.0
    segment = flite.relation_head(flite.utt_relation(utterance, b"Segment"))
    while segment:
        segment_end = flite.feature_float(segment, b"end")
        token = _token_of(flite, segment)
        if token is not None and token != current:
            if current is not None:
                yield SpokenWord(name, round(start, 4), round(end, 4))
            current, start = token, before
            name = flite.feature_string(token, b"name").decode()
        if token is not None:
            end = segment_end
        before = segment_end
        segment = flite.item_next(segment)
    if current is not None:
        yield SpokenWord(name, round(start, 4), round(end, 4))


def _token_of(flite: _Flite, segment: int) -> int | None:
    """The item of the text token that this segment belongs to; None for a pause."""
    item = flite.item_as(segment, b"SylStructure")
    for _ in ("syllable", "word"):
        item = flite.item_parent(item) if item else None
    item = flite.item_as(item, b"Token") if item else None
    parent: int | None = flite.item_parent(item) if item else None
    return parent or None


class _Wave(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_char_p),
        ("sample_rate", ctypes.c_int),
        ("num_samples", ctypes.c_int),
        ("channels", ctypes.c_int),
        ("samples", ctypes.POINTER(ctypes.c_short)),
    )


class _Voice(ctypes.Structure):
    _fields_ = (("name", ctypes.c_char_p), ("features", ctypes.c_void_p))


_POINTER, _TEXT, _FLOAT = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_float


class _Flite:
    """The C functions that are used, with their types."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL("libflite.so.1", mode=ctypes.RTLD_GLOBAL)
        for name in ("libflite_cmulex.so.1", "libflite_usenglish.so.1"):
            ctypes.CDLL(name, mode=ctypes.RTLD_GLOBAL)
        self._function("flite_init", ctypes.c_int)()
        self.synth_text = self._function("flite_synth_text", _POINTER, _TEXT, _POINTER)
        self.utt_wave = self._function("utt_wave", ctypes.POINTER(_Wave), _POINTER)
        self.utt_relation = self._function("utt_relation", _POINTER, _POINTER, _TEXT)
        self.relation_head = self._function("relation_head", _POINTER, _POINTER)
        self.item_next = self._function("item_next", _POINTER, _POINTER)
        self.item_as = self._function("item_as", _POINTER, _POINTER, _TEXT)
        self.item_parent = self._function("item_parent", _POINTER, _POINTER)
        self.feature_float = self._function("flite_ffeature_float", _FLOAT, _POINTER, _TEXT)
        self.feature_string = self._function("flite_ffeature_string", _TEXT, _POINTER, _TEXT)
        self.feat_set_float = self._function("flite_feat_set_float", None, _POINTER, _TEXT, _FLOAT)
        self.delete_utterance = self._function("delete_utterance", None, _POINTER)

    def _function(self, name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
        function = getattr(self._library, name)
        function.restype, function.argtypes = result, list(arguments)
        return function  # type: ignore[no-any-return]


@functools.cache
def _flite() -> _Flite:
    return _Flite()


@functools.cache
def _voice(name: str) -> Any:
    _flite()
    register = getattr(ctypes.CDLL(f"libflite_cmu_us_{name}.so.1"), f"register_cmu_us_{name}")
    register.restype, register.argtypes = ctypes.POINTER(_Voice), [_POINTER]
    return register(None)
