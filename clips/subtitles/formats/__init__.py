"""The subtitle formats that can be written, a module each; `base` has the steps to add one.

Those of broadcasters, with tables of their own characters, stand in `broadcast`.
"""

from __future__ import annotations

from pullquote.clips.subtitles.formats.base import SubtitleFormat, SubtitleOptions
from pullquote.clips.subtitles.formats.broadcast.scc import SCC
from pullquote.clips.subtitles.formats.broadcast.stl import STL
from pullquote.clips.subtitles.formats.editing import EDL, FCPXML, OTIO
from pullquote.clips.subtitles.formats.elan import EAF
from pullquote.clips.subtitles.formats.json_formats import PODCAST, WHISPER
from pullquote.clips.subtitles.formats.plain_text import PLAIN_TEXT, TIMED_TEXT
from pullquote.clips.subtitles.formats.praat import TEXTGRID
from pullquote.clips.subtitles.formats.subrip import SUBRIP
from pullquote.clips.subtitles.formats.substation import SUBSTATION
from pullquote.clips.subtitles.formats.tables import CSV, CTM, LABELS
from pullquote.clips.subtitles.formats.ttml import TTML
from pullquote.clips.subtitles.formats.web_page import WEB_PAGE
from pullquote.clips.subtitles.formats.webvtt import WEBVTT

FORMATS: dict[str, SubtitleFormat] = {
    known.name: known
    for known in (
        SUBRIP,
        WEBVTT,
        SUBSTATION,
        TTML,
        STL,
        SCC,
        PLAIN_TEXT,
        TIMED_TEXT,
        WHISPER,
        PODCAST,
        WEB_PAGE,
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

TEXT_FORMATS: tuple[str, ...] = tuple(
    name for name, known in FORMATS.items() if not known.is_binary
)
"""Names of the formats that are text."""

__all__ = ["FORMATS", "TEXT_FORMATS", "SubtitleFormat", "SubtitleOptions"]
