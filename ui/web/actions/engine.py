"""Alignment for the page, in processes of their own, so that the page stays quick."""

from __future__ import annotations

from pathlib import Path

from pullquote.align.model.alignment import Alignment
from pullquote.align.model.transcript import Transcript
from pullquote.align.progress import Monitor
from pullquote.align.recognizers.engines import AlignOptions
from pullquote.align.workers import run_apart
from pullquote.ui.web.schemas.bodies import EngineChoice
from pullquote.ui.web.state.workspace import Recording


def align_whole(
    media: Path, transcript: Transcript, chosen: EngineChoice, monitor: Monitor
) -> Alignment:
    """Every word of the transcript; `chosen` are the page's `engine`, `model` and `language`."""
    from pullquote.align.pipeline import align_recording

    options = options_for(chosen)
    aligned: Alignment = run_apart(align_recording, media, transcript, options, monitor=monitor)
    return aligned


def transcribe(media: Path, options: AlignOptions, monitor: Monitor) -> Alignment:
    """The transcript that Whisper writes of this recording, with its times."""
    from pullquote.align.transcribing import transcribe_recording

    written: Alignment = run_apart(transcribe_recording, media, options, monitor=monitor)
    return written


def align_part(
    media: Path,
    transcript: Transcript,
    words: tuple[int, int],
    chosen: EngineChoice,
    monitor: Monitor,
) -> Alignment:
    """The first to the last of `words` and what was found around them; the rest is pending."""
    from pullquote.align.pipeline import place_passage

    options = options_for(chosen)
    placed: Alignment = run_apart(
        place_passage, media, transcript, *words, options, monitor=monitor
    )
    return placed


def align_between(
    media: Path, alignment: Alignment, words: tuple[int, int], monitor: Monitor
) -> Alignment | None:
    """The alignment with these words placed between their neighbours, where that can be done."""
    from pullquote.align.placing.neighbourhood import place_between

    placed: Alignment | None = run_apart(place_between, media, alignment, *words, monitor=monitor)
    return placed


def options_for(chosen: EngineChoice) -> AlignOptions:
    """The core's options for the choices on the page.

    The page asks no other machine on its own account: a model is fetched only when somebody chose
    Whisper.
    """
    return AlignOptions(
        engine=chosen.engine or "auto",
        model=chosen.model or None,
        language=chosen.language or None,
        may_fetch=False,
    )


def chosen_before(recording: Recording) -> EngineChoice:
    """Keep the choices for this recording, for words that are looked for later."""
    return recording.view.engine or EngineChoice()
