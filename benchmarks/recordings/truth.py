"""Recordings with known truth: the written words, which of them are spoken, and when."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import asdict, dataclass
from enum import Enum
from pathlib import Path

import numpy as np
import numpy.typing as npt

RATE = 16_000
"""Hz, of all recordings."""
WORK = Path(__file__).parents[1] / "work"
"""The folder of the made recordings, ignored by git."""

Samples = npt.NDArray[np.float32]
"""Mono sound, 1.0 is full scale."""


class Kind(str, Enum):
    """The truth about a token of the transcript: spoken, or why not."""

    SPOKEN = "spoken"
    HEADER = "header"
    """Page furniture before the talk, not spoken."""
    LABEL = "label"
    """A speaker's name, a stage direction or a time stamp, not spoken."""
    INSERTED = "inserted"
    """A word put into the transcript that nobody spoke."""
    SUBSTITUTED = "substituted"
    """A wrong word; its times are those of the word that was spoken instead."""
    UNSPOKEN = "unspoken"
    """Of a paragraph that was not spoken."""
    MARK = "mark"
    """A dash: nothing to speak."""


@dataclass(frozen=True, slots=True)
class TruthToken:
    """A token of the transcript, and when it is spoken as far as that is known."""

    text: str
    kind: Kind
    start: float | None = None
    """Seconds; None where it is not spoken or its start is not known."""
    end: float | None = None
    """Seconds; as `start`."""
    within: tuple[float, float] | None = None
    """The utterance that holds it, seconds, where only that is known."""


@dataclass(frozen=True, slots=True)
class Truth:
    """Everything known about a recording."""

    tokens: tuple[TruthToken, ...]
    """One for each white-space chunk of the transcript, in order."""
    unscripted: tuple[tuple[float, float], ...]
    """Stretches of a second or more spoken but not written, seconds."""
    duration: float
    """Seconds."""


@dataclass(frozen=True, slots=True)
class Recording:
    """The three files of a recording."""

    name: str
    folder: Path = WORK

    @property
    def media(self) -> Path:
        return self.folder / f"{self.name}.flac"

    @property
    def transcript(self) -> Path:
        return self.folder / f"{self.name}.txt"

    @property
    def truth(self) -> Path:
        return self.folder / f"{self.name}.truth.json"

    @property
    def is_made(self) -> bool:
        """True when all three exist."""
        return self.media.exists() and self.transcript.exists() and self.truth.exists()


def read_truth(path: Path) -> Truth:
    """Read the truth that `write_recording` wrote."""
    document = json.loads(path.read_text(encoding="utf-8"))
    tokens = (
        TruthToken(
            entry["text"],
            Kind(entry["kind"]),
            entry.get("start"),
            entry.get("end"),
            tuple(entry["within"]) if entry.get("within") else None,
        )
        for entry in document["tokens"]
    )
    unscripted = tuple((start, end) for start, end in document["unscripted"])
    return Truth(tuple(tokens), unscripted, document["duration"])


def write_recording(recording: Recording, samples: Samples, text: str, truth: Truth) -> None:
    """Write all three files; the truth last, so that a recording that is made is whole."""
    written = text.split()
    if written != [token.text for token in truth.tokens]:
        raise ValueError(f"{recording.name}: text and truth do not have the same tokens")
    recording.folder.mkdir(parents=True, exist_ok=True)
    write_audio(recording.media, samples)
    recording.transcript.write_text(text, encoding="utf-8")
    entries = [
        {key: value for key, value in asdict(token).items() if value is not None}
        for token in truth.tokens
    ]
    document = {
        "duration": truth.duration,
        "unscripted": truth.unscripted,
        "tokens": entries,
    }
    partial = recording.truth.with_suffix(".part")
    partial.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    partial.replace(recording.truth)


def shared_data() -> Path:
    """The folder of real speech: `PULLQUOTE_SPEECH`, or `../shared/data` beside the repository."""
    named = os.environ.get("PULLQUOTE_SPEECH")
    folder = Path(named) if named else Path(__file__).parents[3] / "shared" / "data"
    if not folder.is_dir():
        raise SystemExit(
            f"The real speech could not be found at {folder}. "
            "Set PULLQUOTE_SPEECH to the folder that has it."
        )
    return folder


def write_audio(path: Path, samples: Samples) -> None:
    """Mono sound as 16-bit FLAC, clipped at full scale."""
    pcm = (np.clip(samples, -1, 1) * 32767).astype("<i2")
    partial = path.with_suffix(".part")
    form = ["-f", "s16le", "-ar", str(RATE), "-ac", "1"]
    _ffmpeg([*form, "-i", "pipe:0", "-f", "flac", "-y", str(partial)], pcm.tobytes())
    partial.replace(path)


def read_audio(path: Path) -> Samples:
    """Any recording as mono sound at RATE."""
    raw = _ffmpeg(["-i", str(path), "-f", "s16le", "-ar", str(RATE), "-ac", "1", "pipe:1"])
    return np.frombuffer(raw, "<i2").astype(np.float32) / 32768


def _ffmpeg(arguments: list[str], stdin: bytes | None = None) -> bytes:
    import imageio_ffmpeg

    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", *arguments]
    return subprocess.run(command, input=stdin, stdout=subprocess.PIPE, check=True).stdout
