"""Words whose time is in doubt, aligned anew together with their neighbours.

Sound is aligned stretch by stretch, and a stretch may be cut on the wrong side of a word, which is
then squeezed into the end of the one before.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from pullquote.align.placing.findings import Placement
from pullquote.align.placing.forced_alignment import ScriptAligner
from pullquote.align.recognizers.pocketsphinx import Arc
from pullquote.align.times import TimeSpan

_CONTEXT = 2
"""Words on each side that are aligned with a word in doubt."""
_APART = 2.5
"""Seconds between neighbours over which they are not aligned together."""
_SQUEEZED = 0.05
"""Seconds a phone below which a word is squeezed, if it has a pause beside it and fits badly."""
PAUSE = 0.15
"""Seconds without words that make a pause."""


def find_squeezed(
    aligner: ScriptAligner, placed: Sequence[Placement], least: float
) -> frozenset[int]:
    """Indices of the words that have hardly room where they are, with a pause beside them and a
    score below `least`.
    """
    found = set()
    for k, p in enumerate(placed):
        if p.span.duration < _SQUEEZED * aligner.phones(p.item):
            before = placed[k - 1].span.end if k else p.span.start
            after = placed[k + 1].span.start if k + 1 < len(placed) else p.span.end
            if max(p.span.start - before, after - p.span.end) >= PAUSE and p.score < least:
                found.add(k)
    return frozenset(found)


def mend(
    aligner: ScriptAligner, placed: Sequence[Placement], doubtful: Collection[int]
) -> list[Placement]:
    """The placements, those at the `doubtful` indices and their neighbours aligned anew.

    Nothing is moved where no path takes all of them.
    """
    mended = list(placed)
    done = -1
    for at in sorted(doubtful):
        if at <= done:
            continue
        last = at
        while any(near in doubtful for near in range(last + 1, last + 1 + _CONTEXT)):
            last += 1
        begin, end = at, last
        while begin > 0 and at - begin < _CONTEXT and _is_joined(mended, begin - 1):
            begin -= 1
        while end + 1 < len(mended) and end - last < _CONTEXT and _is_joined(mended, end):
            end += 1
        mended[begin : end + 1] = _aligned(aligner, mended[begin : end + 1])
        done = last
    return mended


def _is_joined(placed: Sequence[Placement], left: int) -> bool:
    one, two = placed[left], placed[left + 1]
    return two.item == one.item + 1 and two.span.start - one.span.end < _APART


def _aligned(aligner: ScriptAligner, known: list[Placement]) -> list[Placement]:
    """The same words on the best path through the stretch that they take."""
    span = known[0].span.hull(known[-1].span)
    fresh = iter(range(len(known) + 1, 1_000_000))
    arcs: list[Arc] = []
    for k, p in enumerate(known):
        arcs.extend(aligner.item_arcs(p.item, k, k + 1, fresh))
    path = aligner.align(arcs, len(known), span)
    if path is None or len(path.placements) < len(known):
        return known
    moved = [
        replace(old, span=new.span, score=new.score)
        for old, new in zip(known, path.placements, strict=True)
    ]
    first, last = moved[0].span, moved[-1].span
    moved[0] = replace(moved[0], span=TimeSpan(min(first.start, span.start + 0.01), first.end))
    moved[-1] = replace(moved[-1], span=TimeSpan(last.start, max(last.end, span.end - 0.01)))
    return moved
