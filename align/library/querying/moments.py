"""Words said at a time: of a recording's own clock, or of the day where its beginning is known."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from pullquote.align.library.querying.hits import LibraryHit, hit_of
from pullquote.align.library.querying.reader import Reader
from pullquote.align.library.store.entry import Entry
from pullquote.align.library.store.layout import CHUNK
from pullquote.align.library.store.library import Library
from pullquote.align.spoken_forms.abbreviations import MONTHS
from pullquote.align.times import TimeSpan

_NEAR = 3.0
"""Seconds; a word further from the moment asked for was not said there."""

_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?"
_DAY = (
    rf"(?:(?P<iso>\d{{4}}-\d\d-\d\d)|(?P<day>\d{{1,2}})\.? (?P<month>{'|'.join(MONTHS)})"
    rf"|(?P<month2>{'|'.join(MONTHS)}) (?P<day2>\d{{1,2}}),?)(?: (?P<year>\d{{4}}))?"
)
_MOMENTS = (
    re.compile(rf"(?:at )?{_CLOCK},? (?:on )?{_DAY}", re.IGNORECASE),
    re.compile(rf"(?:on )?{_DAY}(?:,? (?:at )?|T){_CLOCK}", re.IGNORECASE),
)


@dataclass(frozen=True, slots=True)
class DayTime:
    """A time of a day, on the clock of this machine's time zone."""

    month: int
    day: int
    year: int | None
    """None where the query does not say: any year."""
    seconds: int
    """Since midnight."""
    length: int
    """Seconds that it means: a minute where no second was given."""

    def moment_in(self, year: int) -> float | None:
        """Seconds since 1970 in this year; None where the year has no such day."""
        try:
            midnight = datetime(year, self.month, self.day)
        except ValueError:
            return None
        return (midnight + timedelta(seconds=self.seconds)).timestamp()


def parse_day_time(text: str) -> DayTime | None:
    """`2026-03-03 14:05`, `14:05 on 3 March`, `March 3, 2026 at 14:05:30`; None for all else."""
    for pattern in _MOMENTS:
        found = pattern.fullmatch(" ".join(text.split()))
        if found is None:
            continue
        if found["iso"]:
            year, month, day = map(int, found["iso"].split("-"))
        else:
            year = int(found["year"]) if found["year"] else 0
            month = 1 + MONTHS.index((found["month"] or found["month2"]).lower())
            day = int(found["day"] or found["day2"])
        hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
        if hour > 23 or minute > 59 or second > 59 or not 1 <= month <= 12:
            return None
        seconds = 3600 * hour + 60 * minute + second
        return DayTime(month, day, year or None, seconds, 1 if found["second"] else 60)
    return None


def find_at(library: Library, entry: Entry, time: float | TimeSpan) -> LibraryHit | None:
    """The words said at `time` seconds of a recording, or in a span; None where nobody speaks.

    Of a span, the words whose middle lies in it; of a moment, the word said then or the nearest
    within three seconds. Only words of the transcript; `Library.unscripted` has what else is said.
    """
    reader = Reader(library, entry.id)
    if isinstance(time, TimeSpan):
        inside = [
            token
            for token, start, end in _timed(reader, time.start, time.end)
            if time.start <= (start + end) / 2 < time.end
        ]
        return hit_of(entry, reader, min(inside), max(inside)) if inside else None
    around = _timed(reader, time - _NEAR, time + _NEAR)
    distance, token = min(
        ((max(start - time, time - end, 0.0), token) for token, start, end in around),
        default=(_NEAR + 1, 0),
    )
    return hit_of(entry, reader, token, token) if distance <= _NEAR else None


def find_day_time(library: Library, asked: DayTime) -> Iterator[LibraryHit]:
    """The words that were said then, in every recording that was running."""
    for entry in library.entries():
        if entry.recorded is None:
            continue
        begin = datetime.fromtimestamp(entry.recorded)
        for year in {begin.year, begin.year + 1} if asked.year is None else {asked.year}:
            moment = asked.moment_in(year)
            if moment is None or not -asked.length < moment - entry.recorded < entry.duration:
                continue
            start = max(0.0, moment - entry.recorded)
            end = moment - entry.recorded + asked.length
            hit = find_at(library, entry, TimeSpan(start, end))
            if hit is not None:
                yield hit


def _timed(reader: Reader, start: float, end: float) -> Iterator[tuple[int, float, float]]:
    """Tokens that are said between two moments or near them, with their times in seconds."""
    starts = reader.outline.starts
    # A word that begins in the chunk before may reach into the moment.
    first = max(0, bisect_right(starts, start) - 2)
    last = max(first, bisect_right(starts, end) - 1)
    for number in range(first, last + 1):
        for token, span in enumerate(reader.chunk(number).spans, number * CHUNK):
            if span is not None and span[1] / 1000 >= start and span[0] / 1000 <= end:
                yield token, span[0] / 1000, span[1] / 1000
