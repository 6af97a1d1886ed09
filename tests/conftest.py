"""Fixtures for any test: the small Whisper and the recordings that it understands."""

from __future__ import annotations

import json
import os
import zipfile
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import settings

from pullquote.align.media.audio import Audio, probe
from pullquote.align.model.alignment import AlignedWord, Alignment, Status, Unscripted
from pullquote.align.model.words import EngineInfo
from pullquote.align.reading.formats import read_transcript
from pullquote.align.times import TimeSpan
from pullquote.samples import SAMPLE_TRANSCRIPT, SAMPLE_TRUTH, SAMPLE_VIDEO

_SMALL_WHISPER = Path(__file__).resolve().parent / "small_whisper"

# A busy machine is not an error.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@dataclass(frozen=True)
class KnownRecording:
    """A recording whose words and times are known exactly."""

    path: Path
    audio: Audio
    texts: tuple[str, ...]
    """As written, with punctuation."""
    starts: np.ndarray
    """Seconds, shape (n,)."""
    ends: np.ndarray


@pytest.fixture(scope="session")
def small_whisper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small model that really recognises; see tests/small_whisper/README.md."""
    folder = tmp_path_factory.mktemp("small_whisper")
    with zipfile.ZipFile(_SMALL_WHISPER / "model.zip") as packed:
        packed.extractall(folder)
    return folder


@pytest.fixture(scope="session")
def real_whisper() -> Path:
    """The folder of a Whisper model with real weights, for tests marked `whisper`."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "whisper_base"
    folder = Path(os.environ.get("PULLQUOTE_TEST_MODEL", beside))
    if not (folder / "model.bin").is_file():
        pytest.skip(f"no Whisper model in {folder}; PULLQUOTE_TEST_MODEL names another folder")
    return folder


def _known(name: str) -> KnownRecording:
    path = _SMALL_WHISPER / f"{name}.flac"
    with av.open(str(path)) as container:
        samples = np.concatenate([frame.to_ndarray()[0] for frame in container.decode(audio=0)])
    words = json.loads((_SMALL_WHISPER / "recordings.json").read_text(encoding="utf-8"))[name]
    return KnownRecording(
        path,
        Audio(samples.astype(np.int16)),
        tuple(word["text"] for word in words),
        np.array([word["start"] for word in words]),
        np.array([word["end"] for word in words]),
    )


@pytest.fixture(scope="session")
def known_sentence() -> KnownRecording:
    """One sentence in a woman's voice that the small Whisper recognises word for word."""
    return _known("sentence")


@pytest.fixture(scope="session")
def known_talk() -> KnownRecording:
    """Twelve such sentences in two voices, with pauses of 0.4 to 2 s."""
    return _known("talk")


@pytest.fixture(scope="session")
def true_alignment() -> Alignment:
    """The sample's alignment with the exact times by construction; nothing is recognised."""
    transcript = read_transcript(SAMPLE_TRANSCRIPT)
    truth = json.loads(SAMPLE_TRUTH.read_text(encoding="utf-8"))
    words = []
    for token, known in zip(transcript.tokens, truth["words"], strict=True):
        assert token.text == known["text"]
        if known["start"] is None:
            words.append(AlignedWord(token, None, 1.0, Status.ABSENT))
        else:
            span = TimeSpan(known["start"], known["end"])
            words.append(AlignedWord(token, span, 1.0, Status.HEARD))
    info = probe(SAMPLE_VIDEO)
    return Alignment(
        transcript=transcript,
        words=tuple(words),
        unscripted=tuple(
            Unscripted(TimeSpan(stretch["start"], stretch["end"]))
            for stretch in truth["unscripted"]
        ),
        language="en",
        duration=info.duration,
        fingerprint=info.fingerprint,
        engine=EngineInfo("imported", "1", "truth"),
        media=SAMPLE_VIDEO.name,
    )
