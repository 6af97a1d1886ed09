"""A timeline: stretches of recordings, counted in frames, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from pullquote.align.timecodes import FrameClock


@dataclass(frozen=True, slots=True)
class Source:
    """A recording that a timeline refers to."""

    path: Path
    clock: FrameClock
    """Counts its frames; for sound alone the frames of the timeline."""
    first_frame: int
    """The number that its timecode gives its first frame; 0 without timecode."""
    frames: int
    """Its length."""
    size: tuple[int, int] | None = None
    """Width and height of its picture, pixels; None for sound alone."""
    audio_rate: int = 48_000
    """Hz."""
    audio_channels: int = 2

    @property
    def uri(self) -> str:
        """Its address as a `file:` URI."""
        return self.path.absolute().as_uri()


@dataclass(frozen=True, slots=True)
class Event:
    """A stretch of a recording on a timeline, its words, and who says them."""

    source: Source
    start: int
    """Its first frame, counted from the recording's first."""
    frames: int
    """Its length, at least 1."""
    text: str = ""
    speaker: str = ""

    def __post_init__(self) -> None:
        if self.start < 0 or self.frames < 1:
            raise ValueError(f"an event needs a frame, got {self.frames} from {self.start}")

    @property
    def timecode(self) -> int:
        """Number of its first frame by the recording's timecode."""
        return self.source.first_frame + self.start

    @property
    def name(self) -> str:
        """Its words on one line, or the recording's name."""
        return " ".join(self.text.split()) or self.source.path.name


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events in their order, each beginning where the one before ends."""

    title: str
    events: tuple[Event, ...]

    def __post_init__(self) -> None:
        if not self.events:
            raise ValueError("a timeline needs at least one event")

    @property
    def clock(self) -> FrameClock:
        """Its own frames: those of the first recording with a picture, or else of the first."""
        pictured = (event for event in self.events if event.source.size is not None)
        return next(pictured, self.events[0]).source.clock

    @property
    def sources(self) -> tuple[Source, ...]:
        """Its recordings, each once, in the order of their first events."""
        return tuple(dict.fromkeys(event.source for event in self.events))

    def placed(self) -> Iterator[tuple[Event, int, int]]:
        """Each event with its first frame on the timeline, from 0, and its length there.

        At another rate than the timeline's its length is rounded to the nearest frame.
        """
        rate, start = self.clock.rate, 0
        for event in self.events:
            length = max(1, round(Fraction(event.frames) / event.source.clock.rate * rate))
            yield event, start, length
            start += length
