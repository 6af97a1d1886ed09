"""Quotes that leave words out: "We came home … and slept". Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

LONGEST = 400
"""Tokens from the start of one part to the start of the next, at most."""

_DOTS = r"(?:…|\.{3,}|\. \. \.)"
_OMISSION = re.compile(rf"(?<!\s)\s*(?:\[\s*{_DOTS}\s*\]|\(\s*{_DOTS}\s*\)|{_DOTS})\s*")

Range = tuple[int, int, float]
"""First and last token, both included, and a score."""


def split_omissions(quote: str) -> list[str]:
    """The parts of a quote between marks of omission; one part where there are none."""
    return [part for part in _OMISSION.split(quote) if any(c.isalnum() for c in part)]


def chain(parts: Sequence[Sequence[Range]]) -> list[Range]:
    """The places at which all parts follow each other closely, from the places of each part.

    Places are in order of the text. Of each part, the next place after the one before it counts;
    the score is that of the worst part.
    """
    found = [*parts[0]]
    for following in parts[1:]:
        found = _joined(found, following)
    return found


def _joined(found: Sequence[Range], following: Sequence[Range]) -> list[Range]:
    joined = []
    for first, last, score in found:
        for start, end, next_score in following:
            if last < start <= first + LONGEST:
                joined.append((first, end, min(score, next_score)))
                break
    return joined
