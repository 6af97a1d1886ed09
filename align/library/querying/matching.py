"""A query as the index understands it, and the places where a recording matches it. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeAlias

from pullquote.align.errors import InputError
from pullquote.align.library.querying.query import Both, Either, Near, Phrase, Query, Without

Place: TypeAlias = tuple[int, int]
"""Half-open range of searched words."""


@dataclass(frozen=True, slots=True)
class Way:
    """Words in a row, one way to write a phrase."""

    words: tuple[str, ...]
    is_prefix: bool = False
    """True when the last word is only the beginning of one."""

    @property
    def match(self) -> str:
        """As FTS5 wants it; words have no quotation marks in them."""
        return f'"{" ".join(self.words)}"' + ("*" if self.is_prefix else "")


Ways: TypeAlias = Callable[[Phrase], Sequence[Way]]
"""Gives the ways in which a phrase may be written."""


@dataclass(frozen=True, slots=True)
class Matcher:
    """A query made ready for the index."""

    query: Query
    ways: tuple[tuple[Way, ...], ...]
    """Of each phrase of the query, in its order."""
    match: str
    """The FTS5 expression that finds the recordings."""

    def places(self, found: Sequence[Sequence[int]]) -> list[Place]:
        """The places where a recording says it, given the positions of each way in order."""
        queue = iter(found)
        phrases: list[list[Place]] = []
        for ways in self.ways:
            longest: dict[int, int] = {}
            for way in ways:
                for start in next(queue):
                    longest[start] = max(longest.get(start, 0), start + len(way.words))
            phrases.append(sorted(longest.items()))
        return _places(self.query, iter(phrases).__next__)


def make_matcher(query: Query, ways: Ways) -> Matcher | None:
    """The matcher of a query; None where it cannot match anything. Raises InputError."""
    phrases: list[tuple[Way, ...]] = []
    match = _match(query, ways, phrases)
    depth = accumulate({"(": 1, ")": -1}.get(sign, 0) for sign in match)
    if max(depth) > _DEEPEST:
        raise InputError(
            "the query has too many operators of different kinds inside each other; give fewer"
        )
    return Matcher(query, tuple(phrases), match) if any(phrases) else None


_DEEPEST = 30
"""Brackets inside brackets; the stack of FTS5 has 100 places, and each takes three."""
_NOWHERE = "\ue000"
"""A word that nobody says: the index's words have letters and figures only."""


def _match(query: Query, ways: Ways, phrases: list[tuple[Way, ...]]) -> str:
    if isinstance(query, Phrase):
        found = tuple(ways(query)) or (Way((_NOWHERE,)),)
        phrases.append(found)
        return f"({' OR '.join(way.match for way in found)})"
    left = _match(query.left, ways, phrases)
    right = _match(query.right, ways, phrases)
    operator = _operator(query)
    if not isinstance(query.left, Phrase) and operator == _operator(query.left):
        left = left[1:-1]  # many alternatives stand side by side
    return f"({left} {operator} {right})"


def _operator(query: Both | Either | Without | Near) -> str:
    if isinstance(query, Without) and _has_near(query.right):
        # The index sees only that both words of a NEAR are there, not that they are far apart.
        return "OR"
    return {Either: "OR", Without: "NOT"}.get(type(query), "AND")


def _has_near(query: Query) -> bool:
    if isinstance(query, Phrase):
        return False
    return isinstance(query, Near) or _has_near(query.left) or _has_near(query.right)


def _places(query: Query, next_phrase: Callable[[], list[Place]]) -> list[Place]:
    if isinstance(query, Phrase):
        return next_phrase()
    left = _places(query.left, next_phrase)
    right = _places(query.right, next_phrase)
    if isinstance(query, Without):
        return [] if right else left
    if isinstance(query, Either):
        return sorted({*left, *right})
    if isinstance(query, Both):
        return sorted({*left, *right}) if left and right else []
    return _near(left, right, query)


def _near(left: Sequence[Place], right: Sequence[Place], query: Near) -> list[Place]:
    """For each place of the left side the nearest of the right, and everything between them."""
    found: list[Place] = []
    longest = max((stop - start for start, stop in right), default=0)
    for place in left:
        low = bisect_left(right, (place[0] - query.distance - longest, 0))
        high = bisect_left(right, (place[1] + query.distance + 1, 0))
        gaps = [(gap, k) for k in range(low, high) if (gap := _gap(place, right[k])) is not None]
        gap, nearest = min(gaps, default=(query.distance + 1, 0))
        if gap <= query.distance:
            other = right[nearest]
            hull = (min(place[0], other[0]), max(place[1], other[1]))
            if not found or hull[0] >= found[-1][1]:
                found.append(hull)
    return found


def _gap(one: Place, other: Place) -> int | None:
    """Words between two places; None where they overlap."""
    if one[0] < other[1] and other[0] < one[1]:
        return None
    return max(one[0], other[0]) - min(one[1], other[1])
