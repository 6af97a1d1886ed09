"""Times to text and back, and the algebra of spans."""

from __future__ import annotations

import math
import pickle

import pytest
from hypothesis import assume, given, strategies as st

from pullquote.align.errors import TimecodeError
from pullquote.align.times import TimeSpan, format_time, parse_time, parse_time_range

seconds = st.floats(0, 360_000, allow_nan=False)
spans = st.tuples(seconds, seconds).map(lambda ends: TimeSpan(min(ends), max(ends)))


class TestParsing:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("75.5", 75.5), ("75,5", 75.5), ("0", 0.0), ("1:15.5", 75.5), ("01:15", 75.0),
            ("1:02:03", 3723.0), ("1:02:03,250", 3723.25), ("00:00:00.000", 0.0),
            ("100:00", 6000.0), ("1h02m03s", 3723.0), ("1h", 3600.0), ("2m", 120.0),
            ("90s", 90.0), ("1.5s", 1.5), ("1h 2min 3.5s", 3723.5), (" 1:15 ", 75.0),
            ("0:05", 5.0), ("12:34.5678", 754.5678),
        ],
    )  # fmt: skip
    def test_a_time_is_understood(self, text: str, expected: float) -> None:
        assert parse_time(text) == pytest.approx(expected)

    @pytest.mark.parametrize(
        "text",
        ["", " ", "x", "1:", ":15", "1:60", "1:60:00", "1:2:3:4", "-5", "1:-5", "nan", "inf",
         "1e3", "1.2.3", "12:3x", "h", "1h1h", "٣:٠٥x", "--", "1 15"],
    )  # fmt: skip
    def test_other_text_is_refused(self, text: str) -> None:
        with pytest.raises(TimecodeError, match=r"write times like 75\.5, 1:15\.5 or 1:02:03"):
            parse_time(text)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("12:30-13:10", TimeSpan(750, 790)), ("12:30 – 13:10", TimeSpan(750, 790)),
            ("1 to 2", TimeSpan(1, 2)), ("0:01 --> 0:02", TimeSpan(1, 2)),
            ("5-5", TimeSpan(5, 5)), ("1m-1m30s", TimeSpan(60, 90)),
            ("12:30-12:52.5", TimeSpan(750, 772.5)),
        ],
    )  # fmt: skip
    def test_a_range_is_understood(self, text: str, expected: TimeSpan) -> None:
        assert parse_time_range(text) == expected

    @pytest.mark.parametrize("text", ["", "12:30", "-", "12:30-", "-12:30", "a-b", "13:10-12:30"])
    def test_other_text_is_no_range(self, text: str) -> None:
        with pytest.raises(TimecodeError):
            parse_time_range(text)

    @given(st.text(max_size=20))
    def test_any_text_is_a_time_or_a_timecode_error(self, text: str) -> None:
        for parse in (parse_time, parse_time_range):
            try:
                parse(text)
            except TimecodeError as error:
                assert pickle.loads(pickle.dumps(error)).got == error.got


class TestFormatting:
    @pytest.mark.parametrize(
        ("time", "options", "expected"),
        [
            (75.5, {}, "1:15.500"),
            (3723.25, {}, "1:02:03.250"),
            (75.5, {"hours": True, "separator": ","}, "00:01:15,500"),
            (3723.25, {"hours": False, "decimals": 0}, "62:03"),
            (59.9996, {}, "1:00.000"),
            (3599.9999, {"decimals": 1}, "1:00:00.0"),
            (-3.0, {"decimals": 0}, "0:00"),
            (360_000.0, {"hours": True}, "100:00:00.000"),
        ],
    )
    def test_a_time_is_written(
        self, time: float, options: dict[str, object], expected: str
    ) -> None:
        assert format_time(time, **options) == expected  # type: ignore[arg-type]

    @given(seconds, st.integers(0, 6), st.sampled_from([True, False, None]), st.sampled_from(".,"))
    def test_what_is_written_is_read_back(
        self, time: float, decimals: int, hours: bool | None, separator: str
    ) -> None:
        assume(hours is not False or time < 59_000)  # three digits of minutes are read
        text = format_time(time, decimals=decimals, hours=hours, separator=separator)
        assert parse_time(text) == pytest.approx(time, abs=0.5 * 10**-decimals + 1e-6)


class TestSpans:
    @pytest.mark.parametrize(
        ("start", "end"), [(2, 1), (math.nan, 1), (0, math.inf), (-math.inf, 0)]
    )
    def test_a_span_that_is_none_is_refused(self, start: float, end: float) -> None:
        with pytest.raises(ValueError, match="a time span"):
            TimeSpan(start, end)

    def test_a_span_holds_its_start_and_not_its_end(self) -> None:
        assert 1.0 in TimeSpan(1, 2)
        assert 2.0 not in TimeSpan(1, 2)
        assert 1.0 not in TimeSpan(1, 1)

    @given(spans, spans)
    def test_overlap_is_symmetric_and_no_longer_than_either(
        self, one: TimeSpan, two: TimeSpan
    ) -> None:
        assert one.overlap(two) == two.overlap(one)
        assert 0 <= one.overlap(two) <= min(one.duration, two.duration)
        assert one.overlap(one) == one.duration

    @given(spans, spans)
    def test_the_hull_covers_both_and_no_more(self, one: TimeSpan, two: TimeSpan) -> None:
        hull = one.hull(two)
        assert hull == two.hull(one)
        assert hull.overlap(one) == one.duration
        assert {hull.start, hull.end} <= {one.start, one.end, two.start, two.end}

    @given(spans, seconds)
    def test_shifting_there_and_back_changes_nothing(self, span: TimeSpan, by: float) -> None:
        back = span.shift(by).shift(-by)
        assert back.start == pytest.approx(span.start, abs=1e-6)
        assert back.duration == pytest.approx(span.duration, abs=1e-6)

    @given(st.lists(spans))
    def test_spans_sort_by_start_then_end(self, many: list[TimeSpan]) -> None:
        assert sorted(many) == sorted(many, key=lambda span: (span.start, span.end))
