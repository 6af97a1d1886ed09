"""Recognised words matched with the words of a transcript, and found in it by a vote.

Pure functions over sequences of spoken words.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

Pair = tuple[int, int]
"""Index of a recognised word and index of the transcript word that it is."""

_REACH = 5
_LEAST_SHARE = 0.5
_LEAST_NEIGHBOURS = 2
_GROWTH = 3
_RUN_STEP = 2
_SMALL_GAP, _LONG_WORD = 16, 5
"""Words between sure ones, and letters of a word that among so few does not match by chance."""
_LONG_RUN, _LONG_LETTERS = 4, 18
"""Words and letters of a run that does not match by chance."""


def match_words(heard: Sequence[str], written: Sequence[str]) -> list[Pair]:
    """The pairs of equal words on a longest common subsequence, in order."""
    numbers: dict[str, int] = {}
    left = [numbers.setdefault(word, len(numbers)) for word in heard]
    right = [numbers.setdefault(word, len(numbers)) for word in written]
    return [
        (step.src_start + k, step.dest_start + k)
        for step in Indel.opcodes(left, right)
        if step.tag == "equal"
        for k in range(step.src_end - step.src_start)
    ]


def at_best_occurrences(pairs: Sequence[Pair], heard: Sequence[str]) -> list[Pair]:
    """The pairs, with each run of them where its words were heard beside its neighbours.

    Of a phrase that was heard several times a longest common subsequence takes any. Between the
    pairs around it, the run is moved to where the fewest words are too many or missing between it
    and the nearer of them; where two places are as good it stays.
    """
    found: list[Pair] = []
    begin = 0
    while begin < len(pairs):
        stop = begin + 1
        while stop < len(pairs) and _follows(pairs[stop - 1], pairs[stop]):
            stop += 1
        left = found[-1] if found else (-1, -1)
        right = pairs[stop] if stop < len(pairs) else None
        run = pairs[begin:stop]
        shift = _best_shift(run, left, right, heard)
        found += [(h + shift, w) for h, w in run]
        begin = stop
    return found


def _follows(one: Pair, two: Pair) -> bool:
    return two[0] == one[0] + 1 and two[1] == one[1] + 1


def _best_shift(run: Sequence[Pair], left: Pair, right: Pair | None, heard: Sequence[str]) -> int:
    """The number of heard words by which a run is moved to its best occurrence."""
    (first, _), size = run[0], len(run)
    words = list(heard[first : first + size])
    low, high = left[0] + 1, (right[0] if right else len(heard)) - size
    places = [
        at
        for at in range(low, high + 1)
        if heard[at] == words[0] and list(heard[at : at + size]) == words
    ]
    if len(places) < 2:
        return 0

    def strain(at: int) -> int:
        before = abs((at - left[0]) - (run[0][1] - left[1]))
        if right is None:
            return before
        return min(before, abs((right[0] - at - size) - (right[1] - run[-1][1] - 1)))

    best = min(places, key=lambda at: (strain(at), at != first))
    return best - first


def anchor_pairs(
    heard: Sequence[str], written: Sequence[str], *, follows: bool = False
) -> list[Pair]:
    """The pairs of recognised and written words that can be trusted, increasing in both.

    A pair stays when at least half of the recognised words up to five places away are paired too,
    and with words near its own. A longest common subsequence of unrelated texts pairs a word here
    and there, which this throws out. Near an end of either sequence fewer neighbours do, and so do
    two at the start where the first word heard `follows` right after the one before the written.
    """
    pairs = at_best_occurrences(match_words(heard, written), heard)
    by_heard = dict(pairs)
    kept = []
    for h, w in pairs:
        before = min(_REACH, h, w)
        after = min(_REACH, len(heard) - 1 - h, len(written) - 1 - w)
        near = sum(
            abs(by_heard[other] - w) <= _REACH + 1
            for other in range(h - before, h + after + 1)
            if other != h and other in by_heard
        )
        if near >= max(_LEAST_NEIGHBOURS, _LEAST_SHARE * (before + after)):
            kept.append((h, w))
    sure = {*kept, *_in_long_runs(pairs, heard)}
    if follows and len(pairs) > 1 and max(pairs[1]) < _GROWTH:
        sure.update(pairs[:2])
    sure.update(_in_small_gaps(sorted(sure), pairs, heard))
    return _grown(sorted(sure), pairs)


def _in_small_gaps(
    sure: Sequence[Pair], pairs: Sequence[Pair], heard: Sequence[str]
) -> Iterator[Pair]:
    """The pairs of long words between two sure pairs that are near to each other."""
    for left, right in itertools.pairwise(sure):
        if max(right[0] - left[0], right[1] - left[1]) <= _SMALL_GAP:
            first, stop = bisect_right(pairs, left), bisect_left(pairs, right)
            yield from (pair for pair in pairs[first:stop] if len(heard[pair[0]]) >= _LONG_WORD)


def _in_long_runs(pairs: Sequence[Pair], heard: Sequence[str]) -> Iterator[Pair]:
    """The pairs of runs too long for chance: a sentence said between others that are not written.

    In a run each word follows the one before, or the one after that, in what was heard and in what
    is written.
    """
    run: list[Pair] = []
    for pair in (*pairs, None):
        if pair and run and max(pair[0] - run[-1][0], pair[1] - run[-1][1]) <= _RUN_STEP:
            run.append(pair)
            continue
        if len(run) >= _LONG_RUN and sum(len(heard[h]) for h, _ in run) >= _LONG_LETTERS:
            yield from run
        run = [pair] if pair is not None else []


def _grown(kept: Sequence[Pair], pairs: Sequence[Pair]) -> list[Pair]:
    """The kept pairs and those others that stand close to one, or to one that does."""
    known = set(kept)
    for run in (pairs, pairs[::-1]):
        last: Pair | None = None
        for pair in run:
            if pair in known:
                last = pair
            elif (
                last is not None
                and abs(pair[0] - last[0]) <= _GROWTH
                and abs(pair[1] - last[1]) <= _GROWTH
            ):
                known.add(pair)
                last = pair
    return sorted(known)


@dataclass(frozen=True, slots=True)
class TextPlace:
    """The place among written words to which a run of recognised words seems to belong."""

    offset: int
    """Written index minus heard index, about."""
    votes: float
    runner_up: float
    """Votes of the best place elsewhere."""
    heard: int
    """The number of words that were heard."""

    @property
    def is_certain(self) -> bool:
        """True when the winner stands out; wrong places had less than twice the runner-up."""
        least = max(_LEAST_VOTES, _LEAST_VOTES_A_WORD * self.heard)
        return self.votes >= least and self.votes >= 2.0 * self.runner_up


_LEAST_VOTES = 2.0
_LEAST_VOTES_A_WORD = 0.1
"""Words heard in their own text give one to two votes each, half of that in noise; unrelated words
a few in all."""
_DRIFT = 12


class PlaceIndex:
    """Finds where in a text a run of recognised words belongs, by a vote of its word pairs.

    Every pair of neighbouring words (and every pair with one word between, since recognisers
    miss some) votes for the diagonals on which the text has it, rare pairs more than common ones.
    """

    def __init__(self, written: Sequence[str]) -> None:
        self._places: dict[tuple[str, str], list[int]] = defaultdict(list)
        for distance in (1, 2):
            for i in range(len(written) - distance):
                self._places[written[i], written[i + distance]].append(i)
        for places in self._places.values():
            places.sort()
        self._length = len(written)

    def find(
        self, heard: Sequence[str], *, first: int = 0, stop: int | None = None
    ) -> TextPlace | None:
        """The likeliest place among written words `first` to `stop`; None without any vote."""
        stop = self._length if stop is None else stop
        votes: Counter[int] = Counter()
        for distance in (1, 2):
            for i in range(len(heard) - distance):
                places = self._places.get((heard[i], heard[i + distance]))
                if not places:
                    continue
                low, high = bisect_left(places, first), bisect_left(places, stop)
                for place in places[low:high]:
                    votes[place - i] += 1.0 / (high - low)  # type: ignore[assignment]
        if not votes:
            return None
        # Missed and invented words make the diagonal drift: sum over a window of diagonals.
        diagonals = sorted(votes)
        best: list[tuple[float, int]] = []
        for k, diagonal in enumerate(diagonals):
            total, j = 0.0, k
            while j < len(diagonals) and diagonals[j] - diagonal <= _DRIFT:
                total += votes[diagonals[j]]
                j += 1
            best.append((total, diagonal))
        winner, offset = max(best)
        elsewhere = max(
            (total for total, diagonal in best if abs(diagonal - offset) > 2 * _DRIFT), default=0.0
        )
        return TextPlace(offset + _DRIFT // 2, winner, elsewhere, len(heard))
