"""Edges of words move towards where the network hears them, and never into each other."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, strategies as st

from pullquote.align.media.audio import SAMPLE_RATE, Audio
from pullquote.align.placing import edges as boundaries
from pullquote.align.placing.edges import (
    BANDS,
    BELIEF,
    FRAMES,
    FURTHEST,
    PHONES,
    SILENCE,
    find_edges,
    picture_sound,
    refine_boundaries,
)
from pullquote.align.placing.findings import Placement
from pullquote.align.reading.formats import read_transcript_bytes
from pullquote.align.spoken_forms.lexicon import load_lexicon
from pullquote.align.spoken_forms.script import make_script
from pullquote.align.times import TimeSpan

TEXT = "seven small boats left"
SILENT_SOUND = Audio(np.zeros(4 * SAMPLE_RATE, np.int16))


def script_of(text: str):
    return make_script(read_transcript_bytes(text.encode(), name="text.txt"), "en")


@pytest.fixture(scope="module")
def script():
    return script_of(TEXT)


def placed(*spans: tuple[float, float]) -> list[Placement]:
    return [Placement(number, TimeSpan(*span), -2.0) for number, span in enumerate(spans)]


def refined(script, placements, monkeypatch, offsets):
    """The spans after a network that says these offsets."""
    monkeypatch.setattr(
        boundaries, "predict_offsets", lambda _, edges: np.resize(offsets, len(edges))
    )
    result = refine_boundaries(SILENT_SOUND, script, load_lexicon(), placements)
    return [p.span for p in result]


def test_words_without_a_pause_share_an_edge_and_others_have_their_own(script):
    placements = placed((0.5, 0.9), (0.9, 1.3), (1.6, 2.0))
    edges = find_edges(script, load_lexicon(), placements)
    assert [(e.ends, e.starts) for e in edges] == [
        *((None, 0), (0, 1), (1, None)),
        *((None, 2), (2, None)),
    ]
    phones = [(PHONES[e.boundary.left], PHONES[e.boundary.right]) for e in edges]
    assert phones == [("SIL", "S"), ("N", "S"), ("L", "SIL"), ("SIL", "B"), ("S", "SIL")]
    assert PHONES[SILENCE] == "SIL"


def test_an_edge_goes_most_of_the_way(script, monkeypatch):
    spans = refined(script, placed((0.5, 0.9), (0.9, 1.3)), monkeypatch, [0.0, 0.02, 0.0])
    assert spans[0].end == spans[1].start == pytest.approx(0.9 + BELIEF * 0.02)
    assert (spans[0].start, spans[1].end) == (0.5, 1.3)


def test_no_edge_goes_further_than_the_furthest(script, monkeypatch):
    spans = refined(script, placed((0.5, 1.9), (1.9, 3.3)), monkeypatch, [0.0, 9.0, 0.0])
    assert spans[0].end == pytest.approx(1.9 + BELIEF * FURTHEST)


@given(st.data())
def test_words_stay_in_order_and_keep_some_of_their_place(script, data):
    times = data.draw(st.lists(st.floats(0.0, 0.4), min_size=8, max_size=8))
    clock, spans = 0.1, []
    for pause, length in zip(times[::2], times[1::2], strict=True):
        start = clock + (pause if pause > 0.2 else 0.0)
        clock = start + 0.01 + length
        spans.append((start, clock))
    offsets = data.draw(st.lists(st.floats(-1.0, 1.0), min_size=1, max_size=8))
    with pytest.MonkeyPatch.context() as patch:
        after = refined(script, placed(*spans), patch, offsets)
    for before, now in zip(spans, after, strict=True):
        assert now.duration > 0.19 * (before[1] - before[0])
    for left, right in itertools.pairwise(after):
        assert left.end <= right.start + 1e-9
    for number, (left, right) in enumerate(itertools.pairwise(spans)):
        if left[1] == right[0]:
            assert after[number].end == after[number + 1].start


def test_a_sound_is_pictured_where_it_is():
    samples = np.zeros(2 * SAMPLE_RATE, np.int16)
    samples[SAMPLE_RATE:] = np.random.default_rng(0).normal(0, 3000, SAMPLE_RATE)
    (picture,) = picture_sound(samples, [1.0])
    assert picture.shape == (FRAMES, BANDS)
    loudness = picture.mean(axis=1)
    # The first frame whose 20 ms reach the sound: two frames of 5 ms before the middle.
    assert np.argmax(np.diff(loudness)) + 1 == FRAMES // 2 - 1


def test_beyond_the_recording_there_is_silence():
    samples = np.full(SAMPLE_RATE // 50, 1000, np.int16)
    pictures = picture_sound(samples, [-5.0, 0.0, 0.01, 9.0])
    assert pictures.shape == (4, FRAMES, BANDS)
    assert np.all(pictures[0] == 0.0) and np.all(pictures[3] == 0.0)
    assert np.any(pictures[1] != 0.0)


def test_a_convolution_is_numpys():
    chance = np.random.default_rng(1)
    frames = chance.normal(size=(1, 12, 1)).astype(np.float32)
    weight = chance.normal(size=(1, 1, 5)).astype(np.float32)
    ours = boundaries._convolved(frames, weight, np.zeros(1, np.float32))
    theirs = np.convolve(frames[0, :, 0], weight[0, 0, ::-1], "same")
    assert ours[0, :, 0] == pytest.approx(np.maximum(theirs, 0.0), abs=1e-5)
    halved = boundaries._convolved(frames, weight, np.zeros(1, np.float32), step=2)
    assert halved[0, :, 0] == pytest.approx(ours[0, ::2, 0])


def test_edges_that_are_off_come_nearer_to_the_truth(known_talk):
    script = script_of(" ".join(known_talk.texts))
    chance = np.random.default_rng(7)
    true = np.array([known_talk.starts, known_talk.ends]).T
    middles = (true[1:, 0] + true[:-1, 1]) / 2
    joined = np.flatnonzero(true[1:, 0] - true[:-1, 1] < 0.005)
    moved = true.copy()
    for at in joined:
        moved[at, 1] = moved[at + 1, 0] = middles[at] + chance.normal(0.0, 0.015)
    placements = [Placement(n, TimeSpan(*span), -2.0) for n, span in enumerate(moved)]
    after = refine_boundaries(known_talk.audio, script, load_lexicon(), placements)
    before_off = np.mean([abs(moved[at, 1] - middles[at]) for at in joined])
    after_off = np.mean([abs(after[at].span.end - middles[at]) for at in joined])
    assert len(joined) > 30
    assert after_off < 0.75 * before_off
