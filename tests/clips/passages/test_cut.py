"""Planted words are bursts of noise; cuts must hold the ones asked for and nothing of others."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, strategies as st

from pullquote.align.media.audio import SAMPLE_RATE, Audio
from pullquote.align.times import TimeSpan
from pullquote.clips.passages.cut import CutOptions, choose_cut
from pullquote.clips.passages.passage import Passage
from tests.clips.passages.planted_sound import Spans, alignment, passage, sound, steady


def test_in_a_long_pause_the_leads_are_as_asked() -> None:
    words: Spans = [(1.0, 1.5), (3.0, 3.5), (5.0, 5.5)]
    aligned = alignment(list(words))
    options = CutOptions(lead_in=0.3, lead_out=0.5, fade=0.02)
    cut = choose_cut(aligned, passage(aligned, 1, 1), sound(words), options=options)
    assert cut.span.start == pytest.approx(2.7, abs=0.011)
    assert cut.span.end == pytest.approx(4.0, abs=0.011)
    assert (cut.fade_in, cut.fade_out) == (0.02, 0.02)


def test_leads_never_reach_into_a_neighbour() -> None:
    words: Spans = [(1.0, 1.5), (1.62, 2.2), (2.34, 3.0)]
    aligned = alignment(list(words))
    options = CutOptions(lead_in=2.0, lead_out=2.0)
    cut = choose_cut(aligned, passage(aligned, 1, 1), sound(words), options=options)
    assert 1.5 < cut.span.start <= 1.62
    assert 2.2 <= cut.span.end < 2.34


@given(
    pauses=st.lists(st.floats(0.15, 1.0), min_size=5, max_size=5),
    lengths=st.lists(st.floats(0.12, 0.8), min_size=5, max_size=5),
    errors=st.lists(st.floats(-0.05, 0.05), min_size=10, max_size=10),
    chosen=st.tuples(st.integers(0, 4), st.integers(0, 4)).map(sorted),
)
def test_with_pauses_words_are_whole_and_neighbours_out_whatever_the_alignment_errs(
    pauses: list[float], lengths: list[float], errors: list[float], chosen: list[int]
) -> None:
    words: Spans = []
    clock = 0.0
    for pause, length in zip(pauses, lengths, strict=True):
        words.append((clock + pause, clock + pause + length))
        clock = words[-1][1]
    wrong = [
        (s + errors[2 * i], max(e + errors[2 * i + 1], s + errors[2 * i] + 0.01))
        for i, (s, e) in enumerate(words)
    ]
    aligned = alignment(list(wrong))
    first, last = chosen
    cut = choose_cut(aligned, passage(aligned, first, last), sound(words))
    before = words[first - 1][1] if first > 0 else -1.0
    after = words[last + 1][0] if last < 4 else 99.0
    assert before - 0.015 <= cut.span.start <= words[first][0] + 0.015
    assert words[last][1] - 0.015 <= cut.span.end <= after + 0.015


def test_where_words_run_together_the_cut_is_at_their_edge_with_a_short_fade() -> None:
    words: Spans = [(1.0, 1.5), (1.5, 2.0), (2.0, 2.5)]
    aligned = alignment(list(words))
    cut = choose_cut(aligned, passage(aligned, 1, 1), sound(words))
    assert cut.span.start == pytest.approx(1.5, abs=0.025)
    assert cut.span.end == pytest.approx(2.0, abs=0.025)
    assert cut.fade_in <= 0.005
    assert cut.fade_out <= 0.005


def test_unscripted_speech_is_a_neighbour() -> None:
    said: Spans = [(1.0, 1.5), (1.65, 2.0), (2.15, 2.6), (2.75, 3.3)]
    aligned = alignment([said[0], said[2]], unscripted=[said[1], said[3]])
    options = CutOptions(lead_in=1.0, lead_out=1.0)
    cut = choose_cut(aligned, passage(aligned, 1, 1), sound(said), options=options)
    assert 2.0 <= cut.span.start <= 2.15
    assert 2.6 <= cut.span.end <= 2.75


def test_speech_that_the_alignment_does_not_know_stays_out_all_the_same() -> None:
    said: Spans = [(1.0, 1.5), (1.62, 2.0), (2.15, 2.6), (2.75, 3.3)]
    for pending in ((), (0, 2)):
        aligned = alignment([None, said[2], None], pending=pending)
        options = CutOptions(lead_in=1.0, lead_out=1.0)
        cut = choose_cut(aligned, passage(aligned, 1, 1), sound(said), options=options)
        assert 2.0 <= cut.span.start <= 2.15
        assert 2.6 <= cut.span.end <= 2.75


def test_absent_words_have_no_place_to_respect() -> None:
    words: Spans = [(1.0, 1.5), (3.0, 3.5)]
    aligned = alignment([words[0], None, words[1]])
    cut = choose_cut(aligned, passage(aligned, 2, 2), sound(words))
    assert cut.span.start == pytest.approx(2.9, abs=0.011)


def test_an_exact_passage_is_cut_where_it_was_asked_for() -> None:
    words: Spans = [(1.0, 1.5), (1.6, 2.0)]
    aligned = alignment(list(words))
    asked = Passage(0, 1, "", TimeSpan(1.234, 1.777), exact=True)
    assert choose_cut(aligned, asked, sound(words)).span == TimeSpan(1.234, 1.777)


def test_a_stretch_of_the_sound_gives_the_same_cut_as_the_whole() -> None:
    words: Spans = [(11.0, 11.5), (12.0, 12.5), (13.0, 13.5)]
    # The sound knows better when the word starts and ends.
    aligned = alignment([(11.0, 11.5), (12.04, 12.46), (13.0, 13.5)])
    whole = sound(words)
    part = Audio(whole.cut(10.5, 14.0))
    cuts = [
        choose_cut(aligned, passage(aligned, 1, 1), audio, audio_start=start).span
        for audio, start in ((whole, 0.0), (part, 10.5))
    ]
    assert cuts[0].start == pytest.approx(11.9, abs=0.011)
    assert cuts[0].end == pytest.approx(12.7, abs=0.011)
    assert cuts[0].start == pytest.approx(cuts[1].start, abs=0.006)
    assert cuts[0].end == pytest.approx(cuts[1].end, abs=0.006)


def test_a_cut_stays_inside_the_recording() -> None:
    words: Spans = [(0.02, 0.5), (0.7, 1.0)]
    aligned = alignment(list(words))
    options = CutOptions(lead_in=5.0, lead_out=5.0)
    cut = choose_cut(aligned, passage(aligned, 0, 1), sound(words, length=1.1), options=options)
    assert cut.span.start == 0.0
    assert cut.span.end <= aligned.duration


def test_silence_and_no_sound_at_all_are_cut_by_the_alignment() -> None:
    words: Spans = [(1.0, 1.5), (3.0, 3.5), (5.0, 5.5)]
    aligned = alignment(list(words))
    for samples in (np.zeros(6 * SAMPLE_RATE, np.int16), np.zeros(0, np.int16)):
        span = choose_cut(aligned, passage(aligned, 1, 1), Audio(samples)).span
        assert 2.8 <= span.start <= 3.0
        assert 3.5 <= span.end <= 3.8


def test_the_pause_before_a_short_neighbour_is_not_the_pause_before_the_word() -> None:
    words: Spans = [(1.0, 1.5), (2.0, 2.06), (2.06, 2.6)]
    aligned = alignment(list(words))
    cut = choose_cut(aligned, passage(aligned, 2, 2), sound(words))
    assert cut.span.start == pytest.approx(2.06, abs=0.025)


@pytest.mark.parametrize(
    ("pause", "kept"),
    [(0.04, 0.02), (0.05, 0.025), (0.12, 0.09), (0.2, 0.17), (0.6, 0.3)],
)
def test_a_short_pause_is_shared_and_a_longer_one_left_but_for_a_margin(
    pause: float, kept: float
) -> None:
    said = steady([(70, 1.0), (20, pause), (70, 1.0), (20, pause), (70, 1.0)])
    end = 2 + pause
    aligned = alignment([(0.0, 1.0), (1 + pause, end), (end + pause, end + pause + 1)])
    options = CutOptions(lead_in=0.3, lead_out=0.3)
    cut = choose_cut(aligned, passage(aligned, 1, 1), said, options=options)
    assert cut.span.start == pytest.approx(1 + pause - kept, abs=0.006)
    assert cut.span.end == pytest.approx(end + kept, abs=0.006)


def test_a_pause_that_the_neighbour_takes_most_of_is_halved() -> None:
    # Between the neighbour as aligned and the word 40 ms are left: half of them, not 10 ms.
    said = steady([(70, 1.0), (20, 0.2), (70, 1.0)])
    aligned = alignment([(0.0, 1.16), (1.2, 2.2)])
    cut = choose_cut(aligned, passage(aligned, 1, 1), said)
    assert cut.span.start == pytest.approx(1.18, abs=0.006)
    assert cut.fade_in == CutOptions().fade


@pytest.mark.parametrize(
    ("gap", "away"), [(0.0, 0.0), (0.02, 0.01), (0.06, 0.03), (0.076, 0.038), (0.085, 0.0)]
)
def test_a_gap_that_is_not_quiet_is_parted_in_the_middle_while_it_may_be_an_error(
    gap: float, away: float
) -> None:
    aligned = alignment([(0.5, 1.0), (1.0 + gap, 2.0), (2.0 + gap, 3.0)])
    cut = choose_cut(aligned, passage(aligned, 1, 1), steady([(20, 0.5), (70, 2.5)]))
    assert cut.span.start == pytest.approx(1.0 + gap - away, abs=0.004)
    assert cut.span.end == pytest.approx(2.0 + away, abs=0.004)


@pytest.mark.parametrize(
    ("away", "depth", "moved"),
    [
        (0.0075, 2, False),
        (0.0075, 8, True),
        (0.0125, 9, False),
        (0.0125, 12, True),
        (0.0175, 19, False),
        (0.0175, 23, True),
        (0.0225, 35, False),
    ],
)
@pytest.mark.parametrize("side", [-1, 1])
def test_the_further_from_the_edge_the_quieter_a_moment_must_be(
    side: int, away: float, depth: float, moved: bool
) -> None:
    # 10 ms that much quieter, around a moment that is that far from where the words meet.
    dip = 1.0 + side * away
    said = steady([(20, 0.4), (70, dip - 0.405), (70 - depth, 0.01), (70, 1.995 - dip)])
    aligned = alignment([(0.4, 1.0), (1.0, 2.0)])
    for first, at in ((1, "start"), (0, "end")):
        cut = choose_cut(aligned, passage(aligned, first, first), said)
        expected = dip if moved else 1.0
        assert getattr(cut.span, at) == pytest.approx(expected, abs=0.003)


@pytest.mark.parametrize(
    ("speech", "breath", "is_quiet"),
    [
        (63, 31, True),
        (63, 35, False),
        (50, 27, True),
        (50, 30, False),
        (44, 23, True),
        (44, 26, False),
    ],
)
def test_quiet_is_near_the_noise_and_far_below_the_speech(
    speech: float, breath: float, is_quiet: bool
) -> None:
    # The neighbour ends at 1.0 and a breath follows, which the alignment takes for more of it.
    said = steady([(20, 0.3), (speech, 0.7), (breath, 0.5), (speech, 2.0), (20, 0.3)])
    aligned = alignment([(0.3, 1.5), (1.5, 3.5)])
    cut = choose_cut(aligned, passage(aligned, 1, 1), said)
    assert cut.span.start == pytest.approx(1.495, abs=0.006)
    assert (cut.fade_in > 0.004) is is_quiet


def test_the_nearest_of_all_that_is_said_beside_a_passage_is_its_neighbour() -> None:
    # Before it, somebody talks through a written word and longer; after it, one begins with it.
    aligned = alignment(
        [(0.6, 0.9), (2.0, 3.0), (4.5, 4.8)],
        unscripted=[(0.2, 0.4), (0.4, 1.7), (3.3, 4.0), (4.1, 4.3)],
    )
    options = CutOptions(lead_in=1.0, lead_out=1.0)
    silent = Audio(np.zeros(0, np.int16))
    cut = choose_cut(aligned, passage(aligned, 1, 1), silent, options=options)
    assert cut.span.start == pytest.approx(1.73)
    assert cut.span.end == pytest.approx(3.27)


def test_unscripted_speech_inside_a_passage_is_kept_with_it() -> None:
    aligned = alignment([(1.0, 1.5), (3.0, 3.5)], unscripted=[(0.95, 2.9)])
    late = alignment([(1.0, 1.5), (3.0, 3.5)], unscripted=[(1.6, 3.52)])
    options = CutOptions(lead_in=0.5, lead_out=0.5)
    silent = Audio(np.zeros(0, np.int16))
    for inside in (aligned, late):
        cut = choose_cut(inside, passage(inside, 0, 1), silent, options=options)
        assert (cut.span.start, cut.span.end) == (pytest.approx(0.5), pytest.approx(4.0))


def test_unscripted_speech_may_reach_a_little_into_the_passage() -> None:
    aligned = alignment([(2.0, 3.0)], unscripted=[(1.0, 2.05), (2.95, 4.0)])
    cut = choose_cut(aligned, passage(aligned, 0, 0), steady([(20, 0.5), (70, 3.5)]))
    assert (cut.span.start, cut.span.end) == (
        pytest.approx(2.0, abs=0.004),
        pytest.approx(3.0, abs=0.004),
    )
    assert max(cut.fade_in, cut.fade_out) <= 0.005


def test_a_word_shorter_than_the_doubt_about_its_edges_is_cut_as_aligned() -> None:
    # The quietest moment is the same for its start and for its end.
    said = steady([(20, 0.2), (70, 0.795), (40, 0.015), (70, 1.0)])
    aligned = alignment([(0.2, 1.0), (1.0, 1.005), (1.005, 1.9)])
    assert choose_cut(aligned, passage(aligned, 1, 1), said).span == TimeSpan(1.0, 1.005)


def test_fades_take_at_most_half_of_a_clip_each() -> None:
    aligned = alignment([(1.0, 1.5)])
    asked = Passage(0, 0, "", TimeSpan(1.0, 1.016), exact=True)
    cut = choose_cut(aligned, asked, sound([(1.0, 1.5)]), options=CutOptions(fade=0.01))
    assert (cut.fade_in, cut.fade_out) == (pytest.approx(0.008), pytest.approx(0.008))
    short = alignment([(0.2, 1.0), (1.0, 1.006), (1.006, 1.9)])
    cut = choose_cut(short, passage(short, 1, 1), steady([(20, 0.2), (70, 1.8)]))
    assert cut.fade_in + cut.fade_out <= cut.span.duration + 1e-9


@pytest.mark.parametrize("name", ["lead_in", "lead_out", "fade"])
def test_leads_and_fades_are_seconds(name: str) -> None:
    assert getattr(CutOptions(**{name: 0.0}), name) == 0.0
    for wrong in (-0.01, float("inf"), float("nan")):
        with pytest.raises(ValueError, match="must be 0 seconds or more, got"):
            CutOptions(**{name: wrong})
