"""The choices of somebody who aligns, and the engine that follows from them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pullquote.align.errors import InputError, ModelError
from pullquote.align.progress import Monitor
from pullquote.align.recognizers import pocketsphinx as sphinx
from pullquote.align.recognizers.base import Recognizer

ENGINES = ("auto", "whisper", "sphinx")
"""Names of engines; a file with times may take the place of one."""


@dataclass(frozen=True, slots=True)
class AlignOptions:
    """Choices for aligning; the defaults use the best engine that is available."""

    engine: str = "auto"
    """`auto`, `whisper`, `sphinx`, or the path of a file that already has word or cue times."""
    model: str | None = None
    """Whisper model: a name or a folder; None for what suits the machine."""
    language: str | None = None
    """ISO 639-1; None for the language that the transcript names or the engine detects."""
    device: str = "auto"
    """`auto`, `cpu` or `cuda`, for Whisper."""
    use_cache: bool = True
    """True keeps results and uses those of earlier runs."""
    may_fetch: bool = True
    """True lets `auto` download a model; where Whisper is chosen, that is always allowed."""
    names: tuple[str, ...] = ()
    """Names and other words that may be said, which Whisper then spells like this."""
    processes: int | None = None
    """Processes that align a long recording side by side; None for one per core."""


@dataclass(frozen=True, slots=True)
class Engine:
    """The engine that follows from the options."""

    name: str
    """`whisper`, `sphinx` or `imported`."""
    recognizer: Recognizer | None
    """None for sphinx, which listens only where it has to (see `placing.following`)."""
    language: str | None
    """ISO 639-1 where it is known before anything is heard."""


def choose_engine(options: AlignOptions, language: str | None, monitor: Monitor) -> Engine:
    """The engine to use; `language` is the one that the transcript names or seems to be in.

    Raises ModelError when no engine is available for this recording, InputError for an unknown
    engine and, where no download is allowed, when a model would be needed.
    """
    known = options.language or language
    if options.engine == "sphinx":
        return _sphinx(known)
    if options.engine == "whisper":
        return _whisper(options, known)
    if options.engine != "auto":
        return _imported(options, known)
    from pullquote.align.recognizers.whisper_engine.catalogue import default_model, find_model
    from pullquote.align.recognizers.whisper_engine.download import is_reachable
    from pullquote.align.recognizers.whisper_engine.runtime import has_cuda

    wanted = options.model or default_model(known, has_cuda=has_cuda())
    if options.model is not None or find_model(wanted) is not None:
        return _whisper(options, known)
    if options.may_fetch and is_reachable():
        return _whisper(options, known)
    if sphinx.is_available() and known in (None, "en"):
        monitor.note(
            "no Whisper model is here or can be downloaded, "
            "so the built-in English engine (sphinx) is used"
        )
        return _sphinx(known)
    if not options.may_fetch:
        raise InputError(
            f"the built-in engine knows English only, and the language seems to be {known!r}; "
            "choose Whisper, which downloads a model once, or set the language to English"
        )
    raise ModelError(
        wanted,
        "it is not on this machine and cannot be downloaded, and the built-in engine knows English "
        f"only, not {known!r}; connect to the internet once, or name a folder with --model",
    )


def _sphinx(language: str | None) -> Engine:
    if language not in (None, "en"):
        raise InputError(
            f"the engine sphinx knows English only, not {language!r}; use --engine whisper"
        )
    if not sphinx.is_available():
        raise ModelError(
            "sphinx", "pocketsphinx is not installed; install it with: pip install pocketsphinx"
        )
    return Engine("sphinx", None, "en")


def _whisper(options: AlignOptions, language: str | None) -> Engine:
    from pullquote.align.recognizers.whisper import WhisperOptions, WhisperRecognizer

    recognizer = WhisperRecognizer(
        options.model,
        language=language,
        options=WhisperOptions(options.device, names=options.names),
    )
    return Engine("whisper", recognizer, language)


def whisper_at_hand(options: AlignOptions, language: str | None) -> Recognizer | None:
    """Whisper, if it may be used for this language and its model is on this machine; else None."""
    from pullquote.align.recognizers.whisper_engine.catalogue import find_model

    if options.engine not in ("auto", "whisper") or language is None:
        return None
    recognizer = _whisper(options, language).recognizer
    name = getattr(recognizer, "model_name", None)
    return recognizer if name is not None and find_model(name) is not None else None


def choose_transcriber(options: AlignOptions) -> tuple[Recognizer, Recognizer]:
    """The recogniser that writes a transcript, and the same without `options.names`.

    Raises ModelError when no model is here and none can be fetched, or none may be.
    """
    from pullquote.align.recognizers.whisper import WhisperOptions, WhisperRecognizer
    from pullquote.align.recognizers.whisper_engine.catalogue import find_model
    from pullquote.align.recognizers.whisper_engine.download import is_reachable

    named, plain = (
        WhisperRecognizer(
            options.model,
            language=options.language,
            options=WhisperOptions(options.device, may_download=options.may_fetch, names=names),
        )
        for names in (options.names, ())
    )
    if find_model(named.model_name) is None and not (options.may_fetch and is_reachable()):
        raise ModelError(
            named.model_name,
            "to write a transcript a Whisper model is needed, and none is on this machine or can "
            "be fetched now; connect once to fetch it, or give a folder with --model",
        )
    return named, plain


def _imported(options: AlignOptions, language: str | None) -> Engine:
    from pullquote.align.recognizers.imported import ImportedRecognizer

    path = Path(options.engine)
    if not path.suffix and not path.exists():
        raise InputError(
            f"unknown engine {options.engine!r}; use one of {', '.join(ENGINES)}, "
            "or a file that has word or cue times"
        )
    recognizer = ImportedRecognizer(path)
    return Engine("imported", recognizer, language or recognizer.language)
