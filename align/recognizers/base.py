"""What every recogniser gives, and what it is asked.

To add one: write a module beside this one with a class that has `info` and `recognize`, name it in
`align/recognizers/__init__.py`, and add it to the conformance suite in `tests/align/recognizers`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from align.media import Audio
from align.progress import Monitor
from align.timecode import TimeSpan
from align.transcript import Transcript


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


class Recognizer(Protocol):
    """A speech recogniser. Constructing one is cheap; models load on the first `recognize`."""

    @property
    def info(self) -> EngineInfo: ...

    def recognize(
        self,
        audio: Audio,
        *,
        language: str | None,
        transcript: Transcript | None,
        monitor: Monitor,
    ) -> Recognition:
        """The words spoken in `audio`.

        `language` None asks it to find out. `transcript` is a hint about the vocabulary that a
        recogniser may use or not. Raises ModelError when its model is missing or broken and
        CancelledError when the monitor says so.
        """
        ...
