"""Runs of words that nobody heard, placed by Whisper's attention.

In strong noise, and where quiet speech is taken for silence, neither recognising nor forced
alignment finds the words between two that are sure. Given the text, Whisper often can: its
attention puts them within a tenth of a second (median), and it finds right words three times as
probable as wrong ones. Such words are never sure.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np
import numpy.typing as npt

from pullquote.align.media.audio import Audio
from pullquote.align.model.words import Word
from pullquote.align.placing.findings import NO_SCORE, Findings, Placement, in_order
from pullquote.align.spoken_forms.script import Script
from pullquote.align.times import TimeSpan

PROBABILITY = 0.6
"""Of a word that attention alone places: two of three are within 0.2 s."""
_SHORTEST = 8
"""Words in a row; what Whisper thinks of fewer says too little."""
_LONGEST = 29.5
"""Seconds between the words around a run, at most."""
_FASTEST, _SLOWEST = 0.15, 1.2
"""Seconds a word in which a run may have been said."""
_HEARD = 0.3
"""Words heard in a run for each of its own, at most: with more, something else was said."""
_LIKELY = 0.16
"""Mean probability of right words, at least: seen were 0.20 to 0.30, of wrong ones up to 0.11."""


class TextAligner(Protocol):
    """Whatever puts given texts where they are said, such as `attention.WhisperAligner`."""

    def align(
        self, samples: npt.NDArray[np.int16], texts: Sequence[str]
    ) -> tuple[Word | None, ...]:
        """Each text with its span in these samples, which are at most 30 s."""
        ...


def with_unheard_runs(
    findings: Findings,
    script: Script,
    audio: Audio,
    find_aligner: Callable[[], TextAligner | None],
) -> Findings:
    """The findings with the long runs of missing words that fit the sound between their neighbours.

    `find_aligner` is called only if there is such a run.
    """
    runs = list(_runs(findings))
    aligner = find_aligner() if runs else None
    if aligner is None:
        return findings
    found: list[Placement] = []
    for items, gap in runs:
        texts = [" ".join(script.items[item].forms[0]) for item in items]
        located = aligner.align(audio.cut(gap.start, gap.end), texts)
        likely = [word.probability for word in located if word is not None]
        if not likely or sum(likely) / len(texts) < _LIKELY:
            continue
        for item, word in zip(items, located, strict=True):
            if word is not None and word.span.duration > 0.0:
                span = word.span.shift(gap.start)
                found.append(Placement(item, span, NO_SCORE, probability=PROBABILITY))
    placed = in_order((*findings.placements, *found))
    known = {p.item for p in placed}
    rejected = tuple(pair for pair in findings.rejected if pair[0] not in known)
    return replace(findings, placements=placed, rejected=rejected)


def _runs(findings: Findings) -> Iterator[tuple[range, TimeSpan]]:
    """The runs of missing items that have time to be said, and the time that each of them has."""
    for left, right in itertools.pairwise(findings.placements):
        items = range(left.item + 1, right.item)
        room = right.span.start - left.span.end
        if len(items) < _SHORTEST or room > _LONGEST:
            continue
        gap = TimeSpan(left.span.end, right.span.start)
        heard = sum(word.span.middle in gap for word in findings.others)
        if _FASTEST <= room / len(items) <= _SLOWEST and heard <= _HEARD * len(items):
            yield items, gap
