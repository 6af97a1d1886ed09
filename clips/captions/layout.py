"""Words with their times become cues that can be read: one optimum over the whole text.

Every cue costs something: for breaking where the syntax holds together, for lines of unequal
length, for too little time to read, for being shown too briefly or too long, for silence inside.
The cheapest way through all the words is found by dynamic programming (the method is that of
Knuth and Plass for paragraphs), so an early break can be moved for the sake of a later one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pullquote.align.times import TimeSpan
from pullquote.clips.captions.cue import Cue, CueWord
from pullquote.clips.captions.lines.text_width import cut_word, text_width
from pullquote.clips.captions.optimum import Layout, find_layout
from pullquote.clips.captions.profiles.profile import NETFLIX, Profile

_TICK = 0.001  # seconds: the unit of subtitle files


def lay_out_cues(
    words: Sequence[CueWord],
    profile: Profile = NETFLIX,
    *,
    language: str = "en",
    until: float = math.inf,
) -> tuple[Cue, ...]:
    """These words as cues, in order, none overlapping; a new speaker always opens a new cue.

    A cue appears with its first word, never before; it stays into the silence after its last
    word so that it can be read, but not past the next cue nor past `until` (the end of the clip).
    Where speech is faster than the profile's reading speed the rule is broken, not the text:
    `captions.check` reports it. Words must be in the order of speech.
    """
    pieces = _fit(_in_order(words), profile)
    if not pieces:
        return ()
    layouts = find_layout(pieces, profile, language, until)
    starts = _spread([pieces[layout.first].span.start for layout in layouts], until)
    cues = []
    for number, layout in enumerate(layouts):
        following = starts[number + 1] if number + 1 < len(layouts) else None
        span = _shown(pieces, layout, starts[number], following, profile, until)
        lines = tuple(tuple(pieces[a:b]) for a, b in pairwise(layout.breaks))
        cues.append(Cue(span, lines, pieces[layout.first].speaker))
    return tuple(cues)


def _in_order(words: Sequence[CueWord]) -> list[CueWord]:
    """The words with starts that never run backwards, as a faulty alignment's may."""
    ordered: list[CueWord] = []
    clock = 0.0
    for word in words:
        start = max(clock, word.span.start)
        if start != word.span.start:
            word = replace(word, span=TimeSpan(start, max(start, word.span.end)))
        ordered.append(word)
        clock = start
    return ordered


def _fit(words: Sequence[CueWord], profile: Profile) -> list[CueWord]:
    """The words, those too long for a line cut into pieces that share their time and index."""
    wide = profile.chars_per_line / profile.wide_per_line
    fitted: list[CueWord] = []
    for word in words:
        if text_width(word.text, wide=wide) <= max(profile.chars_per_line, profile.longest_word):
            fitted.append(word)
            continue
        parts = cut_word(word.text, profile.chars_per_line, wide=wide)
        total = sum(len(part) for part in parts)
        done = 0
        for number, part in enumerate(parts):
            begin = word.span.start + word.span.duration * done / total
            done += len(part)
            end = word.span.start + word.span.duration * done / total
            after = word.after if number == len(parts) - 1 else ""
            fitted.append(replace(word, text=part, span=TimeSpan(begin, end), after=after))
    return fitted


def _spread(starts: list[float], until: float) -> list[float]:
    """Starts made strictly increasing: cues with the same start share the time to the next."""
    spread = list(starts)
    first = 0
    while first < len(spread):
        stop = first + 1
        while stop < len(spread) and spread[stop] <= spread[first]:
            stop += 1
        limit = spread[stop] if stop < len(spread) else min(until, spread[first] + 1.0)
        step = max(limit - spread[first], _TICK) / (stop - first)
        for k in range(first + 1, stop):
            spread[k] = spread[first] + (k - first) * step
        first = stop
    # Starts that differ by less than a file can express are moved apart too.
    for k in range(1, len(spread)):
        spread[k] = max(spread[k], spread[k - 1] + _TICK)
    return spread


def _shown(
    pieces: Sequence[CueWord],
    layout: Layout,
    start: float,
    following: float | None,
    profile: Profile,
    until: float,
) -> TimeSpan:
    """The time on screen: from the cue's first word, as long as it needs and is allowed."""
    spoken = max(word.span.end for word in pieces[layout.first : layout.stop])
    needed = max(profile.min_duration, layout.seconds_to_read)
    wanted = max(spoken + profile.linger, min(start + needed, spoken + profile.max_linger))
    wanted = max(wanted, start + profile.min_duration)
    if wanted - start > profile.max_duration:
        wanted = max(spoken, start + profile.max_duration)
    if following is not None and following - wanted < max(profile.close_gap, profile.min_gap):
        wanted = following - profile.min_gap
        # A gap is not worth losing a cue for.
        if wanted - start < 0.5 * (following - start):
            wanted = following
    return TimeSpan(start, max(min(wanted, until), min(start + _TICK, until), start))
