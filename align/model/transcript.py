"""The transcript as its owner wrote it: the text, its words with their places, its paragraphs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from pullquote.align.times import TimeSpan


class Role(str, Enum):
    """The purpose of a token, as far as the text alone shows; the audio has the last word."""

    SPEECH = "speech"
    """May be spoken."""
    SPEAKER = "speaker"
    """Part of a speaker label: `ANNA:`, `>> John Smith:`, `[Speaker 1]`."""
    DIRECTION = "direction"
    """Part of a stage direction: `(applause)`, `[music]`."""
    TIMESTAMP = "timestamp"
    """A time written in the text: `[00:12:34]`, `12:34`."""
    MARK = "mark"
    """Not something that is spoken: a dash, a bullet."""


@dataclass(frozen=True, slots=True)
class Token:
    """A written word and its place in the text."""

    index: int
    """Position in `Transcript.tokens`."""
    text: str
    """Exactly as written, punctuation included; equals `Transcript.text[start_char:end_char]`."""
    start_char: int
    end_char: int
    """Half-open place in `Transcript.text`, in code points."""
    role: Role = Role.SPEECH

    def __post_init__(self) -> None:
        if self.index < 0 or self.start_char < 0:
            raise ValueError(f"a token cannot stand at {self.start_char} with index {self.index}")
        if self.end_char - self.start_char != len(self.text):
            raise ValueError(
                f"{self.text!r} has {len(self.text)} characters, "
                f"but its place is {self.start_char} to {self.end_char}"
            )

    @property
    def is_speech(self) -> bool:
        """True if the token may be spoken, as far as the text alone shows."""
        return self.role is Role.SPEECH


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of tokens that stands by itself in the text: a paragraph, a turn, a cue."""

    first: int
    """Index of its first token."""
    stop: int
    """Index after its last token; `first < stop`."""
    speaker: str | None = None
    """The speaker, from the nearest label at or before it; None when the text does not say."""
    span: TimeSpan | None = None
    """Its time according to the source (a subtitle cue), seconds; None for plain text."""

    def __post_init__(self) -> None:
        if not 0 <= self.first < self.stop:
            raise ValueError(f"a paragraph cannot hold tokens {self.first} to {self.stop - 1}")


@dataclass(frozen=True, slots=True)
class Transcript:
    """A text kept verbatim, its tokens and its paragraphs."""

    text: str
    tokens: tuple[Token, ...]
    """In the order of the text, without overlaps; `tokens[i].index` is `i`."""
    paragraphs: tuple[Paragraph, ...]
    """In order; together they hold every token once."""
    language: str | None = None
    """ISO 639-1 code where the source says so."""
    source: str = "text"
    """Its origin: a file's name, `stdin`, `text`."""

    def __post_init__(self) -> None:
        end = 0
        for index, token in enumerate(self.tokens):
            if token.index != index:
                raise ValueError(f"token {index} says that its index is {token.index}")
            if token.start_char < end:
                raise ValueError(f"token {index} ({token.text!r}) overlaps the one before it")
            if not self.text.startswith(token.text, token.start_char):
                raise ValueError(f"token {index} ({token.text!r}) does not stand where it says")
            end = token.end_char
        stop = 0
        for paragraph in self.paragraphs:
            if paragraph.first != stop:
                raise ValueError(
                    f"a paragraph begins with token {paragraph.first}, not with token {stop}"
                )
            stop = paragraph.stop
        if stop != len(self.tokens):
            raise ValueError(f"the paragraphs hold {stop} of {len(self.tokens)} tokens")

    def quote(self, first: int, last: int) -> str:
        """The text from token `first` to token `last`, both included, exactly as written."""
        return self.text[self.tokens[first].start_char : self.tokens[last].end_char]

    def part(self, first: int, stop: int) -> Transcript:
        """Tokens `first` to `stop` (excluded) as a transcript of their own, in the same text."""
        return replace(
            self,
            tokens=tuple(
                replace(token, index=place) for place, token in enumerate(self.tokens[first:stop])
            ),
            paragraphs=tuple(
                replace(
                    paragraph,
                    first=max(paragraph.first, first) - first,
                    stop=min(paragraph.stop, stop) - first,
                )
                for paragraph in self.paragraphs
                if paragraph.first < stop and paragraph.stop > first
            ),
        )

    def paragraph_of(self, index: int) -> Paragraph:
        """The paragraph that holds the token with this index. Raises IndexError past the end."""
        low, high = 0, len(self.paragraphs)
        while low < high:
            middle = (low + high) // 2
            if self.paragraphs[middle].stop <= index:
                low = middle + 1
            else:
                high = middle
        return self.paragraphs[low]
