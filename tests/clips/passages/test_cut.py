"""Planted words are bursts of noise; cuts must hold the ones asked for and nothing of others."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, strategies as st

from pullquote.align.media.audio import SAMPLE_RATE, Audio
from pullquote.align.model.alignment import AlignedWord, Alignment, Status, Unscripted
from pullquote.align.model.transcript import Paragraph, Token, Transcript
from pullquote.align.model.words import EngineInfo
from pullquote.align.times import TimeSpan
from pullquote.clips.passages.cut import CutOptions, choose_cut
from pullquote.clips.passages.passage import Passage

Spans = list[tuple[float, float]]


def sound(words: Spans, *, noise: float = 20.0, length: float = 0.0) -> Audio:
    rng = np.random.default_rng(5)
    duration = length or (words[-1][1] + 1.0)
    samples = rng.normal(0, noise, round(duration * SAMPLE_RATE))
    for start, end in words:
        a, b = round(start * SAMPLE_RATE), round(end * SAMPLE_RATE)
        samples[a:b] += rng.normal(0, 3000, b - a)
    return Audio(np.clip(samples, -32768, 32767).astype(np.int16))


def alignment(
    words: list[tuple[float, float] | None],
    *,
    unscripted: Spans = [],  # noqa: B006
    pending: tuple[int, ...] = (),
) -> Alignment:
    tokens = tuple(Token(i, "w", 2 * i, 2 * i + 1) for i in range(len(words)))
    aligned = []
    for token, span in zip(tokens, words, strict=True):
        if span is None:
            status = Status.PENDING if token.index in pending else Status.ABSENT
            aligned.append(AlignedWord(token, None, 1.0, status))
        else:
            aligned.append(AlignedWord(token, TimeSpan(*span), 1.0, Status.PLACED))
    transcript = Transcript(" ".join("w" * len(words)), tokens, (Paragraph(0, len(words)),))
    return Alignment(
        transcript,
        tuple(aligned),
        tuple(Unscripted(TimeSpan(*span)) for span in unscripted),
        "en",
        max((w[1] for w in words if w), default=0.0) + 1.0,
        "print",
        EngineInfo("test", "1"),
    )


def passage(aligned: Alignment, first: int, last: int) -> Passage:
    span = aligned.span_of(first, last)
    assert span is not None
    return Passage(first, last, "", span)


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
    aligned = alignment(list(words))
    whole = sound(words)
    part = Audio(whole.cut(10.5, 14.0))
    cuts = [
        choose_cut(aligned, passage(aligned, 1, 1), audio, audio_start=start).span
        for audio, start in ((whole, 0.0), (part, 10.5))
    ]
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
