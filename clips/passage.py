"""A passage: a run of the transcript's words that somebody selected."""

from __future__ import annotations

from dataclasses import dataclass

from align.timecode import TimeSpan


@dataclass(frozen=True, slots=True)
class Passage:
    """Tokens `first` to `last` of a transcript, both included, or a bare stretch of time."""

    first: int | None
    """Index of the first token; None when no word is spoken in `span`."""
    last: int | None
    """Index of the last token; None with `first`."""
    text: str
    """The words as written, with what stands between them."""
    span: TimeSpan
    """Seconds, from the start of the first spoken word to the end of the last; or as asked for."""
    exact: bool = False
    """True when the span was asked for by time and must be cut there, not at words."""
