"""Words found in a transcript.

Case, punctuation, accents, line and paragraph ends do not matter; numbers are found written
either way; labels, directions and words that are absent from the audio may stand inside a hit.
Words found as asked come first; misspelt ones are offered only where there are none.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

from pullquote.align.errors import TimecodeError
from pullquote.align.model.alignment import Alignment, Status
from pullquote.align.model.transcript import Token, Transcript
from pullquote.align.reading.word_boundaries import split_words
from pullquote.align.search.ellipsis import chain, split_omissions
from pullquote.align.search.readings import query_readings, searched_forms
from pullquote.align.search.word_stream import WordStream, fold_words
from pullquote.align.times import TimeSpan, parse_time, parse_time_range

CONTEXT_WORDS = 8
"""Words shown before and after a hit."""

# At least two units: "3m" alone may be three million.
_UNITS = re.compile(r"\d+\s*h\s*\d+\s*m(?:in)?(?:\s*\d+\s*s)?|\d+\s*m(?:in)?\s*\d+\s*s", re.I)


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where words were found."""

    first: int
    last: int
    """Indices of its first and last token, both included."""
    score: float
    """1 for the very words, 0.95 or more where only written differently, less when misspelt."""
    span: TimeSpan | None
    """Its time in seconds; None where nothing has a time (yet)."""
    speaker: str | None
    context: str
    """The words around it, on one line, otherwise as written."""
    start_char: int
    end_char: int
    """Half-open place of the hit in `context`."""

    @property
    def is_exact(self) -> bool:
        """True if the words are those asked for, not merely similar."""
        return self.score >= 0.95


def parse_search(text: str) -> float | TimeSpan | str:
    """The meaning of text in a search box: a moment, a range of times (seconds), or words.

    A moment needs a colon or units (`12:34`, `1h02m`); a bare number is a word.
    """
    stripped = text.strip()
    try:
        span = parse_time_range(stripped)
        return span if re.search("[:hms]", stripped, re.IGNORECASE) else text
    except TimecodeError:
        pass
    if ":" in stripped or _UNITS.fullmatch(stripped):
        try:
            return parse_time(stripped)
        except TimecodeError:
            pass
    return text


def find_words(source: Alignment | Transcript, query: str, *, limit: int = 50) -> tuple[Hit, ...]:
    """The places of these words; see `SearchIndex.find`."""
    return index_of(source).find(query, limit=limit)


_KEPT = 8
"""Indices that are kept: enough for people who search at the same time."""
_indices: OrderedDict[int, SearchIndex] = OrderedDict()
_lock = Lock()


def index_of(source: Alignment | Transcript) -> SearchIndex:
    """The source prepared for searching; those asked for last are kept for the next time."""
    # An index keeps its source, so that an id cannot come to mean another.
    key = id(source)
    with _lock:
        if key in _indices:
            _indices.move_to_end(key)
            return _indices[key]
    index = SearchIndex(source)
    with _lock:
        _indices[key] = index
        while len(_indices) > _KEPT:
            _indices.popitem(last=False)
    return index


class SearchIndex:
    """A transcript or an alignment prepared for searching as one types."""

    def __init__(self, source: Alignment | Transcript) -> None:
        self.source = source
        self.alignment = source if isinstance(source, Alignment) else None
        self.transcript = source.transcript if isinstance(source, Alignment) else source
        language = self.alignment.language if self.alignment else self.transcript.language
        self._language = language or "en"
        self._folded = [fold_words(token.text) for token in self.transcript.tokens]

    def find(self, query: str, *, limit: int = 50) -> tuple[Hit, ...]:
        """The places of the words of `query`, at most `limit` of them, the best first.

        Equally good hits are in the order of the text. The last word may be unfinished (0.98),
        words may be divided differently (0.97) or numbers written differently (0.96). Where nothing
        is found in this way, three dots may stand for words left out, or a letter in about five may
        be wrong.
        """
        words = self._query_words(query)
        if not words:
            return ()
        found: dict[tuple[int, int], float] = {}
        for first, last, score in self._exact(query, words):
            if score > found.get((first, last), 0.0):
                found[first, last] = score
            if len(found) > 4 * limit:
                break
        if not found and len(parts := split_omissions(query)) > 1:
            places = [sorted((h.first, h.last, h.score) for h in self.find(p)) for p in parts]
            found = {(first, last): score for first, last, score in chain(places)}
        if not found:
            for first, last, score in self._fuzzy(words, strict=True):
                found.setdefault((first, last), score)
        best = sorted(_apart(found), key=lambda hit: (-hit[2], hit[0]))
        return tuple(self._hit(*hit) for hit in best[:limit])

    def find_closest(self, query: str) -> Hit | None:
        """The place most like `query`, however unlike; None when nothing resembles it."""
        words = self._query_words(query)
        candidates = [*self._fuzzy(words, strict=False)] if words else []
        if not candidates:
            return None
        return self._hit(*max(candidates, key=lambda hit: (hit[2], -hit[0])))

    def _query_words(self, query: str) -> list[str]:
        return [word for start, end in split_words(query) for word in fold_words(query[start:end])]

    def _exact(self, query: str, words: Sequence[str]) -> Iterator[tuple[int, int, float]]:
        for stream in self._plain_streams:
            for first, last, whole in stream.find(words):
                yield first, last, 1.0 if whole else 0.98
        for stream in self._plain_streams:
            if len("".join(words)) > 2:
                for first, last in stream.find_glued(words):
                    yield first, last, 0.97
        for reading in query_readings(query, words, self._language):
            for stream in self._spoken_streams:
                for first, last, whole in stream.find(reading):
                    if whole:
                        yield first, last, 0.96
        for first, last, whole in self._written_stream.find(words):
            yield first, last, 0.95 if whole else 0.0

    def _fuzzy(self, words: Sequence[str], *, strict: bool) -> Iterator[tuple[int, int, float]]:
        stream = self._plain_streams[0]
        for start, stop, likeness in stream.fuzzy.find(words, strict=strict):
            yield stream.owners[start], stream.owners[stop - 1], 0.94 * likeness

    @cached_property
    def _plain_streams(self) -> list[WordStream]:
        """The words that may be said, and those that are, where some are absent from the audio."""
        tokens = self.transcript.tokens
        streams = [self._stream(lambda token: token.is_speech)]
        if self.alignment is not None:
            status = [word.status for word in self.alignment.words]
            if any(status[t.index] is Status.ABSENT and t.is_speech for t in tokens):
                streams.append(
                    self._stream(lambda t: t.is_speech and status[t.index] is not Status.ABSENT)
                )
        return streams

    @cached_property
    def _written_stream(self) -> WordStream:
        """All words, with labels and directions: people copy quotes with them."""
        return self._stream(lambda token: True)

    @cached_property
    def _spoken_streams(self) -> list[WordStream]:
        """The words that may be said, with numbers and symbols spelled out in several ways."""
        readings: dict[int, list[list[str]]] = {}
        tokens = [token for token in self.transcript.tokens if token.is_speech]
        for token, forms in zip(
            tokens, searched_forms([t.text for t in tokens], self._language), strict=True
        ):
            if forms:
                readings[token.index] = [fold_words(" ".join(form)) for form in forms]
        count = max((len(forms) for forms in readings.values()), default=0)
        streams = []
        for number in range(count):
            chosen = {
                i: forms[min(number, len(forms) - 1)] for i, forms in readings.items() if forms
            }
            pairs = (
                (token.index, word)
                for token in self.transcript.tokens
                if token.is_speech
                for word in chosen.get(token.index, self._folded[token.index])
            )
            streams.append(WordStream(pairs))
        return streams

    def _stream(self, keep: Callable[[Token], bool]) -> WordStream:
        return WordStream(
            (token.index, word)
            for token in self.transcript.tokens
            if keep(token)
            for word in self._folded[token.index]
        )

    def _hit(self, first: int, last: int, score: float) -> Hit:
        span = self.alignment.span_of(first, last) if self.alignment is not None else None
        speaker = self.transcript.paragraph_of(first).speaker
        return Hit(first, last, score, span, speaker, *context_of(self.transcript, first, last))


def context_of(transcript: Transcript, first: int, last: int) -> tuple[str, int, int]:
    """Some words around tokens `first` to `last` on one line, and the place of these in it."""
    tokens = transcript.tokens
    begin = tokens[max(0, first - CONTEXT_WORDS)].start_char
    end = tokens[min(len(tokens) - 1, last + CONTEXT_WORDS)].end_char
    # One space for one character keeps the places.
    line = "".join(" " if c.isspace() else c for c in transcript.text[begin:end])
    return line, tokens[first].start_char - begin, tokens[last].end_char - begin


def _apart(found: dict[tuple[int, int], float]) -> list[tuple[int, int, float]]:
    """Of hits that overlap only the best."""
    kept: list[tuple[int, int, float]] = []
    taken: set[int] = set()
    order = sorted(found.items(), key=lambda item: (-item[1], item[0][1] - item[0][0], item[0]))
    for (first, last), score in order:
        if score > 0 and not any(index in taken for index in (first, last)):
            kept.append((first, last, score))
            taken.update(range(first, last + 1))
    return kept
