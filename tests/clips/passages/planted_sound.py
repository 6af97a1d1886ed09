"""Sound with words of noise at given times, its alignment, and passages of it."""

from __future__ import annotations

import numpy as np

from pullquote.align.media.audio import SAMPLE_RATE, Audio
from pullquote.align.model.alignment import AlignedWord, Alignment, Status, Unscripted
from pullquote.align.model.transcript import Paragraph, Token, Transcript
from pullquote.align.model.words import EngineInfo
from pullquote.align.times import TimeSpan
from pullquote.clips.passages.passage import Passage

Spans = list[tuple[float, float]]


def sound(words: Spans, *, noise: float = 20.0, length: float = 0.0) -> Audio:
    rng = np.random.default_rng(5)
    duration = length or (words[-1][1] + 1.0)
    samples = rng.normal(0, noise, round(duration * SAMPLE_RATE))
    for start, end in words:
        a, b = round(start * SAMPLE_RATE), round(end * SAMPLE_RATE)
        samples[a:b] += rng.normal(0, 3000, b - a)
    return Audio(np.clip(samples, -32768, 32767).astype(np.int16))


def steady(levels: list[tuple[float, float]]) -> Audio:
    """Sound whose level is exactly so many dB for so many seconds, one after the other."""
    parts = [
        np.tile([1.0, -1.0], round(seconds * SAMPLE_RATE / 2)) * 10 ** (decibels / 20)
        for decibels, seconds in levels
    ]
    return Audio(np.round(np.concatenate(parts)).astype(np.int16))


def alignment(
    words: list[tuple[float, float] | None],
    *,
    unscripted: Spans = [],  # noqa: B006
    pending: tuple[int, ...] = (),
) -> Alignment:
    tokens = tuple(Token(i, "w", 2 * i, 2 * i + 1) for i in range(len(words)))
    aligned = []
    for token, span in zip(tokens, words, strict=True):
        if span is None:
            status = Status.PENDING if token.index in pending else Status.ABSENT
            aligned.append(AlignedWord(token, None, 1.0, status))
        else:
            aligned.append(AlignedWord(token, TimeSpan(*span), 1.0, Status.PLACED))
    transcript = Transcript(" ".join("w" * len(words)), tokens, (Paragraph(0, len(words)),))
    return Alignment(
        transcript,
        tuple(aligned),
        tuple(Unscripted(TimeSpan(*span)) for span in unscripted),
        "en",
        max((w[1] for w in words if w), default=0.0) + 1.0,
        "print",
        EngineInfo("test", "1"),
    )


def passage(aligned: Alignment, first: int, last: int) -> Passage:
    span = aligned.span_of(first, last)
    assert span is not None
    return Passage(first, last, "", span)
