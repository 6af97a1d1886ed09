"""Answers of the named endpoints that programs call."""

from __future__ import annotations

from pullquote.ui.web.schemas.plain import Answer
from pullquote.ui.web.schemas.text import Hit
from pullquote.ui.web.schemas.work import AlignedResult


class ProgramAlignment(AlignedResult):
    """A recording that a program had aligned."""

    recording: str
    """Its id, for the other endpoints."""
    duration: float
    words: int
    """The number of the transcript's words."""


class QuotedHit(Hit):
    """A place that was searched for, with its text."""

    text: str
    """As written in the transcript."""


class QuotedHits(Answer):
    """The hits of a program's search."""

    note: str
    """A few words about them."""
    hits: tuple[QuotedHit, ...]
    """In the order of the text."""
