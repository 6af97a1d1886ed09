"""A cue: a block of caption text and when it is on screen."""

from __future__ import annotations

from dataclasses import dataclass

from align.timecode import TimeSpan


@dataclass(frozen=True, slots=True)
class CueWord:
    """A word inside a cue and when it is spoken."""

    text: str
    """As written, punctuation included."""
    span: TimeSpan
    """Seconds on the cue's clock."""
    index: int | None = None
    """Index of its token in the transcript; None for unscripted words."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Caption text of one or two lines, on the clock of the clip or of the whole recording."""

    span: TimeSpan
    """When it is shown, seconds."""
    lines: tuple[tuple[CueWord, ...], ...]
    """The words of each line."""
    speaker: str | None = None

    @property
    def text(self) -> str:
        """The lines joined by newlines."""
        return "\n".join(" ".join(word.text for word in line) for line in self.lines)
