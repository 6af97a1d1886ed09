"""A second look at words that were not found: does the sound between their neighbours hold them?

Following a recording decides word by word and is strict, since a wrong word drags others along. In
fast or noisy speech that costs words that were said. Here every run of missing words is aligned by
force between its neighbours, at a low price for leaving one out, which gives each a place; whether
it was said there is for `said` to judge.
"""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pullquote.align.placing.findings import Findings, Placement, in_order
from pullquote.align.placing.forced_alignment import ScriptAligner, against
from pullquote.align.placing.judging import LEAST, Candidate, said
from pullquote.align.recognizers.pocketsphinx import WIDE_BEAM, Arc
from pullquote.align.times import TimeSpan

_CONTEXT = 2
"""Placed words on each side that are aligned with a run of missing ones."""
_SKIP, _SKIP_KNOWN = 5.0, 25.0
"""Nats a phone against leaving out a missing word, and one that was found before."""
_LONGEST_RUN = 60
_LONGEST = 40.0
"""Seconds in one graph at most."""


def with_second_look(findings: Findings, aligner: ScriptAligner) -> Findings:
    """The findings with the missing words that were said after all, every word with a probability.

    Words that were found before and are improbable are taken back. What was heard instead of a word
    that was said after all is no longer among the others.
    """
    placed = findings.placements
    items = [p.item for p in placed]
    candidates = [Candidate(p, False, 0) for p in placed]
    for p in look_again(aligner, placed):
        at = bisect.bisect(items, p.item)
        candidates.append(Candidate(p, True, items[at] - items[at - 1] - 1))
    candidates.sort(key=lambda candidate: candidate.placement.item)
    others = sorted(findings.others, key=lambda word: word.span)
    judged = [
        (candidate, replace(candidate.placement, probability=probability))
        for candidate, probability in zip(
            candidates, said(candidates, others, aligner.phones), strict=True
        )
    ]
    kept = [(c, p) for c, p in judged if (p.probability or 0.0) >= LEAST]
    mended = sorted(p.span for c, p in kept if c.again)
    return replace(
        findings,
        placements=in_order(p for _, p in kept),
        others=tuple(w for w in others if not _covers(mended, w.span.middle)),
        rejected=tuple(
            (p.item, p.probability or 0.0) for _, p in judged if (p.probability or 0.0) < LEAST
        ),
    )


def _covers(spans: Sequence[TimeSpan], time: float) -> bool:
    at = bisect.bisect_right(spans, time, key=lambda span: span.start) - 1
    return at >= 0 and time < spans[at].end


def look_again(aligner: ScriptAligner, placed: Sequence[Placement]) -> list[Placement]:
    """A place for each missing item that has room between its neighbours; increasing in item.

    `placed` are in order of item and time. Items before the first and after the last of them are
    not looked for.
    """
    found: list[Placement] = []
    for left, right in itertools.pairwise(range(len(placed))):
        missing = placed[right].item - placed[left].item - 1
        if 0 < missing <= _LONGEST_RUN:
            found += _look(aligner, placed, left, right)
    return found


def _look(
    aligner: ScriptAligner, placed: Sequence[Placement], left: int, right: int
) -> Iterator[Placement]:
    """The missing items between two placements that are neighbours in the list."""
    before = placed[left].item
    after = placed[right].item
    begin, end = left, right
    while begin > 0 and left - begin < _CONTEXT and _adjoin(placed[begin - 1], placed[begin]):
        begin -= 1
    while (
        end + 1 < len(placed) and end - right < _CONTEXT and _adjoin(placed[end], placed[end + 1])
    ):
        end += 1
    span = TimeSpan(max(0.0, placed[begin].span.start - 0.03), placed[end].span.end + 0.03)
    if span.duration > _LONGEST:
        return
    first, stop = placed[begin].item, placed[end].item + 1
    arcs: list[Arc] = []
    fresh = iter(range(stop - first + 1, 1_000_000))
    for k, item in enumerate(range(first, stop)):
        price = _SKIP if before < item < after else _SKIP_KNOWN
        arcs.extend(aligner.item_arcs(item, k, k + 1, fresh))
        arcs.append(Arc(k, k + 1, against(price * aligner.phones(item))))
    path = aligner.align(arcs, stop - first, span, beam=WIDE_BEAM)
    if path is not None:
        yield from (p for p in path.placements if before < p.item < after)


def _adjoin(one: Placement, two: Placement) -> bool:
    return two.item == one.item + 1 and two.span.start - one.span.end < 1.0
