from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from benchmarks.recordings.real_speech import Clip, Rooms, add_pink_noise, find_speech, join
from benchmarks.recordings.synthetic import HEADER, clean_talk, damaged_talk
from benchmarks.recordings.talk_text import TalkWriter
from benchmarks.recordings.truth import (
    RATE,
    Kind,
    Recording,
    Truth,
    TruthToken,
    read_truth,
    write_recording,
)


def tone(seconds: float, level: float = 0.1) -> np.ndarray:
    time = np.arange(round(seconds * RATE)) / RATE
    return (level * np.sin(2 * np.pi * 300 * time)).astype(np.float32)


def noise(seconds: float, level: float) -> np.ndarray:
    chance = np.random.default_rng(1)
    return (level * chance.standard_normal(round(seconds * RATE))).astype(np.float32)


def test_speech_is_found_between_quiet_ends() -> None:
    sound = np.concatenate([noise(0.5, 0.001), tone(1.2), noise(0.7, 0.001)])
    start, end = find_speech(sound)
    assert start == pytest.approx(0.5, abs=0.02)
    assert end == pytest.approx(1.7, abs=0.02)


def test_a_click_is_no_speech() -> None:
    sound = np.concatenate([noise(1.0, 0.001), tone(1.0), noise(0.5, 0.001)])
    sound[round(0.3 * RATE) : round(0.32 * RATE)] = 0.1
    assert find_speech(sound)[0] == pytest.approx(1.0, abs=0.02)


def test_joined_clips_have_their_truth_where_their_sound_is() -> None:
    tokens = (TruthToken("one", Kind.SPOKEN, start=0.5), TruthToken("two", Kind.SPOKEN, end=1.5))
    clip = Clip(np.concatenate([noise(0.5, 0.0005), tone(1.0), noise(0.4, 0.0005)]), tokens, "a")
    sound, text, truth = join([clip, clip], seed=3)
    assert text == "one two one two\n"
    for first, last in ((0, 1), (2, 3)):
        start, end = truth.tokens[first].start, truth.tokens[last].end
        assert start is not None
        assert end is not None
        around = sound[round((start - 0.15) * RATE) : round((end + 0.15) * RATE)]
        assert find_speech(around) == pytest.approx((0.15, 0.15 + end - start), abs=0.03)


def test_treatments_keep_the_length_and_the_place_of_the_sound() -> None:
    sound = np.concatenate([np.zeros(RATE, np.float32), tone(1.0), np.zeros(RATE, np.float32)])
    rooms = Rooms(1)
    for group in "abcdef":
        treated = rooms(sound, group)
        assert len(treated) == len(sound)
        energy = [float(np.mean(part**2)) for part in np.split(treated, 3)]
        assert energy[1] == max(energy)


def test_pink_noise_has_the_ratio_asked_for() -> None:
    sound = tone(2.0)
    added = add_pink_noise(sound, 10, seed=1) - sound
    ratio = 10 * np.log10(np.mean(sound**2) / np.mean(added**2))
    assert ratio == pytest.approx(10, abs=0.1)


def test_text_is_the_same_for_the_same_seed_and_broad() -> None:
    pytest.importorskip("pocketsphinx")
    text = [TalkWriter(4).paragraph(3000), TalkWriter(4).paragraph(3000)]
    assert text[0] == text[1]
    words = {word.strip(".,!?").lower() for sentence in text[0] for word in sentence.split()}
    assert len(words) > 800


@pytest.fixture(scope="module")
def talks() -> tuple[Truth, Truth]:
    """A short talk, clean and damaged."""
    pytest.importorskip("pocketsphinx")
    try:
        return clean_talk(5, 0.6)[2], damaged_talk(5, 0.6)[2]
    except OSError as error:
        pytest.skip(f"flite is not here: {error}")


def test_a_talk_has_its_words_in_order_after_a_header(talks: tuple[Truth, Truth]) -> None:
    for truth in talks:
        assert [t.text for t in truth.tokens[:13]] == HEADER.split()
        assert {t.kind for t in truth.tokens[:13]} == {Kind.HEADER}
        spoken = [t for t in truth.tokens if t.start is not None and t.end is not None]
        assert len(spoken) > 50
        assert all(
            a.end is not None and b.start is not None and a.end <= b.start + 0.001
            for a, b in pairwise(spoken)
        )


def test_damage_is_what_was_promised(talks: tuple[Truth, Truth]) -> None:
    clean, damaged = talks
    ((start, end),) = damaged.unscripted
    assert 55 < end - start < 90
    assert not any(
        t.start is not None and t.end is not None and t.end > start and t.start < end
        for t in damaged.tokens
    )
    assert damaged.duration > clean.duration + 55
    unspoken = [t for t in damaged.tokens if t.kind is Kind.UNSPOKEN]
    assert len(unspoken) >= 60
    assert all(t.start is None for t in unspoken)
    before = {t.start: t.text for t in clean.tokens if t.start is not None and t.start < start}
    for token in damaged.tokens:
        if token.kind is Kind.SPOKEN and token.start is not None and token.start < start:
            assert before[token.start] == token.text


def test_a_recording_comes_back_as_it_was_written(tmp_path: Path) -> None:
    truth = Truth(
        (
            TruthToken("a", Kind.SPOKEN, 0.5, 0.75, (0.5, 2.0)),
            TruthToken("--", Kind.MARK),
            TruthToken("b", Kind.INSERTED),
        ),
        ((1.0, 1.5),),
        2.0,
    )
    recording = Recording("x", tmp_path)
    write_recording(recording, tone(2.0), "a -- b\n", truth)
    assert recording.is_made
    assert read_truth(recording.truth) == truth
    with pytest.raises(ValueError, match="same tokens"):
        write_recording(recording, tone(2.0), "a b\n", truth)
