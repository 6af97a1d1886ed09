"""Synthetic talks by flite, with exact word times by construction."""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from benchmarks.recordings.talk_text import TalkWriter
from benchmarks.recordings.truth import RATE, Kind, Samples, Truth, TruthToken
from pullquote.samples.flite_speech import say

HEADER = """The Long Way to Better Bread

Back to index

Spring lecture, full transcript"""
"""13 words that stand before the talk and are not spoken."""
VOICES = ("slt", "rms", "awb")
NOISE_FLOOR = 0.0012
"""Amplitude of the noise under everything: about -60 dB below full scale."""
_SMALL_WHISPER_LANGUAGE = Path(__file__).parents[2] / "tests" / "small_whisper" / "training"
_EDGE = 0.03
"""Seconds of flite's own silence kept around a sentence."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A spoken sentence on the clock of the talk."""

    tokens: tuple[TruthToken, ...]


@dataclass(slots=True)
class Talk:
    """A talk in the making: paragraphs of sentences, and its sound so far."""

    paragraphs: list[list[Sentence]] = field(default_factory=list)
    sound: list[Samples] = field(default_factory=list)
    samples: int = 0

    @property
    def duration(self) -> float:
        return self.samples / RATE

    def append(self, piece: Samples) -> None:
        """Add sound at the end."""
        self.sound.append(piece)
        self.samples += len(piece)


def make_talk(seed: int, minutes: float) -> tuple[Talk, random.Random, TalkWriter]:
    """A talk of at least this length, its paragraphs spoken in turn by different voices."""
    writer, chance = TalkWriter(seed), random.Random(seed + 1)
    talk = Talk()
    talk.append(np.zeros(RATE, np.float32))
    while talk.duration < minutes * 60:
        voice = VOICES[len(talk.paragraphs) % len(VOICES)]
        sentences = writer.paragraph(chance.randint(40, 130))
        talk.paragraphs.append(speak_paragraph(talk, sentences, voice, chance))
    return talk, chance, writer


def speak_paragraph(
    talk: Talk,
    sentences: list[str],
    voice: str,
    chance: random.Random,
    stretches: tuple[float, float] = (0.68, 0.86),
) -> list[Sentence]:
    """Speak the sentences at the end of the talk, with a pause after each.

    The voice's own speed is multiplied by one of `stretches` or anything between.
    """
    spoken = []
    for number, text in enumerate(sentences):
        speech = say(text, voice, stretch=chance.uniform(*stretches))
        if speech.sample_rate != RATE:
            raise ValueError(f"voice {voice} speaks at {speech.sample_rate} Hz, not {RATE}")
        first = max(0.0, speech.words[0].start - _EDGE)
        piece = speech.samples[
            round(first * RATE) : round((speech.words[-1].end + _EDGE) * RATE)
        ].astype(np.float32)
        piece *= 0.5 / 32768 * chance.uniform(0.7, 1.3)
        fade = np.linspace(0, 1, round(0.01 * RATE), dtype=np.float32)
        piece[: len(fade)] *= fade
        piece[-len(fade) :] *= fade[::-1]
        spoken.append(Sentence(_timed(text, speech.words, talk.duration - first)))
        talk.append(piece)
        longest = 2.0 if number == len(sentences) - 1 else 0.5
        pause = chance.uniform(0.1, longest)
        talk.append(np.zeros(round(pause * RATE), np.float32))
    return spoken


def _timed(text: str, words: tuple, offset: float) -> tuple[TruthToken, ...]:
    tokens = text.split()
    said = iter(words)
    timed = []
    for token in tokens:
        if not any(char.isalnum() for char in token):
            timed.append(TruthToken(token, Kind.MARK))
            continue
        word = next(said)
        timed.append(
            TruthToken(
                token, Kind.SPOKEN, round(word.start + offset, 4), round(word.end + offset, 4)
            )
        )
    if next(said, None) is not None:
        raise ValueError(f"flite speaks more words than are written in {text!r}")
    return tuple(timed)


def clean_talk(seed: int, minutes: float) -> tuple[Samples, str, Truth]:
    """A talk whose transcript is right, apart from the header."""
    talk, _, _ = make_talk(seed, minutes)
    paragraphs = [[token for s in p for token in s.tokens] for p in talk.paragraphs]
    return finish_talk(talk, paragraphs, (), seed)


def known_talk(seed: int, minutes: float) -> tuple[Samples, str, Truth]:
    """A talk in the words and voices that the small Whisper of the tests knows."""
    sys.path.append(str(_SMALL_WHISPER_LANGUAGE))
    from sentences import SentenceMaker

    maker, chance = SentenceMaker(seed), random.Random(seed)
    talk = Talk()
    while talk.duration < minutes * 60:
        sentences = [maker.sentence() for _ in range(8)]
        voice = VOICES[len(talk.paragraphs) % 2]
        talk.paragraphs.append(speak_paragraph(talk, sentences, voice, chance, (1.0, 1.0)))
    paragraphs = [[token for s in p for token in s.tokens] for p in talk.paragraphs]
    return finish_talk(talk, paragraphs, (), seed, header="")


def damaged_talk(seed: int, minutes: float) -> tuple[Samples, str, Truth]:
    """The same talk with a minute nobody wrote, a paragraph nobody spoke, and 15 % wrong words."""
    talk, chance, writer = make_talk(seed, minutes)
    paragraphs = [[token for s in p for token in s.tokens] for p in talk.paragraphs]
    middle = len(paragraphs) // 2
    extra, minute = _insert_minute(talk, paragraphs, middle, chance, TalkWriter(seed + 7))
    paragraphs = [
        [_later(token, extra.start, extra.length) for token in paragraph]
        for paragraph in paragraphs
    ]
    paragraphs = [_damage(paragraph, chance, writer) for paragraph in paragraphs]
    unspoken = " ".join(TalkWriter(seed + 9).paragraph(80)).split()
    paragraphs.insert(
        len(paragraphs) // 4,
        [TruthToken(w, Kind.UNSPOKEN if _says(w) else Kind.MARK) for w in unspoken],
    )
    return finish_talk(minute, paragraphs, ((extra.speech_start, extra.speech_end),), seed)


@dataclass(frozen=True, slots=True)
class _Extra:
    """The unscripted minute: where it was put in, seconds."""

    start: float
    length: float
    speech_start: float
    speech_end: float


def _insert_minute(
    talk: Talk,
    paragraphs: list[list[TruthToken]],
    place: int,
    chance: random.Random,
    writer: TalkWriter,
) -> tuple[_Extra, Talk]:
    aside = Talk()
    spoken: list[Sentence] = []
    while aside.duration < 60:
        spoken += speak_paragraph(aside, writer.paragraph(25), "rms", chance)
    ends = [token.end for token in paragraphs[place - 1] if token.end is not None]
    start = round(max(ends) + 0.08, 4)
    cut = round(start * RATE)
    whole = np.concatenate(talk.sound)
    joined = Talk(sound=[whole[:cut], *aside.sound, whole[cut:]])
    joined.samples = len(whole) + aside.samples
    times = [t for s in spoken for t in s.tokens if t.start is not None and t.end is not None]
    first, last = times[0].start or 0.0, times[-1].end or 0.0
    return _Extra(cut / RATE, aside.duration, cut / RATE + first, cut / RATE + last), joined


def _later(token: TruthToken, after: float, by: float) -> TruthToken:
    if token.start is None or token.end is None or token.start < after:
        return token
    return replace(token, start=round(token.start + by, 4), end=round(token.end + by, 4))


def _damage(
    paragraph: list[TruthToken], chance: random.Random, writer: TalkWriter
) -> list[TruthToken]:
    """Of 100 words 5 replaced by another, 5 left out, and 5 wrong ones put in."""
    damaged = []
    for token in paragraph:
        roll = chance.random() if token.kind is Kind.SPOKEN else 1.0
        if roll < 0.05:
            damaged.append(replace(token, text=writer.wrong_word(), kind=Kind.SUBSTITUTED))
        elif roll < 0.10:
            continue
        elif roll < 0.15:
            damaged += [token, TruthToken(writer.wrong_word(), Kind.INSERTED)]
        else:
            damaged.append(token)
    return damaged


def _says(word: str) -> bool:
    return any(char.isalnum() for char in word)


def finish_talk(
    talk: Talk,
    paragraphs: list[list[TruthToken]],
    unscripted: tuple[tuple[float, float], ...],
    seed: int,
    header: str = HEADER,
) -> tuple[Samples, str, Truth]:
    """The three parts of a recording: a header before the text, noise under the sound."""
    sound = np.concatenate(talk.sound)
    noise = np.random.default_rng(seed).standard_normal(len(sound), np.float32)
    sound += NOISE_FLOOR * noise
    paragraphs = [paragraph for paragraph in paragraphs if paragraph]
    lines = [" ".join(token.text for token in paragraph) for paragraph in paragraphs]
    text = "\n\n".join([*([header] if header else []), *lines]) + "\n"
    furniture = [TruthToken(word, Kind.HEADER) for word in header.split()]
    tokens = [*furniture, *(token for paragraph in paragraphs for token in paragraph)]
    return sound, text, Truth(tuple(tokens), unscripted, len(sound) / RATE)
