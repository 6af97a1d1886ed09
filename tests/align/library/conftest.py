"""Recordings of a few words, made without aligning, and libraries of them."""

from __future__ import annotations

import wave
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from pullquote.align.library.store.entry import Origin, stamp
from pullquote.align.library.store.library import Library
from pullquote.align.media.fingerprint import fingerprint
from pullquote.align.model.alignment import (
    AlignedWord,
    Alignment,
    Status,
    Unscripted,
    format_alignment,
)
from pullquote.align.model.words import EngineInfo, Word
from pullquote.align.reading.tokenizer import parse_transcript
from pullquote.align.times import TimeSpan


def spoken(text: str, content: str = "", *, seconds: float = 0.4) -> Alignment:
    """An alignment in which each word of `text` takes so many seconds, after a fifth of silence."""
    transcript = parse_transcript(text)
    words, clock = [], 0.0
    for token in transcript.tokens:
        if token.is_speech:
            span = TimeSpan(round(clock + seconds / 5, 3), round(clock + seconds, 3))
            words.append(AlignedWord(token, span, 0.875, Status.HEARD))
            clock = span.end
        else:
            words.append(AlignedWord(token, None, 1.0, Status.ABSENT))
    heard = Word("hm", TimeSpan(clock + 1, clock + 1.5), 0.5)
    return Alignment(
        transcript=transcript,
        words=tuple(words),
        unscripted=(Unscripted(TimeSpan(clock + 1, clock + 2), (heard,), len(words) - 1),),
        language="en",
        duration=clock + 3,
        fingerprint=content or f"{abs(hash(text)):032x}",
        engine=EngineInfo("sphinx", "5", "en-us"),
        media="talk.wav",
    )


def write_recording(path: Path, seed: int) -> Path:
    """A tenth of a second of noise, different for every seed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    noise = np.random.default_rng(seed).normal(0, 500, 1600).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes(noise.tobytes())
    return path


def write_aligned(path: Path, seed: int, text: str) -> Path:
    """A recording and beside it the result of `pullquote align` for it."""
    write_recording(path, seed)
    alignment = spoken(text, fingerprint(path))
    beside = path.with_suffix(".alignment.json")
    beside.write_text(format_alignment(alignment), encoding="utf-8")
    return path


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An empty library."""
    with Library(tmp_path / "library.sqlite", writes=True) as made:
        yield made


@pytest.fixture
def put(library: Library, tmp_path: Path) -> Callable[..., int]:
    """Puts recordings that say this text into the library: `put(text, name)`."""

    def put_text(text: str, name: str = "talk", **origin: object) -> int:
        path = write_recording(tmp_path / "recordings" / f"{name}.wav", hash(name) & 0xFFFF)
        alignment = spoken(text, fingerprint(path))
        return library.put(alignment, Origin(stamp(path), **origin))  # type: ignore[arg-type]

    return put_text
