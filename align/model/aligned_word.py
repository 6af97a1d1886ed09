"""A word of the transcript and where it is spoken, and speech that no word of it stands for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from pullquote.align.model.transcript import Token
from pullquote.align.model.words import Word
from pullquote.align.times import TimeSpan


class Status(str, Enum):
    """How we know where a word is."""

    HEARD = "heard"
    """A recogniser heard it there and the forced alignment agrees."""
    PLACED = "placed"
    """The forced alignment found it there between trusted neighbours."""
    ESTIMATED = "estimated"
    """Spoken for all we know, but its place is only interpolated between its neighbours."""
    ABSENT = "absent"
    """Not in the audio, or nothing to speak in it. It has no time."""
    BY_HAND = "by_hand"
    """Somebody said when it is spoken; nothing that a recogniser finds later changes it."""
    PENDING = "pending"
    """Not looked for yet: only in alignments of a part, made to cut one quote."""


@dataclass(frozen=True, slots=True)
class AlignedWord:
    """A token of the transcript and where it is spoken."""

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
            raise ValueError(f"confidence is between 0 and 1, got {self.confidence}")


@dataclass(frozen=True, slots=True)
class Unscripted:
    """Speech that is in the audio but not in the transcript."""

    span: TimeSpan
    words: tuple[Word, ...] = ()
    """What the recogniser heard there, where one listened."""
    after: int = -1
    """Index of the last token spoken before it, -1 when none is."""

    @property
    def text(self) -> str:
        """What was heard, as the recogniser spells it."""
        return " ".join(word.text for word in self.words)
