"""Choices for clips and cards, from the page's words to the core's options."""

from __future__ import annotations

from pathlib import Path

from pullquote.align.errors import FormatError
from pullquote.clips.cards.batch import CardLook
from pullquote.clips.export.batch import ExportOptions
from pullquote.clips.render.audio import AUDIO_FORMATS
from pullquote.clips.render.shapes import Shape
from pullquote.clips.render.video import VideoOptions
from pullquote.clips.typeset.styles import style_named
from pullquote.ui.web.schemas.bodies import CardBody, LookBody
from pullquote.ui.web.state.presets import known_style
from pullquote.ui.web.state.workspace import Workspace

WORKERS = 2
"""Clips made at the same time for one export; another visitor's runs beside it."""


def export_options(
    workspace: Workspace, body: LookBody, title: str = "", cover: Path | None = None
) -> ExportOptions:
    """The look and sound of clips; defaults are those of the command line.

    `title` is shown in audiograms where none is chosen. Raises FormatError for what is not known.
    """
    kind = body.format
    style = known_style(workspace, body.style)
    chosen_title, speaker = body.title, body.speaker
    return ExportOptions(
        kind=kind,
        captions=style != "none",
        style="plain" if style == "none" else style,
        seam=body.seam,
        sidecar=None if body.sidecar in (None, "", "none") else body.sidecar,
        # Sound alone has no poster; the choice stays on the page for the next video.
        poster=None if kind in AUDIO_FORMATS else body.poster or None,
        video=VideoOptions(
            shape=_shape(body),
            title=title if chosen_title is None else chosen_title.strip(),
            speaker=None if speaker is None else speaker.strip(),
            cover=cover,
        ),
        workers=WORKERS,
        loudness=_loudness(body.loudness),
    )


def describe_look(options: ExportOptions) -> str:
    """A few words about it for people: "9:16 · Pop captions"."""
    if options.kind in AUDIO_FORMATS:
        return "Audio"
    aspect = options.video.shape.aspect
    style = options.style
    if style.endswith(".json"):
        captions = f"{style_named(style).name} captions"
    else:
        captions = f"{style.replace('-', ' ').capitalize()} captions"
    shape = "Original shape" if aspect == "source" else aspect
    return f"{shape} · {captions if options.captions else 'No captions'}"


def card_look(body: CardBody, language: str) -> CardLook:
    """The look of a quote card; with the shape `source` it is square. Raises FormatError."""
    speaker = body.speaker
    return CardLook(
        shape=Shape(body.shape, background=CardLook().shape.background),
        speaker=None if speaker is None else speaker.strip(),
        source=(body.title or "").strip(),
        language=language or "en",
    )


def _shape(body: LookBody) -> Shape:
    return Shape(body.shape, fit=body.fit, centre=min(1.0, max(0.0, body.centre)))


def _loudness(chosen: str | float | None) -> float | None:
    """LUFS; None keeps the recording's own level."""
    if chosen in (None, ""):
        return None
    try:
        return float(chosen)
    except ValueError:
        raise FormatError(str(chosen), ("-16", "-14", "-23"), "loudness") from None
