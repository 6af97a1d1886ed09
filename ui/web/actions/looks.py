"""What was chosen for clips and cards, from the page's words to the core's options."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pullquote.align.errors import FormatError
from pullquote.clips.cards.batch import CardLook
from pullquote.clips.export.batch import ExportOptions
from pullquote.clips.render.audio import AUDIO_FORMATS
from pullquote.clips.render.shapes import Shape
from pullquote.clips.render.video import VideoOptions

Json = dict[str, Any]

WORKERS = 2
"""Clips made at the same time for one export; another visitor's runs beside it."""


def export_options(body: Json, title: str = "", cover: Path | None = None) -> ExportOptions:
    """How the clips look and sound; what is not chosen is as the command line has it.

    `title` is shown in audiograms where none is chosen. Raises FormatError for what is not known.
    """
    kind = str(body.get("format") or "mp4")
    style = str(body.get("style") or "plain")
    sidecar = body.get("sidecar", "srt")
    chosen_title, speaker = body.get("title"), body.get("speaker")
    return ExportOptions(
        kind=kind,
        captions=style != "none",
        style="plain" if style == "none" else style,
        sidecar=None if sidecar in (None, "", "none") else str(sidecar),
        # Sound alone has none; the choice waits on the page for the next video.
        poster=None if kind in AUDIO_FORMATS else str(body.get("poster") or "") or None,
        video=VideoOptions(
            shape=_shape(body),
            title=title if chosen_title is None else str(chosen_title).strip(),
            speaker=None if speaker is None else str(speaker).strip(),
            cover=cover,
        ),
        workers=WORKERS,
        loudness=_loudness(body.get("loudness")),
    )


def card_look(body: Json, language: str) -> CardLook:
    """How a quote's card looks; of the shape `source` it is square. Raises FormatError."""
    speaker = body.get("speaker")
    return CardLook(
        shape=Shape(str(body.get("shape") or "source"), background=CardLook().shape.background),
        speaker=None if speaker is None else str(speaker).strip(),
        source=str(body.get("title") or "").strip(),
        language=language or "en",
    )


def _shape(body: Json) -> Shape:
    try:
        centre = min(1.0, max(0.0, float(body.get("centre", 0.5))))
    except (TypeError, ValueError):
        centre = 0.5
    return Shape(
        str(body.get("shape") or "source"), fit=str(body.get("fit") or "crop"), centre=centre
    )


def _loudness(chosen: Any) -> float | None:
    """LUFS; None keeps the recording's own level."""
    if chosen in (None, ""):
        return None
    try:
        return float(chosen)
    except (TypeError, ValueError):
        raise FormatError(str(chosen), ("-16", "-14", "-23"), "loudness") from None
