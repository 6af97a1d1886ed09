"""Where the page has recordings aligned: in a process of its own, so that it stays quick."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from align.alignment import Alignment
from align.progress import Monitor
from align.transcript import Transcript
from ui.apart import run_apart


def align_whole(
    media: Path, transcript: Transcript, chosen: Mapping[str, Any], monitor: Monitor
) -> Alignment:
    """Every word of the transcript; `chosen` are the page's `engine`, `model` and `language`."""
    from align.pipeline import AlignOptions, align_recording

    options = AlignOptions(
        engine=str(chosen.get("engine") or "auto"),
        model=chosen.get("model") or None,
        language=chosen.get("language") or None,
    )
    aligned: Alignment = run_apart(align_recording, media, transcript, options, monitor=monitor)
    return aligned


def align_part(
    media: Path, transcript: Transcript, first: int, last: int, monitor: Monitor
) -> Alignment:
    """Tokens `first` to `last` and what was found around them; the rest is pending."""
    from align.pipeline import AlignOptions, place_passage

    placed: Alignment = run_apart(
        place_passage, media, transcript, first, last, AlignOptions(), monitor=monitor
    )
    return placed
