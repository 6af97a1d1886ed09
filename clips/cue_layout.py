"""The optimum itself: which words share a cue and a line, by dynamic programming."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from clips.cue import CueWord
from clips.linebreak import FORBIDDEN, SENTENCE, break_badness
from clips.profiles import Profile
from clips.text_width import is_wide, text_width

Array = NDArray[np.float64]

# What things cost. The scale: 10 is a cue break inside a name or after an article.
_CUE_BREAK = 10.0
_LINE_BREAK = 5.0
_PER_CUE = 2.0
_PER_LINE = 1.0
_UNEVEN = 12.0
_TOP_HEAVY = 0.6
_SENTENCE_INSIDE = 1.5
_PAUSE_INSIDE = 4.0
_BROKEN_RULE = 8.0
_EXCESS = 12.0
_IMPOSSIBLE = 1e5


@dataclass(frozen=True, slots=True)
class Layout:
    """One cue: words `first` to `stop`, not included, and where its lines break."""

    first: int
    stop: int
    breaks: tuple[int, ...]
    """Index of each line's first word, then `stop`."""
    seconds_to_read: float


@dataclass(frozen=True, slots=True)
class _Measures:
    """The words as arrays; boundary k stands before word k."""

    start: Array
    """When the word at k starts; at the end, when the time is up."""
    end: Array
    """When all words before boundary k have ended."""
    width: Array
    """Width of all words before k, with what stands after each."""
    after: Array
    """Width of what stands before boundary k (dropped at a break)."""
    reading: Array
    """Seconds needed to read all words before k."""
    pauses: Array
    """Cost of the silences before k."""
    sentences: Array
    """Sentence ends before k."""
    walls: Array
    """Places before k that no cue may span."""
    badness: Array
    """Of a break at boundary k, what is tight made dearer still."""
    words: Array
    """Words before k, those of scripts without spaces by their usual length."""


def find_layout(
    words: Sequence[CueWord], profile: Profile, language: str, until: float
) -> list[Layout]:
    """The cheapest division of these words into cues and lines."""
    badness = break_badness(words, language)
    atoms = _atoms(words, badness, profile)
    measures = _measure(words, atoms, badness, profile, until)
    longest = _longest_cue(measures, profile)
    line_costs, line_splits = _line_costs(measures, profile, longest)
    cost, lines = _cue_costs(measures, profile, line_costs)
    layouts: list[Layout] = []
    for first, stop in _cheapest_path(cost, _cue_break_costs(measures)):
        breaks = _line_breaks(line_splits, first, stop, int(lines[stop - first, first]))
        layouts.append(
            Layout(
                atoms[first],
                atoms[stop],
                tuple(atoms[k] for k in breaks),
                float(measures.reading[stop] - measures.reading[first]),
            )
        )
    return layouts


def _atoms(words: Sequence[CueWord], badness: Sequence[float], profile: Profile) -> list[int]:
    """Boundaries worth considering: not those that typography forbids, while the line has room."""
    wide = profile.chars_per_line / profile.wide_per_line
    boundaries = [0]
    width = 0.0
    for k in range(1, len(words) + 1):
        width += text_width(words[k - 1].text, wide=wide)
        full = (
            k < len(words) and width + text_width(words[k].text, wide=wide) > profile.chars_per_line
        )
        if k == len(words) or badness[k - 1] < FORBIDDEN or full:
            boundaries.append(k)
            width = 0.0
    return boundaries


def _measure(
    words: Sequence[CueWord],
    atoms: Sequence[int],
    badness: Sequence[float],
    profile: Profile,
    until: float,
) -> _Measures:
    wide = profile.chars_per_line / profile.wide_per_line
    slow = profile.chars_per_second / profile.wide_per_second
    count = len(words)
    after = np.array([0.0, *(float(word.after != "") for word in words)])
    widths = np.array([text_width(word.text, wide=wide) for word in words])
    reading = np.array([_seconds_to_read(word, slow, profile) for word in words])
    start = np.array([*(word.span.start for word in words), min(until, 1e9)])
    end = np.maximum.accumulate(np.array([0.0, *(word.span.end for word in words)]))
    pause = np.maximum(0.0, start[:count] - end[:count])
    pause[0] = 0.0
    walls = [0.0] + [float(a.speaker != b.speaker) for a, b in pairwise(words)]
    walled = np.maximum(np.array(walls), pause > profile.max_pause)
    ends = np.array([0.0, *(float(value == SENTENCE) for value in badness[:-1])])
    at = np.array(atoms)
    return _Measures(
        start=start[at],
        end=end[at],
        width=_total(widths + after[1:])[at],
        after=after[at],
        reading=_total(reading)[at],
        pauses=_inner(_PAUSE_INSIDE * np.maximum(0.0, pause - 0.35))[at],
        sentences=_inner(ends)[at],
        walls=_inner(walled)[at],
        badness=_felt(np.array([0.0, *badness]))[at],
        words=_total(_words_in(words))[at],
    )


def _seconds_to_read(word: CueWord, slow: float, profile: Profile) -> float:
    by_chars = (text_width(word.text, wide=slow) + len(word.after)) / profile.chars_per_second
    if profile.words_per_minute is None or any(is_wide(char) for char in word.text):
        return by_chars
    return max(by_chars, 60.0 / profile.words_per_minute)


def _words_in(words: Sequence[CueWord]) -> Array:
    """1 for a word with a space after it, else a half for a full-width character, a quarter for
    another: Chinese and Japanese words have about two, Thai words about four."""
    return np.array(
        [1.0 if w.after else 0.5 if is_wide(w.text[-1:] or " ") else 0.25 for w in words]
    )


def _felt(badness: Array) -> Array:
    """Guides merely advise against most breaks but forbid those inside a name or after `the`."""
    return badness + 3.0 * np.maximum(0.0, badness - 0.8)


def _total(values: Array) -> Array:
    return np.concatenate([[0.0], np.cumsum(values)])


def _inner(at_boundary: Array) -> Array:
    """Sums s such that `s[j - 1] - s[i]` is over the boundaries strictly between i and j."""
    return np.concatenate([np.cumsum(at_boundary), [at_boundary.sum()]])


def _longest_cue(measures: _Measures, profile: Profile) -> int:
    """Most atoms that any cue can hold."""
    room = profile.max_lines * (profile.chars_per_line + 1)
    fits = np.searchsorted(measures.width, measures.width + room, side="right") - 1
    if profile.max_words is not None:
        most = np.searchsorted(measures.words, measures.words + profile.max_words, side="right")
        fits = np.minimum(fits, most - 1)
    return max(1, int((fits - np.arange(len(fits))).max()))


def _line_costs(
    measures: _Measures, profile: Profile, longest: int
) -> tuple[list[list[Array]], list[list[NDArray[np.intp]]]]:
    """`costs[k][n][i]`: n atoms from atom i on in k + 1 lines; `splits` say where the last begins.

    The sum of squared widths is least for even lines; what a single line of the same text would
    cost is taken off later.
    """
    boundaries = len(measures.start)
    limit = profile.chars_per_line
    single: list[Array] = [np.zeros(boundaries)]
    for n in range(1, longest + 1):
        width = measures.width[n:] - measures.width[:-n] - measures.after[n:]
        over = np.maximum(0.0, width - limit)
        single.append(_UNEVEN * (width / limit) ** 2 + np.where(over > 0, _IMPOSSIBLE + over, 0))
    costs = [single]
    splits: list[list[NDArray[np.intp]]] = [[]]
    for _ in range(1, profile.max_lines):
        costs_k: list[Array] = []
        splits_k: list[NDArray[np.intp]] = []
        for n in range(longest + 1):
            size = boundaries - n
            best = np.full(size, np.inf)
            choice = np.zeros(size, dtype=np.intp)
            for head in range(1, n):
                at = slice(head, head + size)
                top = measures.width[at] - measures.width[:size]
                candidate = (
                    costs[-1][head][:size]
                    + single[n - head][at]
                    + _LINE_BREAK * measures.badness[at]
                    + _TOP_HEAVY * top / limit
                )
                better = candidate < best
                best[better] = candidate[better]
                choice[better] = head
            costs_k.append(best + _PER_LINE)
            splits_k.append(choice)
        costs.append(costs_k)
        splits.append(splits_k)
    return costs, splits


def _cue_costs(
    measures: _Measures, profile: Profile, line_costs: list[list[Array]]
) -> tuple[Array, NDArray[np.intp]]:
    """`cost[n, i]` of a cue of n atoms from atom i on, and its best number of lines less one."""
    boundaries = len(measures.start)
    longest = len(line_costs[0]) - 1
    cost = np.full((longest + 1, boundaries), np.inf)
    lines = np.zeros((longest + 1, boundaries), dtype=np.intp)
    for n in range(1, longest + 1):
        size = boundaries - n
        width = measures.width[n:] - measures.width[:size] - measures.after[n:]
        even = _UNEVEN * (width / profile.chars_per_line) ** 2
        by_lines = np.stack([kind[n] - even / (k + 1) for k, kind in enumerate(line_costs)])
        lines[n, :size] = by_lines.argmin(axis=0)
        cost[n, :size] = (
            by_lines.min(axis=0)
            + _PER_CUE
            + _time_cost(measures, profile, n)
            + _inside(measures.pauses, n)
            + _SENTENCE_INSIDE * _inside(measures.sentences, n)
            + _IMPOSSIBLE * _inside(measures.walls, n)
        )
        if profile.max_words is not None and n > 1:
            many = measures.words[n:] - measures.words[:size] > profile.max_words
            cost[n, :size] += np.where(many, _IMPOSSIBLE, 0.0)
    return cost, lines


def _inside(sums: Array, n: int) -> Array:
    """Sum over the boundaries strictly inside each run of n atoms."""
    size = len(sums) - n
    return sums[n - 1 : n - 1 + size] - sums[:size]


def _time_cost(measures: _Measures, profile: Profile, n: int) -> Array:
    """What n atoms from each atom on cost for being too quick to read, too short or too long."""
    size = len(measures.start) - n
    start, following = measures.start[:size], measures.start[n:]
    spoken = measures.end[n:]
    reading = measures.reading[n:] - measures.reading[:size]
    latest = np.maximum(spoken + profile.max_linger, start + profile.min_duration)
    shown = np.maximum(np.minimum(latest, following - profile.min_gap) - start, 1e-3)
    hurry = np.minimum(np.maximum(0.0, reading / shown - 1.0), 5.0)
    brief = np.maximum(0.0, 1.0 - shown / max(profile.min_duration, 1e-9))
    # A cue whose gap to the next is too small to leave is shown until the next.
    closed = np.where(
        following - spoken < profile.linger + profile.close_gap, following - profile.min_gap, spoken
    )
    long = np.maximum(0.0, (closed - start) / profile.max_duration - 1.0)
    cost: Array = (
        np.where(hurry > 1e-9, 0.5 * _BROKEN_RULE, 0.0)
        + _EXCESS * hurry
        + np.where(brief > 1e-9, _BROKEN_RULE, 0.0)
        + _EXCESS * brief
        + np.where(long > 1e-9, _BROKEN_RULE, 0.0)
        + _EXCESS * long
    )
    return cost


def _cue_break_costs(measures: _Measures) -> Array:
    """What ending a cue at each boundary costs; a pause excuses a break in mid-sentence."""
    pause = np.maximum(0.0, measures.start - measures.end)
    excuse = 1.0 - 0.8 * np.minimum(1.0, pause / 0.6)
    cost: Array = _CUE_BREAK * measures.badness * excuse
    return cost


def _cheapest_path(cost: Array, break_cost: Array) -> list[tuple[int, int]]:
    longest, boundaries = cost.shape[0] - 1, cost.shape[1]
    # arrivals[j, n - 1]: the cue of n atoms that ends at j.
    arrivals = np.full((boundaries, longest), np.inf)
    for n in range(1, longest + 1):
        arrivals[n:, n - 1] = cost[n, : boundaries - n] + break_cost[n:]
    best = np.zeros(boundaries)
    taken = np.zeros(boundaries, dtype=np.intp)
    for j in range(1, boundaries):
        reach = min(longest, j)
        candidates = arrivals[j, :reach] + best[j - reach : j][::-1]
        n = int(candidates.argmin())
        taken[j], best[j] = n + 1, candidates[n]
    path: list[tuple[int, int]] = []
    j = boundaries - 1
    while j > 0:
        path.append((j - int(taken[j]), j))
        j -= int(taken[j])
    return path[::-1]


def _line_breaks(
    splits: list[list[NDArray[np.intp]]], first: int, stop: int, lines: int
) -> list[int]:
    breaks = [stop]
    n = stop - first
    for k in range(lines, 0, -1):
        n = int(splits[k][n][first])
        breaks.append(first + n)
    return [first, *breaks[:0:-1], stop] if len(breaks) > 1 else [first, stop]
