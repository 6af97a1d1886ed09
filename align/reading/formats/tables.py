"""Times and text in columns: Whisper's `.tsv`, and Audacity's labels in text files."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pullquote.align.model.transcript import Transcript
from pullquote.align.reading.formats.encoding import decode_text
from pullquote.align.reading.formats.json.fields import seconds
from pullquote.align.reading.formats.segments import (
    Segment,
    TimedText,
    as_transcript,
    span_between,
    timed_text,
)
from pullquote.align.reading.tokenizer import parse_transcript

_NO_ROWS = "has no rows of start, end and text; give plain text a name ending in .txt"
_LABEL = re.compile(r"(\d{1,9}[.,]\d{1,9})\t(\d{1,9}[.,]\d{1,9})\t(.*)")
_INTEGERS = re.compile(r"\d{1,12}")


def read(data: bytes, name: str) -> Transcript:
    """Each row a paragraph with its span; a table without times is read as text."""
    text = decode_text(data, name)
    if not has_times(text):
        return parse_transcript(text, source=name)
    return as_transcript(from_text(text, name), name)


def read_timed(data: bytes, name: str) -> TimedText:
    """The rows of the table. Raises TranscriptError when it has no times."""
    return from_text(decode_text(data, name), name)


def has_times(text: str) -> bool:
    """True if the first line is a header with `start`, `end` and `text`, or Audacity's label."""
    first = text.lstrip("\ufeff").split("\n", 1)[0][:1000]
    return _LABEL.match(first) is not None or {"start", "end", "text"} <= set(_columns(first))


def from_text(text: str, name: str) -> TimedText:
    """The rows of the text of a table."""
    return timed_text(_rows(text), name, _NO_ROWS)


def _rows(text: str) -> Iterator[Segment]:
    first, _, rest = text.lstrip("\ufeff").partition("\n")
    columns = _columns(first)
    if not {"start", "end", "text"} <= set(columns):
        for line in text.split("\n"):
            if label := _LABEL.match(line):
                start, end = (seconds(label[side].replace(",", ".")) for side in (1, 2))
                yield Segment(label[3].strip(), span_between(start, end))
        return
    rows = [line.split("\t", len(columns) - 1) for line in rest.split("\n") if line.strip()]
    at = {column: number for number, column in enumerate(columns)}
    # Whisper writes milliseconds; tables in seconds have a point in some of them.
    whole = all(
        _INTEGERS.fullmatch(row[at["start"]].strip()) for row in rows if at["start"] < len(row)
    )
    for row in rows:
        cells = row + [""] * (len(columns) - len(row))
        start, end = (
            seconds(cells[at[side]], unit=0.001 if whole else 1.0) for side in ("start", "end")
        )
        speaker = cells[at["speaker"]].strip() if "speaker" in at else ""
        yield Segment(cells[at["text"]].strip(), span_between(start, end), speaker or None)


def _columns(line: str) -> list[str]:
    return [column.strip().casefold() for column in line.split("\t")]
