"""Where the page has recordings aligned: in a process of its own, so that it stays quick."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pullquote.align.errors import InputError
from pullquote.align.model.alignment import Alignment
from pullquote.align.model.transcript import Transcript
from pullquote.align.progress import Monitor
from pullquote.ui.web.apart import run_apart


def align_whole(
    media: Path, transcript: Transcript, chosen: Mapping[str, Any], monitor: Monitor
) -> Alignment:
    """Every word of the transcript; `chosen` are the page's `engine`, `model` and `language`."""
    from pullquote.align.pipeline import AlignOptions, align_recording

    options = AlignOptions(
        engine=engine_for(transcript, chosen),
        model=chosen.get("model") or None,
        language=chosen.get("language") or None,
    )
    aligned: Alignment = run_apart(align_recording, media, transcript, options, monitor=monitor)
    return aligned


def align_part(
    media: Path,
    transcript: Transcript,
    words: tuple[int, int],
    chosen: Mapping[str, Any],
    monitor: Monitor,
) -> Alignment:
    """The first to the last of `words` and what was found around them; the rest is pending."""
    from pullquote.align.pipeline import AlignOptions, place_passage

    options = AlignOptions(
        engine=engine_for(transcript, chosen),
        model=chosen.get("model") or None,
        language=chosen.get("language") or None,
    )
    placed: Alignment = run_apart(
        place_passage, media, transcript, *words, options, monitor=monitor
    )
    return placed


def engine_for(transcript: Transcript, chosen: Mapping[str, Any]) -> str:
    """The engine that was chosen; when none was, one that is on this machine.

    The page asks nobody else on its own account: a model is fetched only when somebody chose
    Whisper.
    """
    engine = str(chosen.get("engine") or "auto")
    if engine != "auto":
        return engine
    from pullquote.align.reading.language import guess_language
    from pullquote.align.recognizers import pocketsphinx as sphinx
    from pullquote.align.recognizers.whisper_engine.catalogue import default_model, find_model

    language = chosen.get("language") or guess_language(transcript)
    if find_model(default_model(language, has_cuda=False)) is not None:
        return "whisper"
    if language in (None, "en") and sphinx.is_available():
        return "sphinx"
    raise InputError(
        f"the built-in recogniser knows English only, and this seems to be {language!r}; "
        "choose Whisper, which fetches a model once, or say that it is English"
    )
