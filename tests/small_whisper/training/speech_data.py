"""Speech to train on: `python speech_data.py WORK [MINUTES]` writes WORK/speech-VOICE.{npy,json}.

Needs flite (see `samples/flite_speech.py`). Every utterance keeps the exact times of its words
and phones. The seed of the sentences differs from that of the test recordings.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sentences import SentenceMaker

from pullquote.samples.flite_speech import VOICES, say

RATE = 16_000
MINUTES_PER_VOICE = 72.0

Interval = tuple[str, float, float]
"""A word or phone with its start and end in seconds."""


@dataclass(frozen=True, slots=True, eq=False)
class Utterance:
    """A spoken sentence."""

    samples: npt.NDArray[np.float32]
    words: tuple[Interval, ...]
    phones: tuple[Interval, ...]


def make_speech(voice: str, minutes: float, seed: int, work: Path) -> None:
    """Speaks until there are so many minutes, in varied tempo."""
    maker, chance = SentenceMaker(seed), random.Random(seed + 7)
    pieces, index, clock = [], [], 0
    while clock < minutes * 60 * RATE:
        text = maker.sentence()
        pitch = chance.uniform(80, 160) if voice.startswith("kal") else None
        speech = say(text, voice, stretch=chance.uniform(0.85, 1.2), pitch=pitch)
        written = text.split()
        if len(written) != len(speech.words):
            continue
        index.append(
            {
                "first": clock,
                "count": len(speech.samples),
                "words": [[t, w.start, w.end] for t, w in zip(written, speech.words, strict=True)],
                "phones": [[p.name, p.start, p.end] for p in speech.phones],
            }
        )
        pieces.append(speech.samples)
        clock += len(speech.samples)
    np.save(work / f"speech-{voice}.npy", np.concatenate(pieces))
    (work / f"speech-{voice}.json").write_text(json.dumps(index), encoding="utf-8")


class Speech:
    """The utterances of one voice, read as they are needed."""

    def __init__(self, work: Path, voice: str) -> None:
        self._samples = np.load(work / f"speech-{voice}.npy", mmap_mode="r")
        self._index = json.loads((work / f"speech-{voice}.json").read_text(encoding="utf-8"))

    def __len__(self) -> int:
        return len(self._index)

    def __getitem__(self, number: int) -> Utterance:
        entry = self._index[number]
        samples = self._samples[entry["first"] : entry["first"] + entry["count"]]
        return Utterance(
            samples.astype(np.float32) / 32768,
            tuple(map(tuple, entry["words"])),
            tuple(map(tuple, entry["phones"])),
        )

    def phone_names(self) -> Iterator[str]:
        """Names of the phones, with repetitions."""
        for entry in self._index:
            for name, _, _ in entry["phones"]:
                yield name


def main() -> None:
    work = Path(sys.argv[1])
    minutes = float(sys.argv[2]) if len(sys.argv) > 2 else MINUTES_PER_VOICE
    work.mkdir(parents=True, exist_ok=True)
    for number, voice in enumerate(VOICES):
        make_speech(voice, minutes, 1000 + number, work)
        print(voice, flush=True)


if __name__ == "__main__":
    main()
