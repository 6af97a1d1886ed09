"""What a recogniser heard: words with their times, and which recogniser it was."""

from __future__ import annotations

from dataclasses import dataclass

from pullquote.align.times import TimeSpan


@dataclass(frozen=True, slots=True)
class Word:
    """A recognised word."""

    text: str
    """As the recogniser spells it, stripped of white space."""
    span: TimeSpan
    """Seconds on the media's clock."""
    probability: float
    """The recogniser's own, 0 to 1."""


@dataclass(frozen=True, slots=True)
class EngineInfo:
    """Which recogniser, and everything that could change what it hears (part of cache keys)."""

    name: str
    """`whisper`, `sphinx` or `imported`."""
    version: str
    """Of the library behind it."""
    model: str = ""
    """Model name and the options that matter."""


@dataclass(frozen=True, slots=True)
class Recognition:
    """Everything a recogniser heard, in order of time."""

    words: tuple[Word, ...]
    language: str
    """ISO 639-1."""
    engine: EngineInfo
