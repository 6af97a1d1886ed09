"""Finding words in all recordings of a library.

    with Library() as library:
        for hit in search_library(library, "free to speak").hits:
            print(hit.entry.title, hit.span, hit.context)

What is asked for is found whatever the case, accents and punctuation, across lines, paragraphs and
speakers, with numbers written either way. Only where that finds nothing are misspelt words, words
that sound alike and words parted otherwise tried.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product

from pullquote.align.library.querying.hits import LibraryHit, hit_at
from pullquote.align.library.querying.matching import Matcher, Place, Way, make_matcher
from pullquote.align.library.querying.query import Phrase, Term, parse_query
from pullquote.align.library.querying.reader import Reader
from pullquote.align.library.querying.vocabulary import count_of, similar_words, words_with_prefix
from pullquote.align.library.store.library import Library
from pullquote.align.library.words.figures import spellings
from pullquote.align.library.words.searched_words import all_words
from pullquote.align.search.word_stream import fold_words

_MOST_WAYS = 64
"""Ways to write one phrase, with words that are like its own."""

ORDERS = {
    "best": "rank",
    "added": "said.rowid desc",
    "oldest": "ifnull(recording.recorded, recording.added), said.rowid",
    "newest": "ifnull(recording.recorded, recording.added) desc, said.rowid desc",
}
"""Orders in which recordings are listed: most about it first, last added first, by date."""


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """The extent of a search, and of its answer."""

    limit: int = 20
    """Hits at most."""
    offset: int = 0
    """Hits to pass over, for the pages after the first."""
    speaker: str = ""
    """Only what somebody says whose name has these words in it."""
    recordings: tuple[int, ...] = ()
    """Only in the recordings of these ids; in all where there are none."""
    after: float | None = None
    """Only in recordings that began at this moment or later, seconds since 1970."""
    before: float | None = None
    """Only in recordings that began before this moment, seconds since 1970."""
    order: str = "best"
    """One of `ORDERS`."""
    similar: bool = True
    """True to look for similar words where the words are nowhere."""
    counts: bool = True
    """True to count all hits, which takes time where there are many thousands."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Some of the hits, those of a recording together."""

    hits: tuple[LibraryHit, ...]
    total: int | None
    """All hits; None where they were not counted."""
    recordings: int | None
    """Recordings with a hit; None where they were not counted."""
    taken: tuple[str, ...] = ()
    """The words that were found in place of those asked for, where these are nowhere."""

    @property
    def is_exact(self) -> bool:
        """True when the hits are what was asked for, not merely similar."""
        return not self.taken


def search_library(
    library: Library, text: str, options: SearchOptions | None = None
) -> SearchResult:
    """Find the places where this is said; see `query` for the way to write it.

    Raises InputError for a query that cannot be read, LibraryError.
    """
    options = options or SearchOptions()
    query = parse_query(text)
    with library.reading():
        page = _page(library, make_matcher(query, _Spelled(library)), options)
        if page.hits or options.offset or page.total or not options.similar:
            return page
        like = _Similar(library)
        matcher = make_matcher(query, like)
        page = _page(library, matcher, options)
        if not page.hits or matcher is None:
            return page
        return replace(page, taken=_taken(page.hits))


def _taken(hits: Sequence[LibraryHit]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(all_words(hit.text.split())) for hit in hits))


def _page(library: Library, matcher: Matcher | None, options: SearchOptions) -> SearchResult:
    if matcher is None:
        return SearchResult((), 0, 0)
    hits: list[LibraryHit] = []
    total = recordings = 0
    end = options.offset + options.limit
    known = _known_counts(library, matcher, options)
    found = _Found(library, matcher, options)
    for recording, places in found:
        first = max(0, options.offset - total)
        if places and total < end:
            hits += _hits(library, recording, places[first : end - total])
        total += len(places)
        recordings += bool(places)
        if total >= end and known is not None:
            return SearchResult(tuple(hits), *known)
    return SearchResult(tuple(hits), total, recordings)


def _known_counts(
    library: Library, matcher: Matcher, options: SearchOptions
) -> tuple[int | None, int | None] | None:
    """Counts of hits and recordings that need not wait for the last hit; None where they must.

    Of a single word everywhere the library keeps count.
    """
    if not options.counts:
        return None, None
    is_dated = options.after is not None or options.before is not None
    is_narrowed = options.recordings or options.speaker or is_dated
    ways = matcher.ways[0]
    if is_narrowed or len(matcher.ways) > 1 or len(ways) > 1:
        return None
    if len(ways[0].words) > 1 or ways[0].is_prefix:
        return None
    ((recordings,),) = library.rows(
        "select count(*) from said where said match ?", (matcher.match,)
    )
    return count_of(library, ways[0].words[0]), int(recordings)


def _hits(library: Library, recording: int, places: Sequence[Place]) -> Iterator[LibraryHit]:
    if not places:
        return
    reader = Reader(library, recording)
    for start, stop in places:
        yield hit_at(library, reader, start, stop)


class _Found:
    """Recordings that match and their places, in the order that was asked for."""

    def __init__(self, library: Library, matcher: Matcher, options: SearchOptions) -> None:
        self._library = library
        self._matcher = matcher
        self._options = options
        self._speakers = _speakers(library, options.speaker) if options.speaker else None

    def __iter__(self) -> Iterator[tuple[int, list[Place]]]:
        where, values = self._conditions()
        order = ORDERS[self._options.order]
        for recording, found in self._library.positions(where, values, order):
            places = self._matcher.places(found)
            if self._speakers is not None:
                places = self._said_by(recording, places, self._speakers)
            yield recording, places

    def _conditions(self) -> tuple[str, list[object]]:
        """SQL on the index, and its values."""
        options = self._options
        parts = ["said match ?"]
        values: list[object] = [self._matcher.match]
        if options.recordings:
            parts.append(f"+said.rowid in ({', '.join('?' * len(options.recordings))})")
            values += options.recordings
        if options.after is not None:
            parts.append("recording.recorded>=?")
            values.append(options.after)
        if options.before is not None:
            parts.append("recording.recorded<?")
            values.append(options.before)
        if self._speakers is not None:
            names = ", ".join("?" * len(self._speakers))
            parts.append(f"+said.rowid in (select recording from speaker where name in ({names}))")
            values += self._speakers
        return " and ".join(parts), values

    def _said_by(
        self, recording: int, places: Sequence[Place], speakers: frozenset[str]
    ) -> list[Place]:
        if not places:
            return []
        reader = Reader(self._library, recording)
        return [p for p in places if reader.speaker_of(reader.token_of(p[0])) in speakers]


def _speakers(library: Library, asked: str) -> frozenset[str]:
    """Names that have the words asked for in them."""
    words = set(fold_words(asked))
    names = library.rows("select distinct name collate binary from speaker")
    return frozenset(name for (name,) in names if words and words <= set(fold_words(name)))


class _Spelled:
    """The ways in which a phrase may be written that say the same."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def __call__(self, phrase: Phrase) -> Sequence[Way]:
        if not any(term.is_prefix or term.is_similar for term in phrase.terms):
            return [Way(words) for words in spellings(phrase.words)]
        *before, last = phrase.terms
        ends: list[Way] = (
            [Way((last.word,), is_prefix=True)]
            if last.is_prefix
            else [Way((word,)) for word in self.words(last)]
        )
        begins = product(*(self.words(term) for term in before))
        return [
            Way((*begin, *end.words), end.is_prefix)
            for begin, end in islice(product(begins, ends), _MOST_WAYS)
        ]

    def words(self, term: Term) -> list[str]:
        """The words that this word of a phrase may be."""
        if term.is_prefix:
            return words_with_prefix(self.library, term.word)
        if term.is_similar:
            return similar_words(self.library, term.word)
        return [term.word]


class _Similar(_Spelled):
    """The ways in which a phrase may be written by somebody who misspelt or misheard it."""

    def __call__(self, phrase: Phrase) -> Sequence[Way]:
        ways = [*super().__call__(phrase)]
        words = phrase.words
        unknown = [
            not (term.is_prefix or count_of(self.library, term.word)) for term in phrase.terms
        ]
        choices = [
            similar_words(self.library, term.word) or [term.word]
            if is_unknown or not any(unknown)
            else self.words(term)
            for term, is_unknown in zip(phrase.terms, unknown, strict=True)
        ]
        ways += [Way(way) for way in islice(product(*choices), _MOST_WAYS)]
        for at in range(len(words) - 1):  # `every one` for `everyone`
            ways.append(Way((*words[:at], words[at] + words[at + 1], *words[at + 2 :])))
        for at, word in enumerate(words):
            for cut in range(2, len(word) - 1) if unknown[at] else ():
                parts = (word[:cut], word[cut:])
                if all(count_of(self.library, part) for part in parts):
                    ways.append(Way((*words[:at], *parts, *words[at + 1 :])))
        return [*dict.fromkeys(ways)]
