"""The interface of subtitle formats, and the steps to add one.

To add a format: write a module here with a function `(cues, options) -> str` (or `bytes`), wrap it
in a `SubtitleFormat`, and name it in the table of `subtitles.formats`. The conformance tests run
over the table, so the new format is tested like all others: it must keep every word, in order and
on time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pullquote.align.timecodes import FrameClock, clock_for
from pullquote.clips.captions.cue import Cue


@dataclass(frozen=True, slots=True)
class SubtitleOptions:
    """Facts for a writer besides the cues; each format uses those that it has room for."""

    speakers: bool = False
    """Write the speaker's name where the format has a place for it."""
    word_times: bool = False
    """Write each word's time where the format has a place for it."""
    language: str = "en"
    """ISO 639-1."""
    title: str = ""
    media: str = ""
    """The recording's file name."""
    duration: float | None = None
    """Length of the recording, seconds; None for the end of the last cue."""
    width: int = 1920
    height: int = 1080
    """Of the picture, pixels."""
    frame_rate: float = 25.0
    """Frames per second, for formats that count in frames."""
    programme_start: str = ""
    """Timecode at which the recording begins in the programme, such as `10:00:00:00`; the times of
    the cues that a format is given count from the programme's own 0, and so include it."""

    encoding: str = "utf-8"
    """Name of a codec of Python's, for formats with `any_encoding`; `utf-8-sig` has a mark."""
    crlf: bool = False
    """True to end lines as Windows does."""

    @property
    def clock(self) -> FrameClock:
        """The programme's frames; drop-frame only where `programme_start` has a semicolon."""
        return clock_for(self.frame_rate, self.programme_start or "00:00:00:00")

    @property
    def start_frame(self) -> int:
        """Number of the programme's frame at which the recording begins. Raises InputError."""
        return self.clock.parse(self.programme_start) if self.programme_start else 0

    def end_of(self, cues: Sequence[Cue]) -> float:
        """The recording's end, seconds, never before the last cue's."""
        last = max((cue.span.end for cue in cues), default=0.0)
        return max(last, self.duration or 0.0)


@dataclass(frozen=True, slots=True)
class SubtitleFormat:
    """A way to write cues as text."""

    name: str
    describe: str
    """One line for `--help`."""
    extensions: tuple[str, ...]
    """Endings of file names that mean this format, dot included, longest match wins."""
    format: Callable[[Sequence[Cue], SubtitleOptions], str | bytes]
    names_in_text: bool = False
    """True when a speaker's name is part of the lines, and takes room there."""
    step: float = 0.001
    """The unit of time in the file, seconds."""
    needs: str | None = None
    """A package that the format needs and that may not be installed."""
    is_binary: bool = False
    """True when `format` gives bytes, in which the words cannot be read."""
    plays_recording: bool = False
    """True for a file that plays the recording itself, so that its times cannot begin elsewhere."""
    any_encoding: bool = False
    """True for text that may be in another encoding than UTF-8."""
