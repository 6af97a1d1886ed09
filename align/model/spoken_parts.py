"""Parts of a transcript in the order in which they are said, where it is not the written one.

Only times say so: nothing of it is kept. Words that were placed by hand a little out of order are
no part of their own.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pullquote.align.model.aligned_word import AlignedWord
from pullquote.align.model.alignment import Alignment
from pullquote.align.times import TimeSpan

_FEWEST = 5
"""Timed words of a part."""


@dataclass(frozen=True, slots=True)
class SpokenPart:
    """A run of tokens that are said in the order in which they are written."""

    first: int
    """Index of the first token."""
    last: int
    """Index of the last token, included."""
    span: TimeSpan | None
    """Seconds; None where none of them has a time."""


def spoken_parts(alignment: Alignment) -> tuple[SpokenPart, ...]:
    """The parts in the order in which they are said; one where that is the written order.

    Together they are all tokens. Words without a time belong to the part before them, or to the one
    after them where that begins with their paragraph.
    """
    timed = [(w.span.start, w.token.index) for w in alignment.words if w.span is not None]
    runs = _runs(timed)
    last = len(alignment.words) - 1
    if len(runs) < 2:
        return (SpokenPart(0, last, alignment.span_of(0, last)),)
    by_text = sorted(runs)
    cuts = [0]
    for (_, left), (right, _) in itertools.pairwise(by_text):
        paragraph = alignment.transcript.paragraph_of(right).first
        cuts.append(paragraph if left < paragraph else left + 1)
    parts = {
        run: SpokenPart(first, stop - 1, alignment.span_of(first, stop - 1))
        for run, first, stop in zip(by_text, cuts, [*cuts[1:], last + 1], strict=True)
    }
    return tuple(parts[run] for run in runs)


def _runs(timed: list[tuple[float, int]]) -> list[tuple[int, int]]:
    """First and last token of each run that text and recording have alike, by time."""
    while True:
        rank = {index: number for number, (_, index) in enumerate(timed)}
        by_time = sorted(timed)
        if by_time == timed:
            return [(timed[0][1], timed[-1][1])] if timed else []
        runs: list[list[tuple[float, int]]] = []
        for point in by_time:
            if runs and rank[point[1]] == rank[runs[-1][-1][1]] + 1:
                runs[-1].append(point)
            else:
                runs.append([point])
        stray = {point for run in runs if len(run) < _FEWEST for point in run}
        if not stray:
            return [(run[0][1], run[-1][1]) for run in runs]
        timed = [point for point in timed if point not in stray]


def words_before(alignment: Alignment, index: int) -> Iterator[AlignedWord]:
    """The words that are said before this token, the nearest first, as far as is known."""
    order = _as_spoken(alignment)
    return (alignment.words[at] for at in reversed(order[: order.index(index)]))


def words_after(alignment: Alignment, index: int) -> Iterator[AlignedWord]:
    """The words that are said after this token, the nearest first, as far as is known."""
    order = _as_spoken(alignment)
    return (alignment.words[at] for at in order[order.index(index) + 1 :])


def _as_spoken(alignment: Alignment) -> Sequence[int]:
    parts = spoken_parts(alignment)
    if len(parts) == 1:
        return range(len(alignment.words))
    return [at for part in parts for at in range(part.first, part.last + 1)]
