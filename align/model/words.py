"""Words with their times as a recogniser heard them, and the recogniser itself."""

from __future__ import annotations

import itertools
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

    def __post_init__(self) -> None:
        if self.span.start < 0.0:
            raise ValueError(f"a word cannot be heard before the start, at {self.span.start} s")
        if not 0.0 <= self.probability <= 1.0:
            raise ValueError(f"a probability lies between 0 and 1, got {self.probability}")


@dataclass(frozen=True, slots=True)
class EngineInfo:
    """A recogniser and everything that could change what it hears; part of cache keys."""

    name: str
    """`whisper`, `sphinx` or `imported`."""
    version: str
    """Version of the library behind it."""
    model: str = ""
    """Model name and the options that matter."""


@dataclass(frozen=True, slots=True)
class Recognition:
    """Everything a recogniser heard, in order of time."""

    words: tuple[Word, ...]
    """None starts before the one ahead of it."""
    language: str
    """ISO 639-1."""
    engine: EngineInfo

    def __post_init__(self) -> None:
        for before, word in itertools.pairwise(self.words):
            if word.span.start < before.span.start:
                raise ValueError(
                    f"recognised words must be in order of time, but {word.text!r} "
                    f"({word.span.start} s) comes after {before.text!r} ({before.span.start} s)"
                )
