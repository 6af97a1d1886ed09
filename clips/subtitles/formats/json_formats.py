"""Cues as JSON: the shape of Whisper's result, and that of the Podcast namespace."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pullquote.clips.captions.cue import Cue, CueWord
from pullquote.clips.subtitles.formats.base import SubtitleFormat, SubtitleOptions


def format_whisper(cues: Sequence[Cue], options: SubtitleOptions) -> str:
    """A segment for each cue, with its words and their times, as Whisper writes them."""
    segments: list[dict[str, Any]] = []
    for number, cue in enumerate(cues):
        segment: dict[str, Any] = {
            "id": number,
            "start": round(cue.span.start, 3),
            "end": round(cue.span.end, 3),
            "text": cue.plain,
        }
        if cue.speaker:
            segment["speaker"] = cue.speaker
        segment["words"] = [
            {
                "word": word.text,
                "start": round(word.span.start, 3),
                "end": round(word.span.end, 3),
            }
            for word in whole_words(cue.words)
        ]
        segments.append(segment)
    document = {
        "text": " ".join(cue.plain for cue in cues),
        "language": options.language,
        "segments": segments,
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def whole_words(words: Sequence[CueWord]) -> list[CueWord]:
    """The words, with those that were cut to fit a line put together again."""
    whole: list[CueWord] = []
    for word in words:
        before = whole[-1] if whole else None
        cut = before is not None and before.after == "" and before.index is not None
        if before is not None and cut and before.index == word.index:
            span = before.span.hull(word.span)
            whole[-1] = replace(before, text=before.text + word.text, span=span, after=word.after)
        else:
            whole.append(word)
    return whole


def format_podcast(cues: Sequence[Cue], options: SubtitleOptions) -> str:
    """https://github.com/Podcastindex-org/podcast-namespace: segments with speaker and body."""
    segments = []
    for cue in cues:
        segment: dict[str, Any] = {"speaker": cue.speaker} if cue.speaker else {}
        segment |= {
            "startTime": round(cue.span.start, 3),
            "endTime": round(cue.span.end, 3),
            "body": cue.plain,
        }
        segments.append(segment)
    document = {"version": "1.0.0", "segments": segments}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


WHISPER = SubtitleFormat(
    "whisper", "JSON in the shape of Whisper's result", (".json",), format_whisper
)
PODCAST = SubtitleFormat(
    "podcast", "JSON of the Podcast namespace", (".podcast.json",), format_podcast
)
