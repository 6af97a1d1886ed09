"""Turning words of a transcript into files: captioned clips, subtitles.

    from clips import export_clips, passage_by_quote

    passage = passage_by_quote(alignment, "singing so loudly that it covered the whole machine")

Names are imported from their modules when they are first asked for; `import clips` loads nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.lazy import export_lazily

if TYPE_CHECKING:
    from clips.chapters import Chapter as Chapter
    from clips.chapters import find_chapters as find_chapters
    from clips.chapters import format_chapters as format_chapters
    from clips.check import check_cues as check_cues
    from clips.codecs import Quality as Quality
    from clips.cue import Cue as Cue
    from clips.cue import CueWord as CueWord
    from clips.cut import CutOptions as CutOptions
    from clips.export import export_clips as export_clips
    from clips.fonts.own import use_fonts as use_fonts
    from clips.join import join_clips as join_clips
    from clips.manifest import ClipResult as ClipResult
    from clips.manifest import Manifest as Manifest
    from clips.manifest import format_manifest as format_manifest
    from clips.options import ExportOptions as ExportOptions
    from clips.passage import Passage as Passage
    from clips.passage import locate_quote as locate_quote
    from clips.passage import parse_word_range as parse_word_range
    from clips.passage import passage_by_quote as passage_by_quote
    from clips.passage import passage_by_time as passage_by_time
    from clips.passage import passage_by_words as passage_by_words
    from clips.profiles import Profile as Profile
    from clips.profiles import profile_named as profile_named
    from clips.quotation import Quotation as Quotation
    from clips.quotation import quote_passage as quote_passage
    from clips.quote_card import QuoteCard as QuoteCard
    from clips.quote_card import write_quote_card as write_quote_card
    from clips.requests import Request as Request
    from clips.requests import read_requests as read_requests
    from clips.shapes import Shape as Shape
    from clips.styles import Style as Style
    from clips.styles import style_named as style_named
    from clips.styles import style_names as style_names
    from clips.subtitle_formats.base import SubtitleOptions as SubtitleOptions
    from clips.subtitles import format_subtitles as format_subtitles
    from clips.subtitles import read_cues as read_cues
    from clips.subtitles import subtitle_cues as subtitle_cues
    from clips.subtitles import write_subtitles as write_subtitles
    from clips.video import VideoOptions as VideoOptions

_HOMES = {
    "Chapter": "clips.chapters",
    "ClipResult": "clips.manifest",
    "Cue": "clips.cue",
    "CueWord": "clips.cue",
    "CutOptions": "clips.cut",
    "ExportOptions": "clips.options",
    "Manifest": "clips.manifest",
    "Passage": "clips.passage",
    "Profile": "clips.profiles",
    "Quality": "clips.codecs",
    "Quotation": "clips.quotation",
    "QuoteCard": "clips.quote_card",
    "Request": "clips.requests",
    "Shape": "clips.shapes",
    "Style": "clips.styles",
    "SubtitleOptions": "clips.subtitle_formats.base",
    "VideoOptions": "clips.video",
    "check_cues": "clips.check",
    "export_clips": "clips.export",
    "find_chapters": "clips.chapters",
    "format_chapters": "clips.chapters",
    "format_manifest": "clips.manifest",
    "format_subtitles": "clips.subtitles",
    "join_clips": "clips.join",
    "locate_quote": "clips.passage",
    "parse_word_range": "clips.passage",
    "passage_by_quote": "clips.passage",
    "passage_by_time": "clips.passage",
    "passage_by_words": "clips.passage",
    "profile_named": "clips.profiles",
    "quote_passage": "clips.quotation",
    "read_cues": "clips.subtitles",
    "read_requests": "clips.requests",
    "style_named": "clips.styles",
    "style_names": "clips.styles",
    "subtitle_cues": "clips.subtitles",
    "use_fonts": "clips.fonts.own",
    "write_quote_card": "clips.quote_card",
    "write_subtitles": "clips.subtitles",
}

__getattr__ = export_lazily(__name__, _HOMES)

__all__ = [
    "Chapter",
    "ClipResult",
    "Cue",
    "CueWord",
    "CutOptions",
    "ExportOptions",
    "Manifest",
    "Passage",
    "Profile",
    "Quality",
    "Quotation",
    "QuoteCard",
    "Request",
    "Shape",
    "Style",
    "SubtitleOptions",
    "VideoOptions",
    "check_cues",
    "export_clips",
    "find_chapters",
    "format_chapters",
    "format_manifest",
    "format_subtitles",
    "join_clips",
    "locate_quote",
    "parse_word_range",
    "passage_by_quote",
    "passage_by_time",
    "passage_by_words",
    "profile_named",
    "quote_passage",
    "read_cues",
    "read_requests",
    "style_named",
    "style_names",
    "subtitle_cues",
    "use_fonts",
    "write_quote_card",
    "write_subtitles",
]
