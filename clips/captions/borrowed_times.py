"""The words that are captioned, and their times: a word that was not found borrows a time from its
neighbours.

Text that somebody selected is drawn as it stands, whatever an aligner made of single words; losing
a word would be misquoting. In the captions of a whole recording, where nobody selected the words,
`align.search.doubts` has the rule for those that were not found.

A borrowed time lies between the times of the words around it. Where there is enough room, the words
take as long as a fast speaker would need; otherwise they share the room that there is, and each
neighbour lends up to half of its own time. Order is kept and nothing overlaps.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from pullquote.align.model.alignment import Alignment, Status
from pullquote.align.model.spoken_parts import words_after, words_before
from pullquote.align.model.transcript import Token
from pullquote.align.search.doubts import plainly_unspoken, shortest_time
from pullquote.align.times import TimeSpan
from pullquote.clips.captions.lines.linebreak import ends_sentence

_LEAST = 0.001
"""Seconds that a word gets at the least: the unit of subtitle files."""


class Absent(str, Enum):
    """The treatment of words that are in the text but were not found in the recording."""

    KEEP = "keep"
    """They stay, as they are written."""
    DROP = "drop"
    """They are left out: captions of what is said."""
    MARK = "mark"
    """They stay, in square brackets."""


@dataclass(frozen=True, slots=True)
class Captioned:
    """A token that is captioned."""

    token: Token
    span: TimeSpan
    """Seconds of the recording."""
    is_borrowed: bool = False
    """True for a word that was not found, whose time is lent by its neighbours."""


def unheard_tokens(
    alignment: Alignment, first: int, last: int, *, selected: bool = True
) -> tuple[Token, ...]:
    """The words among tokens `first` to `last` that belong to the captions and were not found.

    `selected` means that somebody chose these very words; otherwise those that plainly were not
    spoken do not belong to the captions.
    """
    unspoken = frozenset[int]() if selected else plainly_unspoken(alignment)
    return tuple(
        word.token
        for word in alignment.words[first : last + 1]
        if word.span is None
        and word.token.is_speech
        and (selected or word.status is Status.ABSENT)
        and word.token.index not in unspoken
    )


def captioned_tokens(
    alignment: Alignment,
    first: int,
    last: int,
    held: TimeSpan,
    *,
    absent: Absent = Absent.KEEP,
    selected: bool = True,
) -> tuple[Captioned, ...]:
    """The captioned ones of tokens `first` to `last`, both included, with their times, in order.

    `held` is the part of the recording that is shown, seconds: no time is borrowed outside it. For
    `selected` see `unheard_tokens`.
    """
    found = [
        Captioned(word.token, word.span)
        for word in alignment.words[first : last + 1]
        if word.span is not None
    ]
    if absent is Absent.DROP or not found:
        return tuple(found)
    lost = unheard_tokens(alignment, first, last, selected=selected)
    if not lost:
        return tuple(found)
    return tuple(_with_loans(alignment, found, lost, held))


def room_before(alignment: Alignment, index: int) -> float:
    """Seconds from which, as far as is known, nothing else is said before this token."""
    for word in words_before(alignment, index):
        if word.span is not None:
            return word.span.end
        if word.status is Status.PENDING:
            return alignment.duration  # it may be said right there
    return 0.0


def room_after(alignment: Alignment, index: int) -> float:
    """Seconds until which, as far as is known, nothing else is said after this token."""
    for word in words_after(alignment, index):
        if word.span is not None:
            return word.span.start
        if word.status is Status.PENDING:
            return 0.0
    return alignment.duration


def _with_loans(
    alignment: Alignment, found: Sequence[Captioned], lost: Sequence[Token], held: TimeSpan
) -> list[Captioned]:
    """The found words and the lost ones, which have been lent a time."""
    since = max(held.start, room_before(alignment, found[0].token.index))
    until = min(held.end, room_after(alignment, found[-1].token.index))
    done: list[Captioned] = []
    waiting = list(lost)
    for word in found:
        start = max(word.span.start, held.start, done[-1].span.start if done else 0.0)
        right = replace(word, span=TimeSpan(start, max(start, word.span.end)))
        run = [token for token in waiting if token.index < word.token.index]
        waiting = waiting[len(run) :]
        if run:
            left = done.pop() if done else None
            done += _lend(alignment, left, run, right, TimeSpan(since, max(since, until)))
        else:
            done.append(right)
    if waiting:
        window = TimeSpan(since, max(since, until))
        done += _lend(alignment, done.pop(), waiting, None, window)
    return _in_order(done)


def _lend(
    alignment: Alignment,
    left: Captioned | None,
    run: Sequence[Token],
    right: Captioned | None,
    window: TimeSpan,
) -> list[Captioned]:
    """The run with times, between its neighbours, which may have become shorter.

    Where a neighbour is missing, the window ends the room.
    """
    end = window.end if right is None else right.span.start
    start = window.start if left is None else left.span.end
    if left is not None:
        end = max(end, left.span.start)
    start = min(start, end)
    lendable = (
        0.0 if left is None else start - left.span.start,
        0.0 if right is None else right.span.duration,
    )
    lack = sum(shortest_time(token.text) for token in run) - (end - start)
    share = min(1.0, max(0.0, lack) / max(1e-9, 0.5 * sum(lendable)))
    start -= 0.5 * share * lendable[0]
    end += 0.5 * share * lendable[1]
    before = None if left is None else left.token
    after = None if right is None else right.token
    lent = _share(alignment, TimeSpan(start, end), run, before, after)
    if left is not None:
        lent.insert(0, replace(left, span=TimeSpan(left.span.start, min(left.span.end, start))))
    if right is not None:
        lent.append(replace(right, span=TimeSpan(end, max(end, right.span.end))))
    return lent


def _share(
    alignment: Alignment,
    gap: TimeSpan,
    run: Sequence[Token],
    before: Token | None,
    after: Token | None,
) -> list[Captioned]:
    """The words of the run one after the other in the gap, each as long as its letters."""
    needed = [shortest_time(token.text) for token in run]
    spare = gap.duration - sum(needed)
    clock, scale = gap.start, min(1.0, gap.duration / sum(needed))
    if spare > 0:
        clock += _offset(alignment, gap, spare, run, before, after)
    shares = []
    for token, seconds in zip(run, needed, strict=True):
        following = max(clock, min(gap.end, clock + scale * seconds))
        shares.append(Captioned(token, TimeSpan(clock, following), True))
        clock = following
    return shares


def _offset(
    alignment: Alignment,
    gap: TimeSpan,
    spare: float,
    run: Sequence[Token],
    before: Token | None,
    after: Token | None,
) -> float:
    """Seconds from the start of the gap to the run.

    Where there is speech that is not in the transcript, the run goes there, for that is probably
    it; otherwise it goes beside the neighbour whose sentence it belongs to.
    """
    heard = max(alignment.unscripted, key=lambda s: s.span.overlap(gap), default=None)
    if heard is not None and heard.span.overlap(gap) > 0:
        return min(spare, max(0.0, heard.span.start - gap.start))
    if after is None:
        return 0.0
    ends_here = ends_sentence(run[-1].text, after.text)
    begins_here = before is None or ends_sentence(before.text, run[0].text)
    return 0.0 if ends_here and not begins_here else spare


def _in_order(words: Sequence[Captioned]) -> list[Captioned]:
    """The words in order, borrowed times moved later where there was nothing to borrow."""
    ordered: list[Captioned] = []
    for word in words:
        start, end = word.span.start, word.span.end
        if ordered and (word.is_borrowed or ordered[-1].is_borrowed):
            start = max(start, ordered[-1].span.end)
        end = max(end, start + (_LEAST if word.is_borrowed else 0.0))
        ordered.append(replace(word, span=TimeSpan(start, end)))
    return ordered
