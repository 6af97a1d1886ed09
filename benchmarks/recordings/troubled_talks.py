"""Synthetic talks with one trouble each, ten minutes long, with exact word times."""

from __future__ import annotations

import random

import numpy as np

from benchmarks.recordings.synthetic import VOICES, Talk, finish_talk, speak_paragraph
from benchmarks.recordings.talk_text import TalkWriter
from benchmarks.recordings.truth import RATE, Kind, Samples, Truth, TruthToken

Made = tuple[Samples, str, Truth]
Tokens = list[TruthToken]


def interview(seed: int) -> Made:
    """Two speakers with labels, stage directions and time stamps in the transcript."""
    writer, chance, talk = TalkWriter(seed), random.Random(seed), _start()
    paragraphs: list[Tokens] = []
    names = ("ANNA BELL:", ">> Tom Rudd:")
    while talk.duration < 600:
        turn = len(paragraphs) % 2
        clock = f"[{int(talk.duration) // 60:02}:{int(talk.duration) % 60:02}]"
        spoken = _speak(talk, writer.paragraph(chance.randint(5, 70)), VOICES[turn], chance)
        before = names[turn] + (f" {clock}" if chance.random() < 0.3 else "")
        after = chance.choice(["(applause)", "[music]", "(audience laughing)"])
        paragraphs.append([*_label(before), *spoken])
        if chance.random() < 0.3:
            paragraphs[-1] += _label(after)
    return finish_talk(talk, paragraphs, (), seed)


def refrain(seed: int) -> Made:
    """Every third sentence is one of six that come again and again."""
    writer, chance, talk = TalkWriter(seed), random.Random(seed), _start()
    again = [writer.paragraph(8)[0] for _ in range(6)]
    paragraphs = []
    while talk.duration < 600:
        sentences = writer.paragraph(60)
        mixed = [
            text
            for sentence in sentences
            for text in ([sentence, chance.choice(again)] if chance.random() < 0.5 else [sentence])
        ]
        paragraphs.append(_speak(talk, mixed, VOICES[len(paragraphs) % 3], chance))
    return finish_talk(talk, paragraphs, (), seed, header="")


def excerpt(seed: int) -> Made:
    """The transcript has only the middle four of twelve minutes."""
    writer, chance, talk = TalkWriter(seed), random.Random(seed), _start()
    parts: list[list[Tokens]] = []
    edges = [talk.duration]
    for until in (240, 480, 720):
        parts.append(_speak_until(talk, until, writer, chance))
        edges.append(talk.duration)
    unscripted = ((edges[0], edges[1]), (edges[2], edges[3]))
    return finish_talk(talk, parts[1], unscripted, seed, header="")


def part_of_book(seed: int) -> Made:
    """The transcript goes on for six minutes before and after the ten that were recorded."""
    writer, chance, talk = TalkWriter(seed), random.Random(seed), _start()
    before = _unspoken(writer, 1000)
    spoken = _speak_until(talk, 600, writer, chance)
    return finish_talk(talk, [*before, *spoken, *_unspoken(writer, 1000)], (), seed, header="")


def music(seed: int) -> Made:
    """Half a minute of music before the first word and between parts, two minutes of silence."""
    writer, chance, talk = TalkWriter(seed), random.Random(seed), Talk()
    paragraphs: list[Tokens] = []
    for until in (200, 400, 600):
        talk.append(_chords(30, chance))
        paragraphs += _speak_until(talk, until, writer, chance)
        talk.append(np.zeros(40 * RATE, np.float32))
    return finish_talk(talk, paragraphs, (), seed)


def skipping(seed: int, seconds: float = 600) -> Made:
    """The speaker leaves out every fifth sentence and says some that are not written."""
    writer, chance, talk = TalkWriter(seed), random.Random(seed), _start()
    paragraphs: list[Tokens] = []
    unscripted: list[tuple[float, float]] = []
    while talk.duration < seconds:
        voice, tokens = VOICES[len(paragraphs) % 3], []
        for sentence in writer.paragraph(80):
            roll = chance.random()
            if roll < 0.2:
                tokens += [_silent(word) for word in sentence.split()]
            elif roll < 0.3:
                said = _speak(talk, [sentence], voice, chance)
                times = [t for t in said if t.start is not None and t.end is not None]
                unscripted.append((times[0].start or 0.0, times[-1].end or 0.0))
            else:
                tokens += _speak(talk, [sentence], voice, chance)
        paragraphs.append(tokens)
    return finish_talk(talk, paragraphs, tuple(unscripted), seed, header="")


def _start() -> Talk:
    talk = Talk()
    talk.append(np.zeros(RATE, np.float32))
    return talk


def _speak(talk: Talk, sentences: list[str], voice: str, chance: random.Random) -> Tokens:
    spoken = speak_paragraph(talk, sentences, voice, chance)
    return [token for sentence in spoken for token in sentence.tokens]


def _speak_until(
    talk: Talk, seconds: float, writer: TalkWriter, chance: random.Random
) -> list[Tokens]:
    paragraphs: list[Tokens] = []
    while talk.duration < seconds:
        voice = VOICES[len(paragraphs) % len(VOICES)]
        paragraphs.append(_speak(talk, writer.paragraph(chance.randint(30, 90)), voice, chance))
    return paragraphs


def _unspoken(writer: TalkWriter, words: int) -> list[Tokens]:
    paragraphs: list[Tokens] = []
    while sum(map(len, paragraphs)) < words:
        text = " ".join(writer.paragraph(80))
        paragraphs.append([_silent(word) for word in text.split()])
    return paragraphs


def _silent(word: str) -> TruthToken:
    says = any(char.isalnum() for char in word)
    return TruthToken(word, Kind.UNSPOKEN if says else Kind.MARK)


def _label(text: str) -> Tokens:
    return [TruthToken(word, Kind.LABEL) for word in text.split()]


def _chords(seconds: float, chance: random.Random) -> Samples:
    """Chords of plucked tones, two a second."""
    time = np.arange(RATE // 2) / RATE
    beats = []
    for _ in range(round(seconds * 2)):
        root = 110 * 2 ** (chance.randint(0, 24) / 12)
        tones = [
            np.sin(2 * np.pi * root * ratio * harmonic * time) / harmonic
            for ratio in (1, 1.26, 1.5)
            for harmonic in (1, 2, 3, 4)
        ]
        beats.append(0.03 * np.sum(tones, axis=0) * np.exp(-3 * time))
    return np.concatenate(beats).astype(np.float32)
