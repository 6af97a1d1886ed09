"""Words with their times become cues that can be read: one optimum over the whole text.

Every cue costs something: for breaking where the syntax holds together, for lines of unequal
length, for too little time to read, for standing too briefly or too long, for silence inside.
The cheapest way through all the words is found by dynamic programming (the method is that of
Knuth and Plass for paragraphs), so an early break can be moved for the sake of a later one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pullquote.align.model.alignment import Alignment, Status
from pullquote.align.model.transcript import Role
from pullquote.align.times import TimeSpan
from pullquote.clips.captions.cue import Cue, CueWord
from pullquote.clips.captions.optimum import Layout, find_layout
from pullquote.clips.captions.profiles import NETFLIX, Profile
from pullquote.clips.captions.text_width import cut_word, text_width

_TICK = 0.001  # seconds: what subtitle files count in
# Absent words that are captioned nevertheless: so many in a row at most, if there is so much time
# for them. Fast speech has about 20 letters a second; a short word takes a tenth of a second.
_MOST_OVERLOOKED = 2
_SHORTEST_WORD, _SHORTEST_LETTER = 0.06, 0.04
# Unscripted speech no longer than this, seconds, is likely such a word, heard wrongly.
_OTHER_SPEECH = 0.6


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
    `captions.check` tells. Words must be in the order of speech.
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


def cue_words(
    alignment: Alignment, first: int, last: int, *, clock_start: float = 0.0
) -> tuple[CueWord, ...]:
    """The spoken words among tokens `first` to `last`, both included, as written.

    What is not spoken is not captioned: absent words, speaker labels, stage directions, headers
    and timestamps have no time and are left out. Only one or two absent words in mid-sentence
    are captioned all the same where the silence between their neighbours has room for them: there
    an aligner has more likely overlooked them than a writer put them in. A mark that stands alone
    (a dash) stays with the spoken word right before it, or, where it opens the paragraph, with
    the one right after it. Times are seconds after `clock_start`, never negative.
    """
    text = alignment.transcript.text
    spans = _captioned_spans(alignment, first, last)
    places = _captioned_places(alignment, range(first, last + 1), spans)
    speakers = dict.fromkeys(p.speaker for p in alignment.transcript.paragraphs if p.speaker)
    numbers = {name: number for number, name in enumerate(speakers)}
    words = []
    for number, (index, start, end) in enumerate(places):
        paragraph = alignment.transcript.paragraph_of(index)
        after = " "
        if number + 1 < len(places):
            crosses = places[number + 1][0] >= paragraph.stop
            after = "\n" if crosses else _space(text[end : places[number + 1][1]])
        span = spans[index]
        shown = TimeSpan(max(0.0, span.start - clock_start), max(0.0, span.end - clock_start))
        written = " ".join(text[start:end].split())
        who = paragraph.speaker
        words.append(CueWord(written, shown, index, after, who, numbers.get(who or "")))
    return tuple(words)


def with_names(words: Sequence[CueWord], profile: Profile) -> tuple[CueWord, ...]:
    """The words with `NAME: ` before the first of each turn, so that the lines have room for it.

    It is one with that word, so that no line ends between them, unless both are too long for a
    line of the profile.
    """
    wide = profile.chars_per_line / profile.wide_per_line
    named: list[CueWord] = []
    before: str | None = None
    for word in words:
        if word.speaker and word.speaker != before:
            label = f"{word.speaker}:"
            text = f"{label} {word.text}"
            if text_width(text, wide=wide) <= profile.chars_per_line:
                word = replace(word, text=text)
            else:
                at = TimeSpan(word.span.start, word.span.start)
                named.append(replace(word, text=label, span=at, index=None, after=" "))
        before = word.speaker
        named.append(word)
    return tuple(named)


def _captioned_spans(alignment: Alignment, first: int, last: int) -> dict[int, TimeSpan]:
    """When each token that is captioned is spoken, by index."""
    spans = {
        word.token.index: word.span
        for word in alignment.words[first : last + 1]
        if word.span is not None
    }
    for before, after in pairwise(tuple(spans)):
        if 1 < after - before <= _MOST_OVERLOOKED + 1:
            spans |= _overlooked(alignment, before, after)
    return spans


def _overlooked(alignment: Alignment, before: int, after: int) -> dict[int, TimeSpan]:
    """Likely times of the absent words between two spoken ones; none where they do not fit."""
    words = alignment.words
    between = [word.token for word in words[before + 1 : after] if word.token.role is not Role.MARK]
    absent = all(
        token.is_speech and words[token.index].status is Status.ABSENT for token in between
    )
    if not absent or alignment.transcript.paragraph_of(before).stop <= after:
        return {}
    left, right = words[before].span, words[after].span
    assert left is not None
    assert right is not None
    needed = [_SHORTEST_WORD + _SHORTEST_LETTER * len(token.text) for token in between]
    if right.start - left.end < sum(needed):
        return {}
    gap = TimeSpan(left.end, right.start)
    if any(stretch.span.overlap(gap) > _OTHER_SPEECH for stretch in alignment.unscripted):
        return {}  # something else was said there
    clock = right.start - sum(needed)
    found = {}
    for token, length in zip(between, needed, strict=True):
        found[token.index] = TimeSpan(clock, clock + length)
        clock += length
    return found


def _captioned_places(
    alignment: Alignment, indices: range, spans: dict[int, TimeSpan]
) -> list[tuple[int, int, int]]:
    """Index, first and last character of each captioned word, marks beside it included."""
    paragraph_starts = {p.first for p in alignment.transcript.paragraphs}
    taken: list[tuple[int, int, int]] = []
    opening: int | None = None  # first character of a mark that waits for the word after it
    contiguous = False  # nothing was left out since the last word taken
    for index in indices:
        token = alignment.words[index].token
        if index in paragraph_starts:
            contiguous, opening = False, None
        if index in spans:
            taken.append((index, token.start_char if opening is None else opening, token.end_char))
            contiguous, opening = True, None
        elif token.role is Role.MARK and contiguous:
            taken[-1] = (*taken[-1][:2], token.end_char)
        elif token.role is Role.MARK and (index in paragraph_starts or opening is not None):
            opening = token.start_char if opening is None else opening
        else:
            contiguous, opening = False, None
    return taken


def _space(between: str) -> str:
    return " " if any(char.isspace() for char in between) else ""


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
    """Starts made strictly increasing: cues with one start share the time to the next."""
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
    # Starts that differ by less than files can say are moved apart too.
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
    """When the cue is on screen: from its first word, as long as it needs and may."""
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


def unscripted_words(alignment: Alignment, *, clock_start: float = 0.0) -> tuple[CueWord, ...]:
    """What was said but is not in the transcript, marked: each stretch in square brackets."""
    words = []
    for stretch in alignment.unscripted:
        for number, heard in enumerate(stretch.words):
            opening = "[" if number == 0 else ""
            closing = "]" if number == len(stretch.words) - 1 else ""
            if heard.span.end <= clock_start:
                continue
            span = TimeSpan(max(0.0, heard.span.start - clock_start), heard.span.end - clock_start)
            words.append(
                CueWord(
                    opening + heard.text.strip() + closing, span, None, "\n" if closing else " "
                )
            )
    return tuple(words)
