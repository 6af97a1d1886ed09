"""A loaded Whisper model; the only module that runs faster-whisper and CTranslate2."""

from __future__ import annotations

import contextlib
import functools
import importlib.metadata
import logging
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from pullquote.align.errors import InputError, ModelError
from pullquote.align.media.audio import SAMPLE_RATE
from pullquote.align.recognizers.whisper_engine import given_text
from pullquote.align.recognizers.whisper_engine.catalogue import check_model, usable_cores
from pullquote.align.recognizers.whisper_engine.cuda import missing_library
from pullquote.align.recognizers.whisper_engine.decoding import (
    Decoding,
    HeardSegment,
    HeardWord,
    TokenTimes,
)
from pullquote.align.times import TimeSpan

WINDOW = 30.0
"""Seconds that Whisper hears at once."""
MAX_TOKENS = 448
"""Tokens of prompt and text together in one window, at most."""

_FALLBACKS = (0.0, 0.2, 0.4, 0.8)
"""Temperatures tried one after the other."""
_MAX_THREADS = 8
"""More threads than this make decoding no faster."""

Samples = npt.NDArray[np.int16]


class LoadedModel:
    """A Whisper model in memory. Several threads may use it; it takes one call at a time."""

    def __init__(self, folder: Path, name: str, device: str, compute_type: str) -> None:
        check_model(folder, name)
        self.name = name
        self.device = device
        self._lock = threading.Lock()
        self._model = _load(folder, name, device, compute_type)
        self._batched = _faster_whisper().BatchedInferencePipeline(self._model)

    @property
    def is_multilingual(self) -> bool:
        """True if it knows more languages than English."""
        return bool(self._model.model.is_multilingual)

    def check_language(self, language: str) -> None:
        """Raises InputError when the model does not know this ISO 639-1 code."""
        if language == "en":
            return
        if not self.is_multilingual:
            raise InputError(
                f"speech model {self.name!r} understands English only, not {language!r}; "
                f"choose one without '.en', such as {self.name.removesuffix('.en')!r}, "
                "or leave the language out if the recording is in English"
            )
        if self._model.hf_tokenizer.token_to_id(f"<|{language}|>") is None:
            raise InputError(
                f"speech model {self.name!r} does not know the language {language!r}; "
                "give its two-letter code, such as en, de or ja"
            )

    def transcribe(
        self,
        samples: Samples,
        chunks: Sequence[TimeSpan],
        language: str | None,
        decoding: Decoding,
    ) -> tuple[tuple[HeardSegment, ...], str]:
        """The segments heard in these chunks of the samples, as one batch, and their language.

        Each chunk is at most WINDOW long; `language` None asks for detection in the first of them.
        Raises ModelError when the model fails.
        """
        with self._lock, _named_failure(self.name):
            segments, info = self._batched.transcribe(
                _as_float(samples),
                language=language,
                beam_size=decoding.beam_size,
                hotwords=decoding.hotwords,
                word_timestamps=True,
                clip_timestamps=[{"start": c.start, "end": c.end} for c in chunks],
                batch_size=len(chunks),
                language_detection_segments=4,
            )
            heard = tuple(map(_as_segment, segments))
        return heard, str(info.language)

    def transcribe_again(
        self, samples: Samples, language: str, decoding: Decoding
    ) -> tuple[HeardSegment, ...]:
        """The segments heard in these samples, decoded one window after the other.

        This is slower than `transcribe` and does not leave out speech: a window whose text is
        improbable or repeats itself is decoded anew at a higher temperature. Raises ModelError.
        """
        import ctranslate2

        with self._lock, _named_failure(self.name):
            ctranslate2.set_random_seed(0)  # the same words each time
            segments, _ = self._model.transcribe(
                _as_float(samples),
                language=language,
                beam_size=decoding.beam_size,
                hotwords=decoding.hotwords,
                word_timestamps=True,
                condition_on_previous_text=False,
                temperature=_FALLBACKS,
            )
            return tuple(map(_as_segment, segments))

    def count_tokens(self, text: str) -> int:
        """The number of the model's tokens that this text takes."""
        return len(self._model.hf_tokenizer.encode(text, add_special_tokens=False).ids)

    def align(
        self, samples: Samples, pieces: Sequence[str], language: str
    ) -> tuple[tuple[TokenTimes, ...], ...]:
        """The times at which the tokens of each piece of a text begin, by the decoder's attention.

        An additional last entry holds the time at which the text ends. Raises ValueError for more
        than WINDOW seconds or more than MAX_TOKENS, and ModelError when the model fails.
        """
        tokenizer = self._tokenizer(language)
        ids = [list(tokenizer.encode(piece)) for piece in pieces]
        flat = [token for piece in ids for token in piece]
        _check_size(samples, len(tokenizer.sot_sequence) + len(flat))
        if not flat:
            return (*(() for _ in pieces), (TokenTimes(0.0, 0.0),))
        with self._lock, _named_failure(self.name):
            times = iter(
                given_text.align_tokens(
                    self._model, _as_float(samples), tokenizer.sot_sequence, flat
                )
            )
        rows = [tuple(next(times) for _ in piece) for piece in ids]
        return (*rows, (next(times),))

    def score(
        self, samples: Samples, texts: Sequence[Sequence[str]], language: str
    ) -> list[list[float]]:
        """For each text the log probabilities of its words; see `base.TextScorer`.

        Raises ValueError for more than WINDOW seconds or more than MAX_TOKENS, and ModelError when
        the model fails.
        """
        tokenizer = self._tokenizer(language)
        ids = [[list(tokenizer.encode(f" {word}")) for word in words] for words in texts]
        longest = max((sum(map(len, words)) for words in ids), default=0)
        _check_size(samples, len(tokenizer.sot_sequence) + longest)
        with self._lock, _named_failure(self.name):
            return given_text.score_texts(
                self._model, _as_float(samples), tokenizer.sot_sequence, ids
            )

    def _tokenizer(self, language: str) -> Any:
        return given_text.make_tokenizer(self._mended_tokenizer, self.is_multilingual, language)

    @functools.cached_property
    def _mended_tokenizer(self) -> Any:
        return given_text.mended(self._model.hf_tokenizer)


def load_model(folder: Path, name: str, device: str, compute_type: str) -> LoadedModel:
    """The model in this folder; the last one is kept in memory.

    Parameters
    ----------
    device : `cpu` or `cuda`, as `pick_device` gives.
    compute_type : `auto` or one of CTranslate2's, such as `int8` or `float16`.

    Raises ModelError when it cannot be loaded.
    """
    with _LOADING:
        return _load_cached(folder, name, device, compute_type)


_LOADING = threading.Lock()


@functools.lru_cache(maxsize=1)
def _load_cached(folder: Path, name: str, device: str, compute_type: str) -> LoadedModel:
    return LoadedModel(folder, name, device, compute_type)


def cuda_problem() -> str | None:
    """The reason for which Whisper runs on the processor, with a remedy where there is one.

    None when it can run on a graphics card.
    """
    import ctranslate2

    try:
        count = ctranslate2.get_cuda_device_count()
    except RuntimeError as error:
        return str(error)
    return missing_library() if count > 0 else "no NVIDIA graphics card"


def has_cuda() -> bool:
    """True if there is a graphics card that Whisper can use."""
    return cuda_problem() is None


def pick_device(device: str) -> str:
    """`cpu` or `cuda` for `auto`; anything else is returned as it is."""
    if device != "auto":
        return device
    return "cuda" if has_cuda() else "cpu"


def pick_compute_type(compute_type: str, device: str) -> str:
    """`float16` on CUDA and `int8` on the CPU for `auto`, where the device supports it."""
    if compute_type != "auto":
        return compute_type
    import ctranslate2

    wanted = ("float16", "int8_float32", "float32") if device == "cuda" else ("int8", "float32")
    try:
        supported = ctranslate2.get_supported_compute_types(device)
    except (RuntimeError, ValueError):
        return "default"
    return next((kind for kind in wanted if kind in supported), "default")


def library_version() -> str:
    """The versions of faster-whisper and of CTranslate2 below it."""
    version = importlib.metadata.version
    return f"{version('faster-whisper')}+ctranslate2-{version('ctranslate2')}"


def _as_segment(segment: Any) -> HeardSegment:
    words = tuple(
        HeardWord(word.word, float(word.start), float(word.end), float(word.probability))
        for word in segment.words or ()
    )
    return HeardSegment(words, float(segment.no_speech_prob), float(segment.avg_logprob))


def _as_float(samples: Samples) -> npt.NDArray[np.float32]:
    scaled: npt.NDArray[np.float32] = samples.astype(np.float32) / np.float32(32768)
    return scaled


def _faster_whisper() -> Any:
    """The library, with its messages about progress silenced."""
    try:
        import faster_whisper
        import faster_whisper.audio
    except ImportError as error:
        raise ModelError("whisper", f"faster-whisper cannot be used here ({error})") from error
    logging.getLogger("faster_whisper").setLevel(logging.ERROR)
    return faster_whisper


def _check_size(samples: Samples, tokens: int) -> None:
    """Raises ValueError for more sound, or tokens of prompt and text, than a window holds."""
    duration = len(samples) / SAMPLE_RATE
    if duration > WINDOW:
        raise ValueError(f"Whisper aligns at most {WINDOW:g} s at once, got {duration:.1f} s")
    # The end token and <|notimestamps|> are in the window, too.
    if tokens + 2 > MAX_TOKENS:
        raise ValueError(f"{tokens + 2} tokens in one window of Whisper, at most {MAX_TOKENS} fit")


def _load(folder: Path, name: str, device: str, compute_type: str) -> Any:
    with _named_failure(name):
        return _faster_whisper().WhisperModel(
            str(folder),
            device=device,
            compute_type=pick_compute_type(compute_type, device),
            cpu_threads=min(usable_cores(), _MAX_THREADS),
            local_files_only=True,
        )


@contextlib.contextmanager
def _named_failure(name: str) -> Iterator[None]:
    """Turn errors of the libraries into a ModelError with their last words."""
    try:
        yield
    except ModelError:
        raise
    except Exception as error:
        said = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise ModelError(
            name, f"it could not be loaded or run ({said}); download it again or choose another"
        ) from error
