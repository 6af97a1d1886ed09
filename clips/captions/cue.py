"""A cue: a block of caption text and its time on screen."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pullquote.align.times import TimeSpan


@dataclass(frozen=True, slots=True)
class CueWord:
    """A word inside a cue and the time at which it is spoken."""

    text: str
    """The word as written, with its punctuation and any dash that stands alone beside it."""
    span: TimeSpan
    """Seconds on the cue's clock."""
    index: int | None = None
    """Index of its token in the transcript; None for unscripted words."""
    after: str = " "
    """The text between it and the next word: a space, nothing (scripts without spaces, a word cut
    in two) or a newline where the transcript's paragraph ends."""
    speaker: str | None = None
    """The speaker's name, where the transcript has it."""
    speaker_number: int | None = None
    """The speaker's position among those of the transcript, from 0: the same in every clip."""
    unheard: bool = False
    """True for a word that was not found in the recording, whose time is lent by its neighbours."""

    def shift(self, by: float) -> CueWord:
        """The same word `by` seconds later."""
        return replace(self, span=self.span.shift(by))


def joined(words: tuple[CueWord, ...]) -> str:
    """These words on one line, spaced as the transcript spaces them."""
    return "".join(word.text + word.after.replace("\n", " ") for word in words).rstrip()


@dataclass(frozen=True, slots=True)
class Cue:
    """Caption text of one or a few lines, on the clock of the clip or of the whole recording."""

    span: TimeSpan
    """Its time on screen, seconds."""
    lines: tuple[tuple[CueWord, ...], ...]
    """The words of each line."""
    speaker: str | None = None
    said_end: float | None = None
    """The end, seconds, that a file states for a cue that would end before it starts; the span of
    such a cue is empty."""

    @property
    def words(self) -> tuple[CueWord, ...]:
        """All its words in order."""
        return tuple(word for line in self.lines for word in line)

    @property
    def speaker_number(self) -> int | None:
        """Its speaker's position, from 0, among those of the transcript, where known."""
        return self.lines[0][0].speaker_number if self.lines and self.lines[0] else None

    @property
    def text(self) -> str:
        """The lines joined by newlines."""
        return "\n".join(joined(line) for line in self.lines)

    @property
    def plain(self) -> str:
        """The text on one line; a word cut in two by a line break is whole again."""
        return joined(self.words)

    def shift(self, by: float) -> Cue:
        """The same cue `by` seconds later, its words with it."""
        lines = tuple(tuple(word.shift(by) for word in line) for line in self.lines)
        return replace(self, span=self.span.shift(by), lines=lines)
