"""Synthetic speech tells the truth about itself; runs only where flite is installed."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from pullquote.samples.flite_speech import VOICES, say


@pytest.fixture(scope="module", autouse=True)
def flite():
    try:
        say("Yes.")
    except OSError:
        pytest.skip("flite is not installed")


@pytest.mark.parametrize("voice", VOICES)
def test_words_are_the_chunks_of_the_text_in_order_of_time(voice):
    speech = say("Well, twenty ships -- or more -- passed the tower at noon.", voice)
    assert [word.text for word in speech.words] == (
        ["Well", "twenty", "ships", "or", "more", "passed", "the", "tower", "at", "noon"]
    )
    for one, two in itertools.pairwise(speech.words):
        assert one.start < one.end <= two.start
    assert speech.words[0].start > 0
    assert speech.words[-1].end <= speech.duration


def test_the_sound_is_where_the_words_are():
    speech = say("Boats", "slt")
    (word,) = speech.words
    energy = speech.samples.astype(float) ** 2
    inside = energy[round(word.start * 16_000) : round(word.end * 16_000)].sum()
    assert inside > 0.98 * energy.sum()


def test_phones_follow_each_other_without_gaps():
    phones = say("Three small birds.", "rms").phones
    assert all(one.end == two.start for one, two in itertools.pairwise(phones))
    assert phones[0].name == phones[-1].name == "pau"


def test_digits_stay_one_word():
    assert [word.text for word in say("In 1984 we met.").words] == ["In", "1984", "we", "met"]


def test_a_slower_voice_takes_longer():
    assert say("A slow boat.", stretch=1.5).duration > 1.3 * say("A slow boat.").duration


def test_a_pitch_does_not_stick():
    before = say("A low hum.", "kal16").samples
    assert not np.array_equal(say("A low hum.", "kal16", pitch=150).samples, before)
    assert np.array_equal(say("A low hum.", "kal16").samples, before)


def test_an_unknown_voice_is_refused():
    with pytest.raises(ValueError, match="unknown voice 'bob'"):
        say("Hello.", "bob")
