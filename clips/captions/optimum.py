"""The optimum itself: the words that share a cue and a line, by dynamic programming."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pullquote.clips.captions.cheapest_path import cheapest_path
from pullquote.clips.captions.cue import CueWord
from pullquote.clips.captions.cue_measures import Array, Measures, find_atoms, measure
from pullquote.clips.captions.lines.linebreak import break_badness
from pullquote.clips.captions.profiles.profile import Profile

# Costs, tuned by eye on talks and by the shares that `benchmarks.captions.broken_rules` prints. On
# the same scale a break between cues in the middle of a phrase costs 6, and inside a name 16.
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
# For each character that a line is too wide, rather than once for the line: where a word is too
# wide by itself, putting others beside it must not be a bargain.
_TOO_WIDE = 1e4


@dataclass(frozen=True, slots=True)
class Layout:
    """One cue: words `first` up to but not including `stop`, and the breaks of its lines."""

    first: int
    stop: int
    breaks: tuple[int, ...]
    """Index of each line's first word, then `stop`."""
    seconds_to_read: float


def find_layout(
    words: Sequence[CueWord], profile: Profile, language: str, until: float
) -> list[Layout]:
    """The cheapest division of these words into cues and lines."""
    badness = break_badness(words, language)
    atoms = find_atoms(words, badness, profile)
    measures = measure(words, atoms, badness, profile, until)
    longest = _longest_cue(measures, profile)
    line_costs, line_splits = _line_costs(measures, profile, longest)
    cost, lines = _cue_costs(measures, profile, line_costs)
    layouts: list[Layout] = []
    for first, stop in cheapest_path(cost, _cue_break_costs(measures)):
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


def _longest_cue(measures: Measures, profile: Profile) -> int:
    """The most atoms that any cue can hold."""
    room = profile.max_lines * (profile.chars_per_line + 1)
    fits = np.searchsorted(measures.width, measures.width + room, side="right") - 1
    if profile.max_words is not None:
        most = np.searchsorted(measures.words, measures.words + profile.max_words, side="right")
        fits = np.minimum(fits, most - 1)
    return max(1, int(np.max(fits - np.arange(len(fits)))))


def _line_costs(
    measures: Measures, profile: Profile, longest: int
) -> tuple[list[list[Array]], list[list[NDArray[np.intp]]]]:
    """`costs[k][n][i]`: n atoms from atom i on in k + 1 lines; `splits` has the last line's start.

    The sum of squared widths is least for even lines; the cost of the same text on a single line is
    taken off later.
    """
    boundaries = len(measures.start)
    limit = profile.chars_per_line
    single: list[Array] = [np.zeros(boundaries)]
    for n in range(1, longest + 1):
        width = measures.width[n:] - measures.width[:-n] - measures.after[n:]
        over = np.maximum(0.0, width - limit)
        single.append(_UNEVEN * (width / limit) ** 2 + _TOO_WIDE * over)
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
    measures: Measures, profile: Profile, line_costs: list[list[Array]]
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
            + _PAUSE_INSIDE * _inside(measures.pauses, n)
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


def _time_cost(measures: Measures, profile: Profile, n: int) -> Array:
    """Cost of n atoms from each atom on for being too quick to read, too short or too long."""
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


def _cue_break_costs(measures: Measures) -> Array:
    """Cost of ending a cue at each boundary; a pause excuses a break in mid-sentence."""
    pause = np.maximum(0.0, measures.start - measures.end)
    excuse = 1.0 - 0.8 * np.minimum(1.0, pause / 0.6)
    cost: Array = _CUE_BREAK * measures.badness * excuse
    return cost


def _line_breaks(
    splits: list[list[NDArray[np.intp]]], first: int, stop: int, lines: int
) -> list[int]:
    breaks = [stop]
    n = stop - first
    for k in range(lines, 0, -1):
        n = int(splits[k][n][first])
        breaks.append(first + n)
    return [first, *breaks[:0:-1], stop] if len(breaks) > 1 else [first, stop]
