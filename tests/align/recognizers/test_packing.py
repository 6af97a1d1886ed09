"""Packing loses no speech, and the way back leads to where it was."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, strategies as st

from pullquote.align.media.audio import SAMPLE_RATE
from pullquote.align.recognizers.packing import Packed, pack_windows, split_batches
from pullquote.align.recognizers.whisper_engine.runtime import WINDOW
from pullquote.align.times import TimeSpan


def regions_from(lengths):
    clock, regions = 0.0, []
    for gap, length in lengths:
        regions.append(TimeSpan(clock + gap, clock + gap + length))
        clock += gap + length
    return regions


lengths = st.lists(st.tuples(st.floats(0, 40), st.floats(0.1, WINDOW)), max_size=30)


@given(lengths)
def test_windows_hold_every_region_in_order_and_are_never_too_long(lengths):
    regions = regions_from(lengths)
    windows = pack_windows(regions)
    assert [region for window in windows for region in window] == regions
    for window in windows:
        assert window
        assert sum(region.duration for region in window) <= WINDOW + 1e-6


@given(st.integers(0, 40), st.integers(1, 9))
def test_batches_hold_every_window_once_and_the_first_is_alone(count, size):
    windows = [(TimeSpan(i, i + 1),) for i in range(count)]
    batches = split_batches(windows, size)
    assert [window for batch in batches for window in batch] == windows
    assert all(len(batch) <= size for batch in batches)
    assert not count or len(batches[0]) == 1


@given(st.integers(0, 5), st.floats(0, 1))
def test_a_place_in_the_packed_speech_is_found_again_in_the_recording(index, within):
    samples = np.arange(20 * SAMPLE_RATE, dtype=np.int64).astype(np.int16)
    regions = [TimeSpan(3 * i + 0.5, 3 * i + 1.5) for i in range(6)]
    packed = Packed.of(samples, [tuple(regions[:4]), tuple(regions[4:])])
    assert len(packed.samples) == 6 * SAMPLE_RATE
    start = index + 0.9 * within
    span = packed.locate(TimeSpan(start, start + 0.05))
    assert span.start == pytest.approx(regions[index].start + 0.9 * within, abs=1e-3)


def test_a_word_over_a_junction_stays_on_one_side():
    samples = np.zeros(20 * SAMPLE_RATE, np.int16)
    regions = (TimeSpan(1, 2), TimeSpan(10, 11))
    packed = Packed.of(samples, [regions])
    assert packed.locate(TimeSpan(0.7, 1.1)) == TimeSpan(1.7, 2.0)
    assert packed.locate(TimeSpan(0.9, 1.3)) == TimeSpan(10.0, 10.3)
