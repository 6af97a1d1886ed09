"""Words beside speech that nobody understood: their places are never sure.

Where a voice is heard and neither a word of the transcript nor anything else was found, the words
next to it may belong into it: seen is a word at the far edge, half a minute late.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import replace

from pullquote.align.placing.findings import Findings
from pullquote.align.recognizers.holes import find_holes
from pullquote.align.times import TimeSpan

MOST = 0.7
"""Probability of a word at the edge of a hole, at most."""
_NEAR = 2.0
"""Seconds between a hole and a word at its edge."""


def unsure_beside_holes(findings: Findings, speech: Sequence[TimeSpan]) -> Findings:
    """The findings with the words at the edges of holes at most MOST probable, and not `heard`.

    `placements` are in order of time; `speech` are the stretches in which a voice is heard.
    """
    placements = list(findings.placements)
    spans = [p.span for p in placements]
    known = sorted((*spans, *(word.span for word in findings.others)))
    for hole in find_holes(known, speech):
        after = bisect.bisect_left(spans, hole.middle, key=lambda span: span.middle)
        for at in (after - 1, after):
            if 0 <= at < len(spans) and _distance(spans[at], hole) <= _NEAR:
                probability = placements[at].probability
                placements[at] = replace(
                    placements[at],
                    heard=False,
                    probability=MOST if probability is None else min(MOST, probability),
                )
    return replace(findings, placements=tuple(placements))


def _distance(one: TimeSpan, two: TimeSpan) -> float:
    return max(one.start - two.end, two.start - one.end, 0.0)
