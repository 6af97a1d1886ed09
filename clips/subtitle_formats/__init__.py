"""The subtitle formats we can write, one module each; `base` says how to add one."""

from __future__ import annotations

from clips.subtitle_formats.base import SubtitleFormat, SubtitleOptions
from clips.subtitle_formats.plain_text import PLAIN_TEXT, TIMED_TEXT
from clips.subtitle_formats.subrip import SUBRIP
from clips.subtitle_formats.substation import SUBSTATION
from clips.subtitle_formats.webvtt import WEBVTT

FORMATS: dict[str, SubtitleFormat] = {
    known.name: known for known in (SUBRIP, WEBVTT, SUBSTATION, PLAIN_TEXT, TIMED_TEXT)
}

__all__ = ["FORMATS", "SubtitleFormat", "SubtitleOptions"]
