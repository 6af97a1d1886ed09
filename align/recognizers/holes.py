"""Holes in a recognition: a voice is heard there, but no word came back.

Decoding in batches, with neither a fallback nor a look at what came before, Whisper now and then
leaves out half a minute of clear speech.
"""

from __future__ import annotations

import itertools
import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from pullquote.align.times import TimeSpan

_LEAST = 1.2
"""Seconds of voice without a word that are a hole; people pause and breathe for less."""
_PADDING = 0.4
"""Seconds of silence that the voice detector adds on each side of speech."""
_APART = 1.8
"""Seconds between two holes that are heard together."""


def find_holes(words: Sequence[TimeSpan], speech: Sequence[TimeSpan]) -> list[TimeSpan]:
    """The stretches of `speech` in which none of the spans of words is, in order.

    Both are in order of their starts. Holes with only silence between are one.
    """
    middles = sorted(word.middle for word in words)
    holes: list[TimeSpan] = []
    voices: list[float] = []
    for hole, voice in _uncovered(words, speech):
        if (
            holes
            and hole.start - holes[-1].end <= _APART
            and bisect_left(middles, holes[-1].end) == bisect_left(middles, hole.start)
        ):
            holes[-1] = holes[-1].hull(hole)
            voices[-1] += voice
        else:
            holes.append(hole)
            voices.append(voice)
    return [hole for hole, voice in zip(holes, voices, strict=True) if voice >= _LEAST]


def divided(holes: Sequence[TimeSpan], longest: float) -> list[TimeSpan]:
    """The holes in equal parts of at most `longest` seconds each."""
    parts = []
    for hole in holes:
        count = max(1, math.ceil(hole.duration / longest))
        edges = [hole.start + hole.duration * k / count for k in range(count)] + [hole.end]
        parts += [TimeSpan(start, end) for start, end in itertools.pairwise(edges)]
    return parts


def _uncovered(
    words: Sequence[TimeSpan], speech: Sequence[TimeSpan]
) -> Iterator[tuple[TimeSpan, float]]:
    """Each part of speech that no word covers, and seconds of voice in it."""
    at = 0
    covered = 0.0
    for stretch in speech:
        begin = stretch.start
        while at < len(words) and words[at].start < stretch.end:
            word = words[at]
            if word.start > max(begin, covered):
                yield from _free(max(begin, covered), word.start, stretch)
            covered = max(covered, word.end)
            at += 1
        if stretch.end > max(begin, covered):
            yield from _free(max(begin, covered), stretch.end, stretch)


def _free(start: float, end: float, stretch: TimeSpan) -> Iterator[tuple[TimeSpan, float]]:
    voice = min(end, stretch.end - _PADDING) - max(start, stretch.start + _PADDING)
    if voice > 0.0:
        yield TimeSpan(start, end), voice
