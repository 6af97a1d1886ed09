"""Synthetic speech with exact word times, from flite's shared libraries in this process.

Only the scripts that make samples, benchmarks and test data use it: it needs `libflite.so.1` and
the voice libraries of Debian's `libflite1`, which users of Pullquote do not need.
"""

from __future__ import annotations

import ctypes
import functools
import itertools
from collections.abc import Callable, Iterator, Sequence
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


@dataclass(frozen=True, slots=True)
class Phone:
    """A speech sound."""

    name: str
    """Its name in the CMU dictionary, in lower case; `pau` is a pause."""
    start: float
    """Seconds from the start of the samples."""
    end: float


@dataclass(frozen=True, slots=True, eq=False)
class SpokenText:
    """Synthesised speech with the true times of its words and sounds."""

    samples: npt.NDArray[np.int16]
    """Mono; flite puts about 0.2 s of silence before and after the speech."""
    sample_rate: int
    """Hz."""
    words: tuple[SpokenWord, ...]
    """One for each white-space chunk that has something to speak, in order."""
    phones: tuple[Phone, ...]
    """All sounds and pauses, one after the other without gaps."""

    @property
    def duration(self) -> float:
        """Seconds."""
        return len(self.samples) / self.sample_rate


def say(
    text: str, voice: str = "slt", *, stretch: float = 1.0, pitch: float | None = None
) -> SpokenText:
    """Speak `text` in one of the VOICES.

    Parameters
    ----------
    stretch : duration relative to the voice's own; 1.2 is slower.
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
    own_pitch = _own_pitch(voice)
    if pitch is not None or own_pitch is not None:
        # A voice keeps the settings of the text before.
        flite.feat_set_float(features, _PITCH, own_pitch if pitch is None else pitch)
    else:
        flite.feat_remove(features, _PITCH)
    utterance = flite.synth_text(text.encode(), handle)
    try:
        wave = flite.utt_wave(utterance).contents
        samples = np.ctypeslib.as_array(wave.samples, (wave.num_samples * wave.channels,)).copy()
        sample_rate = wave.sample_rate
        segments = tuple(_segments(flite, utterance))
    finally:
        flite.delete_utterance(utterance)
    phones = tuple(segment.phone for segment in segments)
    return SpokenText(samples, sample_rate, tuple(_group_words(segments)), phones)


@dataclass(frozen=True, slots=True)
class _Segment:
    """A sound, and the text token that it helps to speak."""

    phone: Phone
    token: int | None
    """flite's item, None for a pause."""
    token_text: str


def _segments(flite: _Flite, utterance: int) -> Iterator[_Segment]:
    before = 0.0
    item = flite.relation_head(flite.utt_relation(utterance, b"Segment"))
    while item:
        end = flite.feature_float(item, b"end")
        token = _token_of(flite, item)
        text = flite.feature_string(token, b"name").decode() if token else ""
        name = flite.feature_string(item, b"name").decode()
        yield _Segment(Phone(name, round(before, 4), round(end, 4)), token, text)
        before = end
        item = flite.item_next(item)


def _group_words(segments: Sequence[_Segment]) -> Iterator[SpokenWord]:
    """One word for each token, from its first sound to its last."""
    spoken = [segment for segment in segments if segment.token is not None]
    for _, group in itertools.groupby(spoken, key=lambda segment: segment.token):
        first, *rest = group
        last = rest[-1] if rest else first
        yield SpokenWord(first.token_text, first.phone.start, last.phone.end)


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
        self.feat_remove = self._function("feat_remove", ctypes.c_int, _POINTER, _TEXT)
        self.get_param_float = self._function("get_param_float", _FLOAT, _POINTER, _TEXT, _FLOAT)
        self.delete_utterance = self._function("delete_utterance", None, _POINTER)

    def _function(self, name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
        function = getattr(self._library, name)
        function.restype, function.argtypes = result, list(arguments)
        return function  # type: ignore[no-any-return]


@functools.cache
def _flite() -> _Flite:
    return _Flite()


_PITCH = b"int_f0_target_mean"


@functools.cache
def _own_pitch(voice: str) -> float | None:
    """The voice's own pitch, Hz; None when it has none."""
    pitch: float = _flite().get_param_float(_voice(voice).contents.features, _PITCH, -1.0)
    return pitch if pitch > 0 else None


@functools.cache
def _voice(name: str) -> Any:
    _flite()
    register = getattr(ctypes.CDLL(f"libflite_cmu_us_{name}.so.1"), f"register_cmu_us_{name}")
    register.restype, register.argtypes = ctypes.POINTER(_Voice), [_POINTER]
    return register(None)
