"""Cues as tables: CSV for spreadsheets, labels for Audacity, CTM for speech tools."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from pullquote.clips.captions.cue import Cue
from pullquote.clips.subtitles.formats.base import SubtitleFormat, SubtitleOptions


def format_csv(cues: Sequence[Cue], options: SubtitleOptions) -> str:
    """A row for each cue: start and end in seconds, speaker, text."""
    table = io.StringIO()
    rows = csv.writer(table, lineterminator="\n")
    rows.writerow(("start", "end", "speaker", "text"))
    for cue in cues:
        times = (f"{cue.span.start:.3f}", f"{cue.span.end:.3f}")
        rows.writerow((*times, cue.speaker or "", cue.plain))
    return table.getvalue()


def format_labels(cues: Sequence[Cue], options: SubtitleOptions) -> str:
    """Audacity's label track: start, end and text between tabs; each word's on request."""
    if options.word_times:
        spans = [(word.span, word.text) for cue in cues for word in cue.words]
    else:
        spans = [(cue.span, cue.plain) for cue in cues]
    return "".join(
        f"{span.start:.6f}\t{span.end:.6f}\t{' '.join(text.split())}\n" for span, text in spans
    )


def format_ctm(cues: Sequence[Cue], options: SubtitleOptions) -> str:
    """NIST's CTM: recording, channel, start, length and word, a line for each word.

    Words cannot hold spaces there; a dash that a word carries is joined to it by `_`.
    """
    recording = "_".join(options.media.split()) or "recording"
    lines = []
    for cue in cues:
        for word in cue.words:
            text = "_".join(word.text.split())
            lines.append(f"{recording} 1 {word.span.start:.3f} {word.span.duration:.3f} {text}\n")
    return "".join(lines)


CSV = SubtitleFormat(
    "csv", "A table: start, end, speaker, text", (".csv",), format_csv, any_encoding=True
)
LABELS = SubtitleFormat("audacity", "Label track for Audacity", (".labels.txt",), format_labels)
CTM = SubtitleFormat("ctm", "NIST CTM: a line for each word", (".ctm",), format_ctm)
