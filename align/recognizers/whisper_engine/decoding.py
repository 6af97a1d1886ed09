"""The values that go into a Whisper model and come out of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HeardWord:
    """A word, or a piece of one, as Whisper splits its text."""

    text: str
    """With the space before it, where the text has one."""
    start: float
    """Seconds in the samples that were given."""
    end: float
    probability: float


@dataclass(frozen=True, slots=True)
class HeardSegment:
    """The words that Whisper writes for a window of sound, or a part of it, and its doubts."""

    words: tuple[HeardWord, ...]
    no_speech: float
    """Probability that nobody speaks in the window, 0 to 1."""
    log_probability: float
    """Mean log probability of a token of the text (≤ 0)."""


@dataclass(frozen=True, slots=True)
class TokenTimes:
    """The time at which one token of a given text begins, and its probability there."""

    start: float
    """Seconds in the samples that were given."""
    probability: float


@dataclass(frozen=True, slots=True)
class Decoding:
    """Options of decoding."""

    beam_size: int
    """Hypotheses kept; 1 is fastest."""
    hotwords: str | None = None
    """Names and words that may be said, separated by commas."""
