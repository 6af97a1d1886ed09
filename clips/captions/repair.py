"""Repair of cues that break rules of a profile, as far as possible; the words stay as they are.

Time comes first: a cue that is too quick to read is extended into the pause after it, then into
the one before, then it borrows from a neighbour that has more than it needs. A cue is never shown
more than half a second before its first word or after it, which guides allow (the BBC's: a second
and a half). Somebody else's cues may also be divided, merged and broken into lines anew.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pullquote.align.times import TimeSpan
from pullquote.clips.captions.check import check_cues
from pullquote.clips.captions.cue import Cue
from pullquote.clips.captions.layout import lay_out_cues
from pullquote.clips.captions.profiles.profile import Profile
from pullquote.clips.captions.reading import seconds_to_read

_MOST_SHIFT = 0.5
"""Seconds that a start may move."""
_EPSILON = 1e-6
_DASHES = ("-", "–", "—")


def repair_cues(
    cues: Sequence[Cue], profile: Profile, *, language: str = "en", until: float = math.inf
) -> tuple[Cue, ...]:
    """Anybody's cues with fewer breaches of the profile: all their words, in order of time.

    Cues without text are dropped. Cues whose lines begin with dashes, for two speakers, keep their
    lines.
    """
    ordered = sorted((cue for cue in cues if cue.plain.strip()), key=lambda cue: cue.span.start)
    laid = _laid_anew(_in_sequence(ordered, profile), profile, language)
    return repair_times(_starts_in_order(laid), profile, until=until)


def repair_times(
    cues: Sequence[Cue], profile: Profile, *, until: float = math.inf
) -> tuple[Cue, ...]:
    """These cues, in order of time, with starts and ends moved so that fewer rules are broken."""
    times = [
        _Times(
            *(cue.span.start, cue.span.end, cue.span.start),
            said=max((word.span.end for word in cue.words), default=cue.span.end),
            needed=seconds_needed(cue, profile),
        )
        for cue in cues
    ]
    _end_before_the_next(times, profile)
    for number in range(len(times)):
        _lengthen(times, number, profile, until)
    _end_before_the_next(times, profile)
    return tuple(
        replace(cue, span=TimeSpan(time.start, max(time.start, time.end)))
        for cue, time in zip(cues, times, strict=True)
    )


def seconds_needed(cue: Cue, profile: Profile) -> float:
    """The shortest time, seconds, that the profile wants the cue to be shown."""
    needed = seconds_to_read(cue.plain, profile)
    return min(profile.max_duration, max(profile.min_duration, needed))


@dataclass(slots=True)
class _Times:
    """The times of a cue while they are being changed; seconds."""

    start: float
    end: float
    first_start: float
    """Its start before any change."""
    said: float
    """The end of its last word."""
    needed: float

    @property
    def lack(self) -> float:
        """Seconds by which it is too short; negative when it has time to spare."""
        return self.needed - (self.end - self.start)


def _end_before_the_next(times: Sequence[_Times], profile: Profile) -> None:
    """Remove overlaps, and gaps too short to be seen as gaps."""
    for number, time in enumerate(times[:-1]):
        following = times[number + 1].start
        if following - time.end < max(profile.close_gap, profile.min_gap) - _EPSILON:
            end = following - profile.min_gap
            # A gap is not worth losing a cue for.
            if end - time.start < 0.5 * (following - time.start):
                end = following
            if end <= time.end or end - time.start <= profile.max_duration:
                time.end = end


def _lengthen(times: Sequence[_Times], number: int, profile: Profile, until: float) -> None:
    """Give this cue the time that it lacks; neighbours lend only where that is enough."""
    time = times[number]
    before = times[number - 1] if number else None
    after = times[number + 1] if number + 1 < len(times) else None
    if time.lack <= _EPSILON:
        return
    time.end += min(time.lack, _pause_after(time, after, profile, until))
    earliest = max(0.0, time.first_start - _MOST_SHIFT)
    pause = time.start - max(earliest, before.end + profile.min_gap if before else 0.0)
    early = min(time.lack, max(0.0, pause))
    late = 0.0
    if after is not None and after.start - time.end <= profile.min_gap + _EPSILON:
        beyond = times[number + 2] if number + 2 < len(times) else None
        spare = max(0.0, -after.lack + _pause_after(after, beyond, profile, until))
        late = min(time.lack - early, spare, after.first_start + _MOST_SHIFT - after.start)
    lent = 0.0
    if before is not None and time.start - early - before.end <= profile.min_gap + _EPSILON:
        spare = max(0.0, min(-before.lack, time.start - early - earliest))
        lent = min(time.lack - early - max(0.0, late), spare)
    if early + late + lent < time.lack - _EPSILON:
        return
    if after is not None and late > 0:
        after.start += late
        time.end += late
        after.end += max(0.0, after.lack)
    if before is not None and lent > 0:
        before.end -= lent
    time.start -= early + lent


def _pause_after(time: _Times, after: _Times | None, profile: Profile, until: float) -> float:
    """Seconds by which the cue's end can move into the pause after it."""
    limit = until if after is None else after.start - profile.min_gap
    return max(0.0, min(limit, time.said + profile.max_linger) - time.end)


def _in_sequence(cues: Sequence[Cue], profile: Profile) -> list[Cue]:
    """The cues, in order of their starts, none reaching into the next and none ending backwards."""
    done: list[Cue] = []
    for number, cue in enumerate(cues):
        start, end = cue.span.start, cue.span.end
        if cue.said_end is not None:
            end = start + seconds_needed(cue, profile)
        if number + 1 < len(cues):
            end = min(end, cues[number + 1].span.start)
        stays = end == cue.span.end and cue.said_end is None
        done.append(cue if stays else _timed(cue, start, end))
    return done


def _timed(cue: Cue, start: float, end: float) -> Cue:
    """The cue from `start` to `end`, its words spread evenly."""
    count = max(1, len(cue.words))
    edges = [start + (end - start) * number / count for number in range(count + 1)]
    spans = iter([TimeSpan(first, stop) for first, stop in pairwise(edges)])
    lines = tuple(tuple(replace(w, span=next(spans)) for w in line) for line in cue.lines)
    return replace(cue, span=TimeSpan(start, end), lines=lines, said_end=None)


def _starts_in_order(cues: Sequence[Cue]) -> list[Cue]:
    """The cues, none starting before the one ahead of it, if only by a thousandth."""
    clock, ordered = 0.0, []
    for cue in cues:
        start = max(clock, cue.span.start)
        ordered.append(replace(cue, span=TimeSpan(start, max(start, cue.span.end))))
        clock = start
    return ordered


def _laid_anew(cues: Sequence[Cue], profile: Profile, language: str) -> list[Cue]:
    """The cues; those that break a rule laid out anew, alone or with a neighbour, if it helps."""
    done: list[Cue] = []
    place = 0
    while place < len(cues):
        cue = cues[place]
        following = cues[place + 1 : place + 3]
        if _breaches([cue, *following[:1]], profile, language, of=1) == 0:
            done.append(cue)
            place += 1
            continue
        choices = [(0, 1)]
        choices += [(1, 1)] if done and _may_merge(done[-1], cue, profile) else []
        choices += [(0, 2)] if following and _may_merge(cue, following[0], profile) else []
        best: tuple[int, list[Cue], int, int] | None = None
        for back, ahead in choices:
            old = [*done[len(done) - back :], *cues[place : place + ahead]]
            rest = cues[place + ahead : place + ahead + 1]
            new = _lay_out(old, rest, profile, language)
            gain = _breaches([*old, *rest], profile, language, of=len(old))
            gain -= _breaches([*new, *rest], profile, language, of=len(new))
            if gain > 0 and (best is None or gain > best[0]):
                best = (gain, new, back, ahead)
        if best is None:
            done.append(cue)
            place += 1
        else:
            _, new, back, ahead = best
            done[len(done) - back :] = new
            place += ahead
    return done


def _may_merge(one: Cue, other: Cue, profile: Profile) -> bool:
    pause = other.span.start - one.span.end
    return one.speaker == other.speaker and pause <= profile.max_pause and not _has_dashes(other)


def _has_dashes(cue: Cue) -> bool:
    lines = cue.text.split("\n")
    return len(lines) > 1 and any(line.lstrip().startswith(_DASHES) for line in lines)


def _lay_out(
    cues: Sequence[Cue], rest: Sequence[Cue], profile: Profile, language: str
) -> list[Cue]:
    if any(map(_has_dashes, cues)):
        return list(cues)
    words = [word for cue in cues for word in cue.words]
    until = rest[0].span.start if rest else max(cue.span.end for cue in cues)
    until = max(until, words[-1].span.end)
    return list(lay_out_cues(words, profile, language=language, until=until))


def _breaches(cues: Sequence[Cue], profile: Profile, language: str, *, of: int) -> int:
    """Number of rules that the first `of` cues break once their times are repaired."""
    repaired = repair_times(cues, profile)
    return sum(breach.cue < of for breach in check_cues(repaired, profile, language=language))
