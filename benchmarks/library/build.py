"""A library of generated recordings, and what it costs to make."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np

from benchmarks.library.text import RECORDING, Speech
from pullquote.align.library.store.entry import FileStamp, Origin
from pullquote.align.library.store.library import Library
from pullquote.align.model.alignment import AlignedWord, Alignment, Status
from pullquote.align.model.transcript import Paragraph, Role, Token, Transcript
from pullquote.align.model.words import EngineInfo
from pullquote.align.times import TimeSpan

_TURN = 60
"""Words of a turn, on average."""


def build(speech: Speech, path: Path) -> float:
    """Put every recording into a new library.

    Returns the CPU seconds in `Library.put`; making the text is not counted.
    """
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    cpu = 0.0
    with Library(path, writes=True) as library:
        for number in range(speech.recordings):
            alignment = make_alignment(speech, number)
            origin = Origin(FileStamp(f"/talks/{number:06}.mp3", 1, number), title=f"t{number:06}")
            before = time.process_time()
            library.put(alignment, origin)
            cpu += time.process_time() - before
        before = time.process_time()
        library.execute("pragma wal_checkpoint(truncate)")
        cpu += time.process_time() - before
    return cpu


def make_alignment(speech: Speech, number: int) -> Alignment:
    """One recording as an alignment, with turns of two speakers, pauses and confidences."""
    random = np.random.default_rng(number)
    start = number * RECORDING
    said = speech.text(start, start + RECORDING)
    turns = np.cumsum(random.geometric(1 / _TURN, RECORDING // 20))
    starts = {0, *(int(turn) for turn in turns if turn < RECORDING)}
    letters = np.array([len(word) for word in said])
    lengths = random.lognormal(np.log(0.06 + 0.045 * letters), 0.35)
    pauses = np.where(random.random(RECORDING) < 0.12, random.exponential(0.5, RECORDING), 0.0)
    confidences = np.clip(random.beta(30, 1, RECORDING), 0, 1).round(3).tolist()
    ends = np.cumsum(lengths + pauses).round(3)
    begins = (ends - lengths).round(3).tolist()
    tokens: list[Token] = []
    words: list[AlignedWord] = []
    firsts: list[int] = []
    pieces: list[str] = []
    place = 0

    def put(text: str, role: Role) -> Token:
        nonlocal place
        token = Token(len(tokens), text, place, place + len(text), role)
        tokens.append(token)
        pieces.append(text)
        place += len(text) + 1
        return token

    for k, word in enumerate(said):
        if k in starts:
            firsts.append(len(tokens))
            label = put("ANNA:" if len(firsts) % 2 else "BEN:", Role.SPEAKER)
            words.append(AlignedWord(label, None, 1.0, Status.ABSENT))
            word = word.capitalize()
        token = put(word + ("." if k + 1 in starts else "," if k % 13 == 5 else ""), Role.SPEECH)
        span = TimeSpan(begins[k], float(ends[k]))
        words.append(AlignedWord(token, span, confidences[k], Status.HEARD))
    stops = [*firsts[1:], len(tokens)]
    paragraphs = tuple(
        Paragraph(first, stop, "ANNA" if turn % 2 == 0 else "BEN")
        for turn, (first, stop) in enumerate(zip(firsts, stops, strict=True))
    )
    return Alignment(
        transcript=Transcript(" ".join(pieces), tuple(tokens), paragraphs, "en", "talk.txt"),
        words=tuple(words),
        unscripted=(),
        language="en",
        duration=float(ends[-1]) + 1,
        fingerprint=f"{number:032x}",
        engine=EngineInfo("sphinx", "5.1.1", "en-us"),
        media=f"{number:06}.mp3",
    )
