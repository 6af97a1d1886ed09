"""Hits: places in recordings that were found, ready to be cut."""

from __future__ import annotations

from dataclasses import dataclass

from pullquote.align.library.querying.reader import Reader
from pullquote.align.library.store.entry import Entry
from pullquote.align.library.store.library import Library
from pullquote.align.times import TimeSpan


@dataclass(frozen=True, slots=True)
class LibraryHit:
    """A place in a recording where words were found, ready to be cut."""

    entry: Entry
    """The recording."""
    first: int
    last: int
    """Indices of its first and last token, both included."""
    span: TimeSpan | None
    """Its time; None where no word of it was found in the recording."""
    text: str
    """As written."""
    speaker: str | None
    context: str
    """The words around it, on one line, otherwise as written."""
    start_char: int
    end_char: int
    """Half-open place of the hit in `context`."""

    @property
    def moment(self) -> float | None:
        """The moment at which it was said, seconds since 1970; None where that is not known."""
        if self.span is None or self.entry.recorded is None:
            return None
        return self.entry.recorded + self.span.start


def hit_at(library: Library, reader: Reader, start: int, stop: int) -> LibraryHit:
    """The searched words `start` to `stop` (half-open) of the reader's recording as a hit."""
    return hit_of(
        library.get(reader.recording), reader, reader.token_of(start), reader.token_of(stop - 1)
    )


def hit_of(entry: Entry, reader: Reader, first: int, last: int) -> LibraryHit:
    """The tokens `first` to `last`, both included, as a hit."""
    found = reader.excerpt(first, last)
    return LibraryHit(
        *(entry, first, last, found.span, found.text, found.speaker),
        *(found.context, found.start_char, found.end_char),
    )
