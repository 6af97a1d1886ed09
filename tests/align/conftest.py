"""The sample with its exact times, pieces cut from it, and a cache of one's own."""

from __future__ import annotations

import json
import wave
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from pullquote.align.media.audio import SAMPLE_RATE, Audio, decode
from pullquote.align.model.alignment import Alignment
from pullquote.align.model.transcript import Transcript
from pullquote.align.model.words import Word
from pullquote.align.pipeline import AlignOptions, align_recording
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.spoken_forms.script import Script, make_script
from pullquote.align.times import TimeSpan
from pullquote.samples import SAMPLE_AUDIO, SAMPLE_TRANSCRIPT, SAMPLE_TRUTH


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the user's cache."""
    monkeypatch.setenv("PULLQUOTE_CACHE", str(tmp_path / "cache"))


@dataclass(frozen=True)
class Spoken:
    """Sound, its words as written, and when each is spoken."""

    audio: Audio
    texts: tuple[str, ...]
    spans: tuple[TimeSpan, ...]

    @property
    def text(self) -> str:
        return " ".join(self.texts)

    @property
    def script(self) -> Script:
        return make_script(parse_transcript(self.text), "en")

    def words(self, jitter: float = 0.0, seed: int = 0) -> list[Word]:
        """The words as a perfect recogniser hears them, their times off by up to `jitter` s."""
        random = np.random.default_rng(seed)
        words: list[Word] = []
        clock = 0.0
        for text, span in zip(self.texts, self.spans, strict=True):
            off = random.uniform(-jitter, jitter)
            clock = max(clock, span.start + off)  # recognised words are in order
            words.append(Word(text, span.shift(clock - span.start), 0.9))
        return words


@dataclass(frozen=True)
class Sample:
    """The sample interview and the truth about it."""

    audio: Audio
    transcript: Transcript
    spans: tuple[TimeSpan | None, ...]
    """Of every token; None where nothing is spoken."""
    unscripted: TimeSpan

    def piece(self, first: int, last: int, margin: float = 0.2) -> Spoken:
        """The sound from token `first` to `last`, both included, and its spoken words."""
        indices = [i for i in range(first, last + 1) if self.spans[i] is not None]
        spans = [self.spans[i] for i in indices]
        start, end = spans[0].start - margin, spans[-1].end + margin
        return Spoken(
            Audio(self.audio.cut(start, end)),
            tuple(self.transcript.tokens[i].text for i in indices),
            tuple(span.shift(-start) for span in spans),
        )


@pytest.fixture(scope="session")
def sample() -> Sample:
    truth = json.loads(SAMPLE_TRUTH.read_text(encoding="utf-8"))
    (stretch,) = truth["unscripted"]
    return Sample(
        decode(SAMPLE_AUDIO),
        parse_transcript(SAMPLE_TRANSCRIPT.read_text(encoding="utf-8")),
        tuple(
            None if word["start"] is None else TimeSpan(word["start"], word["end"])
            for word in truth["words"]
        ),
        TimeSpan(stretch["start"], stretch["end"]),
    )


@pytest.fixture(scope="session")
def aligned_sample(sample: Sample) -> Alignment:
    """The whole sample aligned by the embedded engine in one process."""
    pytest.importorskip("pocketsphinx")
    options = AlignOptions(engine="sphinx", use_cache=False, processes=1)
    return align_recording(SAMPLE_AUDIO, sample.transcript, options)


@pytest.fixture(scope="session")
def answer(sample: Sample) -> Spoken:
    """One answer of the sample, 18 s, 52 words: plain speech and `$20`."""
    return sample.piece(78, 128)


@pytest.fixture(scope="session")
def spoken_sentence(known_sentence) -> Spoken:
    """One sentence, 6 s, with a second of silence before it."""
    spans = zip(known_sentence.starts, known_sentence.ends, strict=True)
    return Spoken(
        known_sentence.audio,
        known_sentence.texts,
        tuple(TimeSpan(float(start), float(end)) for start, end in spans),
    )


@pytest.fixture
def write_wav(tmp_path: Path):
    """Writes 16 kHz sound into a file of this name."""

    def write(name: str, *parts: np.ndarray) -> Path:
        path = tmp_path / name
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(SAMPLE_RATE)
            file.writeframes(np.concatenate(parts).astype("<i2").tobytes())
        return path

    return write


def silence(seconds: float, level: float = 0.0, seed: int = 0) -> np.ndarray:
    """Silence, or noise of this standard deviation (of 32,768)."""
    noise = np.random.default_rng(seed).normal(0, level, round(seconds * SAMPLE_RATE))
    return noise.astype(np.int16)


@pytest.fixture(scope="session")
def quiet():
    """Makes samples: `quiet(seconds, level, seed)`, see `silence`."""
    return silence
