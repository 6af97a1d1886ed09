"""Places in transcripts as lines of text."""

from __future__ import annotations

from typing import Protocol

import click

from pullquote.align.times import TimeSpan, format_time


class Excerpt(Protocol):
    """Words and those around them."""

    @property
    def context(self) -> str:
        """The words with those around them."""

    @property
    def start_char(self) -> int:
        """Index in `context` of the first character of the words."""

    @property
    def end_char(self) -> int:
        """Index of the character after the last."""


def times_document(span: TimeSpan | None) -> dict[str, float]:
    """A span as JSON shows it; nothing for none."""
    return {} if span is None else {"start": round(span.start, 3), "end": round(span.end, 3)}


def format_span(span: TimeSpan) -> str:
    """`0:30.00-0:36.00`."""
    return f"{format_time(span.start, decimals=2)}-{format_time(span.end, decimals=2)}"


def format_words(first: int, last: int) -> str:
    """`words 97-113` or `word 97`, as `pullquote clip --words` takes them."""
    return f"words {first}-{last}" if first != last else f"word {first}"


def format_speaker(speaker: str | None) -> str:
    """`ANNA: `; nothing where the text does not say."""
    return f"{speaker}: " if speaker else ""


def marked(found: Excerpt) -> str:
    """The words in their context, on one line; bold on a terminal."""
    text, start, end = found.context, found.start_char, found.end_char
    words = click.style(f"«{text[start:end]}»", bold=True)
    return one_line(f"… {text[:start]}{words}{text[end:]} …")


def one_line(text: str) -> str:
    """The text with single spaces."""
    return " ".join(text.split())
