"""Voice without words is found, and nothing else is."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, strategies as st

from pullquote.align.recognizers.holes import divided, find_holes
from pullquote.align.times import TimeSpan


def spans(*pairs):
    return [TimeSpan(start, end) for start, end in pairs]


def every(step, start, stop):
    """Words of 0.3 s, one each `step` seconds."""
    count = round((stop - start) / step)
    return [TimeSpan(start + k * step, start + k * step + 0.3) for k in range(count)]


def test_half_a_minute_without_a_word_is_a_hole():
    words = every(0.5, 0.0, 20.0) + every(0.5, 46.0, 60.0)
    (hole,) = find_holes(words, spans((0.0, 60.0)))
    assert hole.start == words[39].end
    assert hole.end == 46.0


def test_a_stretch_of_voice_without_any_word_is_a_hole():
    words = every(0.5, 0.0, 10.0) + every(0.5, 20.0, 30.0)
    assert find_holes(words, spans((0.0, 10.2), (12.0, 17.0), (20.0, 30.0))) == spans((12.0, 17.0))


def test_pauses_and_the_padding_of_the_detector_are_none():
    words = every(0.5, 0.5, 10.0) + every(0.5, 10.8, 20.0)
    assert find_holes(words, spans((0.0, 20.4))) == []
    assert find_holes([], spans((3.0, 4.4))) == []  # a cough
    assert find_holes([], []) == []


def test_holes_with_a_short_silence_between_are_heard_together():
    assert find_holes([], spans((0.0, 5.0), (6.0, 12.0), (20.0, 25.0))) == spans(
        (0.0, 12.0), (20.0, 25.0)
    )


def test_a_word_between_two_holes_keeps_them_apart():
    words = spans((5.2, 5.5))
    assert find_holes(words, spans((0.0, 5.6), (6.0, 12.0))) == spans((0.0, 5.2), (6.0, 12.0))


@given(st.lists(st.floats(0.0, 500.0), max_size=4), st.floats(10.0, 90.0))
def test_long_holes_are_divided_into_equal_parts_without_gaps(lengths, longest):
    clock, holes = 0.0, []
    for length in lengths:
        holes.append(TimeSpan(clock, clock + length))
        clock += length + 1.0
    parts = divided(holes, longest)
    assert all(part.duration <= longest + 1e-6 for part in parts)
    assert {hole.start for hole in holes} <= {part.start for part in parts}
    assert {hole.end for hole in holes} <= {part.end for part in parts}
    assert sum(part.duration for part in parts) == pytest.approx(sum(lengths))


stretches = st.lists(st.tuples(st.floats(0, 20), st.floats(0, 20)), max_size=20)


@given(stretches, stretches)
def test_no_word_s_middle_lies_in_a_hole_and_holes_are_in_order(voice, said):
    clock, speech = 0.0, []
    for gap, length in voice:
        speech.append(TimeSpan(clock + gap, clock + gap + length))
        clock = speech[-1].end
    words = sorted(TimeSpan(start * 10, start * 10 + 0.1 + length / 10) for start, length in said)
    holes = find_holes(words, speech)
    assert not any(word.middle in hole for word in words for hole in holes)
    assert all(a.end <= b.start for a, b in itertools.pairwise(holes))
    assert all(any(hole.overlap(stretch) > 0 for stretch in speech) for hole in holes)
