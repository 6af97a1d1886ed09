"""Explanations for words of the transcript that were not found in the recording."""

from __future__ import annotations

from pullquote.align.model.alignment import Alignment
from pullquote.align.model.spoken_parts import words_after, words_before
from pullquote.align.times import TimeSpan, format_time

_LEAST_GAP = 0.3
"""Seconds; a shorter gap leaves no time to say anything else."""


def why_unsaid(alignment: Alignment, first: int, last: int) -> str:
    """A clause that explains why tokens `first` to `last` (both included) have no time.

    Where unscripted speech lies between the words around them, it names the place: a recogniser may
    have misheard the words, and only somebody who listens can decide.
    """
    clause = "is in the transcript but is not said in the recording"
    gap = _gap_around(alignment, first, last)
    if gap.duration < _LEAST_GAP:
        return clause
    for stretch in alignment.unscripted:
        if stretch.span.overlap(gap) > 0.5 * stretch.span.duration:
            start = format_time(stretch.span.start, decimals=1)
            end = format_time(stretch.span.end, decimals=1)
            return (
                f"{clause}, or was not understood: between {start} and {end} something else was "
                "heard; listen there, and choose it by these times if it is there"
            )
    return clause


def _gap_around(alignment: Alignment, first: int, last: int) -> TimeSpan:
    """From the last word with a time before these tokens to the first one after them."""
    before = (w.span.end for w in words_before(alignment, first) if w.span is not None)
    after = (w.span.start for w in words_after(alignment, last) if w.span is not None)
    start = next(before, 0.0)
    return TimeSpan(start, max(start, next(after, alignment.duration)))
