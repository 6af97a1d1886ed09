"""Makes speech to learn boundaries from: `python -m benchmarks.training.edges.speech WORK`.

Each voice gives three recordings (see `recordings.truth`): as it is; slower and lower; and faster
and higher. The latter two are in rooms, noise and other colours of sound.
"""

from __future__ import annotations

import argparse
import random
import re
import zlib
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.recordings.synthetic import Sentence, Talk, finish_talk, speak_paragraph
from benchmarks.recordings.talk_text import TalkWriter
from benchmarks.recordings.truth import (
    RATE,
    Kind,
    Recording,
    Samples,
    Truth,
    TruthToken,
    write_recording,
)
from benchmarks.training.edges.festival_speech import say_all

FLITE = ("slt", "rms", "awb", "kal16")
FESTIVAL = ("kal_diphone", "ked_diphone", "cmu_us_slt_arctic_hts")
VOICES = (*FLITE, *FESTIVAL)
SPEEDS = {"slow": 0.87, "fast": 1.14}
MINUTES = 10.0
_EDGE = 0.03
"""Seconds of festival's own silence kept around a sentence."""
_BLOCK = 30
"""Seconds of sound with the same colour, room and noise."""


def make_talk(voice: str) -> tuple[Samples, str, Truth]:
    """Ten minutes of this voice."""
    seed = zlib.crc32(voice.encode()) % 100_000
    writer, chance = TalkWriter(seed), random.Random(seed)
    talk = Talk()
    talk.append(np.zeros(RATE, np.float32))
    speak = _speak_by_festival if voice in FESTIVAL else speak_paragraph
    while talk.duration < MINUTES * 60:
        sentences = writer.paragraph(chance.randint(40, 130))
        talk.paragraphs.append(speak(talk, sentences, voice, chance))
    paragraphs = [[token for s in p for token in s.tokens] for p in talk.paragraphs]
    return finish_talk(talk, paragraphs, (), seed, header="")


def _speak_by_festival(
    talk: Talk, sentences: list[str], voice: str, chance: random.Random
) -> list[Sentence]:
    """The same as `speak_paragraph`; leaves out a sentence whose words festival reads otherwise."""
    spoken = []
    stretches = [chance.uniform(0.75, 1.0) for _ in sentences]
    for text, speech in zip(sentences, say_all(sentences, voice, stretches), strict=True):
        first = max(0.0, speech.words[0][1] - _EDGE)
        tokens = _timed(text, speech.words, talk.duration - first)
        if tokens is None:
            continue
        last = speech.words[-1][2] + _EDGE
        piece = speech.samples[round(first * RATE) : round(last * RATE)]
        spoken.append(Sentence(tokens))
        talk.append(piece * np.float32(chance.uniform(0.5, 1.0)))
        talk.append(np.zeros(round(chance.uniform(0.1, 0.6) * RATE), np.float32))
    return spoken


def _timed(
    text: str, words: tuple[tuple[str, float, float], ...], offset: float
) -> tuple[TruthToken, ...] | None:
    """The written words with their times, from the first to the last spoken word of each."""
    left = list(words)
    tokens = []
    for token in text.split():
        plain = re.sub(r"[^\w']", "", token)
        if not plain:
            tokens.append(TruthToken(token, Kind.MARK))
            continue
        if not left or re.sub(r"[^\w']", "", left[0][0]) != plain:
            return None
        _, start, end = left.pop(0)
        while left and re.sub(r"[^\w']", "", left[0][0]) == plain and left[0][1] < end + 0.001:
            _, _, end = left.pop(0)
        tokens.append(
            TruthToken(token, Kind.SPOKEN, round(start + offset, 4), round(end + offset, 4))
        )
    return None if left else tuple(tokens)


def vary(sound: Samples, truth: Truth, speed: float, seed: int) -> tuple[Samples, Truth]:
    """The recording played at another speed, in changing colours, rooms and noises."""
    count = int(len(sound) / speed)
    played = np.interp(np.arange(count) * speed, np.arange(len(sound)), sound).astype(np.float32)
    chance = np.random.default_rng(seed)
    length = _BLOCK * RATE
    pieces = [_coloured(played[at : at + length], chance) for at in range(0, count, length)]

    def scaled(time: float | None) -> float | None:
        return None if time is None else round(time / speed, 4)

    tokens = tuple(replace(t, start=scaled(t.start), end=scaled(t.end)) for t in truth.tokens)
    return np.concatenate(pieces), Truth(tokens, (), count / RATE)


def _coloured(sound: Samples, chance: np.random.Generator) -> Samples:
    """With other strengths of high and low, half the time an echo, and noise of 15 to 40 dB."""
    size = 2 * len(sound)
    spectrum = np.fft.rfft(sound, size)
    share = np.linspace(0.0, 1.0, len(spectrum))
    corners = [0.0, 0.06, 0.15, 0.35, 0.6, 1.0]
    spectrum *= 10 ** (np.interp(share, corners, chance.normal(0.0, 3.0, 6)) / 20)
    if chance.random() < 0.5:
        spectrum *= np.fft.rfft(_echo(chance), size)
    coloured = np.fft.irfft(spectrum, size)[: len(sound)]
    noise = np.fft.rfft(chance.standard_normal(len(sound)))
    noise /= np.maximum(np.arange(len(noise)), 30.0) ** chance.choice([0.0, 0.5, 1.0])
    hiss = np.fft.irfft(noise, len(sound))
    ratio = np.sqrt(np.mean(coloured**2) / np.mean(hiss**2)) * 10 ** (-chance.uniform(15, 40) / 20)
    mixed: Samples = (coloured + ratio * hiss).astype(np.float32)
    return mixed * np.float32(0.6 / max(1e-6, float(np.abs(mixed).max())))


def _echo(chance: np.random.Generator) -> Samples:
    seconds = chance.uniform(0.1, 0.35)
    count = int(seconds * RATE)
    echo = chance.standard_normal(count) * 10 ** (-3 * np.arange(count) / count)
    echo *= chance.uniform(0.01, 0.04)
    echo[: RATE // 200] = 0.0
    echo[0] = 1.0
    return echo.astype(np.float32)


def main() -> None:
    """Make what is not there yet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    work = parser.parse_args().work
    for voice in VOICES:
        names = {voice: 1.0} | {f"{voice}_{name}": speed for name, speed in SPEEDS.items()}
        if all(Recording(name, work).is_made for name in names):
            continue
        sound, text, truth = make_talk(voice)
        for name, speed in names.items():
            varied = (sound, truth)
            if speed != 1.0:
                varied = vary(sound, truth, speed, zlib.crc32(name.encode()))
            write_recording(Recording(name, work), varied[0], text, varied[1])
            print(f"{name}: {varied[1].duration / 60:.1f} minutes", flush=True)


if __name__ == "__main__":
    main()
