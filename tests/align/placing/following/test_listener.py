"""Pauses to cut at, and hearing with the transcript's own vocabulary."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from pullquote.align.media.audio import Audio
from pullquote.align.placing.following.listener import Listener, cut_at_pauses, quiet_moment
from pullquote.align.times import TimeSpan


@settings(max_examples=40)
@given(st.floats(1.2, 8.8), st.integers(0, 5))
def test_the_quiet_moment_is_the_middle_of_the_planted_pause(pause, seed):
    samples = np.random.default_rng(seed).integers(-3000, 3000, 160_000)
    at = round(pause * 16_000)
    samples[at - 1600 : at + 1600] //= 100
    found = quiet_moment(Audio(samples.astype(np.int16)), TimeSpan(1.0, 9.0))
    assert found == pytest.approx(pause, abs=0.06)


def test_a_stretch_too_short_to_search_gives_its_middle(quiet):
    audio = Audio(quiet(5.0, 500.0))
    assert quiet_moment(audio, TimeSpan(2.0, 2.1)) == pytest.approx(2.05)


@settings(max_examples=40)
@given(st.floats(0, 20), st.floats(0, 40), st.floats(1.0, 15.0), st.integers(0, 3))
def test_parts_follow_each_other_through_the_whole_stretch(start, duration, length, seed):
    noise = np.random.default_rng(seed).integers(-900, 900, 16_000 * 15, np.int16)
    audio = Audio(np.tile(noise, 5))
    span = TimeSpan(start, start + duration)
    parts = list(cut_at_pauses(audio, span, length=length))
    assert parts[0].start == span.start and parts[-1].end == span.end
    assert all(a.end == b.start for a, b in itertools.pairwise(parts))
    assert all(part.duration <= length + 0.01 for part in parts)
    assert all(part.duration >= 0.5 * length for part in parts[:-1])


def test_cuts_lie_between_words(sample):
    parts = list(cut_at_pauses(sample.audio, TimeSpan(0.0, 50.0), length=12.0))
    inside = [
        part.end
        for part in parts[:-1]
        if any(span and span.start + 0.04 < part.end < span.end - 0.04 for span in sample.spans)
    ]
    assert inside == []


def listener_of(audio, spoken, **options):
    pytest.importorskip("pocketsphinx")
    from pullquote.align.spoken_forms.lexicon import load_lexicon

    return Listener(audio, spoken.script, load_lexicon(), **options)


def test_what_is_said_is_heard_at_its_time(answer, quiet):
    before = 2.5
    audio = Audio(np.concatenate([quiet(before, 2.0), answer.audio.samples]))
    heard = listener_of(audio, answer).hear(TimeSpan(before + 1.0, before + 16.0), longest=8.0)
    true = [
        (text.lower().strip(".,"), span.start + before)
        for text, span in zip(answer.texts, answer.spans, strict=True)
        if span.start > 1.0 and span.end < 16.0
    ]
    right = sum(
        any(word.text == text and abs(word.span.start - start) < 0.1 for word in heard)
        for text, start in true
    )
    assert right >= 0.85 * len(true)
    assert all(a.span.end <= b.span.start + 0.02 for a, b in itertools.pairwise(heard))
    assert all(0.0 <= word.probability <= 1.0 for word in heard)


def test_hardly_anything_is_heard_in_silence(answer, quiet):
    deaf = listener_of(Audio(quiet(10.0, 3.0)), answer, quick=True)
    assert len(deaf.hear(TimeSpan(0.0, 10.0))) <= 3
    assert deaf.hear(TimeSpan(5.0, 5.0)) == []
