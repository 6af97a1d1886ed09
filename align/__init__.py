"""Where in a recording each word of its transcript is spoken.

    from align import align_recording, read_transcript

    alignment = align_recording(Path("talk.mp4"), read_transcript(Path("talk.txt")))
    for word in alignment.words:
        print(word.token.text, word.span, word.status.value, word.confidence)

Names are imported from their modules when they are first asked for; `import align` loads nothing.
Times are seconds on the recording's own clock, spans are half-open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.lazy import export_lazily

if TYPE_CHECKING:
    from align.alignment import AlignedWord as AlignedWord
    from align.alignment import Alignment as Alignment
    from align.alignment import Status as Status
    from align.alignment import Unscripted as Unscripted
    from align.alignment import format_alignment as format_alignment
    from align.alignment import parse_alignment as parse_alignment
    from align.alignment import read_alignment as read_alignment
    from align.errors import CancelledError as CancelledError
    from align.errors import EngineError as EngineError
    from align.errors import InputError as InputError
    from align.errors import NotSaidError as NotSaidError
    from align.errors import PullquoteError as PullquoteError
    from align.media import MediaInfo as MediaInfo
    from align.media import probe as probe
    from align.pipeline import AlignOptions as AlignOptions
    from align.pipeline import align_recording as align_recording
    from align.pipeline import place_passage as place_passage
    from align.progress import Monitor as Monitor
    from align.readers import read_transcript as read_transcript
    from align.readers import read_transcript_bytes as read_transcript_bytes
    from align.recognizers.base import EngineInfo as EngineInfo
    from align.recognizers.base import Word as Word
    from align.search import Hit as Hit
    from align.search import Moment as Moment
    from align.search import SearchIndex as SearchIndex
    from align.search import find_time as find_time
    from align.search import find_words as find_words
    from align.search import parse_search as parse_search
    from align.timecode import TimeSpan as TimeSpan
    from align.timecode import format_time as format_time
    from align.timecode import parse_time as parse_time
    from align.timecode import parse_time_range as parse_time_range
    from align.transcript import Paragraph as Paragraph
    from align.transcript import Role as Role
    from align.transcript import Token as Token
    from align.transcript import Transcript as Transcript

_HOMES = {
    "AlignOptions": "align.pipeline",
    "AlignedWord": "align.alignment",
    "Alignment": "align.alignment",
    "CancelledError": "align.errors",
    "EngineError": "align.errors",
    "EngineInfo": "align.recognizers.base",
    "Hit": "align.search",
    "InputError": "align.errors",
    "MediaInfo": "align.media",
    "Moment": "align.search",
    "Monitor": "align.progress",
    "NotSaidError": "align.errors",
    "Paragraph": "align.transcript",
    "PullquoteError": "align.errors",
    "Role": "align.transcript",
    "SearchIndex": "align.search",
    "Status": "align.alignment",
    "TimeSpan": "align.timecode",
    "Token": "align.transcript",
    "Transcript": "align.transcript",
    "Unscripted": "align.alignment",
    "Word": "align.recognizers.base",
    "align_recording": "align.pipeline",
    "find_time": "align.search",
    "find_words": "align.search",
    "format_alignment": "align.alignment",
    "format_time": "align.timecode",
    "parse_alignment": "align.alignment",
    "parse_search": "align.search",
    "parse_time": "align.timecode",
    "parse_time_range": "align.timecode",
    "place_passage": "align.pipeline",
    "probe": "align.media",
    "read_alignment": "align.alignment",
    "read_transcript": "align.readers",
    "read_transcript_bytes": "align.readers",
}

__getattr__ = export_lazily(__name__, _HOMES)

__all__ = [
    "AlignOptions",
    "AlignedWord",
    "Alignment",
    "CancelledError",
    "EngineError",
    "EngineInfo",
    "Hit",
    "InputError",
    "MediaInfo",
    "Moment",
    "Monitor",
    "NotSaidError",
    "Paragraph",
    "PullquoteError",
    "Role",
    "SearchIndex",
    "Status",
    "TimeSpan",
    "Token",
    "Transcript",
    "Unscripted",
    "Word",
    "align_recording",
    "find_time",
    "find_words",
    "format_alignment",
    "format_time",
    "parse_alignment",
    "parse_search",
    "parse_time",
    "parse_time_range",
    "place_passage",
    "probe",
    "read_alignment",
    "read_transcript",
    "read_transcript_bytes",
]
