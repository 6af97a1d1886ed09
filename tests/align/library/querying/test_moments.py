"""Words are found by the time at which they were said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from pullquote.align.library.querying.moments import DayTime, find_at, find_day_time, parse_day_time
from pullquote.align.library.store.library import Library
from pullquote.align.search.moments import find_time
from pullquote.align.times import TimeSpan


def test_it_is_what_searching_the_whole_recording_finds(
    library: Library, put: Callable[..., int]
) -> None:
    number = put(" ".join(f"w{k}" for k in range(700)))
    entry, alignment = library.get(number), library.alignment(number)
    spans = [
        TimeSpan(start, start + 1.9) for start in (0.0, 100.0, 101.3, 102.4, 204.7, 279.0, 300.0)
    ]
    for time in (0.0, 0.05, 3.3, 102.4, 102.45, 204.8, 279.95, 282.9, 283.1, 500.0, *spans):
        hit = find_at(library, entry, time)
        moment = find_time(alignment, time)
        if moment.first is None or not moment.text:
            assert hit is None, time
        else:
            assert hit is not None, time
            assert (hit.first, hit.last, hit.text) == (moment.first, moment.last, moment.text), time


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-03 14:05", DayTime(3, 3, 2026, 50700, 60)),
        ("2026-03-03T14:05:30", DayTime(3, 3, 2026, 50730, 1)),
        ("14:05 on 3 March", DayTime(3, 3, None, 50700, 60)),
        ("at 14:05 on 3 March 2026", DayTime(3, 3, 2026, 50700, 60)),
        ("March 3, 2026 at 14:05", DayTime(3, 3, 2026, 50700, 60)),
        ("14:05", None),
        ("25:05 on 3 March", None),
        ("3 March", None),
        ("words at 14:05 on 3 March", None),
    ],
)
def test_a_time_of_a_day_is_read_as_people_write_it(text: str, expected: DayTime | None) -> None:
    assert parse_day_time(text) == expected


def test_what_was_said_at_a_time_of_a_day(library: Library, put: Callable[..., int]) -> None:
    begin = datetime(2026, 3, 3, 14, 4, 30).timestamp()
    number = put(" ".join(f"w{k}" for k in range(300)), "a", recorded=begin)
    put("something else", "b", recorded=begin + 86400)
    put("something else", "c")
    for text in ("14:05 on 3 March", "2026-03-03 14:05"):
        asked = parse_day_time(text)
        assert asked is not None
        (hit,) = find_day_time(library, asked)
        assert hit.entry.id == number
        assert (hit.text.split()[0], hit.text.split()[-1]) == ("w75", "w224")
        assert hit.moment == pytest.approx(begin + 30.08)
    asked = parse_day_time("14:05 on 3 March 2025")
    assert asked is not None
    assert not [*find_day_time(library, asked)]
