"""Placing a script in another language by phones between Whisper's words, beside its attention.

The sounds of the language are mapped to the nearest ones of the English acoustic model
(`spoken_forms.pronouncers`), and forced alignment gives the words their times, as in English.
Mapped sounds fit worse than a model's own: a word that Whisper heard, but whose phones fit badly or
not at all, is where the attention sees it. What attention alone sees is not believed: on French and
German texts with 16 wrong words in them, it placed three of those that the phones did not, for two
more of 344 right ones.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Collection
from dataclasses import replace

from pullquote.align.placing.findings import NO_SCORE, Findings, in_order

_AGREE = 0.25
"""Seconds between two starts of a word that are the same place."""
_FAR_BELOW = 2.0
"""Score below the recording's median with which a word's phones do not fit."""


def with_attention(
    phones: Findings, heard: Collection[int], attend: Callable[[], Findings]
) -> Findings:
    """The findings of forced alignment, with attention's where the phones do not fit the sound.

    `heard` are the items that Whisper heard. `attend` is called only where one of them is missing
    or fits badly.
    """
    scores = [p.score for p in phones.placements if p.score > NO_SCORE]
    least = statistics.median(scores) - _FAR_BELOW if scores else 0.0
    fitting = {p.item for p in phones.placements if p.score >= least}
    doubtful = set(heard) - fitting
    if not doubtful:
        return phones
    seen = {p.item: p for p in attend().placements if p.item in doubtful}
    for placed in phones.placements:
        other = seen.get(placed.item)
        if other is None or abs(placed.span.start - other.span.start) <= _AGREE:
            seen[placed.item] = placed
    return replace(phones, placements=in_order(seen.values()))
