"""Words of a recording read from the library a few at a time, without the rest of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from pullquote.align.library.store.layout import CHUNK
from pullquote.align.library.store.library import Library
from pullquote.align.library.store.unpacking import Chunk
from pullquote.align.search.index import CONTEXT_WORDS
from pullquote.align.times import TimeSpan

_WHITE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Some words of a recording as written, and those around them."""

    span: TimeSpan | None
    """Their time; None where none of them has one."""
    text: str
    speaker: str | None
    context: str
    """On one line, otherwise as written."""
    start_char: int
    end_char: int
    """Half-open place of the text in `context`."""


class Reader:
    """Reads from one recording; chunks are kept as long as the reader."""

    def __init__(self, library: Library, recording: int) -> None:
        self.recording = recording
        self.outline = library.outline(recording)
        self._library = library
        self._chunks: dict[int, Chunk] = {}
        self._words: dict[int, list[str]] = {}
        self._firsts: dict[int, list[int]] = {}

    def chunk(self, number: int) -> Chunk:
        """The chunk of this number."""
        if number not in self._chunks:
            self._chunks[number] = self._library.chunk(self.recording, number)
        return self._chunks[number]

    def token_of(self, word: int) -> int:
        """The token that the searched word of this number belongs to."""
        number = bisect_right(self.outline.first_words, word) - 1
        firsts = self._firsts.get(number)
        if firsts is None:
            first = self.outline.first_words[number]
            firsts = self._firsts[number] = [*accumulate(self.chunk(number).counts, initial=first)]
        return number * CHUNK + bisect_right(firsts, word) - 1

    def words(self, start: int, stop: int) -> list[str]:
        """The searched words `start` to `stop` (half-open), as far as there are any."""
        start = max(0, start)
        words: list[str] = []
        if start >= stop:
            return words
        number = bisect_right(self.outline.first_words, start) - 1
        first = self.outline.first_words[number]
        while number < len(self.outline.first_words) and first + len(words) < stop:
            words += self._words_of(number)
            number += 1
        return words[start - first : stop - first]

    def _words_of(self, number: int) -> list[str]:
        if number not in self._words:
            self._words[number] = self._library.chunk_words(self.recording, number)
        return self._words[number]

    def speaker_of(self, token: int) -> str | None:
        """The speaker of this token; None where the text names nobody."""
        paragraph = bisect_right(self.outline.paragraphs, token) - 1
        voice = self.outline.voices[paragraph]
        return self.outline.speakers[voice] if voice >= 0 else None

    def begins_paragraph(self, token: int) -> bool:
        """True for the first token of its paragraph, but for the speaker's name."""
        paragraph = bisect_right(self.outline.paragraphs, token) - 1
        first = self.outline.paragraphs[paragraph]
        number, low = divmod(first, CHUNK)
        counts = self.chunk(number).counts[low : low + token - first]
        return not any(counts)

    def speakers_of(self, first: int, last: int) -> list[str]:
        """Everybody who says something of these tokens, in order, each once."""
        begin = bisect_right(self.outline.paragraphs, first) - 1
        end = bisect_right(self.outline.paragraphs, last)
        voices = dict.fromkeys(self.outline.voices[begin:end])
        return [self.outline.speakers[voice] for voice in voices if voice >= 0]

    def span_of(self, first: int, last: int) -> TimeSpan | None:
        """From the first to the last timed token of this run, both ends included."""
        spans = [span for span in self.spans(first, last) if span is not None]
        if not spans:
            return None
        start, end = spans[0][0], max(end for _, end in spans)
        return TimeSpan(start / 1000, max(start, end) / 1000)

    def spans(self, first: int, last: int) -> Iterator[tuple[int, int] | None]:
        """The times of the tokens `first` to `last`, milliseconds."""
        for number in range(first // CHUNK, last // CHUNK + 1):
            low, high = max(0, first - number * CHUNK), last + 1 - number * CHUNK
            chunk = self.chunk(number)
            for token in range(low, min(high, len(chunk))):
                yield chunk.span(token)

    def text(self, first: int, last: int) -> tuple[str, list[tuple[int, int]]]:
        """The text from token `first` to `last`, both included, and the tokens' places in it."""
        text, places = "", []
        for number in range(first // CHUNK, last // CHUNK + 1):
            chunk = self.chunk(number)
            base = len(text)
            low, high = max(0, first - number * CHUNK), last + 1 - number * CHUNK
            places += [(base + a, base + b) for a, b in chunk.places_of(low, high)]
            text += chunk.text
        begin, end = places[0][0], places[-1][1]
        return text[begin:end], [(a - begin, b - begin) for a, b in places]

    def excerpt(self, first: int, last: int) -> Excerpt:
        """The tokens `first` to `last`, both included, with those around them."""
        low, high = max(0, first - CONTEXT_WORDS), last + CONTEXT_WORDS
        if high // CHUNK >= len(self.outline.starts) - 1:
            high = min(high, self.tokens - 1)
        text, places = self.text(low, high)
        start, end = places[first - low][0], places[last - low][1]
        line = _WHITE.sub(" ", text)
        speaker = self.speaker_of(first)
        return Excerpt(self.span_of(first, last), text[start:end], speaker, line, start, end)

    @property
    def tokens(self) -> int:
        """Tokens of the whole transcript."""
        last = len(self.outline.starts) - 1
        return last * CHUNK + len(self.chunk(last))
