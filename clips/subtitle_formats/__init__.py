"""The subtitle formats we can write, one module each; `base` says how to add one."""

from __future__ import annotations

from clips.subtitle_formats.base import SubtitleFormat, SubtitleOptions
from clips.subtitle_formats.editing import EDL, FCPXML, OTIO
from clips.subtitle_formats.elan import EAF
from clips.subtitle_formats.json_formats import PODCAST, WHISPER
from clips.subtitle_formats.plain_text import PLAIN_TEXT, TIMED_TEXT
from clips.subtitle_formats.praat import TEXTGRID
from clips.subtitle_formats.subrip import SUBRIP
from clips.subtitle_formats.substation import SUBSTATION
from clips.subtitle_formats.tables import CSV, CTM, LABELS
from clips.subtitle_formats.ttml import TTML
from clips.subtitle_formats.webvtt import WEBVTT

FORMATS: dict[str, SubtitleFormat] = {
    known.name: known
    for known in (
        SUBRIP,
        WEBVTT,
        SUBSTATION,
        TTML,
        PLAIN_TEXT,
        TIMED_TEXT,
        WHISPER,
        PODCAST,
        CSV,
        LABELS,
        TEXTGRID,
        EAF,
        CTM,
        EDL,
        FCPXML,
        OTIO,
    )
}

__all__ = ["FORMATS", "SubtitleFormat", "SubtitleOptions"]
