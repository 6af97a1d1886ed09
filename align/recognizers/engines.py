"""What somebody who aligns may choose, and which engine that comes to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pullquote.align.errors import InputError, ModelError
from pullquote.align.progress import Monitor
from pullquote.align.recognizers import pocketsphinx as sphinx
from pullquote.align.recognizers.base import Recognizer

ENGINES = ("auto", "whisper", "sphinx")
"""Names of engines; a file with times is an engine, too."""


@dataclass(frozen=True, slots=True)
class AlignOptions:
    """How to align. The defaults choose what is here."""

    engine: str = "auto"
    """`auto`, `whisper`, `sphinx`, or the path of a file that has word or cue times already."""
    model: str | None = None
    """Whisper model: a name or a folder; None for what suits the machine."""
    language: str | None = None
    """ISO 639-1; None for what the transcript says, or what the engine finds out."""
    device: str = "auto"
    """`auto`, `cpu` or `cuda`, for Whisper."""
    use_cache: bool = True
    """Whether to use and keep results of earlier runs."""
    may_fetch: bool = True
    """Whether `auto` may download a model; a model is always fetched where Whisper was chosen."""
    processes: int | None = None
    """Processes that align parts of a long recording side by side; None for one a core."""


@dataclass(frozen=True, slots=True)
class Engine:
    """The engine that the options come to."""

    name: str
    """`whisper`, `sphinx` or `imported`."""
    recognizer: Recognizer | None
    """None for sphinx, which listens only where it has to (see `placing.following`)."""
    language: str | None
    """ISO 639-1 where it is known before anything was heard."""


def choose_engine(options: AlignOptions, language: str | None, monitor: Monitor) -> Engine:
    """The engine to use; `language` is what the transcript says or looks like, if anything.

    Raises ModelError when no engine can be had for this recording, InputError for an engine that
    nobody knows and, where nothing may be fetched, when a model would be needed.
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
            "no Whisper model here or to be had: using the embedded English engine, sphinx"
        )
        return _sphinx(known)
    if not options.may_fetch:
        raise InputError(
            f"the built-in recogniser knows English only, and this seems to be {known!r}; "
            "choose Whisper, which fetches a model once, or say that it is English"
        )
    raise ModelError(
        wanted,
        f"it is not on this machine and cannot be fetched, and the embedded engine knows English "
        f"only, not {known!r}; connect once to fetch it, or give a folder with --model",
    )


def _sphinx(language: str | None) -> Engine:
    if language not in (None, "en"):
        raise InputError(
            f"the sphinx engine knows English only, not {language!r}; use --engine whisper"
        )
    if not sphinx.is_available():
        raise ModelError("sphinx", "pocketsphinx is not installed; pip install pocketsphinx")
    return Engine("sphinx", None, "en")


def _whisper(options: AlignOptions, language: str | None) -> Engine:
    from pullquote.align.recognizers.whisper import WhisperRecognizer

    recognizer = WhisperRecognizer(options.model, language=language, device=options.device)
    return Engine("whisper", recognizer, language)


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
