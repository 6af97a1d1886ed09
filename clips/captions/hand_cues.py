"""Cues that somebody changed by hand, laid over those that the layout made.

A hand-made cue names the words that it holds, the words that begin its further lines, and its time.
It stays as it is under every profile; the words around it are laid out by the profile of the day.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from pullquote.align.errors import InputError
from pullquote.align.times import TimeSpan
from pullquote.clips.captions.cue import Cue, CueWord, joined
from pullquote.clips.captions.layout import lay_out_cues
from pullquote.clips.captions.lines.linebreak import break_badness
from pullquote.clips.captions.lines.text_width import text_width
from pullquote.clips.captions.profiles.profile import Profile
from pullquote.clips.captions.repair import repair_times

_LEAST = 0.1
"""Seconds that an automatic cue keeps when it gives way to one made by hand."""


@dataclass(frozen=True, slots=True)
class HandCue:
    """A cue as somebody wants it."""

    first: int
    """Index of its first word in the transcript."""
    last: int
    """Index of its last word."""
    span: TimeSpan
    """Its time on screen, seconds."""
    breaks: tuple[int, ...] = ()
    """Indices of the words that begin its second line and the further ones."""


def with_hand_cues(
    base: Sequence[Cue], hand: Sequence[HandCue], profile: Profile, *, language: str = "en"
) -> tuple[Cue, ...]:
    """The cues of `base` with those made by hand in their places.

    Cues that share no word with one of these stay; words that are left of others are laid out anew.
    Automatic cues give way in time. A hand-made cue whose words are gone is left out.
    """
    pieces = [word for cue in base for word in cue.words]
    taken = _owners(pieces, hand)
    cues: list[Cue] = []
    made: set[int] = set()
    stop = done = 0
    for cue in base:
        place, stop = max(stop, done), stop + len(cue.words)
        if all(owner is None for owner in taken[stop - len(cue.words) : stop]):
            cues.append(cue)
            continue
        while place < stop:
            owner = taken[place]
            end = place
            while end < len(pieces) and taken[end] == owner and (owner is not None or end < stop):
                end += 1
            if owner is None:
                cues += _left_over(pieces[place:end], cue, profile, language)
            elif owner not in made:
                cues.append(_as_cue(hand[owner], pieces[place:end]))
                made.add(owner)
            place = done = end
    spans = {hand[owner].span for owner in made}
    return _giving_way(cues, spans, profile)


def _owners(pieces: Sequence[CueWord], hand: Sequence[HandCue]) -> list[int | None]:
    """For each word the hand-made cue that it belongs to; a name goes with the word after it."""
    taken: list[int | None] = [None] * len(pieces)
    ordered = sorted(range(len(hand)), key=lambda number: hand[number].first)
    firsts = [hand[number].first for number in ordered]
    following: int | None = None
    for place in range(len(pieces) - 1, -1, -1):
        index = pieces[place].index
        if index is None:
            taken[place] = following
            continue
        known = bisect_left(firsts, index + 1) - 1
        fits = known >= 0 and index <= hand[ordered[known]].last
        following = taken[place] = ordered[known] if fits else None
    return taken


def _left_over(
    words: Sequence[CueWord], of: Cue, profile: Profile, language: str
) -> tuple[Cue, ...]:
    until = max(of.span.end, max(word.span.end for word in words))
    laid = lay_out_cues(words, profile, language=language, until=until)
    return repair_times(laid, profile, until=until)


def _as_cue(made: HandCue, words: Sequence[CueWord]) -> Cue:
    starts = [place for place, word in enumerate(words) if _begins(words, place, made.breaks)]
    edges = [0, *(place for place in starts if place), len(words)]
    lines = tuple(tuple(words[a:b]) for a, b in pairwise(edges))
    return Cue(made.span, lines, words[0].speaker)


def _begins(words: Sequence[CueWord], place: int, breaks: tuple[int, ...]) -> bool:
    """True where a line begins: with a word that is named, or with the name before it."""
    here, before = words[place].index, words[place - 1].index if place else None
    if here is None:
        return place + 1 < len(words) and words[place + 1].index in breaks
    return here in breaks and before != here and before is not None


def _giving_way(cues: Sequence[Cue], by_hand: set[TimeSpan], profile: Profile) -> tuple[Cue, ...]:
    """The cues; those that reach into a neighbour made by hand begin later or end earlier."""
    given = list(cues)
    for number, cue in enumerate(given):
        if cue.span in by_hand:
            continue
        start, end = cue.span.start, cue.span.end
        before = given[number - 1].span if number else None
        after = given[number + 1].span if number + 1 < len(given) else None
        if before in by_hand and before is not None:
            start = max(start, before.end + profile.min_gap)
        if after in by_hand and after is not None:
            end = min(end, after.start - profile.min_gap)
        if end - start >= _LEAST:
            given[number] = replace(cue, span=TimeSpan(start, end))
    return tuple(given)


def made_by_hand(
    cues: Sequence[Cue], shown: Sequence[Cue], base: Sequence[Cue], hand: Sequence[HandCue]
) -> tuple[HandCue, ...]:
    """The hand-made cues of `cues`, to which somebody changed the cues `shown`.

    They are those of `hand` that are still there, and those that neither were shown before nor are
    in `base`.
    """
    kept = frozenset(hand)
    known = {_rounded(cue) for cue in (*shown, *base)}
    made = [one for cue in cues if (one := _rounded(cue)) is not None]
    return tuple(one for one in made if one in kept or one not in known)


def is_by_hand(cue: Cue, hand: frozenset[HandCue]) -> bool:
    """True for a cue that `with_hand_cues` put there."""
    return _rounded(cue) in hand


def _rounded(cue: Cue) -> HandCue | None:
    """The cue as one that is kept; None where it has no word of the transcript."""
    indices = [word.index for word in cue.words if word.index is not None]
    if not indices:
        return None
    span = TimeSpan(round(cue.span.start, 3), round(cue.span.end, 3))
    return HandCue(indices[0], indices[-1], span, breaks_of(cue))


def breaks_of(cue: Cue) -> tuple[int, ...]:
    """Indices of the words that begin the cue's second line and the further ones."""
    begins = (
        next((word.index for word in line if word.index is not None), None)
        for line in cue.lines[1:]
    )
    return tuple(index for index in begins if index is not None)


def split_cue(cue: Cue, at: int, profile: Profile, *, language: str = "en") -> tuple[Cue, Cue]:
    """The cue in two, the second one beginning with the word of index `at`, as it is said.

    Raises InputError where no word before it is left.
    """
    words = cue.words
    place = next((k for k, word in enumerate(words) if word.index == at), 0)
    if place and words[place - 1].index is None:
        place -= 1
    if not place:
        raise InputError("choose a place between two words of the cue to split it there")
    least = min(_LEAST, cue.span.duration / 2)
    start = min(max(words[place].span.start, cue.span.start + least), cue.span.end - least)
    end = max(cue.span.start + least / 2, start - profile.min_gap)
    one = _broken(words[:place], TimeSpan(cue.span.start, end), profile, language)
    return one, _broken(words[place:], TimeSpan(start, cue.span.end), profile, language)


def merge_cues(one: Cue, other: Cue, profile: Profile, *, language: str = "en") -> Cue:
    """Both cues as one, from the start of the first to the end of the second."""
    span = TimeSpan(one.span.start, max(one.span.end, other.span.end))
    return _broken((*one.words, *other.words), span, profile, language)


def with_breaks(cue: Cue, breaks: Sequence[int]) -> Cue:
    """The cue with these words at the beginnings of its lines."""
    indices = [word.index for word in cue.words if word.index is not None]
    made = HandCue(indices[0], indices[-1], cue.span, tuple(breaks))
    return _as_cue(made, cue.words)


def _broken(words: Sequence[CueWord], span: TimeSpan, profile: Profile, language: str) -> Cue:
    """A cue of these words in as few lines as have room for them, broken at the best places."""
    wide = profile.chars_per_line / profile.wide_per_line
    badness = break_badness(words, language)

    def cost(places: tuple[int, ...]) -> tuple[float, float]:
        edges = [0, *places, len(words)]
        widths = [text_width(joined(tuple(words[a:b])), wide=wide) for a, b in pairwise(edges)]
        over = sum(max(0.0, width - profile.chars_per_line) for width in widths)
        uneven = sum((width / profile.chars_per_line) ** 2 for width in widths)
        return over, 5 * sum(badness[place - 1] for place in places) + 12 * uneven

    best: tuple[int, ...] = ()
    for breaks in range(1, profile.max_lines):
        if cost(best)[0] == 0.0 or len(words) <= breaks:
            break
        best = min(combinations(range(1, len(words)), breaks), key=cost)
    edges = [0, *best, len(words)]
    return Cue(span, tuple(tuple(words[a:b]) for a, b in pairwise(edges)), words[0].speaker)
