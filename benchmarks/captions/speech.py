"""Words with their times for the benchmark of captions: the sample, real and made-up speech."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.recordings.talk_text import TalkWriter
from benchmarks.recordings.truth import WORK, shared_data
from pullquote.align import align_recording, read_transcript
from pullquote.align.model.alignment import AlignedWord, Alignment, Status
from pullquote.align.model.spoken_parts import spoken_parts
from pullquote.align.model.words import EngineInfo
from pullquote.align.times import TimeSpan
from pullquote.clips.captions.caption_words import cue_words
from pullquote.clips.captions.cue import CueWord

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
_SPONTANEOUS = (
    "acoustic_corpus/acoustic_corpus",
    "mfa_test_data/cold_corpus",
    "mfa_test_data/cold_corpus3",
)


def sample_words() -> list[CueWord]:
    """The spoken words of the sample, with its exact times."""
    transcript = read_transcript(SAMPLES / "interview.txt")
    truth = json.loads((SAMPLES / "interview.words.json").read_text(encoding="utf-8"))
    words = []
    for token, entry in zip(transcript.tokens, truth["words"], strict=True):
        spoken = entry["start"] is not None
        span = TimeSpan(entry["start"], entry["end"]) if spoken else None
        status = Status.PLACED if spoken else Status.ABSENT
        words.append(AlignedWord(token, span, 1.0, status))
    alignment = Alignment(
        transcript, tuple(words), (), "en", truth["duration"], "", EngineInfo("truth", "1")
    )
    return _subtitled(alignment)


def _subtitled(alignment: Alignment) -> list[CueWord]:
    """The words that subtitles of the whole recording have."""
    return [
        word
        for part in spoken_parts(alignment)
        for word in cue_words(alignment, part.first, part.last, selected=False)
    ]


def spontaneous_words() -> list[CueWord]:
    """Three recordings of spontaneous speech, fast, slow and hoarse, one after another.

    Their word times were placed by hand or by a forced aligner.
    """
    words: list[CueWord] = []
    for name in _SPONTANEOUS:
        clock = words[-1].span.end + 1.0 if words else 0.0
        labels = json.loads((shared_data() / f"{name}.words.json").read_text(encoding="utf-8"))
        for label in labels:
            span = TimeSpan(clock + label["start"], clock + label["end"])
            words.append(CueWord(label["word"], span, len(words)))
    return words


def address_words() -> list[CueWord]:
    """Two weekly addresses of the White House as published, six minutes, aligned by Pullquote."""
    words: list[CueWord] = []
    for name in ("address", "address0413"):
        folder = shared_data() / "white_house"
        transcript = read_transcript(folder / f"{name}.txt")
        alignment = align_recording(folder / f"{name}.flac", transcript)
        clock = words[-1].span.end + 1.0 if words else 0.0
        words += [word.shift(clock) for word in _subtitled(alignment)]
    return words


def recording_words(name: str) -> list[CueWord]:
    """The spoken words of a recording of `benchmarks.recordings.make`, with its exact times."""
    truth = json.loads((WORK / f"{name}.truth.json").read_text(encoding="utf-8"))
    words: list[CueWord] = []
    for token in truth["tokens"]:
        if token["kind"] == "spoken" and token.get("start") is not None:
            span = TimeSpan(token["start"], token["end"])
            words.append(CueWord(token["text"], span, len(words)))
        elif token["kind"] == "mark" and words:
            words[-1] = replace(words[-1], text=f"{words[-1].text} {token['text']}")
    return words


def talk_words(count: int, seed: int = 7) -> list[CueWord]:
    """Synthetic sentences at the pace of conversation."""
    writer = TalkWriter(seed)
    sentences: list[str] = []
    total = 0
    while total < count:
        sentences += writer.paragraph(120)
        total = sum(len(sentence.split()) for sentence in sentences)
    return time_words([sentence.split() for sentence in sentences], seed)


def time_words(sentences: Sequence[Sequence[str]], seed: int) -> list[CueWord]:
    """Words with likely times: by syllables, with pauses at punctuation, some hesitations."""
    dice = random.Random(seed)
    words: list[CueWord] = []
    clock = 0.5
    for sentence in sentences:
        rate = dice.uniform(4.0, 6.5)
        for written in sentence:
            if not any(char.isalnum() for char in written) and words:
                words[-1] = replace(words[-1], text=f"{words[-1].text} {written}")
                clock += dice.uniform(0.1, 0.4)
                continue
            syllables = max(1, len(re.findall(r"[aeiouyäöü]+|\d", written.lower())))
            length = max(0.09, syllables / rate * dice.uniform(0.8, 1.2))
            words.append(CueWord(written, TimeSpan(clock, clock + length), len(words)))
            clock += length
            if written[-1] in ".?!":
                clock += dice.uniform(0.15, 0.9)
            elif written[-1] in ",;:":
                clock += dice.uniform(0.0, 0.35)
            elif dice.random() < 0.02:
                clock += dice.uniform(0.2, 0.6)
    return words
