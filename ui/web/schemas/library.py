"""The library as the page sees it: hits in many recordings, checked quotes, what is in it."""

from __future__ import annotations

from pullquote.ui.web.schemas.plain import Answer


class LibraryHitAnswer(Answer):
    """A place in a recording where words were found."""

    recording: int
    """Its number in the library."""
    title: str
    first: int
    last: int
    start: float | None
    """Seconds; None where the recording does not say it."""
    end: float | None
    moment: str | None
    """Date and time of day at which it was said, where that is known."""
    speaker: str | None
    context: str
    start_char: int
    end_char: int
    """Half-open place of the hit in `context`."""


class LibraryFound(Answer):
    """Some hits, those of a recording together."""

    hits: tuple[LibraryHitAnswer, ...]
    total: int
    recordings: int
    """Recordings with a hit."""
    taken: tuple[str, ...]
    """The words that were found in place of those asked for, where these are nowhere."""


class QuotePart(Answer):
    """Some words of a quote and what was said there."""

    kind: str
    quoted: str
    said: str


class QuoteMatchAnswer(Answer):
    """A passage like the quote."""

    hit: LibraryHitAnswer
    verdict: str
    score: float
    parts: tuple[QuotePart, ...]
    warnings: tuple[str, ...]


class QuoteAnswer(Answer):
    """The result for a claimed quote."""

    verdict: str
    matches: tuple[QuoteMatchAnswer, ...]


class LibraryRecording(Answer):
    """A recording in the library."""

    id: int
    title: str
    path: str
    duration: float
    words: int
    recorded: str | None


class LibraryList(Answer):
    """Some of the recordings, and how many there are."""

    recordings: tuple[LibraryRecording, ...]
    total: int
    """Those whose title was asked for, or all."""
    hours: float
    """Of these."""
