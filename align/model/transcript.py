"""The transcript as its owner wrote it: the text, its words with their places, its paragraphs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from pullquote.align.times import TimeSpan


class Role(str, Enum):
    """What a token is for, as far as the text alone can tell; the audio has the last word."""

    SPEECH = "speech"
    """May be spoken."""
    SPEAKER = "speaker"
    """Part of a speaker label: `ANNA:`, `>> John Smith:`, `[Speaker 1]`."""
    DIRECTION = "direction"
    """Part of a stage direction: `(applause)`, `[music]`."""
    TIMESTAMP = "timestamp"
    """A time written in the text: `[00:12:34]`, `12:34`."""
    MARK = "mark"
    """Nothing to speak in it: a dash, a bullet."""


@dataclass(frozen=True, slots=True)
class Token:
    """A written word and its place. Tokens never overlap and stand in the order of the text."""

    index: int
    """Position in `Transcript.tokens`."""
    text: str
    """Exactly as written, punctuation included; equals `Transcript.text[start_char:end_char]`."""
    start_char: int
    end_char: int
    """Half-open place in `Transcript.text`, in code points."""
    role: Role = Role.SPEECH

    @property
    def is_speech(self) -> bool:
        """Whether the text says that this token may be spoken."""
        return self.role is Role.SPEECH


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of tokens that stands by itself in the text: a paragraph, a turn, a cue."""

    first: int
    """Index of its first token."""
    stop: int
    """Index after its last token; `first < stop`."""
    speaker: str | None = None
    """Who speaks, from the nearest label at or before it; None when the text does not say."""
    span: TimeSpan | None = None
    """When it is spoken according to the source (a subtitle cue), seconds; None for plain text."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """A text kept verbatim, its tokens and its paragraphs, which together hold every token."""

    text: str
    tokens: tuple[Token, ...]
    paragraphs: tuple[Paragraph, ...]
    language: str | None = None
    """ISO 639-1 code where the source says so."""
    source: str = "text"
    """Where it came from: a file's name, `stdin`, `text`."""

    def quote(self, first: int, last: int) -> str:
        """The text from token `first` to token `last`, both included, exactly as written."""
        return self.text[self.tokens[first].start_char : self.tokens[last].end_char]

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
