"""The transcript's words and their times, and what was found among them."""

from __future__ import annotations

from pullquote.ui.web.schemas.plain import Answer


class Times(Answer):
    """Columns with one entry a token."""

    start: tuple[int, ...]
    """Milliseconds; -1 without a time."""
    end: tuple[int, ...]
    status: str
    """A letter a token, as `words.STATUS_LETTERS` gives them."""
    confidence: tuple[int, ...]
    """Per cent."""


class Paragraph(Answer):
    """A paragraph of the transcript as written."""

    text: str
    first: int
    stop: int
    speaker: str | None


class UnscriptedStretch(Answer):
    """Speech that is not in the transcript."""

    start: float
    end: float
    after: int
    """The token that it follows; -1 before the first."""
    text: str


class WordsAnswer(Times):
    """Everything that the transcript pane draws."""

    paragraphs: tuple[Paragraph, ...]
    at: tuple[int, ...]
    """The start of each token, in UTF-16 units of its paragraph's text, as browsers count."""
    length: tuple[int, ...]
    role: str
    """A letter a token, as `words.ROLE_LETTERS` gives them."""
    duration: float
    coverage: float
    aligned: bool
    language: str
    unscripted: tuple[UnscriptedStretch, ...]


class Hit(Answer):
    """A place that was searched for."""

    first: int
    last: int
    start: float | None
    exact: bool


class Found(Answer):
    """The hits of the search box."""

    hits: tuple[Hit, ...]
    """In the order of the text."""
    note: str
    """A few words about them."""
    time: float | None = None
    """The time that was asked for."""
