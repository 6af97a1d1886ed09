"""All that speaks for and against a word having been said where it was placed.

How its score compares with those of right and of wrong words in the same recording, its neighbours'
scores, its duration and the room for it, what a recogniser heard in its place and how much that
sounds like it, and whether it was found on the way or only at the second look.
"""

from __future__ import annotations

import bisect
import itertools
import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pullquote.align.model.words import Word
from pullquote.align.placing.findings import NO_SCORE, Placement
from pullquote.align.placing.judgement.contrast import Contrast
from pullquote.align.placing.judgement.likeness import Sounds, shares_heard
from pullquote.align.spoken_forms.script import Script

Reals = npt.NDArray[np.float64]

_SECONDS_A_PHONE = 0.08
_REACH = 2
"""Words on each side whose scores count."""
_NEAR, _HOLE = 1.5, 0.6
"""Seconds between a word and where it was heard at most, and from a word to the next that was heard
at least where nothing was heard at all."""
_PAUSE = 0.15
_SHORT = 3
"""Phones of a short word."""
_USUALLY_APART, _MOST_APART = 0.1, 0.6
"""Seconds between where words are and where a recogniser hears them."""
_CLEAR = 3.0
"""Contrast of clear sound; see `contrast`."""
COLUMNS = (
    *("one", "score", "score of long words", "neighbours", "hurried", "stretched"),
    *(
        "phones",
        "second look",
        "heard",
        "heard surely",
        "score where heard",
        "something else heard",
    ),
    *(
        "sounds alike",
        "long and alike",
        "nothing heard",
        "in a hole",
        "little room",
        "heard around",
    ),
    *("beside a missing word", "many missing", "score at second look"),
    *("squeezed beside a pause", "little contrast", "run"),
    *("heard at another time", "short before a pause", "another word surely heard"),
)
"""The evidence that `describe` gives for each word."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may have been said where it was placed."""

    placement: Placement
    again: bool
    """True when it was found only at the second look."""
    missing: int
    """Words missing in a row before the second look; 0 for words found at once."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """Words that a recogniser heard without knowing what should be there."""

    words: tuple[Word, ...]
    """In order of time."""
    is_whole: bool
    """True when it heard the whole recording, so that hearing nothing somewhere tells something."""


@dataclass(frozen=True, slots=True)
class _Gap:
    """The words heard between two that were heard as they are written, and the room there."""

    shares: dict[int, float]
    """For each item between them, the share of its sound that was heard."""
    has_words: bool
    room: float
    """Logarithm of the time between them to the time that its items usually take."""


def describe(
    candidates: Sequence[Candidate], hearing: Hearing, sounds: Sounds, contrast: Contrast
) -> Reals:
    """A row of evidence for each candidate, shape (n, len(COLUMNS)).

    `candidates` are in order of item and time.
    """
    relative = [
        contrast.evidence(c.placement.score) if c.placement.score > NO_SCORE else 0.0
        for c in candidates
    ]
    counts = [len(sounds.of_item(c.placement.item)) for c in candidates]
    matched = match_candidates(candidates, hearing, sounds.script)
    taken = {at for at in matched if at is not None}
    instead = [word for n, word in enumerate(hearing.words) if n not in taken]
    gaps = _gaps(candidates, counts, instead, sounds)
    runs = _run_scores(candidates, relative, counts)
    starts = [word.span.start for word in instead]
    times = [word.span.start for word in hearing.words]
    rows = np.zeros((len(candidates), len(COLUMNS)))
    for k, candidate in enumerate(candidates):
        p, d, count = candidate.placement, relative[k], counts[k]
        near = [
            j
            for j in range(max(0, k - _REACH), min(len(candidates), k + _REACH + 1))
            if j != k and abs(candidates[j].placement.item - p.item) <= _REACH
        ]
        rate = math.log(max(p.span.duration, 0.01) / (_SECONDS_A_PHONE * count))
        beside = sum(
            0 <= other < len(candidates) and abs(candidates[other].placement.item - p.item) > 1
            for other in (k - 1, k + 1)
        )
        again, heard = float(candidate.again), float(p.heard)
        at, gap = matched[k], gaps[k]
        alike = gap.shares.get(p.item, 0.0)
        is_hole = hearing.is_whole and not p.heard and _is_far(p, hearing.words, times)
        is_silent = hearing.is_whole and not (p.heard or is_hole or gap.has_words)
        rows[k] = (
            1.0,
            d,
            d * min(count, 8) / 8,
            sum(relative[j] for j in near) / len(near) if near else 0.0,
            min(0.0, rate + 0.5),
            max(0.0, rate - 0.5),
            math.log(count),
            again,
            heard,
            hearing.words[at].probability if at is not None else 0.0,
            heard * d,
            _overlap(p, instead, starts),
            alike,
            alike * math.log(count),
            float(is_silent),
            float(is_hole),
            0.0 if p.heard else gap.room,
            sum(candidates[j].placement.heard for j in near) / (2 * _REACH),
            beside,
            math.log1p(candidate.missing),
            again * d,
            _squeeze(candidates, k, count),
            min(0.0, contrast.right - contrast.wrong - _CLEAR),
            runs[k],
            0.0 if at is None else _apart(p, hearing.words[at]),
            float(count <= _SHORT and _clings(candidates, k)),
            _overlap(p, instead, starts, 4.0 if hearing.is_whole else 1.0) * (1.0 - alike),
        )
    return rows


def match_candidates(
    candidates: Sequence[Candidate], hearing: Hearing, script: Script
) -> list[int | None]:
    """For each candidate that was heard the index of the word that it was heard as."""
    words = hearing.words if hearing.is_whole else ()
    times = [word.span.start for word in words]
    found: list[int | None] = []
    last = -1
    for candidate in candidates:
        p = candidate.placement
        best: int | None = None
        if p.heard:
            forms = {word for form in script.items[p.item].forms for word in form}
            low = max(last + 1, bisect.bisect_left(times, p.span.start - _NEAR))
            for n in range(low, bisect.bisect_right(times, p.span.end + _NEAR)):
                nearer = best is None or abs(times[n] - p.span.start) < abs(
                    times[best] - p.span.start
                )
                if words[n].text in forms and nearer:
                    best = n
        last = last if best is None else best
        found.append(best)
    return found


def _gaps(
    candidates: Sequence[Candidate],
    counts: Sequence[int],
    instead: Sequence[Word],
    sounds: Sounds,
) -> list[_Gap]:
    """For each candidate the gap between heard words that it is in."""
    rates = [c.placement.span.duration / n for c, n in zip(candidates, counts, strict=True)]
    pace = statistics.median(rates) if rates else _SECONDS_A_PHONE
    middles = [word.span.middle for word in instead]
    anchors = [k for k, c in enumerate(candidates) if c.placement.heard]
    gaps = [_Gap({}, False, 0.0)] * len(candidates)
    for left, right in itertools.pairwise((-1, *anchors, len(candidates))):
        if right - left <= 1:
            continue
        inside = candidates[left + 1 : right]
        first = candidates[left].placement.item + 1 if left >= 0 else inside[0].placement.item
        is_last = right == len(candidates)
        stop = inside[-1].placement.item + 1 if is_last else candidates[right].placement.item
        begin = candidates[left].placement.span.end if left >= 0 else inside[0].placement.span.start
        end = inside[-1].placement.span.end if is_last else candidates[right].placement.span.start
        low = bisect.bisect_left(middles, begin - _PAUSE)
        heard = instead[low : bisect.bisect_right(middles, end + _PAUSE)]
        items = range(first, stop)
        written = [sounds.of_item(item) for item in items]
        shares = shares_heard(written, "".join(sounds.of_word(word.text) for word in heard))
        usual = pace * sum(map(len, written))
        room = min(1.0, max(-2.0, math.log(max(end - begin, 0.01) / usual)))
        gap = _Gap(dict(zip(items, shares, strict=True)), bool(heard), room)
        gaps[left + 1 : right] = [gap] * (right - left - 1)
    return gaps


def _run_scores(
    candidates: Sequence[Candidate], scores: Sequence[float], counts: Sequence[int]
) -> list[float]:
    """For each word that was found at the second look the mean score of those found with it."""
    means = [0.0] * len(candidates)
    numbered = enumerate(candidates)
    for again, group in itertools.groupby(numbered, key=lambda pair: pair[1].again):
        places = [k for k, _ in group]
        if again:
            weight = sum(counts[k] for k in places)
            mean = sum(scores[k] * counts[k] for k in places) / weight
            for k in places:
                means[k] = mean
    return means


def _is_far(placement: Placement, words: Sequence[Word], times: Sequence[float]) -> bool:
    """True if no word was heard anywhere near."""
    middle = placement.span.middle
    at = bisect.bisect(times, middle)
    return all(
        not (words[n].span.start - _HOLE < middle < words[n].span.end + _HOLE)
        for n in range(max(0, at - 3), min(len(words), at + 3))
    )


def _apart(placement: Placement, heard: Word) -> float:
    """Seconds between where a word is and where it was heard, less what recognisers are off."""
    return min(_MOST_APART, max(0.0, abs(heard.span.start - placement.span.start) - _USUALLY_APART))


def _clings(candidates: Sequence[Candidate], k: int) -> bool:
    """True for a word that follows right after another and has a pause after it, which short words
    seldom have: most begin what comes after the pause.
    """
    if not 0 < k < len(candidates) - 1:
        return False
    before, span, after = (candidates[n].placement.span for n in (k - 1, k, k + 1))
    return span.start - before.end < _PAUSE / 3 and after.start - span.end > 2 * _PAUSE


def _squeeze(candidates: Sequence[Candidate], k: int, count: int) -> float:
    """The hurry of a word that has a pause beside it: it may belong on the pause's other side."""
    span = candidates[k].placement.span
    before = candidates[k - 1].placement.span.end if k > 0 else -math.inf
    after = candidates[k + 1].placement.span.start if k + 1 < len(candidates) else math.inf
    if max(span.start - before, after - span.end) < _PAUSE:
        return 0.0
    return max(0.0, -math.log(max(span.duration, 0.01) / (0.06 * count)))


def _overlap(
    placement: Placement, others: Sequence[Word], starts: Sequence[float], power: float = 1.0
) -> float:
    """Share of the placement in which something else was heard, as sure as that is.

    With a high `power` only what was heard surely counts.
    """
    span = placement.span
    total = 0.0
    for k in range(bisect.bisect_right(starts, span.end) - 1, -1, -1):
        if starts[k] < span.start - 3.0:
            break
        total += others[k].probability ** power * others[k].span.overlap(span)
    return min(1.0, total / max(span.duration, 0.01))
