"""Real speech joined to long recordings, with the times that the joining makes known.

Where a clip comes with word times they are kept; else the first and the last word of the clip
have the start and the end of its speech, found by its energy, and the words between are known to
lie between those.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.recordings.truth import RATE, Kind, Samples, Truth, TruthToken, read_audio

_FRAME = round(0.01 * RATE)
LABELLED = ("acoustic_corpus", "alice_brennan", "mfa_test_data", "pocketsphinx_librivox", "jfk")
"""Folders with few clips; their clips go between the others in the mixed recording."""


@dataclass(frozen=True, slots=True)
class Clip:
    """A piece of real speech and its transcript."""

    samples: Samples
    tokens: tuple[TruthToken, ...]
    """Times in seconds from the start of the clip."""
    group: str
    """Reader or folder: its clips form one paragraph."""


def read_clips(data: Path, folder: str) -> list[Clip]:
    """The clips of a folder in the order of their names."""
    clips = []
    for media in sorted((data / folder).glob("*.flac")):
        text = media.with_suffix(".txt").read_text(encoding="utf-8").strip()
        samples = read_audio(media)
        # LibriSpeech names are reader-chapter-utterance, others clip by clip.
        group = media.stem.split("-")[0] if folder == "librispeech" else folder
        clips.append(Clip(samples, _clip_tokens(media, text, samples), group))
    return clips


def _clip_tokens(media: Path, text: str, samples: Samples) -> tuple[TruthToken, ...]:
    start, end = find_speech(samples)
    written = text.split()
    says = [any(char.isalnum() for char in word) for word in written]
    label_file = media.with_suffix(".words.json")
    if label_file.exists():
        labels = json.loads(label_file.read_text(encoding="utf-8"))
        if len(labels) == sum(says):
            times = iter(labels)
            return tuple(
                TruthToken(word, Kind.SPOKEN, (label := next(times))["start"], label["end"])
                if spoken
                else TruthToken(word, Kind.MARK)
                for word, spoken in zip(written, says, strict=True)
            )
    spoken_at = [index for index, spoken in enumerate(says) if spoken]
    return tuple(
        TruthToken(
            word,
            Kind.SPOKEN if says[index] else Kind.MARK,
            start if index == spoken_at[0] else None,
            end if index == spoken_at[-1] else None,
            (start, end) if says[index] else None,
        )
        for index, word in enumerate(written)
    )


def find_speech(samples: Samples) -> tuple[float, float]:
    """Start and end in seconds of the speech in a clip that is quiet at both ends.

    Speech is what is louder than 35 dB below the clip's loud frames and 8 dB above its quietest,
    for 50 ms at least. A weak consonant at the edge may be missed by some 30 ms.
    """
    frames = samples[: len(samples) // _FRAME * _FRAME].reshape(-1, _FRAME)
    level = 10 * np.log10(np.mean(frames.astype(np.float64) ** 2, axis=1) + 1e-10)
    threshold = max(np.percentile(level, 95) - 35, np.percentile(level, 3) + 8)
    loud = np.convolve(level > threshold, np.ones(5), "valid") >= 5
    where = np.flatnonzero(loud)
    if len(where) == 0:
        return 0.0, len(samples) / RATE
    return float(where[0] * 0.01), float((where[-1] + 5) * 0.01)


def join(
    clips: Sequence[Clip], seed: int, treat: Callable[[Samples, str], Samples] | None = None
) -> tuple[Samples, str, Truth]:
    """One clip after the other with pauses of 0.2 to 1.5 s, a paragraph for each group in a row.

    Every clip is brought to the same loudness; `treat` may then change its sound, not its length.
    """
    chance = np.random.default_rng(seed)
    sound: list[Samples] = []
    paragraphs: list[list[TruthToken]] = []
    clock, group = 0, ""
    for clip in clips:
        gap = np.zeros(round(chance.uniform(0.2, 1.5) * RATE), np.float32)
        loud = float(np.sqrt(np.mean(clip.samples**2))) + 1e-6
        level = clip.samples * (0.06 / loud)
        piece = np.concatenate([gap, level])
        sound.append(treat(piece, clip.group) if treat else piece)
        if clip.group != group:
            paragraphs.append([])
            group = clip.group
        offset = (clock + len(gap)) / RATE
        paragraphs[-1] += [_shifted(token, offset) for token in clip.tokens]
        clock += len(piece)
    whole = np.concatenate(sound)
    whole += 0.0005 * chance.standard_normal(len(whole), np.float32)
    text = "\n\n".join(" ".join(t.text for t in paragraph) for paragraph in paragraphs) + "\n"
    tokens = tuple(token for paragraph in paragraphs for token in paragraph)
    return whole, text, Truth(tokens, (), len(whole) / RATE)


def _shifted(token: TruthToken, by: float) -> TruthToken:
    def later(time: float | None) -> float | None:
        return None if time is None else round(time + by, 4)

    within = token.within and (round(token.within[0] + by, 4), round(token.within[1] + by, 4))
    return TruthToken(token.text, token.kind, later(token.start), later(token.end), within)


def add_pink_noise(sound: Samples, snr: float, seed: int) -> Samples:
    """The sound with pink noise `snr` dB below its mean power."""
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(len(sound)))
    spectrum /= np.sqrt(np.maximum(np.arange(len(spectrum)), 1))
    noise = np.fft.irfft(spectrum, len(sound)).astype(np.float32)
    gain = np.sqrt(np.mean(sound**2) / np.mean(noise**2)) * 10 ** (-snr / 20)
    return sound + noise * np.float32(gain)


class Rooms:
    """Bad sound that changes from group to group: echo, narrow band, hum, noise of 5 to 20 dB."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._groups: dict[str, int] = {}

    def __call__(self, sound: Samples, group: str) -> Samples:
        number = self._groups.setdefault(group, len(self._groups))
        chance = np.random.default_rng([self._seed, number])
        if number % 2:
            sound = _echo(sound, float(chance.uniform(0.15, 0.5)), chance)
        if number % 3:
            sound = _band(sound, float(chance.uniform(80, 350)), float(chance.uniform(2800, 4500)))
        if number % 4 == 1:
            hum = np.sin(2 * np.pi * 50 * np.arange(len(sound)) / RATE).astype(np.float32)
            sound = sound + 0.01 * hum
        return add_pink_noise(sound, (5, 10, 15, 20, 8)[number % 5], self._seed + number)


def _echo(sound: Samples, seconds: float, chance: np.random.Generator) -> Samples:
    """A room whose sound dies away by 60 dB in `seconds`, the direct sound in its place."""
    time = np.arange(round(seconds * RATE)) / RATE
    tail = chance.standard_normal(len(time)) * np.exp(-6.9 * time / seconds) * 0.03
    tail[0] = 1.0
    size = len(sound) + len(tail)
    wet = np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(tail, size), size)[: len(sound)]
    return wet.astype(np.float32)


def _band(sound: Samples, low: float, high: float) -> Samples:
    """Only what lies between two frequencies in Hz, with soft edges."""
    spectrum = np.fft.rfft(sound)
    frequency = np.fft.rfftfreq(len(sound), 1 / RATE)
    edge = 1 / (1 + (low / np.maximum(frequency, 1)) ** 6) / (1 + (frequency / high) ** 12)
    return np.fft.irfft(spectrum * edge, len(sound)).astype(np.float32)
