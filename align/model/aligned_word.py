"""Words of the transcript with their times, and speech that is not in the transcript."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from pullquote.align.model.transcript import Token
from pullquote.align.model.words import Word
from pullquote.align.times import TimeSpan


class Status(str, Enum):
    """The way in which a word's time is known, or why it has none."""

    HEARD = "heard"
    """A recogniser heard it there and the forced alignment agrees."""
    PLACED = "placed"
    """The forced alignment found it there between trusted neighbours."""
    ESTIMATED = "estimated"
    """Probably spoken, but its time is only interpolated between its neighbours."""
    ABSENT = "absent"
    """Not in the audio, or not something that is spoken. It has no time."""
    BY_HAND = "by_hand"
    """Its time was set by a person; nothing that a recogniser finds later changes it."""
    PENDING = "pending"
    """Not looked for yet; only in partial alignments, made to cut one quote."""


@dataclass(frozen=True, slots=True)
class AlignedWord:
    """A token of the transcript and the time at which it is spoken."""

    token: Token
    span: TimeSpan | None
    """Seconds on the media's clock; None exactly when `status` is ABSENT or PENDING."""
    confidence: float
    """That this is the right place within 0.2 s, 0 to 1; for an absent word, that it is absent."""
    status: Status

    def __post_init__(self) -> None:
        timeless = self.status in (Status.ABSENT, Status.PENDING)
        if timeless != (self.span is None):
            raise ValueError(f"a word that is {self.status.value} cannot have span {self.span}")
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"a confidence lies between 0 and 1, got {self.confidence}")
        if self.span is not None and self.span.start < 0.0:
            raise ValueError(f"a word cannot be spoken before the start, at {self.span.start} s")


@dataclass(frozen=True, slots=True)
class Unscripted:
    """Speech that is in the audio but not in the transcript."""

    span: TimeSpan
    words: tuple[Word, ...] = ()
    """Words that a recogniser heard there; empty where none listened."""
    after: int = -1
    """Index of the last token spoken before it; -1 when none is."""

    def __post_init__(self) -> None:
        if self.span.start < 0.0:
            raise ValueError(f"nothing can be said before the start, at {self.span.start} s")
        if self.after < -1:
            raise ValueError(f"the index of a token cannot be negative, got {self.after}")

    @property
    def text(self) -> str:
        """The words as the recogniser spells them."""
        return " ".join(word.text for word in self.words)
