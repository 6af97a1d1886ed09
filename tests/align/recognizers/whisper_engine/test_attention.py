"""Whisper's attention puts given words where they are spoken."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, strategies as st

from pullquote.align.errors import InputError, ModelError
from pullquote.align.media.audio import SAMPLE_RATE
from pullquote.align.recognizers.whisper_engine.attention import (
    WhisperAligner,
    find_loud_frames,
    trim_silence,
)
from pullquote.align.times import TimeSpan


@pytest.fixture(scope="module")
def aligner(small_whisper):
    return WhisperAligner(str(small_whisper), language="en", device="cpu")


def thirds_of(talk):
    """Samples, texts, true starts and ends of each third of the talk, cut in pauses."""
    gaps = talk.starts[1:] - talk.ends[:-1]
    pauses = np.flatnonzero(gaps > 0.5) + 1
    total = talk.audio.duration
    cuts = [min(pauses, key=lambda i: abs(talk.starts[i] - total * k / 3)) for k in (1, 2)]
    times = [0.0, *((talk.ends[i - 1] + talk.starts[i]) / 2 for i in cuts), total]
    for number, (first, stop) in enumerate(itertools.pairwise([0, *cuts, len(talk.texts)])):
        begin, end = times[number], times[number + 1]
        part = slice(first, stop)
        samples = talk.audio.cut(begin, end)
        yield samples, talk.texts[part], talk.starts[part] - begin, talk.ends[part] - begin


@pytest.mark.parametrize("third", [0, 1, 2])
def test_given_words_are_placed_at_their_true_times(aligner, known_talk, third):
    samples, texts, starts, ends = list(thirds_of(known_talk))[third]
    located = aligner.align(samples, texts)
    assert None not in located
    off = np.abs(np.array([word.span.start for word in located]) - starts)
    assert np.median(off) < 0.04
    assert np.mean(off < 0.2) > 0.9
    assert off.max() < 1.0
    assert np.median(np.abs(np.array([word.span.end for word in located]) - ends)) < 0.04


def test_spans_run_forward_within_the_samples(aligner, known_sentence):
    located = aligner.align(known_sentence.audio.samples, known_sentence.texts)
    starts = [word.span.start for word in located]
    assert starts == sorted(starts)
    duration = known_sentence.audio.duration
    assert all(word.span.start >= 0 and word.span.end <= duration for word in located)
    assert all(0 <= word.probability <= 1 for word in located)
    assert [word.text for word in located] == list(known_sentence.texts)


def test_words_that_are_spoken_are_more_probable_than_others(aligner, known_sentence):
    samples = known_sentence.audio.samples
    spoken = np.mean([word.probability for word in aligner.align(samples, known_sentence.texts)])
    strange = aligner.align(samples, ["Quite", "another", "story."])
    other = np.mean([word.probability for word in strange])
    assert spoken > 2 * other


def test_texts_without_letters_have_no_place(aligner, known_sentence):
    texts = [known_sentence.texts[0], "--", "", *known_sentence.texts[1:], "…"]
    located = aligner.align(known_sentence.audio.samples, texts)
    assert [place is None for place in located] == [text in ("--", "", "…") for text in texts]
    bare = aligner.align(known_sentence.audio.samples, known_sentence.texts)
    assert tuple(place for place in located if place) == bare


def test_nothing_given_is_nothing_placed(aligner, known_sentence):
    assert aligner.align(known_sentence.audio.samples, []) == ()
    assert aligner.align(known_sentence.audio.samples, ["--"]) == (None,)
    assert aligner.align(np.zeros(0, np.int16), ["word"]) == (None,)


def test_other_languages_are_aligned_too(small_whisper, known_sentence):
    aligner = WhisperAligner(str(small_whisper), language="de", device="cpu")
    located = aligner.align(known_sentence.audio.samples, known_sentence.texts)
    off = np.abs(np.array([word.span.start for word in located]) - known_sentence.starts)
    assert np.median(off) < 0.1


def test_a_script_without_spaces_is_given_without_them(small_whisper):
    japanese = WhisperAligner(str(small_whisper), language="ja", device="cpu")
    spaced = WhisperAligner(str(small_whisper), language="de", device="cpu")
    assert japanese._core_and_tail("猫。") == ("猫", "。")
    assert spaced._core_and_tail("Katze,") == (" Katze", ",")


def test_more_than_a_window_is_refused(aligner, known_talk):
    with pytest.raises(ValueError, match="at most 30 s"):
        aligner.align(known_talk.audio.cut(0, 31), ["word"])


def test_more_text_than_fits_is_refused(aligner, known_sentence):
    texts = ["extraordinary"] * 200
    assert aligner.count_tokens(texts) > 440
    with pytest.raises(ValueError, match="at most 448 fit"):
        aligner.align(known_sentence.audio.samples, texts)


def test_an_unknown_language_is_refused(small_whisper):
    with pytest.raises(InputError, match="'xx'"):
        WhisperAligner(str(small_whisper), language="xx")


def test_a_missing_model_is_said_to_be_missing(tmp_path, monkeypatch):
    monkeypatch.setenv("PULLQUOTE_MODELS", str(tmp_path))
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    with pytest.raises(ModelError, match="not on this machine"):
        WhisperAligner("tiny", language="de")


def tone(*stretches):
    """Samples with a loud tone in these stretches of seconds, of two seconds altogether."""
    samples = np.random.default_rng(3).normal(0, 5, 2 * SAMPLE_RATE)
    clock = np.arange(len(samples)) / SAMPLE_RATE
    for start, end in stretches:
        inside = (clock >= start) & (clock < end)
        samples[inside] += 8000 * np.sin(2 * np.pi * 200 * clock[inside])
    return samples.astype(np.int16)


def test_silence_at_the_ends_of_a_word_is_trimmed():
    loud = find_loud_frames(tone((0.8, 1.2)))
    assert trim_silence(TimeSpan(0.3, 1.5), loud) == TimeSpan(0.8, 1.2)


def test_a_short_closure_inside_a_word_is_kept():
    loud = find_loud_frames(tone((0.8, 1.0), (1.05, 1.2)))
    assert trim_silence(TimeSpan(0.3, 1.5), loud) == TimeSpan(0.8, 1.2)


def test_the_end_of_the_word_before_a_pause_is_left_to_it():
    loud = find_loud_frames(tone((0.0, 0.4), (1.0, 1.4)))
    assert trim_silence(TimeSpan(0.3, 1.5), loud) == TimeSpan(1.0, 1.4)


def test_a_span_in_silence_stays_as_it_is():
    loud = find_loud_frames(tone((0.0, 0.4)))
    assert trim_silence(TimeSpan(1.0, 1.5), loud) == TimeSpan(1.0, 1.5)


@given(st.floats(0, 1), st.floats(0, 1), st.integers(0, 2**31))
def test_a_trimmed_span_lies_within_the_span(start, length, seed):
    loud = np.random.default_rng(seed).random(220) > 0.5
    span = TimeSpan(start, start + length)
    trimmed = trim_silence(span, loud)
    assert span.start <= trimmed.start <= trimmed.end <= span.end
