"""The rule by which two alignments of the same words become one; see `Alignment.merged`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pullquote.align.model.aligned_word import AlignedWord, Status, Unscripted
from pullquote.align.times import TimeSpan

_LONGEST_WORD = 10.0
"""Seconds; a word that begins this long before a stretch does not reach into it."""


def merge_words(old: Sequence[AlignedWord], new: Sequence[AlignedWord]) -> tuple[AlignedWord, ...]:
    """Times set by hand come first, then those found later, then those found at all."""
    return tuple(map(_later, old, new))


def _later(old: AlignedWord, new: AlignedWord) -> AlignedWord:
    stays = old.status is Status.BY_HAND and new.status is not Status.BY_HAND
    return old if stays or new.status is Status.PENDING else replace(new, token=old.token)


def merge_unscripted(
    old: Sequence[Unscripted],
    new: Sequence[Unscripted],
    looked_at: Sequence[AlignedWord],
    words: Sequence[AlignedWord],
) -> tuple[Unscripted, ...]:
    """The new stretches and the old ones that nothing contradicts, in order of time.

    `looked_at` are the words of the new alignment, which are PENDING where it did not look; `words`
    are those of both together. A stretch is dropped when words take more than half of it.
    """
    kept = {stretch.span: stretch for stretch in _still_true(old, new, looked_at)}
    kept |= {stretch.span: stretch for stretch in new}
    spans = sorted(word.span for word in words if word.span is not None)
    return tuple(kept[span] for span in sorted(kept) if _taken(spans, span) <= span.duration / 2)


def _still_true(
    old: Sequence[Unscripted], new: Sequence[Unscripted], looked_at: Sequence[AlignedWord]
) -> Iterator[Unscripted]:
    """The old stretches that lie where the new alignment did not look."""
    for stretch in old:
        around = looked_at[max(0, stretch.after) : stretch.after + 2]
        looked = bool(around) and all(word.status is not Status.PENDING for word in around)
        if not looked and not any(stretch.span.overlap(other.span) > 0 for other in new):
            yield stretch


def _taken(spans: Sequence[TimeSpan], stretch: TimeSpan) -> float:
    """Seconds of the stretch in which these words, in order of time, are said."""
    taken = 0.0
    place = bisect_right(spans, TimeSpan(stretch.end, stretch.end)) - 1
    while place >= 0 and spans[place].start > stretch.start - _LONGEST_WORD:
        taken += spans[place].overlap(stretch)
        place -= 1
    return taken
