"""Whisper as a recogniser: speech is found, packed into windows, and decoded in batches."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from operator import truediv
from pathlib import Path

from pullquote.align.errors import ModelError
from pullquote.align.media.audio import Audio
from pullquote.align.media.voice_activity import with_speech
from pullquote.align.model.transcript import Transcript
from pullquote.align.model.words import EngineInfo, Recognition, Word
from pullquote.align.progress import Monitor
from pullquote.align.recognizers.holes import divided, find_holes
from pullquote.align.recognizers.inventions import believed, repeats_itself, without_loops
from pullquote.align.recognizers.listening import Course, wait_for
from pullquote.align.recognizers.packing import Packed, pack_windows, split_batches
from pullquote.align.recognizers.whisper_engine import runtime as whisper_model
from pullquote.align.recognizers.whisper_engine.catalogue import (
    UNSPACED_LANGUAGES,
    default_model,
    find_model,
    repository_of,
    whisper_language,
)
from pullquote.align.recognizers.whisper_engine.decoding import Decoding, HeardWord
from pullquote.align.recognizers.whisper_engine.download import download_model
from pullquote.align.recognizers.whisper_engine.runtime import LoadedModel
from pullquote.align.times import TimeSpan

STAGE_LOAD = "loading the speech model"
STAGE_LISTEN = "recognising speech"
STAGE_AGAIN = "listening again"

_BATCH = {"cpu": 4, "cuda": 16}
"""Windows decoded at once; a cancel waits for none of them."""
_LONGEST_AGAIN = 60.0
"""Seconds that are heard again at a time; a cancel leaves at most so much behind."""
_CONTEXT = 1.0
"""Seconds around a hole that are heard with it."""


@dataclass(frozen=True, slots=True)
class WhisperOptions:
    """The options of a run of Whisper."""

    device: str = "auto"
    """`cpu`, `cuda`, or `auto` for CUDA where it is available."""
    compute_type: str = "auto"
    """One of CTranslate2's, or `auto`: float16 on CUDA, int8 on the CPU."""
    beam_size: int = 5
    """Hypotheses kept while decoding; 1 is fastest."""
    batch_size: int | None = None
    """Windows of 30 s decoded at once; None for what suits the device."""
    may_download: bool = True
    """True allows a model to be downloaded."""
    names: tuple[str, ...] = ()
    """Names and other words that may be said, to be spelled like this."""


class WhisperRecognizer:
    """Recognises speech with faster-whisper; see `base.Recognizer`.

    Parameters
    ----------
    model : a short name such as `small`, a hub repository `owner/name`, a folder, or None for what
        suits the machine.
    language : a hint for that choice only; `recognize` is given the language that is spoken.
    """

    def __init__(
        self,
        model: str | None = None,
        *,
        language: str | None = None,
        device: str = "auto",
        compute_type: str = "auto",
        options: WhisperOptions | None = None,
    ) -> None:
        self._asked_model = model
        self._language_hint = whisper_language(language)
        self._options = options or WhisperOptions(device, compute_type)

    @functools.cached_property
    def model_name(self) -> str:
        """The name of the model in use. Raises ModelError for an unknown one."""
        if self._asked_model is None:
            return default_model(self._language_hint, has_cuda=self._device == "cuda")
        name = self._asked_model
        if find_model(name) is None and repository_of(name) is None:
            raise ModelError(
                name,
                "it is neither the name of a model nor a folder here; use a name such as base, "
                "small or large-v3-turbo, or name a folder that holds a model",
            )
        return name

    @property
    def info(self) -> EngineInfo:
        """Library, model and options."""
        compute_type = whisper_model.pick_compute_type(self._options.compute_type, self._device)
        model = f"{_identify(self.model_name)} {compute_type} beam {self._options.beam_size}"
        if self._options.names:
            model += f" names {', '.join(self._options.names)}"
        return EngineInfo("whisper", whisper_model.library_version(), model)

    @functools.cached_property
    def _device(self) -> str:
        return whisper_model.pick_device(self._options.device)

    def load(self, monitor: Monitor) -> LoadedModel:
        """The model, downloaded first where that is needed and allowed. Raises ModelError."""
        name = self.model_name
        folder = find_model(name)
        if folder is None and self._options.may_download:
            folder = download_model(name, monitor)
        if folder is None:
            raise ModelError(name, "it is not on this machine, and no download is allowed")
        monitor.report(STAGE_LOAD, 0.0)
        model = whisper_model.load_model(folder, name, self._device, self._options.compute_type)
        monitor.report(STAGE_LOAD, 1.0)
        return model

    def recognize(
        self,
        audio: Audio,
        *,
        language: str | None,
        transcript: Transcript | None,
        monitor: Monitor,
    ) -> Recognition:
        """The words spoken in `audio`; silence gives none.

        The transcript is not used: with its text as a prompt, Whisper would repeat what it reads.
        Raises ModelError, CancelledError, and InputError for a language that the model does not
        know.
        """
        model = self.load(monitor)
        language = whisper_language(language)
        if language is not None:
            model.check_language(language)
        audio = with_speech(audio, monitor)
        heard, language = self._listen(audio, language, model, monitor)
        monitor.report(STAGE_LISTEN, 1.0)
        words = self._fill_holes(in_order(heard), audio, language or "en", model, monitor)
        return Recognition(words, language or "en", self.info)

    @property
    def _decoding(self) -> Decoding:
        return Decoding(self._options.beam_size, ", ".join(self._options.names) or None)

    def _listen(
        self, audio: Audio, language: str | None, model: LoadedModel, monitor: Monitor
    ) -> tuple[list[Word], str | None]:
        """The words batch by batch, and the language that was given or found."""
        words: list[Word] = []
        regions = audio.speech or ()
        windows = pack_windows(regions)
        size = self._options.batch_size or _BATCH.get(model.device, 4)
        course = Course(sum(region.duration for region in regions))
        for batch in split_batches(windows, size):
            packed = Packed.of(audio.samples, batch)
            work = functools.partial(
                model.transcribe, packed.samples, packed.chunks, language, self._decoding
            )
            seconds = sum(region.duration for region in packed.regions)
            fraction = course.begin_batch(seconds)
            segments, found = wait_for(work, monitor, STAGE_LISTEN, fraction)
            course.end_batch()
            language = language or found
            pieces = [
                word
                for segment in segments
                if not repeats_itself(segment)
                for word in believed(segment)
            ]
            placed = place_words(join_pieces(pieces, language), packed, audio.duration)
            between = "" if language in UNSPACED_LANGUAGES else " "
            monitor.hear(between.join(word.text for word in placed))
            words += placed
        return words, language

    def _fill_holes(
        self,
        words: tuple[Word, ...],
        audio: Audio,
        language: str,
        model: LoadedModel,
        monitor: Monitor,
    ) -> tuple[Word, ...]:
        """The words, and those of a second hearing where a voice is heard and no word came back."""
        found = find_holes([word.span for word in words], audio.speech or ())
        holes = divided(found, _LONGEST_AGAIN)
        for number, hole in enumerate(holes):
            around = TimeSpan(max(0.0, hole.start - _CONTEXT), hole.end + _CONTEXT)
            samples = audio.cut(around.start, around.end)
            work = functools.partial(model.transcribe_again, samples, language, self._decoding)
            share = functools.partial(truediv, number, len(holes))
            segments = wait_for(work, monitor, STAGE_AGAIN, share)
            pieces = [word for segment in segments for word in believed(segment)]
            again = [
                Word(
                    word.text.strip(),
                    _within(TimeSpan(word.start, max(word.start, word.end)), around, hole),
                    round(min(1.0, max(0.0, word.probability)), 4),
                )
                for word in without_loops(join_pieces(pieces, language))
                if around.start + (word.start + word.end) / 2 in hole
            ]
            words = in_order(sorted((*words, *again), key=lambda word: word.span.middle))
        if holes:
            monitor.report(STAGE_AGAIN, 1.0)
        return words


def _within(span: TimeSpan, around: TimeSpan, hole: TimeSpan) -> TimeSpan:
    """The span, which counts from the start of `around`, on the media's clock and in the hole."""
    moved = span.shift(around.start)
    start, end = max(moved.start, hole.start), min(moved.end, hole.end)
    return TimeSpan(round(start, 3), round(max(start, end), 3))


def join_pieces(pieces: Sequence[HeardWord], language: str) -> list[HeardWord]:
    """Whole words: Whisper splits `1,234` and `50%` into pieces without a space before them."""
    if language in UNSPACED_LANGUAGES:
        return [piece for piece in pieces if piece.text.strip()]
    words: list[HeardWord] = []
    for piece in pieces:
        if words and piece.text.strip() and not piece.text[0].isspace():
            before = words[-1]
            words[-1] = HeardWord(
                before.text + piece.text,
                before.start,
                max(before.end, piece.end),
                min(before.probability, piece.probability),
            )
        elif piece.text.strip():
            words.append(piece)
    return words


def place_words(words: Sequence[HeardWord], packed: Packed, duration: float) -> list[Word]:
    """The words with times of the recording, none past its `duration` in seconds."""
    placed = []
    for word in words:
        start = min(max(0.0, word.start), duration)
        span = packed.locate(TimeSpan(start, max(start, word.end)))
        end = min(span.end, duration)
        span = TimeSpan(round(min(span.start, end), 3), round(end, 3))
        probability = min(1.0, max(0.0, word.probability))
        placed.append(Word(word.text.strip(), span, round(probability, 4)))
    return placed


def in_order(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words with starts in order: one before its predecessor's is moved up to it."""
    ordered: list[Word] = []
    clock = 0.0
    for word in words:
        clock = max(clock, word.span.start)
        span = TimeSpan(clock, max(clock, word.span.end))
        ordered.append(Word(word.text, span, word.probability))
    return tuple(ordered)


def _identify(name: str) -> str:
    """The model's name; for a folder, with a digest of its content."""
    folder = Path(name).expanduser()
    if not folder.is_dir():
        return name
    digest = hashlib.sha256()
    for file in ("config.json", "model.bin"):
        try:
            with (folder / file).open("rb") as stream:
                digest.update(stream.read(1 << 20))
                digest.update(str((folder / file).stat().st_size).encode())
        except OSError:
            continue
    return f"{folder.resolve().name}-{digest.hexdigest()[:8]}"
