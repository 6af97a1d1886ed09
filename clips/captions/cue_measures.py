"""Measures of the words for the layout, as arrays over the boundaries: widths, times, badness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pullquote.clips.captions.cue import CueWord
from pullquote.clips.captions.lines.linebreak import (
    FORBIDDEN,
    PHRASE_END,
    SENTENCE,
    SPLIT,
    WITHIN_PHRASE,
)
from pullquote.clips.captions.lines.text_width import is_wide, text_width
from pullquote.clips.captions.profiles.profile import Profile
from pullquote.clips.captions.reading import most_characters, most_words

Array = NDArray[np.float64]

# Silence inside a cue is free up to here, seconds.
_FREE_PAUSE = 0.35
# On top of the badness of a break that the checker reports.
_BROKEN_RULE = 1.5


@dataclass(frozen=True, slots=True)
class Measures:
    """The words as arrays; boundary k stands before word k."""

    start: Array
    """Start of the word at k, seconds; the last is the end of the available time."""
    end: Array
    """End of the last of all words before boundary k, seconds."""
    width: Array
    """Width of all words before k, each with the space after it."""
    after: Array
    """Width of the space before boundary k (dropped at a break)."""
    reading: Array
    """Seconds needed to read all words before k."""
    pauses: Array
    """Silence before k, seconds, of each pause the part beyond the free length."""
    sentences: Array
    """Sentence ends before k."""
    walls: Array
    """Places before k that no cue may span."""
    badness: Array
    """Badness of a break at boundary k, with tight ones made dearer still."""
    words: Array
    """Words before k, those of scripts without spaces by their usual length."""


def find_atoms(words: Sequence[CueWord], badness: Sequence[float], profile: Profile) -> list[int]:
    """Boundaries worth considering: those that typography forbids only where a line is full."""
    wide = profile.chars_per_line / profile.wide_per_line
    boundaries = [0]
    width = 0.0
    for k in range(1, len(words) + 1):
        width += text_width(words[k - 1].text, wide=wide)
        full = (
            k < len(words) and width + text_width(words[k].text, wide=wide) > profile.chars_per_line
        )
        if k == len(words) or badness[k - 1] < FORBIDDEN or full:
            boundaries.append(k)
            width = 0.0
    return boundaries


def measure(
    words: Sequence[CueWord],
    atoms: Sequence[int],
    badness: Sequence[float],
    profile: Profile,
    until: float,
) -> Measures:
    """The words' arrays at the boundaries in `atoms`; `until` ends the time, seconds."""
    wide = profile.chars_per_line / profile.wide_per_line
    count = len(words)
    after = np.array([0.0, *(float(word.after != "") for word in words)])
    widths = np.array([text_width(word.text, wide=wide) for word in words])
    reading = np.array([_seconds_to_read(word, profile) for word in words])
    start = np.array([*(word.span.start for word in words), min(until, 1e9)])
    end = np.maximum.accumulate(np.array([0.0, *(word.span.end for word in words)]))
    pause = np.maximum(0.0, start[:count] - end[:count])
    pause[0] = 0.0
    walls = [0.0] + [float(a.speaker != b.speaker) for a, b in pairwise(words)]
    walled = np.maximum(np.array(walls), pause > profile.max_pause)
    ends = np.array([0.0, *(float(value == SENTENCE) for value in badness[:-1])])
    at = np.array(atoms)
    return Measures(
        start=start[at],
        end=end[at],
        width=_total(widths + after[1:])[at],
        after=after[at],
        reading=_total(reading)[at],
        pauses=_inner(np.maximum(0.0, pause - _FREE_PAUSE))[at],
        sentences=_inner(ends)[at],
        walls=_inner(walled)[at],
        badness=_felt(np.array([0.0, *badness]))[at],
        words=_total(_words_in(words, badness))[at],
    )


def _seconds_to_read(word: CueWord, profile: Profile) -> float:
    """The word's share, seconds, of the time to read its cue, with the space after it."""
    characters = most_characters(word.text, profile)
    words = most_words(word.text, profile)
    needed = 0.0 if words is None else 60.0 / words * _parts(word)
    if characters is None:
        return needed
    width = text_width(word.text, wide=profile.slowness) + len(word.after)
    return max(needed, width / characters)


def _parts(word: CueWord) -> float:
    """Number of words to a reader: two where a speaker's name is joined to the word."""
    return float(max(1, sum(any(map(str.isalnum, part)) for part in word.text.split())))


def _words_in(words: Sequence[CueWord], badness: Sequence[float]) -> Array:
    """The share of each word in the number of words that a cue may have.

    1 before a space or where a phrase ends, nothing inside a phrase. Where phrases are not known,
    a half for a full-width character and a quarter for another, by the usual lengths of words.
    """

    def count(word: CueWord, bad: float) -> float:
        if word.after or bad <= PHRASE_END:
            return _parts(word)
        if bad >= WITHIN_PHRASE:
            return 0.0
        return 0.5 if is_wide(word.text[-1:] or " ") else 0.25

    return np.array([count(word, bad) for word, bad in zip(words, badness, strict=True)])


def _felt(badness: Array) -> Array:
    """Guides merely advise against most breaks but forbid those inside a name or after `the`."""
    felt: Array = badness + 3.0 * np.maximum(0.0, badness - 0.8)
    return felt + np.where(badness >= SPLIT, _BROKEN_RULE, 0.0)


def _total(values: Array) -> Array:
    return np.concatenate([[0.0], np.cumsum(values)])


def _inner(at_boundary: Array) -> Array:
    """Sums s such that `s[j - 1] - s[i]` covers the boundaries strictly between i and j."""
    return np.concatenate([np.cumsum(at_boundary), [at_boundary.sum()]])
