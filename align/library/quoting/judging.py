"""The verdict on a passage that a claimed quote may be of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from pullquote.align.library.querying.hits import LibraryHit, hit_at
from pullquote.align.library.querying.reader import Reader
from pullquote.align.library.quoting.claim import Claim
from pullquote.align.library.quoting.differences import Difference, Kind, compare, score
from pullquote.align.library.store.library import Library
from pullquote.align.library.words.negation import negations
from pullquote.align.library.words.searched_words import words_of

LEAST = 0.7
"""Share of the words that must be right for a quote to be close."""
LEAST_WORDS = 4
"""A shorter quote is said exactly or not at all."""
_EDGE = 4
"""Words next to three dots, or before a quote, among which a `not` belongs to the sentence."""


class Verdict(str, Enum):
    """The relation of a quote to what was said."""

    EXACT = "exact"
    """Every word was said so, apart from what the quote itself marks as left out or changed."""
    CLOSE = "close"
    NEGATED = "THE OPPOSITE"
    """Close, but a `not` is missing or was put in."""
    NOT_FOUND = "not found"


@dataclass(frozen=True, slots=True)
class QuoteMatch:
    """A passage like the quote, word by word."""

    hit: LibraryHit
    """The passage that was said, ready to be cut."""
    verdict: Verdict
    score: float
    """Share of the quote's words that were said, less what it leaves out silently; 0 to 1."""
    differences: tuple[Difference, ...]
    """In order; their `said` counts from the first word of `words`."""
    words: tuple[str, ...]
    """The words that were said, folded."""
    warnings: tuple[str, ...] = ()
    """Sentences on what would mislead: a `not` among the words left out, two speakers."""


@dataclass(frozen=True, slots=True)
class Spot:
    """The places where the runs of a claim are said."""

    recording: int
    runs: tuple[tuple[int, int], ...]
    """Half-open ranges of searched words."""


def judge(library: Library, claim: Claim, spot: Spot) -> QuoteMatch:
    """The quote beside what was said there."""
    reader = Reader(library, spot.recording)
    first, last = spot.runs[0][0], spot.runs[-1][1]
    words = reader.words(first, last)
    differences: list[Difference] = []
    omitted: list[tuple[int, int]] = []
    end = first
    for run, (start, stop) in zip(claim.runs, spot.runs, strict=True):
        if start > end:
            omitted.append((end - first, start - first))
            differences.append(Difference(Kind.OMITTED, (), omitted[-1]))
        for difference in compare(run.words, words[start - first : stop - first]):
            said = tuple(place + start - first for place in difference.said)
            differences.append(Difference(difference.kind, difference.quoted, (said[0], said[1])))
        end = stop
    likeness = score(differences, len(claim.words))
    hit = hit_at(library, reader, first, last)
    language = hit.entry.language
    is_negated = _is_negated(claim, spot, words, language) or _cuts_off_negation(
        reader, first, hit, language
    )
    return QuoteMatch(
        hit,
        _verdict(claim, differences, likeness, is_negated),
        likeness,
        tuple(differences),
        tuple(words),
        tuple(_warnings(reader, first, words, omitted, hit)),
    )


def _verdict(
    claim: Claim, differences: Sequence[Difference], likeness: float, is_negated: bool
) -> Verdict:
    if all(difference.kind in (Kind.SAME, Kind.OMITTED) for difference in differences):
        return Verdict.NEGATED if is_negated else Verdict.EXACT
    if likeness < LEAST or len(claim.words) < LEAST_WORDS:
        return Verdict.NOT_FOUND
    return Verdict.NEGATED if is_negated else Verdict.CLOSE


def _is_negated(claim: Claim, spot: Spot, words: Sequence[str], language: str) -> bool:
    """True when the quote has a `not` more or less than was said, also in what it leaves out."""
    first = spot.runs[0][0]
    end = first
    for run, (start, stop) in zip(claim.runs, spot.runs, strict=True):
        said = words[start - first : stop - first]
        if len(negations(run.words, language)) != len(negations(said, language)):
            return True
        gap = words[end - first : start - first]
        changed = negations(words_of(run.change), language) if run.change else []
        edges = gap if len(gap) <= 2 * _EDGE else [*gap[:_EDGE], *gap[-_EDGE:]]
        if len(negations(edges, language)) != len(changed):
            return True
        end = stop
    return False


def _cuts_off_negation(reader: Reader, first: int, hit: LibraryHit, language: str) -> bool:
    """True when a `not` stands right before the quote, in the same clause."""
    before = reader.words(first - 1, first)
    if not negations(before, language):
        return False
    token = reader.token_of(first - 1)
    text, _ = reader.text(token, token)
    return text[-1].isalnum() and not reader.begins_paragraph(hit.first)


def _warnings(
    reader: Reader,
    first: int,
    words: Sequence[str],
    omitted: Sequence[tuple[int, int]],
    hit: LibraryHit,
) -> Iterator[str]:
    language = hit.entry.language
    for start, stop in omitted:
        for word in dict.fromkeys(negations(words[start:stop], language)):
            yield f"what the quote leaves out has “{word}” in it"
    for word in dict.fromkeys(negations(reader.words(first - _EDGE, first), language)):
        yield f"just before it stands “{word}”"
    speakers = reader.speakers_of(hit.first, hit.last)
    if len(speakers) > 1:
        yield f"the words are of several people: {', '.join(speakers)}"
