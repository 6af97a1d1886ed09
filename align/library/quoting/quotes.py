"""Claimed quotes are checked: said exactly, nearly, the opposite, or not at all.

with Library() as library:
    check = check_quote(library, "There was a wren, singing loudly")
    print(check.verdict.value)
    for match in check.matches:
        print(match.hit.entry.title, match.hit.span, match.differences)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from pullquote.align.library.querying.matching import Way, make_matcher
from pullquote.align.library.querying.query import Phrase, Term
from pullquote.align.library.querying.reader import Reader
from pullquote.align.library.quoting.candidates import candidates
from pullquote.align.library.quoting.claim import Claim, parse_claim
from pullquote.align.library.quoting.judging import LEAST_WORDS, QuoteMatch, Spot, Verdict, judge
from pullquote.align.library.store.library import Library

_SLACK = 4
"""Words around a voted place among which the quote is looked for."""


@dataclass(frozen=True, slots=True)
class QuoteCheck:
    """The result for a claimed quote."""

    verdict: Verdict
    """The best of the matches'; a close match that says the opposite is never called close."""
    matches: tuple[QuoteMatch, ...]
    """Best first; also those too unlike to be called close, when nothing better was found."""


def check_quote(library: Library, text: str, *, limit: int = 5) -> QuoteCheck:
    """Check if anybody in the library said this; see `claim` for dots and brackets.

    Raises InputError for a quote without words, LibraryError.
    """
    claim = parse_claim(text)
    with library.reading():
        found = [*_exactly(library, claim, limit)]
        if not any(match.verdict is Verdict.EXACT for match in found):
            found += _nearly(library, claim, limit)
    found.sort(key=lambda match: (_ORDER.index(match.verdict), -match.score))
    matches = tuple(_apart(found))[:limit]
    verdict = matches[0].verdict if matches else Verdict.NOT_FOUND
    return QuoteCheck(verdict, matches)


_ORDER = (Verdict.EXACT, Verdict.NEGATED, Verdict.CLOSE, Verdict.NOT_FOUND)
"""The opposite comes before what is close: it is what must not be overlooked."""


def _exactly(library: Library, claim: Claim, limit: int) -> Iterator[QuoteMatch]:
    """Places where every run is said word for word, in order, within its gap."""
    count = 0
    phrases = [Phrase(tuple(map(Term, run.words))) for run in claim.runs]
    matcher = None
    for phrase in phrases:
        one = make_matcher(phrase, lambda phrase: [Way(phrase.words)])
        assert one is not None
        matcher = one.match if matcher is None else f"{matcher} AND {one.match}"
    for recording, found in library.positions("said match ?", (matcher,)):
        places = [
            [(start, start + len(run.words)) for start in starts]
            for run, starts in zip(claim.runs, found, strict=True)
        ]
        for spot in _chains(recording, places, claim):
            yield judge(library, claim, spot)
            count += 1
            if count >= limit:
                return


def _chains(
    recording: int, places: Sequence[Sequence[tuple[int, int]]], claim: Claim
) -> Iterator[Spot]:
    for first in places[0]:
        chain = [first]
        for run, following in zip(claim.runs[1:], places[1:], strict=True):
            end = chain[-1][1]
            near = [place for place in following if end <= place[0] <= end + run.most_before]
            if not near:
                break
            chain.append(near[0])
        else:
            yield Spot(recording, tuple(chain))


def _nearly(library: Library, claim: Claim, limit: int) -> Iterator[QuoteMatch]:
    """The passages most like the quote."""
    if len(claim.words) < LEAST_WORDS:
        return
    longest = max(range(len(claim.runs)), key=lambda k: len(claim.runs[k].words))
    anchor = claim.runs[longest].words
    spots: list[tuple[float, Spot]] = []
    readers: dict[int, Reader] = {}
    for recording, place in candidates(library, anchor):
        reader = readers.setdefault(recording, Reader(library, recording))
        start = max(0, place - _SLACK)
        window = reader.words(start, place + len(anchor) + 2 * _SLACK + 8)
        first, stop, distance = _best_window(anchor, window)
        if distance <= len(anchor) // 2:
            spots.append((distance, Spot(recording, ((start + first, start + stop),))))
    spots.sort(key=lambda spot: spot[0])
    seen: set[tuple[int, int]] = set()
    for _, spot in spots:
        key = (spot.recording, spot.runs[0][0])
        if key in seen or len(seen) >= 2 * limit:
            continue
        seen.add(key)
        whole = _with_other_runs(readers[spot.recording], claim, longest, spot)
        if whole is not None:
            yield judge(library, claim, whole)


def _with_other_runs(reader: Reader, claim: Claim, anchor: int, spot: Spot) -> Spot | None:
    """The spot with the runs before and after the one that was found; None where they are not."""
    chain = [spot.runs[0]]
    for run in claim.runs[anchor + 1 :]:
        end = chain[-1][1]
        window = reader.words(end, end + run.most_before + len(run.words) + 2)
        first, stop, distance = _best_window(run.words, window)
        if distance > len(run.words) // 2:
            return None
        chain.append((end + first, end + stop))
    for number in range(anchor, 0, -1):
        run, begin = claim.runs[number - 1], chain[0][0]
        start = max(0, begin - claim.runs[number].most_before - len(run.words) - 2)
        window = reader.words(start, begin)
        first, stop, distance = _best_window(run.words, window)
        if distance > len(run.words) // 2:
            return None
        chain.insert(0, (start + first, start + stop))
    return Spot(spot.recording, tuple(chain))


def _best_window(words: Sequence[str], window: Sequence[str]) -> tuple[int, int, int]:
    """The run of the window most like the words: half-open range and words that differ.

    Of several the one that ends on the same word, then the one of the same length.
    """
    size = len(words)
    wanted = frozenset(words)
    best = ((size, 1, 0), 0, 0)
    for start, word in enumerate(window):
        if word not in wanted:
            continue
        for stop in range(start + max(1, size - 2), min(start + size + 2, len(window)) + 1):
            distance = Levenshtein.distance(words, window[start:stop], score_cutoff=best[0][0])
            key = (distance, window[stop - 1] != words[-1], abs(stop - start - size))
            best = min(best, (key, start, stop))
    return best[1], best[2], best[0][0]


def _apart(matches: Sequence[QuoteMatch]) -> Iterator[QuoteMatch]:
    """Of matches that overlap only the first."""
    taken: list[tuple[int, int, int]] = []
    for match in matches:
        hit = match.hit
        if not any(
            recording == hit.entry.id and first <= hit.last and hit.first <= last
            for recording, first, last in taken
        ):
            taken.append((hit.entry.id, hit.first, hit.last))
            yield match
