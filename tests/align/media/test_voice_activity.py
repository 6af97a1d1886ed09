"""Speech is found whole, and looked for once."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from pullquote.align.errors import CancelledError
from pullquote.align.media import voice_activity as speech
from pullquote.align.media.audio import SAMPLE_RATE, Audio
from pullquote.align.media.voice_activity import LONGEST, find_speech, with_speech
from pullquote.align.progress import Monitor
from pullquote.align.times import TimeSpan


def covered(regions, samples):
    """For each 10 ms, whether it lies in a region."""
    marks = np.zeros(len(samples) // 160 + 1, bool)
    for region in regions:
        marks[round(region.start * 100) : round(region.end * 100)] = True
    return marks


def test_every_true_word_lies_in_speech(known_talk):
    regions = list(find_speech(known_talk.audio.samples))
    marks = covered(regions, known_talk.audio.samples)
    assert len(known_talk.starts) > 0
    for start, end in zip(known_talk.starts, known_talk.ends, strict=True):
        assert marks[round(start * 100) : round(end * 100)].mean() > 0.9


def test_regions_are_in_order_apart_and_never_longer_than_thirty_seconds(known_talk):
    talk = np.tile(known_talk.audio.samples, 2)
    regions = list(find_speech(talk))
    assert all(a.end <= b.start for a, b in itertools.pairwise(regions))
    assert all(0 < region.duration <= LONGEST for region in regions)
    assert regions[-1].end <= len(talk) / SAMPLE_RATE


@pytest.mark.parametrize("block", [7.0, 20.0, 45.0])
def test_speech_found_in_blocks_is_the_speech_found_at_once(known_talk, monkeypatch, block):
    samples = known_talk.audio.samples
    at_once = covered(find_speech(samples), samples)
    monkeypatch.setattr(speech, "_BLOCK", block)
    in_blocks = covered(find_speech(samples), samples)
    assert np.mean(at_once != in_blocks) < 0.03


def test_a_block_that_ends_in_speech_does_not_cut_it(known_talk, monkeypatch):
    samples = known_talk.audio.samples
    at_once = list(find_speech(samples))
    split = max(at_once[1:-1], key=lambda region: region.duration)
    monkeypatch.setattr(speech, "_BLOCK", split.middle)
    in_blocks = list(find_speech(samples))
    assert any(
        abs(region.start - split.start) < 0.3 and abs(region.end - split.end) < 0.3
        for region in in_blocks
    )


def test_speech_longer_than_a_block_is_not_lost(known_sentence, monkeypatch):
    samples = known_sentence.audio.samples
    monkeypatch.setattr(speech, "_BLOCK", 1.0)
    marks = covered(find_speech(samples), samples)
    first, last = known_sentence.starts[0], known_sentence.ends[-1]
    assert marks[round(first * 100) : round(last * 100)].mean() > 0.9


def test_what_was_found_is_not_looked_for_again(known_talk):
    found = with_speech(known_talk.audio)
    assert found.speech == tuple(find_speech(known_talk.audio.samples))
    planted = Audio(known_talk.audio.samples, (TimeSpan(1.0, 2.0),))
    assert with_speech(planted).speech == (TimeSpan(1.0, 2.0),)


def test_looking_for_speech_can_be_cancelled(known_talk):
    with pytest.raises(CancelledError):
        with_speech(known_talk.audio, Monitor(is_cancelled=lambda: True))
