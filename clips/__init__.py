"""Turning words of a transcript into files: captioned clips, subtitles.

    from clips import export_clips, passage_by_quote

    passage = passage_by_quote(alignment, "singing so loudly that it covered the whole machine")

Names are imported from their modules when they are first asked for; `import clips` loads nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.lazy import export_lazily

if TYPE_CHECKING:
    from clips.cue import Cue as Cue
    from clips.cue import CueWord as CueWord
    from clips.export import ExportOptions as ExportOptions
    from clips.export import Manifest as Manifest
    from clips.export import export_clips as export_clips
    from clips.join import join_clips as join_clips
    from clips.passage import Passage as Passage
    from clips.passage import locate_quote as locate_quote
    from clips.passage import passage_by_quote as passage_by_quote
    from clips.passage import passage_by_time as passage_by_time
    from clips.passage import passage_by_words as passage_by_words
    from clips.requests import read_requests as read_requests
    from clips.subtitles import subtitle_cues as subtitle_cues
    from clips.subtitles import write_subtitles as write_subtitles

_HOMES = {
    "Cue": "clips.cue",
    "CueWord": "clips.cue",
    "ExportOptions": "clips.options",
    "Manifest": "clips.export",
    "Passage": "clips.passage",
    "export_clips": "clips.export",
    "join_clips": "clips.join",
    "locate_quote": "clips.passage",
    "passage_by_quote": "clips.passage",
    "passage_by_time": "clips.passage",
    "passage_by_words": "clips.passage",
    "read_requests": "clips.requests",
    "subtitle_cues": "clips.subtitles",
    "write_subtitles": "clips.subtitles",
}

__getattr__ = export_lazily(__name__, _HOMES)

__all__ = [
    "Cue",
    "CueWord",
    "ExportOptions",
    "Manifest",
    "Passage",
    "export_clips",
    "join_clips",
    "locate_quote",
    "passage_by_quote",
    "passage_by_time",
    "passage_by_words",
    "read_requests",
    "subtitle_cues",
    "write_subtitles",
]
